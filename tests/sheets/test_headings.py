"""The headings that clsctl writes for people, in either language, read as the columns that they stand for."""

import pytest

from clsctl.language import in_each_language
from clsctl.sheets.header import read_header
from clsctl.vocabulary.columns import COLUMNS
from clsctl.vocabulary.schema import Schema, package


@pytest.mark.parametrize("language", [0, 1])
@pytest.mark.parametrize("schema", package().schemas, ids=lambda schema: schema.kind)
def test_each_column_is_read_under_its_heading_in_either_language(schema: Schema, language: int) -> None:
    written = [in_each_language(COLUMNS[name].heading)[language] if name in COLUMNS else name for name in schema.names]
    assert read_header(written, schema).names == schema.names


def test_a_heading_for_people_yields_to_a_column_that_has_the_name() -> None:
    schema = package().schema("contracts")
    header = read_header(["Code", "territoire_code", "Rank", "rang"], schema)
    assert header.names == (None, "territoire_code", "rang", "rang")  # `rank` is declared: named twice, refused
    assert header.extras == {0: "Code"}


def test_a_heading_alone_makes_no_table() -> None:
    assert read_header(["Code", "Remarque libre"], package().schema("contracts")).names == (None, None)

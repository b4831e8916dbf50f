"""Canonical lines, written in each format that can be read back, come back to the same bytes."""

import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from clsctl.dataset.opening import open_dataset
from clsctl.montant import montant_text
from clsctl.questions.fmt import canonical_form
from clsctl.questions.lines import lines
from clsctl.render import render_pieces
from clsctl.render.formats import Format
from clsctl.table import Answer
from clsctl.vocabulary.selection import Selection
from support.samples import Cells, line, write

pytestmark = pytest.mark.slow(reason="hypothesis writes and reads each format")

READ_BACK = (Format.CSV, Format.TSV, Format.EXCEL_FR, Format.JSON, Format.XLSX, Format.ODS, Format.PARQUET)
HOSTILE = (
    '"',
    '""',
    "a\nb",
    "a,b;c\td|e",
    "=1+1",
    "'=1+1",
    "''",
    "'tis",
    "-5 %",
    "+33",
    "@x",
    "👩‍👩‍👧 l’été",
    "עברית مرحبا",
    "[bold]:house:[/]",
    "1.234",
    "007",
    "2025-05-22",
    "TRUE",
    "#N/A",
    " bords ",
    "_x000D_",
    "NULL",
    "{",
)
# What XML can hold: a workbook has no other characters (bare CR becomes a line end there).
labels = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=30).filter(str.strip),
)
montants = st.one_of(
    st.none(),
    st.integers(0, 10**18 - 1).map(lambda cents: Decimal(cents).scaleb(-2)),
    st.sampled_from([Decimal("9999999999999999.99"), Decimal("0.01"), Decimal(0), Decimal("0.10")]),
)


@st.composite
def contracts(draw: st.DrawFn) -> list[Cells]:
    """A table of lines in canonical order."""
    found = draw(
        st.lists(st.tuples(labels, labels | st.just(""), montants, labels | st.just("")), min_size=1, max_size=6)
    )
    return [
        line(
            rang,
            action=action,
            objectif=objectif,
            montant="" if montant is None else montant_text(montant),
            remarque=remarque,
        )
        for rang, (action, objectif, montant, remarque) in enumerate(found, 1)
    ]


def formatted(path: Path) -> bytes:
    with open_dataset([str(path)]) as dataset:
        return b"".join(canonical_form(dataset))


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=contracts())
@example(rows=[line(rang, action=text, objectif=text, remarque=text) for rang, text in enumerate(HOSTILE, 1)])
def test_lines_come_back_as_they_were(rows: list[Cells]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = write(Path(folder) / "f.csv", rows)
        with open_dataset([str(source)]) as dataset:
            before = b"".join(canonical_form(dataset))
            for form in READ_BACK:
                pieces = render_pieces(Answer(lines(dataset, Selection())), form)
                (Path(folder) / f"written.{form}").write_bytes(b"".join(pieces))
        for form in READ_BACK:
            assert formatted(Path(folder) / f"written.{form}") == before, form


@settings(max_examples=5, deadline=None)
@given(rows=contracts())
def test_the_canonical_form_is_its_own(rows: list[Cells]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        once = formatted(write(Path(folder) / "f.csv", rows, ";", "\r\n"))
        (Path(folder) / "g.csv").write_bytes(once)
        assert formatted(Path(folder) / "g.csv") == once

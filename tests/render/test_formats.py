"""All formats alike: endings, ends of lines, tables held, numbers in the language of their reader."""

import subprocess
import sys
from gettext import NullTranslations
from pathlib import PurePath

import pytest

from clsctl.render import render, render_pieces
from clsctl.render.formats import TABLES, Format, encode, format_of
from clsctl.table import Answer
from support.tables import CHECK, TOTALS


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.csv", Format.CSV),
        ("a.TSV", Format.TSV),
        ("a.json", Format.JSON),
        ("a.md", Format.MARKDOWN),
        ("a.html", Format.HTML),
        ("a.tex", Format.LATEX),
        ("a.rst", Format.RST),
        ("a.txt", Format.PLAIN),
        ("a.xlsx", Format.XLSX),
        ("a.ODS", Format.ODS),
        ("a.parquet", Format.PARQUET),
        ("a.svg", Format.SVG),
        ("a.PNG", Format.PNG),
        ("a.xls", None),
        ("csv", None),
    ],
)
def test_an_ending_chooses_its_format(name: str, form: Format | None) -> None:
    assert format_of(PurePath(name)) is form


TEXT = [form for form in TABLES if form.is_text]


@pytest.mark.parametrize("form", TEXT)
def test_every_format_ends_in_one_line_end(form: Format) -> None:
    text = render(TOTALS, form)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("form", TEXT)
def test_a_file_holds_the_text(form: Format) -> None:
    assert b"".join(render_pieces(TOTALS, form)) == encode(render(TOTALS, form), form)


def test_a_csv_imports_neither_rich_nor_tabulate_nor_babel() -> None:
    code = (
        "import sys; from clsctl.render import *; from clsctl.table import *;"
        "render(Table('t', 't', (Column('a', Kind.COUNT, 'A'),), ((1,),)), Format.CSV);"
        "sys.exit(bool({'rich', 'tabulate', 'babel', 'typer'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("form", [Format.CSV, Format.TSV, Format.EXCEL_FR])
def test_separated_values_hold_the_main_table_alone(form: Format) -> None:
    assert render(Answer(TOTALS, (CHECK,)), form) == render(TOTALS, form)


@pytest.mark.parametrize("form", [form for form in TEXT if form not in {Format.CSV, Format.TSV, Format.EXCEL_FR}])
def test_people_read_all_tables(form: Format) -> None:
    text = render(Answer(TOTALS, (CHECK,)), form)
    assert text.index("Totals by axe" if form is not Format.JSON else "totals") < text.rindex("2025-59-2")


PEOPLE = [Format.TABLE, Format.MARKDOWN, Format.HTML, Format.RST, Format.PLAIN, Format.SIMPLE, Format.GRID]


@pytest.mark.parametrize("form", PEOPLE)
def test_numbers_follow_the_language(monkeypatch: pytest.MonkeyPatch, form: Format) -> None:
    monkeypatch.setattr("clsctl.language._catalogue", lambda _name: NullTranslations())
    monkeypatch.setenv("CLSCTL_LANG", "fr")
    text = render(Answer(TOTALS, (CHECK,)), form)
    for number in (
        "14\u202f503\u202f807,50\u202f€",
        "99,60\u202f%",
        "1\u202f240",
        "\u22121\u202f000,05\u202f€",
        "1029",
    ):
        assert number in text


@pytest.mark.parametrize("form", [Format.CSV, Format.TSV, Format.JSON])
def test_machines_read_the_same_in_every_language(monkeypatch: pytest.MonkeyPatch, form: Format) -> None:
    english = render(TOTALS, form)
    monkeypatch.setenv("CLSCTL_LANG", "fr")
    assert render(TOTALS, form) == english

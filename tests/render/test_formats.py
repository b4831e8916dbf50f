import subprocess
import sys
from pathlib import PurePath

import pytest

from clsctl.render import Format, format_of, render
from render.tables import TOTALS


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
        ("a.xls", None),
        ("csv", None),
    ],
)
def test_an_ending_chooses_its_format(name: str, form: Format | None) -> None:
    assert format_of(PurePath(name)) is form


@pytest.mark.parametrize("form", Format)
def test_every_format_ends_in_one_line_end(form: Format) -> None:
    text = render(TOTALS, form)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_a_csv_imports_neither_rich_nor_tabulate_nor_babel() -> None:
    code = (
        "import sys; from clsctl.render import *; from clsctl.table import *;"
        "render(Table('t', 't', (Column('a', Kind.COUNT, 'A'),), ((1,),)), Format.CSV);"
        "sys.exit(bool({'rich', 'tabulate', 'babel', 'typer'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

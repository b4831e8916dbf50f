"""The formats of documents: plain, Markdown, reStructuredText, LaTeX."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from clsctl.render import render
from clsctl.render.formats import Format, encode
from clsctl.render.safe import visible
from clsctl.table import Column, Kind, Row, Table
from support.tables import CHECK, COLUMNS, TOTALS, sparse_rows, table_of, texts

SOURCES = (Format.MARKDOWN, Format.HTML, Format.LATEX, Format.RST, Format.PLAIN, Format.SIMPLE, Format.GRID)
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def column_of(*cells: str) -> Table:
    return Table(
        "t",
        "",
        (Column("a", Kind.TEXT, "A"), Column("b", Kind.COUNT, "B")),
        tuple((cell, 1) for cell in cells),
    )


def test_plain_golden() -> None:
    assert "\n" + render(TOTALS, Format.PLAIN) == PLAIN


def test_markdown_golden() -> None:
    assert "\n" + render(TOTALS, Format.MARKDOWN) == MARKDOWN


def test_rst_golden() -> None:
    assert "\n" + render(TOTALS, Format.RST) == RST


def test_latex_golden() -> None:
    assert "\n" + render(CHECK, Format.LATEX) == LATEX


def test_grid_has_a_mark_and_a_word_per_statut() -> None:
    assert "| ✗ écart   |" in render(CHECK, Format.GRID)


@pytest.mark.slow(reason="every format with every control")
@given(row=sparse_rows, title=texts)
def test_no_control_survives(row: Row, title: str) -> None:
    for form in SOURCES:
        text = render(table_of(row, total=row, title=title, note=title), form)
        assert not CONTROL.search(text), form
        encode(text, form).decode("utf-8")


@pytest.mark.parametrize("form", SOURCES)
def test_no_rows_are_no_error(form: Format) -> None:
    assert "Heading montant" in render(table_of(), form)


@given(rows=st.lists(sparse_rows, min_size=1, max_size=3))
def test_markdown_rows_have_a_cell_per_column(rows: list[Row]) -> None:
    lines = [
        line for line in render(table_of(*rows, total=rows[0]), Format.MARKDOWN).splitlines() if line.startswith("|")
    ]
    assert len(lines) == len(rows) + 3
    assert {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines} == {len(COLUMNS) + 1}


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("a|b", r"a\|b"),
        (r"a\|b", r"a\\\|b"),
        ("**[x](y)**", r"\*\*\[x\](y)\*\*"),
        ("<b>&amp;", r"\<b\>\&amp;"),
        ("`x` ~~y~~ snake_case", r"\`x\` \~\~y\~\~ snake\_case"),
        ("- a", r"\- a"),
        ("12. a", r"12\. a"),
        ("https://x.fr www.x.fr a@x.fr", r"https\://x.fr www\.x.fr a\@x.fr"),
        ("a\nb", "a ⏎ b"),
        ("02-1", "02-1"),
    ],
)
def test_markdown_markup_is_escaped(cell: str, written: str) -> None:
    assert f"| {written} " in render(column_of(cell), Format.MARKDOWN)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("*a* `b` |c| d_", r"\*a\* \`b\` \|c\| d\_"),
        ("=====", r"\====="),
        (".. image:: x", r"\.. image\:: x"),
        ("1. a", r"1\. a"),
        ("a::", r"a\:\:"),
        ("https://x.fr", r"https\://x.fr"),
        ("n : 1", "n : 1"),
        ("\\\\", "\\ " + "\\" * 4),
        ("", ".."),
    ],
)
def test_rst_markup_is_escaped(cell: str, written: str) -> None:
    assert render(column_of(cell), Format.RST).splitlines()[5].strip().split("  ")[0] == written


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (r"\write18{x}", r"\textbackslash{}write18\{x\}"),
        ("[1] * 50 % & # _ ^ ~ $", r"{[}1] {*} 50 \% \& \# \_ \textasciicircum{} \textasciitilde{} \$"),
        ("a -- b", "a -{}- b"),
        ("1\u202f000\u202f€", r"1\,000\,\texteuro{}"),
    ],
)
def test_latex_commands_are_escaped(cell: str, written: str) -> None:
    assert f" {written} " in render(column_of(cell), Format.LATEX)


@pytest.mark.parametrize("form", [Format.GRID, Format.SIMPLE, Format.RST])
def test_wide_and_combining_characters_keep_the_columns(form: Format) -> None:
    lines = render(column_of("漢字😀", "e\u0301te\u0301", "plain"), form).splitlines()
    ends = {cell_len(line.rstrip()) for line in lines if "1" in line}
    assert len(ends) == 1


class Cells(HTMLParser):
    """The cells of a page's tables, as a browser shows them."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.tags: set[str] = set()
        self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (the parser's own)
        self.tags.add(tag)
        self.open = tag == "td"
        if self.open:
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self.open = self.open and tag != "td"

    def handle_data(self, data: str) -> None:
        if self.open:
            self.cells[-1] += data


@given(cells=st.lists(texts, min_size=1, max_size=4))
def test_html_yields_the_cells(cells: list[str]) -> None:
    page = Cells()
    page.feed(render(column_of(*cells), Format.HTML))
    page.close()
    assert page.cells[::2] == [visible(cell) for cell in cells]
    assert page.tags <= {"html", "head", "meta", "title", "style", "body", "table", "caption"} | {
        "thead", "tbody", "tr", "th", "td", "p",
    }  # fmt: skip


def test_html_says_its_encoding_and_sets_the_total_apart() -> None:
    page = render(TOTALS, Format.HTML)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">')
    assert "<tfoot>\n<tr>\n<td>Total</td>" in page
    assert "<p>Source: Brochure 2025</p>" in page


PLAIN = """
Totals by axe

Axe    Libellé                 Lignes    Non chiffrées         Montant     Part
1      Prévenir la pauvreté       112                3  €14,503,807.50   99.60%
2      Emploi | [bold]          1,240                0       €6,000.00    0.04%
3      Droits                       2                2               –

Total                           1,354                5  €14,509,807.50  100.00%

5 lines have no montant.
Source: Brochure 2025
"""
MARKDOWN = """
**Totals by axe**

| Axe       | Libellé              |    Lignes |   Non chiffrées |            Montant |        Part |
|:----------|:---------------------|----------:|----------------:|-------------------:|------------:|
| 1         | Prévenir la pauvreté |       112 |               3 |     €14,503,807.50 |      99.60% |
| 2         | Emploi \\| \\[bold\\]   |     1,240 |               0 |          €6,000.00 |       0.04% |
| 3         | Droits               |         2 |               2 |                  – |             |
| **Total** |                      | **1,354** |           **5** | **€14,509,807.50** | **100.00%** |

5 lines have no montant.

Source: Brochure 2025
"""
RST = """
.. table:: Totals by axe

   =========  ====================  =========  ===============  ==================  ===========
   Axe        Libellé                  Lignes    Non chiffrées             Montant         Part
   =========  ====================  =========  ===============  ==================  ===========
   1          Prévenir la pauvreté        112                3      €14,503,807.50       99.60%
   2          Emploi \\| [bold]          1,240                0           €6,000.00        0.04%
   3          Droits                        2                2                   –
   **Total**                        **1,354**            **5**  **€14,509,807.50**  **100.00%**
   =========  ====================  =========  ===============  ==================  ===========

5 lines have no montant.

Source: Brochure 2025
"""
LATEX = r"""
% \usepackage{longtable} \usepackage[T1]{fontenc}
\begin{longtable}{llrr}
\caption*{Figures}\\
\hline
 Figure    & Statut   &                             Écart &   Page \\
\hline
\endhead
 2025-02-1 & égal     &                   \texteuro{}0.00 &      2 \\
 2025-59-2 & écart    & \ensuremath{-}\texteuro{}1,000.05 &   1029 \\
 2025-32   & arrondi  &                                 – &        \\
\hline
\end{longtable}
"""

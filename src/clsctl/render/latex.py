"""latex: a longtable, which breaks across pages and folds its texts."""

from collections.abc import Iterator, Sequence

from tabulate import DataRow, Line, TableFormat, tabulate

from clsctl.render.formats import Format
from clsctl.render.medium import Medium
from clsctl.render.safe import latex
from clsctl.render.shown import Shown, ShownRow, shown
from clsctl.table import Answer, Kind, Table

ROW = DataRow("", "&", r"\\")
RULE = Line(r"\hline", "", "", "")
# tabulate's own `latex_longtable` escapes a second time, and lets `[` and `*` through at the start of a row.
ROWS = TableFormat(
    lineabove=RULE,
    linebelowheader=Line("\\hline\n\\endhead", "", "", ""),
    linebetweenrows=None,
    linebelow=RULE,
    headerrow=ROW,
    datarow=ROW,
    padding=1,
    with_header_hide=None,
)
FOLDED = 30  # characters from which a text column becomes a paragraph


def write(answer: Answer, _form: Format, _medium: Medium) -> Iterator[str]:
    """A longtable per table, with its preamble; notes and source are paragraphs below."""
    yield _document(answer.tables)


def _document(tables: Sequence[Table]) -> str:
    blocks = [_block(shown(table, latex)) for table in tables]
    return "% \\usepackage{longtable} \\usepackage[T1]{fontenc}\n" + "\n".join(blocks)


def _block(table: Shown) -> str:
    body = tabulate(
        [*map(_row, table.rows), *([_total(table.total)] if table.total else [])],
        headers=table.headings,
        tablefmt=ROWS,
        disable_numparse=True,
        colalign=["right" if kind.is_number else "left" for kind in table.kinds],
    )
    caption = f"\\caption*{{{table.title}}}\\\\\n" if table.title else ""
    begin = f"\\begin{{longtable}}{{{''.join(_columns(table))}}}\n{caption}"
    return "\n\n".join([f"{begin}{body}\n\\end{{longtable}}", *table.below]) + "\n"


def _columns(table: Shown) -> list[str]:
    """`r` for numbers, `l` for short texts; long ones share 45 % of the line."""
    columns = list(enumerate(table.kinds))
    long = [i for i, kind in columns if kind is Kind.TEXT and _widest(table, i) > FOLDED]
    paragraph = f"p{{{0.45 / max(1, len(long)):.2f}\\linewidth}}"
    return ["r" if kind.is_number else paragraph if i in long else "l" for i, kind in columns]


def _widest(table: Shown, i: int) -> int:
    return max((len(row[i].text) for row in table.rows), default=0)


def _row(row: ShownRow) -> list[str]:
    return [cell.text for cell in row]  # pdflatex's fonts lack the marks; the words carry the meaning


def _total(row: ShownRow) -> list[str]:
    first, *rest = _row(row)
    return [f"\\hline {first}", *rest]

"""The rows of an HTML table as drawn rows: the column of each cell, counted past the cells that reach down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from clsctl.brochure.page.cells import BoxedRow, DrawnCell
from clsctl.brochure.page.outline import Above, Line, one_space

MAX_SPAN = 200  # columns or rows that one cell may cover


@dataclass
class HtmlCell:
    """A cell while the parser is in it; `plain` counts its texts that are not bold."""

    across: int = 1
    down: int = 1
    head: bool = False
    filled: bool = False
    text: str = ""
    plain: int = 0


@dataclass
class HtmlTable:
    """A table while the parser is in it: its rows with their source lines; `nested` where it holds another table.

    `loose` is its caption, and any other text outside its cells.
    """

    number: int
    rows: list[tuple[int, list[HtmlCell]]] = field(default_factory=list)
    nested: bool = False
    loose: str = ""


def span(value: str | None) -> int:
    """The number of columns or rows that an attribute gives; 1 where it gives none."""
    digits = (value or "").strip()
    return min(max(int(digits), 1), MAX_SPAN) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 1


def lines_of_table(table: HtmlTable, first: int) -> Iterator[Line]:
    """The rows with text as lines, numbered from `first` or from where they stand in the source."""
    placed = list(_placed([cells for _at, cells in table.rows]))
    columns = max((cell.column + cell.across for row in placed for cell in row), default=0)
    number = first - 1
    if table.loose:
        number = max(first, table.rows[0][0] if table.rows else first)
        yield Line(number, one_space(table.loose), (table.loose,), above=Above.APART)
    for (at, _cells), row in zip(table.rows, placed, strict=True):
        texts = tuple(cell.text for cell in row)
        if not any(texts):
            continue
        number = max(at, number + 1)
        boxed = None if table.nested or columns < 2 else BoxedRow(table.number, columns, row)
        bold = all(cell.bold or not cell.text for cell in row)
        yield Line(number, one_space(" ".join(texts)), texts, bold=bold, above=Above.APART, boxed=boxed)


def _placed(rows: Sequence[Sequence[HtmlCell]]) -> Iterator[tuple[DrawnCell, ...]]:
    reaching: dict[int, int] = {}
    for row in rows:
        column = 0
        placed: list[DrawnCell] = []
        later = {place: left - 1 for place, left in reaching.items() if left > 1}
        for cell in row:
            while column in reaching:
                column += 1
            placed.append(DrawnCell(cell.text, column, cell.across, cell.down, not cell.plain, cell.filled, cell.head))
            if cell.down > 1:
                later |= dict.fromkeys(range(column, column + cell.across), cell.down - 1)
            column += cell.across
        reaching = later
        yield tuple(replace(cell, bold=cell.bold and bool(cell.text)) for cell in placed)

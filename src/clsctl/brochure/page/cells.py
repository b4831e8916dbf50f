"""The cells of a table as its source draws them, before any of its columns is named."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell: its text (line ends as a page wraps them), its first column, its extent, and how it is set.

    `head` where the source marks it as the head of a column.
    """

    text: str
    column: int
    across: int = 1
    down: int = 1
    bold: bool = False
    filled: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class BoxedRow:
    """A row of a drawn table: the number of its table in the source, and its cells, empty ones too.

    `drawn` where the source parts its cells itself, and not by gaps; `breaks` where it is the first of its table on a
    page, so that it may continue the row above.
    """

    table: int
    columns: int
    cells: tuple[DrawnCell, ...]
    breaks: bool = False
    drawn: bool = True

    @property
    def filled_cells(self) -> tuple[DrawnCell, ...]:
        """The cells with text."""
        return tuple(cell for cell in self.cells if cell.text)

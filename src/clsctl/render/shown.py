"""A table as people read it: visible columns, headings, formatted numbers, words in place of slugs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain

from clsctl.language import _, language
from clsctl.montant import decimals, display_montant, display_number, display_percent
from clsctl.table import Cell, Kind, Row, Table, Tone

NO_MONTANT = "–"  # the brochure's sign for an action without an amount


@dataclass(frozen=True, slots=True)
class ShownCell:
    """The text of a cell, and the tone of a status."""

    text: str
    tone: Tone | None = None

    @property
    def marked(self) -> str:
        """The text after its tone's mark, which shows the tone without colour; a word may be a mark alone."""
        return self.text if self.tone is None else f"{self.tone.value} {self.text}".rstrip()


ShownRow = tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The texts of a table; the first cell of `total` has the word for it if it has no other."""

    title: str
    kinds: tuple[Kind, ...]
    headings: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    total: ShownRow | None
    notes: tuple[str, ...]
    source: str

    def made_safe(self, safe: Callable[[str], str]) -> "Shown":
        """The table with every text escaped for a medium by `safe`."""
        return replace(
            self,
            title=safe(self.title),
            headings=tuple(map(safe, self.headings)),
            rows=tuple(_safe_row(row, safe) for row in self.rows),
            total=self.total and _safe_row(self.total, safe),
            notes=tuple(map(safe, self.notes)),
            source=safe(self.source),
        )

    @property
    def all_rows(self) -> tuple[ShownRow, ...]:
        """The rows, then the total, if any."""
        return self.rows if self.total is None else (*self.rows, self.total)

    @property
    def below(self) -> tuple[str, ...]:
        """The lines below the table: notes, then source."""
        return tuple(filter(None, (*self.notes, self.source)))


def _safe_row(row: ShownRow, safe: Callable[[str], str]) -> ShownRow:
    return tuple(ShownCell(safe(cell.text), cell.tone) for cell in row)


def shown(table: Table, safe: Callable[[str], str], *, euro: bool = True) -> Shown:
    """The table in the user's language, escaped for a medium; without `euro`, its title gives the unit of all amounts.

    The amounts of a column have the same decimals, so that their digits align.
    """
    table = table.held()
    places = [i for i, column in enumerate(table.columns) if not column.hidden]
    writers = [_writer(table, i, euro=euro) for i in places]

    def show(row: Row) -> ShownRow:
        return tuple(write(row[i]) for i, write in zip(places, writers, strict=True))

    total = None
    if table.total is not None:
        total = _total(tuple(table.total[i] for i in places), show(table.total))

    kinds = tuple(table.columns[i].kind for i in places)
    return Shown(
        title=table.title if euro or Kind.MONTANT not in kinds else _in_euros(table.title),
        kinds=kinds,
        headings=tuple(table.columns[i].heading for i in places),
        rows=tuple(show(row) for row in table.rows),
        total=total,
        notes=table.notes,
        source=_("Source: {source}").format(source=table.source) if table.source else "",
    ).made_safe(safe)


def _in_euros(title: str) -> str:
    return _("{title} (in\u00a0euros)").format(title=title).strip()


def _total(row: Row, cells: ShownRow) -> ShownRow:
    """The total's cells: empty where it has none, the word for it in the first."""
    first, *rest = (ShownCell("") if value is None else cell for value, cell in zip(row, cells, strict=True))
    return (first if first.text else ShownCell(_("Total")), *rest)


def _writer(table: Table, place: int, *, euro: bool) -> Callable[[Cell], ShownCell]:
    """The function that formats the cells of one column."""
    column = table.columns[place]
    number = _number_writer(table, place, euro=euro)

    def write(cell: Cell) -> ShownCell:
        if cell is None:
            return ShownCell(NO_MONTANT if column.kind is Kind.MONTANT else "")
        if not isinstance(cell, str):
            return ShownCell(number(cell))
        word = column.words.get(cell)
        if word is None:
            return ShownCell(cell)
        return ShownCell(word.text, word.tone if column.kind is Kind.STATUT else None)

    return write


def _number_writer(table: Table, place: int, *, euro: bool) -> Callable[[int | Decimal], str]:
    lang = language()
    match table.columns[place].kind:
        case Kind.MONTANT:
            places = most_decimals(table, place)
            return lambda cell: display_montant(Decimal(cell), lang, places, euro=euro)
        case Kind.PERCENT:
            return lambda cell: display_percent(Decimal(cell), lang)
        case Kind.COUNT:
            return lambda cell: display_number(cell, lang)
        case Kind.DECIMAL:
            places = most_decimals(table, place)
            return lambda cell: display_number(cell, lang, places)
        case _:
            return str  # a year or a page, never grouped


def most_decimals(table: Table, place: int) -> int:
    """The decimals of every amount in a column: the most that any of its cells has, total included."""
    cells = (row[place] for row in chain(table.rows, filter(None, [table.total])))
    known = (decimals(cell) for cell in cells if isinstance(cell, int | Decimal))
    return max(table.columns[place].decimals, max(known, default=0))

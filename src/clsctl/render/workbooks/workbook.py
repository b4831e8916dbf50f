"""The basis of both workbook formats: sheets of typed cells, number formats, and the limits of a sheet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from clsctl.errors import UsageError
from clsctl.language import _, language
from clsctl.montant import decimals, display_number
from clsctl.render.delimited import machine_text
from clsctl.render.safe import encodable
from clsctl.render.shown import most_decimals
from clsctl.table import Answer, Cell, Column, Kind, Row, Table

EXACT_DIGITS = 15  # a workbook's number is a float: a longer one is written as text, to avoid rounding
# The limits of Excel, and of LibreOffice except for text: beyond them a cell would be lost or cut silently.
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
MOST_TEXT = 32_767
NARROWEST, WIDEST = 6, 60  # characters
FILTER_BUTTON = 4
NOTES = "notes"
TOTALLED = frozenset({"totals"})  # the tables that end in their total; lines are read back, row by row


@dataclass(frozen=True, slots=True)
class Look:
    """The display of a column's numbers; the program that opens them adds the separators of its language.

    Without `decimals` each number has as many as it needs.
    """

    decimals: int | None = None
    grouped: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class SheetField:
    """A column of a sheet: its heading for people, the look of its numbers, its width in characters."""

    heading: str
    kind: Kind
    look: Look
    width: int


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet: int and Decimal cells for computing, text cells unchanged; the total stands below the rows, if any."""

    name: str
    fields: tuple[SheetField, ...]
    rows: tuple[Row, ...]
    total: Row | None = None


def sheets(answer: Answer) -> Iterator[WorkbookSheet]:
    """A sheet per table under its headings for people, then one with titles, notes and sources.

    An answer with a flat table has only that one. UsageError where a sheet cannot hold a table.
    """
    tables = answer.tables if answer.flat is None else (_flat(answer, answer.flat),)
    for table in tables:
        yield _sheet(table)
    yield _sheet(_notes(tables))


def _flat(answer: Answer, flat: Table) -> Table:
    notes = (*answer.main.notes, *answer.closing)
    return replace(flat, notes=notes, source=answer.main.source, selection=answer.main.selection)


def _notes(tables: Sequence[Table]) -> Table:
    """One row per title, selection, total, note and source, kept apart from the rows to be summed."""
    columns = tuple(Column(heading, Kind.TEXT, heading) for heading in (_("Sheet"), _("Item"), _("Content")))
    return Table(NOTES, "", columns, tuple((table.name, *pair) for table in tables for pair in _items(table)))


def _items(table: Table) -> Iterator[tuple[str, Cell]]:
    yield _("Title"), table.title
    for option, values in table.selection.items():
        yield _("Selection: {option}").format(option=f"--{option}"), ", ".join(values)
    for column, cell in zip(table.columns, table.total or (), strict=False):
        if cell is not None and table.name not in TOTALLED:
            yield _("Total: {heading}").format(heading=column.heading), cell
    for note in table.notes:
        yield _("Note"), note
    if table.source:
        yield _("Source"), table.source


def _sheet(table: Table) -> WorkbookSheet:
    table = table.held()
    kinds = [column.kind for column in table.columns]
    rows = tuple(tuple(map(_named_cell, row, table.columns)) for row in table.rows)
    total = _total(table, kinds) if table.name in TOTALLED else None
    every = rows if total is None else (*rows, total)
    _refuse_too_much(table.columns, every)
    return WorkbookSheet(table.name, tuple(_field(table, i, every) for i in range(len(kinds))), rows, total)


def _total(table: Table, kinds: Sequence[Kind]) -> Row | None:
    """The total's cells, the word for it in the first."""
    if table.total is None:
        return None
    first, *rest = (_cell(cell, kind) for cell, kind in zip(table.total, kinds, strict=True))
    return (_("Total") if first is None else first, *rest)


def _named_cell(cell: Cell, column: Column) -> Cell:
    """The cell; an empty text that a column names for people (rows without objectif) by that name."""
    return column.words[""].text if cell == "" and "" in column.words else _cell(cell, column.kind)


def _cell(cell: Cell, kind: Kind) -> Cell:
    if cell is None or cell == "":
        return None
    if isinstance(cell, str):
        return encodable(cell)
    return cell if _is_exact(Decimal(cell)) else machine_text(cell, kind)


def _is_exact(number: Decimal) -> bool:
    return len(number.normalize().as_tuple().digits) <= EXACT_DIGITS


def _field(table: Table, place: int, rows: Iterable[Row]) -> SheetField:
    column = table.columns[place]
    look = _look(table, place)
    widest = max((_width(row[place], look) for row in rows), default=0)
    width = min(max(widest, len(column.heading) + FILTER_BUTTON, NARROWEST), WIDEST)
    return SheetField(encodable(column.heading), column.kind, look, width)


def _look(table: Table, place: int) -> Look:
    match table.columns[place].kind:
        case Kind.MONTANT:
            return Look(most_decimals(table, place), grouped=True, unit="€")
        case Kind.PERCENT:
            return Look(2, unit="%")
        case Kind.COUNT:
            return Look(0, grouped=True)
        case Kind.NUMBER | Kind.ORDINAL:
            return Look(0)
        case _:
            return Look()


def _width(cell: Cell, look: Look) -> int:
    """The characters of a text's widest line, or of the number as displayed."""
    if cell is None:
        return 0
    if isinstance(cell, str):
        return max(map(len, cell.split("\n")))
    number = f"{cell:,.{max(look.decimals or 0, decimals(cell))}f}"
    return len(number) + (2 if look.unit else 0)


def _refuse_too_much(columns: Sequence[Column], rows: Sequence[Row]) -> None:
    remedy = _("Write csv or parquet, which have no such limit.")
    if len(rows) + 1 > MOST_ROWS or len(columns) > MOST_COLUMNS:
        fact = _("A sheet of a workbook holds {rows} rows and {columns} columns; this table has {found} and {across}.")
        counts = {"rows": MOST_ROWS - 1, "columns": MOST_COLUMNS, "found": len(rows), "across": len(columns)}
        shown = {name: display_number(count, language()) for name, count in counts.items()}
        raise UsageError(fact.format(**shown), remedy)
    for row in (tuple(column.heading for column in columns), *rows):
        for cell in row:
            if isinstance(cell, str):
                refuse_long_text(cell, remedy)


def refuse_long_text(text: str, remedy: str) -> None:
    """UsageError for a text that a cell would cut."""
    if len(text) > MOST_TEXT // 2 and _utf16_length(text) > MOST_TEXT:
        fact = _("A cell of a workbook holds {count} characters; a text of this table has more.")
        raise UsageError(fact.format(count=display_number(MOST_TEXT, language())), remedy)


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2

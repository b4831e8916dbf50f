"""parquet: the main table in exact types, with amounts as decimals."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from clsctl.engine.parquet_files import parquet
from clsctl.montant import decimals
from clsctl.render.delimited import machine_text
from clsctl.render.formats import Format
from clsctl.render.medium import Medium
from clsctl.render.safe import encodable
from clsctl.table import Answer, Cell, Kind, Table

CENTS = 2
DIGITS, MOST_DIGITS = 18, 38  # digits of an amount in the data, and of the greatest sum that the engine holds


def write(answer: Answer, _form: Format, _medium: Medium) -> Iterator[bytes]:
    """Every column under its machine name, hidden columns included, without the total."""
    yield _file(answer.main)


def _file(table: Table) -> bytes:
    kinds = [column.kind for column in table.columns]
    columns = [(encodable(column.name), _type(table, i)) for i, column in enumerate(table.columns)]
    return parquet(columns, ([_text(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in table.rows))


def _text(cell: Cell, kind: Kind) -> str | None:
    return None if cell is None else encodable(machine_text(cell, kind))


def _type(table: Table, place: int) -> str:
    match table.columns[place].kind:
        case Kind.MONTANT | Kind.DECIMAL:
            return _decimal(row[place] for row in table.rows)
        case Kind.PERCENT:
            return f"DECIMAL({DIGITS}, {CENTS})"
        case Kind.ORDINAL | Kind.NUMBER | Kind.COUNT:
            return "BIGINT"
        case _:
            return "VARCHAR"


def _decimal(cells: Iterable[Cell]) -> str:
    """The decimal type of the data's amounts, or a wider one where a cell needs it."""
    whole, scale = 0, CENTS
    for cell in cells:
        if isinstance(cell, int | Decimal):
            whole = max(whole, Decimal(cell).adjusted() + 1)
            scale = max(scale, decimals(cell))
    return f"DECIMAL({DIGITS if whole + scale <= DIGITS else MOST_DIGITS}, {scale})"

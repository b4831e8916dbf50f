"""parquet: one table in exact types, for data scientists; no amount is a float."""

from decimal import Decimal

from clsctl.dataset.parquet import parquet
from clsctl.render.delimited import machine_text
from clsctl.render.safe import encodable
from clsctl.render.shown import most_decimals
from clsctl.table import Cell, Kind, Table

CENTS = 2
DIGITS, MOST_DIGITS = 18, 38  # of an amount in the data, and of the greatest sum that the engine holds


def render_parquet(table: Table) -> bytes:
    """Every column under its own name, the hidden columns too; the total is no row."""
    kinds = [column.kind for column in table.columns]
    columns = [(encodable(column.name), _type(table, i)) for i, column in enumerate(table.columns)]
    return parquet(columns, ([_text(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in table.rows))


def _text(cell: Cell, kind: Kind) -> str | None:
    return None if cell is None else encodable(machine_text(cell, kind))


def _type(table: Table, place: int) -> str:
    match table.columns[place].kind:
        case Kind.MONTANT:
            scale = max(CENTS, most_decimals(table, place))
            whole = max((_whole_digits(row[place]) for row in table.rows), default=0)
            return f"DECIMAL({DIGITS if whole + scale <= DIGITS else MOST_DIGITS}, {scale})"
        case Kind.PERCENT:
            return f"DECIMAL({DIGITS}, {CENTS})"
        case Kind.ORDINAL | Kind.NUMBER | Kind.COUNT:
            return "BIGINT"
        case _:
            return "VARCHAR"


def _whole_digits(cell: Cell) -> int:
    return max(Decimal(cell).adjusted() + 1, 0) if isinstance(cell, int | Decimal) else 0

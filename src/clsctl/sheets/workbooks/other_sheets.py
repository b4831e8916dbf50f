"""The other sheets of a workbook with the same table, which are not read: the lines and euros that each leaves out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from clsctl.finding import Finding, Findings, Place
from clsctl.language import _, language, ngettext, quoted
from clsctl.montant import display_montant
from clsctl.rules.workbooks import SPLIT_TABLE
from clsctl.sheets.header import Header
from clsctl.sheets.sheet import Row
from clsctl.vocabulary.cells import cast
from clsctl.vocabulary.schema import Schema


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sheet that is not read: its name, its lines, and their euros where the table has amounts.

    `is_split` is True where each of its lines has the whole key, and so could belong to the table read.
    """

    name: str
    lines: int
    montant: Decimal | None
    is_split: bool

    @property
    def amount(self) -> str:
        """`12 lines, €34,000`."""
        lines = ngettext("{count} line", "{count} lines", self.lines).format(count=self.lines)
        return lines if self.montant is None else f"{lines}, {display_montant(self.montant, language())}"


def left_out(name: str, rows: Iterable[Row], header: Header, schema: Schema) -> LeftOut:
    """The lines and euros of the rows under that header."""
    positions = header.positions
    fields = [field for field in schema.fields if field.type == "number" and field.name in positions]
    amounts = [(field, positions[field.name]) for field in fields[:1]]
    lines, total = 0, Decimal(0)
    for _line, cells in rows:
        if any(cell not in {"", None} for cell in cells):
            lines += 1
            for field, index in amounts:
                value = cast(field, cells[index]) if index < len(cells) else None
                total += value if isinstance(value, Decimal) else 0
    return LeftOut(name, lines, total if amounts else None, is_split=positions.keys() >= set(schema.primary_key))


def left_out_note(name: str, sheets: Sequence[LeftOut]) -> Iterator[str]:
    """The note that names them."""
    if sheets:
        names = ", ".join(f"{quoted(sheet.name)} ({sheet.amount})" for sheet in sheets)
        yield _(
            "{name}: sheets not read, though they look like the same table: {names}; name one as {name}#SHEET."
        ).format(name=name, names=names)


def split_table(name: str, sheets: Sequence[LeftOut]) -> Findings:
    """The findings of `validate` on each sheet with the key of the table: reading one of several proves nothing about
    the file.
    """
    found = tuple(
        Finding(SPLIT_TABLE, Place(name), {"value": sheet.name, "expected": sheet.amount})
        for sheet in sheets
        if sheet.is_split
    )
    return Findings(found, {SPLIT_TABLE.slug: len(found)} if found else {})

"""csv, tsv and excel-fr: every column under its machine name, every cell exact, without a total row."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from clsctl.montant import montant_text
from clsctl.render.formats import Format
from clsctl.render.medium import Medium
from clsctl.render.safe import guarded
from clsctl.table import Answer, Cell, Kind

ROWS_PER_PIECE = 10_000
SEPARATORS = {Format.CSV: ",", Format.TSV: "\t", Format.EXCEL_FR: ";"}


@dataclass(frozen=True, slots=True)
class _Lines:
    """A buffer for `csv.writer`, told CRLF so that it quotes a cell with a bare CR."""

    records: list[str] = field(default_factory=list)

    def write(self, record: str, /) -> None:
        self.records.append(record.removesuffix("\r\n"))

    def taken(self, line_end: str) -> str:
        """The text written since the last call."""
        text = "".join(record + line_end for record in self.records)
        self.records.clear()
        return text


def write(answer: Answer, form: Format, _medium: Medium) -> Iterator[str]:
    """The main table: a header of column names, then one record per row in pieces of some thousands, hidden columns
    included.
    """
    table = answer.main
    excel = form is Format.EXCEL_FR
    line_end = "\r\n" if excel else "\n"
    lines = _Lines()
    writer = csv.writer(lines, delimiter=SEPARATORS[form], lineterminator="\r\n")
    writer.writerow([guarded(column.name) if excel else column.name for column in table.columns])
    yield lines.taken(line_end)
    kinds = [column.kind for column in table.columns]
    text_of = _excel_cell if excel else machine_text
    for count, row in enumerate(table.rows, start=1):
        writer.writerow([text_of(cell, kind) for cell, kind in zip(row, kinds, strict=True)])
        if count % ROWS_PER_PIECE == 0:
            yield lines.taken(line_end)
    yield lines.taken(line_end)


def machine_text(cell: Cell, kind: Kind) -> str:
    """The cell for programs: canonical amounts, percents with two decimals, empty for None."""
    if cell is None:
        return ""
    if kind is Kind.PERCENT and not isinstance(cell, str):
        return f"{cell:.2f}"
    return montant_text(cell) if isinstance(cell, Decimal) else str(cell)


def _excel_cell(cell: Cell, kind: Kind) -> str:
    text = machine_text(cell, kind)
    return text.replace(".", ",") if kind.is_number else guarded(text)

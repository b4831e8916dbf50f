"""Workbooks of Excel, written by openpyxl, with what Excel adds beside the values."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from mutants.changes import Table
from mutants.values import as_number

NUMBERS = (
    *("<v>1<!-- -->2</v>", "<v><![CDATA[12]]></v>", "<v> 12 </v>", "<v>1E+3</v>", "<v>1e-3</v>", "<v>-0</v>", "<v/>"),
    *("<v>&#49;2</v>", "<f>6*2</f><v>12</v>", "<f>6*2</f>", "<v>1<?x?>2</v>", "<v>0012</v>", "<v>12.50</v>"),
)
Touch = Callable[[random.Random, Worksheet], None]


def xlsx_file(dice: random.Random, table: Table, *, mild: bool) -> bytes:
    """A workbook; a hostile one may hide or merge cells, or hold a formula that nobody computed."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in table:
        sheet.append([as_number(dice, ILLEGAL_CHARACTERS_RE.sub("?", cell)) for cell in row])
    if mild:  # openpyxl would write `=1+1` as a formula
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            cell.data_type = "s"
    for touch in dice.choices(TOUCHES if mild else (*TOUCHES, *ATTACKS), k=dice.randrange(3)):
        touch(dice, sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue() if mild or dice.random() < 0.7 else _rewritten(dice, stream)


def _rewritten(dice: random.Random, stream: io.BytesIO) -> bytes:
    """The same workbook with one of its numbers written as no spreadsheet does, but XML allows."""
    copy = io.BytesIO()
    with zipfile.ZipFile(stream) as archive, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as odd:
        for name in archive.namelist():
            content = archive.read(name).decode()
            numbers = re.findall("<v>[0-9.]+</v>", content) if name.endswith("sheet1.xml") else []
            if numbers:
                content = content.replace(dice.choice(numbers), dice.choice(NUMBERS), 1)
            odd.writestr(name, content)
    return copy.getvalue()


def _any(dice: random.Random, sheet: Worksheet) -> Cell:
    cell = sheet.cell(dice.randrange(1, sheet.max_row + 1), dice.randrange(1, max(sheet.max_column, 1) + 1))
    assert isinstance(cell, Cell)
    return cell


def _comment(dice: random.Random, sheet: Worksheet) -> None:
    _any(dice, sheet).comment = Comment("12 €", "somebody")


def _euros(_dice: random.Random, sheet: Worksheet) -> None:
    for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)):
        cell.number_format = '# ##0.00\\ "€"'


def _second_sheet(dice: random.Random, sheet: Worksheet) -> None:
    assert sheet.parent is not None
    sheet.parent.create_sheet("Notes").append([dice.choice(("seen", "montant", 12)), 1])


def _empty_rows(dice: random.Random, sheet: Worksheet) -> None:
    sheet.insert_rows(dice.randrange(1, sheet.max_row + 2), 2)


TOUCHES: Sequence[Touch] = (_comment, _euros, _second_sheet, _empty_rows)


def _formula(dice: random.Random, sheet: Worksheet) -> None:
    _any(dice, sheet).value = "=1+1"


def _merged(dice: random.Random, sheet: Worksheet) -> None:
    cell = _any(dice, sheet)
    sheet.merge_cells(start_row=cell.row, start_column=cell.column, end_row=cell.row + 1, end_column=cell.column)


def _hidden_row(dice: random.Random, sheet: Worksheet) -> None:
    sheet.row_dimensions[_any(dice, sheet).row].hidden = True


def _hidden_column(dice: random.Random, sheet: Worksheet) -> None:
    sheet.column_dimensions[_any(dice, sheet).column_letter].hidden = True


def _date(dice: random.Random, sheet: Worksheet) -> None:
    _any(dice, sheet).number_format = "dd/mm/yyyy"


ATTACKS: Sequence[Touch] = (_formula, _merged, _hidden_row, _hidden_column, _date)

"""Workbooks (.xlsx, .xls, .ods): the sheet that was named, or the first that has the header."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from itertools import islice

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from clsctl.dataset.cast import Fault, cast
from clsctl.dataset.header import read_header
from clsctl.dataset.inputs import ods, xls, xlsx
from clsctl.dataset.inputs.archive import BROKEN, Marks
from clsctl.dataset.sheet import Row, Sheet, no_table
from clsctl.dataset.sources import Source, unreadable
from clsctl.finding import Finding, FindingLog, Place
from clsctl.language import _
from clsctl.referentiel import fold
from clsctl.rules import NO_SHEET
from clsctl.schema import Schema
from clsctl.workbook_rules import HIDDEN_SHEET, LINE_ABOVE_HEADER

# A title or a date may stand above the header; what comes later is the table itself.
HEADER_ROWS = 50
WORD = "workbook"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sheet of the workbook with its best header: the row that names the most columns."""

    sheet: CalamineSheet
    line: int
    header: tuple[str, ...]
    columns: int


def workbook_sheet(source: Source, schema: Schema) -> Sheet:
    """The sheet as cells with their stored values; what a spreadsheet hides or lost is among its faults."""
    log = FindingLog()
    try:
        content = source.path.read_bytes()
        marks = _marks(content)
        marks.check_extent()
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        candidates = [_candidate(book.get_sheet_by_name(name), schema) for name in _wanted(source, book, log)]
        log.extend(_hidden_sheets(source, book))
        chosen = max(candidates, key=lambda candidate: candidate.columns) if candidates else None
        if chosen is not None:
            log.extend(_lines_above(chosen, source, schema))
            log.include(marks.faults(chosen.sheet.name, chosen.line, source.name))
    except OSError as error:
        if error.errno is not None:
            raise unreadable(source.name, error) from None
        return no_table(source.name, WORD, str(error))
    except PasswordError:
        return no_table(source.name, WORD, _("it is locked by a password"))
    except (CalamineError, *BROKEN) as error:
        return no_table(source.name, WORD, str(error))
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what calamine raises where it meets a bug of its own
            raise
        return no_table(source.name, WORD, str(error))
    if chosen is None:
        return Sheet(source.name, (), lambda _log: iter(()), faults=log.close())
    return Sheet(
        source.name,
        chosen.header,
        partial(_rows, chosen.sheet, chosen.line),
        chosen.line,
        log.close(),
        tuple(_notes(source, chosen, candidates, schema)),
    )


def _marks(content: bytes) -> Marks:
    """What the library does not tell: formulas without value, errors, merged cells, hidden rows and columns."""
    if content.startswith(xls.SIGNATURE):
        return xls.XlsMarks(content)
    return ods.OdsMarks(content) if ods.is_ods(content) else xlsx.XlsxMarks(content)


def _wanted(source: Source, book: CalamineWorkbook, log: FindingLog) -> Iterable[str]:
    """The names of the sheets that may be meant."""
    if source.sheet is None:
        return book.sheet_names
    for same in (str, fold):
        if found := [name for name in book.sheet_names if same(name) == same(source.sheet)]:
            return found[:1]
    facts = {"value": source.sheet, "expected": ", ".join(f"«{name}»" for name in book.sheet_names)}
    log.add(Finding(NO_SHEET, Place(source.name), facts))
    return ()


def _candidate(sheet: CalamineSheet, schema: Schema) -> _Candidate:
    best = _Candidate(sheet, 1, (), 0)
    for line, cells in islice(_cells(sheet), HEADER_ROWS):
        header = tuple(str(cell).strip() for cell in cells)
        columns = len(read_header(header, schema).positions)
        if columns > best.columns or (any(header) and not best.header):
            best = _Candidate(sheet, line, header, columns)
    return best


def _lines_above(chosen: _Candidate, source: Source, schema: Schema) -> Iterator[Finding]:
    """The rows above the header that hold a whole key: no title, but a line that somebody sorted or moved there."""
    positions = read_header(chosen.header, schema).positions
    if not positions.keys() >= set(schema.primary_key):
        return
    key = [(schema.field(name), positions[name]) for name in schema.primary_key]
    for line, cells in islice(_cells(chosen.sheet), chosen.line - 1):
        if all(not isinstance(cast(field, cells[index]), Fault | None) for field, index in key):
            yield Finding(LINE_ABOVE_HEADER, Place(source.name, line), {})


def _rows(sheet: CalamineSheet, header_line: int, _log: FindingLog) -> Iterator[Row]:
    """The rows below the header that hold a value."""
    for line, cells in _cells(sheet):
        if line > header_line and any(cell not in {"", None} for cell in cells):
            yield line, cells


def _cells(sheet: CalamineSheet) -> Iterator[Row]:
    return enumerate(sheet.iter_rows(), 1)


def _hidden_sheets(source: Source, book: CalamineWorkbook) -> Iterator[Finding]:
    for sheet in book.sheets_metadata:
        if sheet.visible is not SheetVisibleEnum.Visible:
            yield Finding(HIDDEN_SHEET, Place(source.name), {"value": sheet.name})


def _notes(source: Source, chosen: _Candidate, all_: Sequence[_Candidate], schema: Schema) -> Iterator[str]:
    """Which sheet was read, and which others have the header too."""
    if source.sheet is None:
        yield _("{name}: the sheet «{sheet}» is read.").format(name=source.name, sheet=chosen.sheet.name)
    others = [each for each in all_ if each is not chosen and each.columns == len(schema.fields)]
    if others:
        names = ", ".join(f"«{each.sheet.name}»" for each in others)
        yield _("{name}: not read, though they have the header: {names}; name one as {name}#SHEET.").format(
            name=source.name, names=names
        )
    if chosen.line > 1:
        yield _("{name}: the table is read from its header in row {line} on.").format(
            name=source.name, line=chosen.line
        )

"""The sheet of a workbook (.xlsx, .xls, .ods): the one named, or the first with the header."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from io import BytesIO
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from clsctl.finding import Finding, FindingLog, Place
from clsctl.language import _, quoted
from clsctl.rules.files import NO_SHEET
from clsctl.rules.workbooks import HIDDEN_SHEET
from clsctl.sheets.content import Content, read_whole
from clsctl.sheets.header import Header, is_whole, looks_alike, read_header
from clsctl.sheets.limits import WORKBOOK, TooLargeError
from clsctl.sheets.sheet import Row, Sheet, no_table, too_large
from clsctl.sheets.sources import Source, unreadable
from clsctl.sheets.titles import HEADER_ROWS, from_header_on, keyed, lines_above
from clsctl.sheets.workbooks.annotations import Unseen
from clsctl.sheets.workbooks.archive import BROKEN
from clsctl.sheets.workbooks.cell_forms import FormTable, Judgement, rows_displayed
from clsctl.sheets.workbooks.closing_total import closing_total, total_note
from clsctl.sheets.workbooks.ods import annotations as ods
from clsctl.sheets.workbooks.ods.tally import LockedError
from clsctl.sheets.workbooks.other_sheets import LeftOut, left_out, left_out_note, split_table
from clsctl.sheets.workbooks.tallies import check_workbook
from clsctl.sheets.workbooks.xls import annotations as xls
from clsctl.sheets.workbooks.xlsx import annotations as xlsx
from clsctl.vocabulary.folding import fold
from clsctl.vocabulary.schema import Schema, package

WORD = Content.WORKBOOK


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sheet of the workbook with its best header: the row with the most column names."""

    sheet: CalamineSheet
    line: int
    header: Header

    @property
    def columns(self) -> int:
        """The number of declared columns in it."""
        return len(self.header.positions)


def workbook_sheet(source: Source, schema: Schema) -> Sheet:
    """The sheet as cells with their stored values; its faults include what a spreadsheet hid or lost."""
    log = FindingLog()
    judgement = Judgement()
    try:
        unseen, book = _opened(source.path, source.path.stat().st_mtime_ns)
        candidates = [_candidate(book.get_sheet_by_name(name), schema) for name in _wanted(source, book, log)]
        log.extend(_hidden_sheets(source, book))
        chosen = max(candidates, key=lambda candidate: candidate.columns) if candidates else None
        if chosen is not None and chosen.columns:
            above = islice(_cells(chosen.sheet), chosen.line - 1)
            log.extend(lines_above(above, chosen.header, schema, source.name))
            judgement = unseen.judge(_table(chosen, source, schema), _cells(chosen.sheet))
            log.include(judgement.faults)
    except OSError as error:
        if error.errno is not None:
            raise unreadable(source.name, error) from None
        return no_table(source.name, WORD, str(error))
    except TooLargeError as error:
        return too_large(source.name, error)
    except (PasswordError, LockedError):
        return no_table(source.name, WORD, _("it is protected by a password"))
    except BaseException as error:
        # calamine raises the last one on a bug of its own
        if not isinstance(error, (CalamineError, *BROKEN)) and type(error).__name__ != "PanicException":
            raise
        return no_table(source.name, WORD, str(error))
    if chosen is None:
        return Sheet(source.name, Header(), lambda _log: iter(()), faults=log.close())
    others = tuple(each for each in _left_out(chosen, candidates, schema) if each.lines)
    total = closing_total(partial(_rows, chosen.sheet, chosen.line, judgement, None, log), chosen.header, schema)
    return Sheet(
        source.name,
        chosen.header,
        partial(_rows, chosen.sheet, chosen.line, judgement, total),
        chosen.line,
        log.close(),
        (*_notes(source, chosen, others), *_rounded(source, judgement), *total_note(source.name, total)),
        has_title=chosen.line > 1,
        left_out=split_table(source.name, others),
    )


@lru_cache(maxsize=1)
def _opened(path: Path, _changed: int) -> tuple[Unseen, CalamineWorkbook]:
    """The workbook, checked once: `validate` tries the header of each kind of file on it."""
    content = read_whole(path, WORKBOOK)
    check_workbook(content)
    unseen = _unseen(content)
    unseen.check()
    return unseen, CalamineWorkbook.from_filelike(BytesIO(content))


def _table(chosen: _Candidate, source: Source, schema: Schema) -> FormTable:
    """The table by its position in the file; the library drops the columns before the first value."""
    _row, first = chosen.sheet.start or (0, 0)
    columns = {first + index: schema.field(name) for name, index in chosen.header.positions.items()}
    return FormTable(source.name, chosen.sheet.name, chosen.line, columns, first)


def _unseen(content: bytes) -> Unseen:
    """The facts that the library leaves out: formulas without value, errors, percentages, merged and hidden cells."""
    if content.startswith(xls.SIGNATURE):
        return xls.XlsUnseen(content)
    return ods.OdsUnseen(content) if ods.is_ods(content) else xlsx.XlsxUnseen(content)


def _wanted(source: Source, book: CalamineWorkbook, log: FindingLog) -> Iterable[str]:
    """The names of the candidate sheets."""
    if source.sheet is None:
        return book.sheet_names
    for same in (str, fold):
        if found := [name for name in book.sheet_names if same(name) == same(source.sheet)]:
            return found[:1]
    names = ", ".join(quoted(name) for name in book.sheet_names)
    facts = {"value": source.sheet, "expected": _("one of its sheets: {names}").format(names=names)}
    log.add(Finding(NO_SHEET, Place(source.name), facts))
    return ()


def _candidate(sheet: CalamineSheet, schema: Schema) -> _Candidate:
    best = _Candidate(sheet, 1, Header())
    for line, cells in islice(_cells(sheet), HEADER_ROWS):
        header = read_header([str(cell) for cell in cells], schema)
        if len(header.positions) > best.columns or (any(header.written) and not best.header.written):
            best = _Candidate(sheet, line, header)
    return best


def _rows(
    sheet: CalamineSheet, header_line: int, judgement: Judgement, total: int | None, _log: FindingLog
) -> Iterator[Row]:
    """The rows below the header with a value, except for their total, each cell as displayed."""
    for line, cells in rows_displayed(_cells(sheet), judgement):
        if line > header_line and line != total and any(cell not in {"", None} for cell in cells):
            yield line, cells


def _cells(sheet: CalamineSheet) -> Iterator[Row]:
    return enumerate(sheet.iter_rows(), 1)


def _hidden_sheets(source: Source, book: CalamineWorkbook) -> Iterator[Finding]:
    for sheet in book.sheets_metadata:
        if sheet.visible is not SheetVisibleEnum.Visible:
            yield Finding(HIDDEN_SHEET, Place(source.name), {"value": sheet.name})


def _left_out(chosen: _Candidate, all_: Sequence[_Candidate], schema: Schema) -> Iterator[LeftOut]:
    """The other sheets with enough columns for a table of the same kind, except those of another kind of file."""
    for each in all_:
        if each is not chosen and not _is_of_another_kind(each.header, schema):
            if looks_alike(each.header, schema):
                yield left_out(each.sheet.name, islice(_cells(each.sheet), each.line, None), each.header, schema)
            elif any(keyed(islice(_cells(each.sheet), HEADER_ROWS), chosen.header, schema)):
                yield left_out(each.sheet.name, _cells(each.sheet), chosen.header, schema)


def _is_of_another_kind(header: Header, schema: Schema) -> bool:
    """True for the header of a whole table of another kind, such as the published figures beside their lines."""
    return not is_whole(header, schema) and any(
        is_whole(read_header(header.written, other), other) for other in package().schemas if other is not schema
    )


def _notes(source: Source, chosen: _Candidate, others: Sequence[LeftOut]) -> Iterator[str]:
    """The notes on the sheet read and on those not read."""
    if source.sheet is None:
        yield _("{name}: the sheet “{sheet}” is read.").format(name=source.name, sheet=chosen.sheet.name)
    yield from left_out_note(source.name, others)
    if chosen.line > 1 and chosen.columns:
        yield from_header_on(source.name, chosen.line)


def _rounded(source: Source, judgement: Judgement) -> Iterator[str]:
    if judgement.rounded:
        yield _("{name}: amounts rounded to the cent, as their cells show them: {count}.").format(
            name=source.name, count=judgement.rounded
        )

"""The cells of a table as their file writes them, checked against the values that the library reads.

Each declared cell counts as what it displays. Where the file and the library disagree about one, the file is damaged.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum, auto

from clsctl.finding import KEPT_PER_RULE, Fault, FindingLog, Findings
from clsctl.language import _, quoted
from clsctl.rules.workbooks import SHOWN_OTHERWISE
from clsctl.sheets.sheet import Row
from clsctl.sheets.workbooks.cell_display import (
    STORED,
    Display,
    number_display,
    seen_words,
    text_display,
    words_display,
)
from clsctl.sheets.workbooks.number_formats import GENERAL, number_format
from clsctl.vocabulary.cells import FLOAT_DIGITS, Cell
from clsctl.vocabulary.schema import Field

REMEMBERED = 10_000
SHOWN = 20  # characters of a text repeated in a refusal
TEXT_FORMATS = frozenset({GENERAL, "@"})


class FormKind(Enum):
    """The kind of a cell's content."""

    EMPTY = auto()
    NUMBER = auto()
    TEXT = auto()
    BOOLEAN = auto()
    DATE = auto()
    ERROR = auto()


@dataclass(frozen=True, slots=True)
class Form:
    """A cell as its file writes it: `code` is its number format.

    `shown` is the displayed text that the file records, `stored` the text of the value.
    """

    kind: FormKind
    number: Decimal | None = None
    code: str = GENERAL
    shown: str | None = None
    stored: str | None = None


@dataclass(frozen=True, slots=True)
class FormTable:
    """A table by its values: file and sheet, the row of its header, its declared columns from 0.

    `first` is the column at which the library's rows begin.
    """

    file: str
    sheet: str
    header_line: int
    columns: Mapping[int, Field]
    first: int = 0


@dataclass(frozen=True, slots=True)
class FormRow:
    """A run of equal rows: the first, their number, and the forms of their declared cells by column from 0."""

    line: int
    forms: Mapping[int, Form]
    count: int = 1

    @property
    def end(self) -> int:
        """The first row below the run."""
        return self.line + self.count


@dataclass(frozen=True, slots=True)
class Judgement:
    """The faults of the cells, and the values that replace stored ones: by column of the library, then by row.

    `rounded` counts amounts that display fewer decimals and count as the cents displayed.
    """

    faults: Findings = Findings()  # noqa: RUF009 (frozen)
    displayed: Mapping[int, Mapping[int, Cell]] = field(default_factory=dict)
    rounded: int = 0


PLAIN = re.compile(r"[#0](?:[#0, ]*[#0])?(?:\.0+)?")  # `0`, `# ##0`, `#,##0.00`
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
LONGEST_NUMBER = 400  # characters: the largest number of a spreadsheet has 309 digits


def check_number(text: str) -> None:
    """ValueError for a text that is not a number in a workbook's XML."""
    if len(text) > LONGEST_NUMBER or not (text.isdecimal() or NUMBER.fullmatch(text.strip())):
        raise ValueError(_("“{text}” is not a spreadsheet number").format(text=text[:SHOWN]))


def stored_number(text: str) -> Decimal:
    """The number in the XML of a cell, without zero decimals; ValueError for any other text."""
    check_number(text)
    number = Decimal(text.strip())
    whole = number.to_integral_value()
    return whole if whole == number else number


NOTHING = Form(FormKind.EMPTY)


def judge(table: FormTable, rows: Iterable[FormRow], values: Iterable[Row], log: FindingLog) -> Judgement:
    """Judge every declared cell below the header; faults go to `log`, after those that `rows` log.

    ValueError where the library reads another value than the file holds.
    """
    displayed: dict[int, dict[int, Cell]] = {}
    rounded = 0
    judges = {column: _Column(column_field) for column, column_field in table.columns.items()}
    for line, forms, cells in _beside(table, rows, values):
        for column, column_judge in judges.items():
            form = forms.get(column, NOTHING)
            index = column - table.first
            value = cells[index] if 0 <= index < len(cells) else None
            if form is NOTHING and value in {None, ""}:
                continue
            found = column_judge.display(form, value)
            if found is None:
                raise ValueError(_("row {row}: a cell can be read in two ways").format(row=line))
            if found is not STORED:
                displayed.setdefault(index, {})[line] = found
                rounded += isinstance(found, Decimal) and found != form.number
    return Judgement(log.close(), displayed, rounded)


def _beside(
    table: FormTable, rows: Iterable[FormRow], values: Iterable[Row]
) -> Iterator[tuple[int, Mapping[int, Form], Sequence[Cell]]]:
    """Each row below the header, as the file writes it beside what the library reads."""
    left = iter(rows)
    current = next(left, None)
    last = table.header_line
    for line, cells in values:
        while current is not None and current.end <= line:
            current = next(left, None)
        if line > table.header_line:
            last = line
            yield line, {} if current is None or line < current.line else current.forms, cells
    while current is not None:
        if current.end > last + 1 and current.forms:
            yield max(current.line, last + 1), current.forms, ()
        current = next(left, None)


class _Column:
    """The judgements of a column's cells; those of repeated cells are computed once."""

    def __init__(self, column_field: Field) -> None:
        self._field = column_field
        self._faults: dict[str, list[Fault]] = {}
        self._known: dict[tuple[Decimal, str, str | None], Display] = {}

    def display(self, form: Form, value: Cell) -> Display | None:
        """The value that the cell counts as; None where the value differs from the one in the file."""
        match form.kind:
            case FormKind.NUMBER:
                return self._number(form, value)
            case FormKind.TEXT:
                return self._words(form, value)
            case FormKind.EMPTY:
                return STORED if value in {None, ""} else None
            case FormKind.BOOLEAN:
                return STORED if isinstance(value, bool) else None
            case FormKind.DATE:
                return self._date(form, value)
            case FormKind.ERROR:
                return STORED  # a finding reports it

    def _number(self, form: Form, value: Cell) -> Display | None:
        number = form.number or Decimal(0)
        is_date = isinstance(value, date | time | timedelta)
        if not is_date and (isinstance(value, bool) or not isinstance(value, int | float)):
            return None
        if isinstance(value, int | float) and float(value) != float(number):
            return None
        if not is_date and self._is_plain(number, form):
            return STORED
        key = (number, form.code, form.shown)
        found = self._known.get(key)
        if found is None:
            found = self._kept(self._displayed(number, form))
            if len(self._known) < REMEMBERED:
                self._known[key] = found
        # The number behind what the library reads as a date but the format does not display as one.
        is_other = is_date and found is STORED and not number_format(form.code).is_date(number)
        return number if is_other else found

    def _is_plain(self, number: Decimal, form: Form) -> bool:
        """True for a whole number under a format that shows its digits: nearly all cells, with nothing to compute."""
        if not number or number.as_tuple().exponent != 0 or number.adjusted() >= FLOAT_DIGITS:
            return False
        if self._field.type == "string" and form.code != GENERAL:
            return False  # a code keeps its displayed zeros
        is_plain = form.code == GENERAL or PLAIN.fullmatch(form.code) is not None
        return is_plain and form.shown in {None, str(number)}

    def _kept(self, found: Display) -> Display:
        """A fault, or an earlier one of its rule once the display is full: the rest takes no memory."""
        if not isinstance(found, Fault):
            return found
        kept = self._faults.setdefault(found.rule.slug, [])
        if len(kept) > KEPT_PER_RULE:
            return kept[-1]
        kept.append(found)
        return found

    def _displayed(self, number: Decimal, form: Form) -> Display:
        found = number_display(self._field, number, form.code)
        if form.shown is None or isinstance(found, Fault) or number_format(form.code).is_date(number):
            return found
        seen = text_display(self._field, number, form.shown)
        return found if seen is STORED else seen

    def _words(self, form: Form, value: Cell) -> Display | None:
        if value is None:
            value = ""
        if not isinstance(value, str):
            return None
        if form.shown is not None and _letters(form.shown) != _letters(value):
            return self._told(form, value)
        if form.code in TEXT_FORMATS or not value:
            return STORED
        return self._kept(words_display(self._field, value, number_format(form.code)))

    def _told(self, form: Form, value: str) -> Display | None:
        """The value of a text displayed as another: that of the format, or a fault."""
        if form.stored is None or form.shown is None or _letters(form.stored) != _letters(value):
            return None
        if _letters(number_format(form.code).shown_text(value)) == _letters(form.shown):
            return self._kept(seen_words(self._field, value, form.shown))
        return self._kept(Fault(SHOWN_OTHERWISE, {"shown": quoted(form.shown), "value": value}))

    def _date(self, form: Form, value: Cell) -> Display | None:
        if not isinstance(value, date | time | timedelta | str):
            return None
        if self._field.type == "year" and form.shown is not None and form.shown.isdecimal() and len(form.shown) == 4:
            return form.shown
        return STORED


def _letters(text: str) -> str:
    return "".join(text.split())


def rows_displayed(rows: Iterable[Row], judgement: Judgement) -> Iterator[Row]:
    """The library's rows, with the displayed value where it replaces the stored one."""
    displayed = judgement.displayed
    for line, cells in rows:
        changes = {index: column[line] for index, column in displayed.items() if line in column}
        yield line, [changes.get(index, cell) for index, cell in enumerate(cells)] if changes else cells

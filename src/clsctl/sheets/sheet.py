"""What a file holds, whatever its format: cells under a header, each row with its line."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from clsctl.finding import Finding, FindingLog, Findings, Place
from clsctl.language import _
from clsctl.rules.files import NO_SHEET, NO_TABLE, NUL_BYTE, TOO_LARGE
from clsctl.sheets.header import Header
from clsctl.vocabulary.cells import Cell

Row = tuple[int, Sequence[Cell]]

# NUL, and halves of surrogate pairs.
STRAY = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it came: its headings, and its rows in their order, with the line (from 1) of each.

    `rows` reads the file once more at each call, and logs what keeps a row from being one. `faults` concern
    the whole, `notes` say what was decided. `separator` is that of a text which the engine may read itself;
    `guarded` is True where `'` before what looks like a formula was written by a program (docs/inputs.md),
    `has_title` where something stands above the header. `left_out` are the other sheets of the same table: an answer
    is sound without them and names them, but no proof of the file is.
    """

    name: str
    header: Header
    rows: Callable[[FindingLog], Iterator[Row]]
    header_line: int = 1
    faults: Findings = Findings()  # noqa: RUF009 (frozen)
    notes: tuple[str, ...] = ()
    separator: str | None = None
    guarded: bool = False
    has_title: bool = False
    left_out: Findings = Findings()  # noqa: RUF009 (frozen)


def no_table(name: str, word: str, reason: str) -> Sheet:
    """A file that should be a `word` and cannot be read as one."""
    return _refused(Finding(NO_TABLE, Place(name), {"value": word, "reason": reason}))


def too_large(name: str, error: Exception) -> Sheet:
    """A file that holds more than is read (docs/inputs.md)."""
    return _refused(Finding(TOO_LARGE, Place(name), {"value": str(error)}))


def without_sheets(name: str, word: str, sheet: str) -> Sheet:
    """A file of a format that has one table, of which somebody named a sheet."""
    expected = _("the file alone: it is {word}, which has no sheets").format(word=word)
    return _refused(Finding(NO_SHEET, Place(name), {"value": sheet, "expected": expected}))


def _refused(finding: Finding) -> Sheet:
    faults = Findings((finding,), {finding.rule.slug: 1})
    return Sheet(finding.place.file, Header(), lambda _log: iter(()), faults=faults)


def checked(cells: Sequence[Cell], place: Place, log: FindingLog) -> Sequence[Cell]:
    """The cells of a program's own format, without the characters that no text file can hold; they are logged."""
    found = [cell for cell in cells if isinstance(cell, str) and STRAY.search(cell)]
    if not found:
        return cells
    log.add(Finding(NUL_BYTE, place))
    return [STRAY.sub("\N{REPLACEMENT CHARACTER}", cell) if isinstance(cell, str) else cell for cell in cells]

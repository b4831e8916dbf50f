"""A sheet: the headings and rows of a file in any format, each row with its line number."""

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
    """A table as read: its headings, and its rows in file order, each with its line (from 1).

    `rows` reads the file again at each call, and logs what keeps a record from being a row. `faults` concern the whole
    file, `notes` the decisions taken. `separator` is that of a text which the engine may read itself; `guarded` is True
    where a program wrote `'` before apparent formulas (docs/inputs.md), `has_title` where something precedes the
    header. `left_out` are the other sheets with the same table: an answer stands without them and names them, but
    proves nothing about the file.
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
    """The sheet of a file that cannot be read as a `word`, with the reason."""
    return _refused(Finding(NO_TABLE, Place(name), {"value": _(word), "reason": reason}))


def too_large(name: str, error: Exception) -> Sheet:
    """The sheet of a file beyond the limits (docs/inputs.md)."""
    return _refused(Finding(TOO_LARGE, Place(name), {"value": str(error)}))


def without_sheets(name: str, word: str, sheet: str) -> Sheet:
    """The refusal of a sheet named in a single-table format."""
    expected = _("the file alone: {word} has no sheets").format(word=word)
    return _refused(Finding(NO_SHEET, Place(name), {"value": sheet, "expected": expected}))


def _refused(finding: Finding) -> Sheet:
    faults = Findings((finding,), {finding.rule.slug: 1})
    return Sheet(finding.place.file, Header(), lambda _log: iter(()), faults=faults)


def checked(cells: Sequence[Cell], place: Place, log: FindingLog) -> Sequence[Cell]:
    """The cells of a binary format without the characters that no text file can hold; these are logged."""
    found = [cell for cell in cells if isinstance(cell, str) and STRAY.search(cell)]
    if not found:
        return cells
    log.add(Finding(NUL_BYTE, place))
    return [STRAY.sub("\N{REPLACEMENT CHARACTER}", cell) if isinstance(cell, str) else cell for cell in cells]

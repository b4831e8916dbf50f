"""The check of a workbook against all limits, in its format, before any reader opens it."""

import re
from collections.abc import Collection

from clsctl.sheets.workbooks.archive import Tally, check_archive
from clsctl.sheets.workbooks.ods.tally import CONTENT, OdsTally
from clsctl.sheets.workbooks.xlsx.tally import XlsxTally

OTHER = re.compile(r"(?:.*/)?workbook(?:[0-9]*\.xml|\.bin)", re.IGNORECASE)
BINARY = ".bin"  # of .xlsb, which is not supported


def check_workbook(content: bytes) -> None:
    """TooLargeError, LockedError or one of BROKEN for a workbook that no reader may open."""
    if content.startswith(b"PK"):
        check_archive(content, _tally)


def _tally(names: Collection[str]) -> Tally:
    """The tally of the format; ValueError for an archive that could be of two formats."""
    is_ods = CONTENT in names
    others = [name for name in names if OTHER.fullmatch(name) and (is_ods or name.lower().endswith(BINARY))]
    if others:
        raise ValueError(", ".join(others))
    return OdsTally() if is_ods else XlsxTally()

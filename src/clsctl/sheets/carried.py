"""The files that the page of a report carries, extracted into a folder of their own; a page of 64 MiB at most."""

import binascii
import re
from pathlib import Path

from clsctl.errors import ReadError
from clsctl.language import _
from clsctl.sheets.content import read_whole
from clsctl.sheets.limits import PAGE, TooLargeError

CARRIED = re.compile(
    rb'data-file="([a-z_]+(?:[0-9]{4})?\.csv)" href="data:text/csv;charset=utf-8;base64,([A-Za-z0-9+/=]*)"'
)
NAME = ".page"  # beside the extracted files: the name of their page, as the user wrote it


def extract(name: str, page: Path, folder: Path) -> dict[str, Path]:
    """The files that the page carries, by name, written to the new `folder`.

    ReadError for a damaged page, and for one without exactly one table of lines.
    """
    found: list[tuple[bytes, bytes]] = []
    try:
        found = CARRIED.findall(read_whole(page, PAGE))
        files = {file.decode(): binascii.a2b_base64(text, strict_mode=True) for file, text in found}
    except TooLargeError as error:
        raise ReadError(
            _("{name}: the file contains {value}.").format(name=name, value=error),
            _("Ask for the data as CSV."),
        ) from None
    except binascii.Error:
        files = {}
    if len(files) < len(found) or sum(file.startswith("contracts_") for file in files) != 1:
        raise ReadError(
            _("{name}: the data that the page carries are damaged.").format(name=name),
            _("Ask for the page again, from where it was written."),
        )
    folder.mkdir()
    (folder / NAME).write_text(name, "utf-8", "surrogateescape")
    for file, content in files.items():
        (folder / file).write_bytes(content)
    return {file: folder / file for file in files}


def carried_name(page: str, file: str) -> str:
    """The name of a file within a page: `rapport.html#contracts_2025.csv`."""
    return f"{page}#{file}"


def shown_path(path: Path) -> str:
    """The name of a file for the user: as it is, or within the page that carries it."""
    page = path.parent / NAME
    return carried_name(page.read_text("utf-8", "surrogateescape"), path.name) if page.is_file() else str(path)


def page_name(name: str) -> str:
    """The name of the page, from that of a file within it."""
    return name.rpartition("#")[0]

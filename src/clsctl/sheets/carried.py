"""The files that the page of a report carries, extracted into a folder of their own; a page of 64 MiB at most."""

import re
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from clsctl.errors import ReadError
from clsctl.language import _
from clsctl.sheets.content import read_whole
from clsctl.sheets.limits import PAGE, TooLargeError

ADDRESS = "data:text/csv;charset=utf-8,"
CARRIED = re.compile(rb'data-file="([a-z_]+(?:[0-9]{4})?\.csv)" href="' + ADDRESS.encode() + rb'([^"]*)"')
# The characters that an address writes as %XX: all but letters, digits and marks without meaning in addresses and HTML.
ESCAPED = re.compile(r"[^0-9A-Za-zÀ-ÖØ-öø-ſ !$'()*+,./:;=@_€|~–’«»-]+")
NAME = ".page"  # beside the extracted files: the name of their page, as the user wrote it


def extract(name: str, page: Path, folder: Path) -> dict[str, Path]:
    """The files that the page carries, by name, written to the new `folder`.

    ReadError for a damaged page, and for one without exactly one table of lines.
    """
    try:
        found = CARRIED.findall(read_whole(page, PAGE))
    except TooLargeError as error:
        raise ReadError(
            _("{name}: the file contains {value}.").format(name=name, value=error),
            _("Ask for the data as CSV."),
        ) from None
    texts = {file.decode(): (text, unquote_to_bytes(text)) for file, text in found}
    files = {file: content for file, (text, content) in texts.items() if _is_text_of(text, content)}
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


def address_text(content: bytes) -> str:
    """The content within an address: legible, a third shorter than in base64."""
    return ESCAPED.sub(lambda found: quote(found[0], safe=""), content.decode("utf-8"))


def _is_text_of(text: bytes, content: bytes) -> bool:
    """True where the text is that of the content, as a page is written."""
    try:
        return address_text(content).encode() == text
    except UnicodeDecodeError:
        return False


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

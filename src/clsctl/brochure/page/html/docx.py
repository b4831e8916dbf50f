"""The outline of a DOCX: mammoth (BSD-2-Clause) writes its paragraphs, tables and notes as HTML, which is then read.

Its tables hold the cells themselves, and its styles the headings: better evidence than any page shows.
"""

import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from clsctl.brochure.page.bounded_process import OverwhelmedError, apart
from clsctl.brochure.page.html.webpage import NoPageError, read_html
from clsctl.brochure.page.outline import Line
from clsctl.errors import ReadError
from clsctl.language import _

DOCUMENT = "word/document.xml"
MAX_UNPACKED = 64 * 2**20  # bytes of all parts: a brochure of thirty pages has 1 MB, and its images
STYLES = "\n".join([
    "p[style-name='Title'] => h1:fresh",
    "p[style-name='Titre'] => h1:fresh",
    "p[style-name='Subtitle'] => h2:fresh",
    "p[style-name='Sous-titre'] => h2:fresh",
    *(f"p[style-name^='{word} {level}'] => h{level}:fresh" for level in range(1, 7) for word in ("Heading", "Titre")),
])  # fmt: skip


def is_docx(path: Path) -> bool:
    """True for a zip that holds a text of Word."""
    try:
        with zipfile.ZipFile(path) as archive:
            return DOCUMENT in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def read_docx(path: Path, name: str) -> Iterator[Line]:
    """The lines of the document; ReadError for one that is damaged, locked or too large."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        found = apart(partial(_converted, path)) if unpacked <= MAX_UNPACKED else {}
    except (OverwhelmedError, zipfile.BadZipFile):
        found = {}
    if "html" not in found:
        raise ReadError(
            _("{name}: this DOCX is damaged, or too large for a brochure.").format(name=name),
            _("Open it in a word processor, and save it again as DOCX, or print it to a PDF."),
        )
    try:
        return read_html(found["html"])
    except NoPageError:
        raise ReadError(
            _("{name}: this DOCX is damaged, or too large for a brochure.").format(name=name),
            _("Open it in a word processor, and save it again as DOCX, or print it to a PDF."),
        ) from None


def _converted(path: Path) -> dict[str, Any]:
    """The document as HTML, without its images; empty where mammoth cannot read it."""
    import mammoth  # noqa: PLC0415 (loaded only in the process that reads a DOCX)

    try:
        with path.open("rb") as file:
            nothing = mammoth.images.img_element(lambda _image: {"src": ""})
            return {"html": mammoth.convert_to_html(file, style_map=STYLES, convert_image=nothing).value}
    except Exception:  # noqa: BLE001 (whatever a damaged document raises, it is a refusal)
        return {}

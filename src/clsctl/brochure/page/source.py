"""The outline of a named file, whatever it holds: Markdown or plain text, HTML, DOCX, PDF; ReadError for others."""

import codecs
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from clsctl.brochure.page.markdown import read_markdown
from clsctl.brochure.page.outline import Line, Outline
from clsctl.errors import ReadError
from clsctl.language import _, language, mark
from clsctl.montant import display_number

MAX_BYTES = 64 * 2**20
MAX_PAGE = 16 * 2**20  # bytes of HTML, which may hold images
MAX_TEXT = 4 * 2**20  # bytes of any other text: a brochure of thirty pages has 30 000; a MB of long lines takes 1.5 s
MAX_LETTERS = 20_000  # of one line of text: a long paragraph has 2 000
MAX_LINES = 50_000
REMEDY = mark("Name the text of a brochure (.md, .txt, .html) or its PDF.")
BINARY = (
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"II*\x00",
    b"MM\x00*",
)


def read_source(path: Path, name: str = "") -> Outline:
    """The outline of `path`, recognised by content rather than extension; `name` is what the user called it."""
    said = name or str(path)
    try:
        if not path.is_file():
            raise ReadError(
                _("{name}: the file does not exist.").format(name=said)
                if not path.exists()
                else _("{name}: this is not a file.").format(name=said),
                _(REMEDY),
            )
        size = path.stat().st_size
        _refuse_large(said, size, MAX_BYTES)
        with path.open("rb") as file:
            head = file.read(1024)
        if b"%PDF-" in head:
            from clsctl.brochure.page.pdf import read_pdf  # noqa: PLC0415 (text needs no PDF engine)

            return read_pdf(path, said)
        if head.startswith(b"PK"):
            from clsctl.brochure.page.html.docx import is_docx, read_docx  # noqa: PLC0415 (most sources are not DOCX)

            if is_docx(path):
                return _outline(said, read_docx(path, said))
        _refuse_large(said, size, MAX_PAGE)
        text = _decoded(path.read_bytes(), said)
    except OSError as error:
        raise ReadError(
            _("{name}: cannot be read: {error}").format(name=said, error=error.strerror or error), _(REMEDY)
        ) from error
    if text.lstrip()[:300].lower().startswith(("<!doctype html", "<html", "<?xml")):
        from clsctl.brochure.page.html.webpage import NoPageError, read_html  # noqa: PLC0415 (most sources are not HTML)

        try:
            return _outline(said, read_html(text))
        except NoPageError:
            raise ReadError(
                _("{name}: this HTML has too many tags for a brochure, or an unclosed one.").format(name=said),
                _("Open it in a browser, and save its text as UTF-8 or print it to a PDF."),
            ) from None
    _refuse_large(said, size, MAX_TEXT)
    if any(len(line) > MAX_LETTERS for line in text.splitlines()):
        raise ReadError(
            _("{name}: a line of more than {count} characters is too long for a brochure.").format(
                name=said, count=display_number(MAX_LETTERS, language())
            ),
            _("Export the brochure as PDF with its text, or save its text as UTF-8."),
        )
    return _outline(said, read_markdown(text))


def _refuse_large(said: str, size: int, most: int) -> None:
    if size > most:
        raise ReadError(
            _("{name}: {size} MB are too much for a brochure.").format(name=said, size=size // 2**20),
            _("Import the PDF with its text layer, or the text extracted from it."),
        )


def _outline(said: str, lines: Iterable[Line]) -> Outline:
    taken = tuple(islice(lines, MAX_LINES + 1))
    if len(taken) > MAX_LINES:
        raise ReadError(
            _("{name}: more than {count} lines are too many for a brochure.").format(
                name=said, count=display_number(MAX_LINES, language())
            ),
            _(REMEDY),
        )
    if not taken:
        raise ReadError(_("{name}: the file contains no text.").format(name=said), _(REMEDY))
    return Outline(said, taken)


def _decoded(data: bytes, said: str) -> str:
    for head, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(head):
            return data.decode(encoding, errors="replace")
    if data.startswith(BINARY) or b"\0" in data:
        raise ReadError(
            _("{name}: this is neither text nor PDF.").format(name=said),
            _("Export the brochure as PDF with its text, or save its text as UTF-8."),
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")

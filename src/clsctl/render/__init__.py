"""A table as text or bytes: one writer per format, in the room that the format's record names."""

from collections.abc import Callable, Iterator
from importlib import import_module

from clsctl.render.formats import Format, encode
from clsctl.render.medium import Medium
from clsctl.table import Answer, Table

Writer = Callable[[Answer, Format, Medium], Iterator[str] | Iterator[bytes]]


def render_pieces(answer: Answer | Table, into: Format, medium: Medium | None = None) -> Iterator[bytes]:
    """The answer as a file holds it, in any format, piece by piece; the same answer gives the same bytes.

    A workbook has a sheet per table and one of their notes.
    """
    form = into
    for piece in _pieces(answer, into, medium):
        yield piece if isinstance(piece, bytes) else encode(piece, form)
        form = Format.CSV  # one BOM is enough


def render(answer: Answer | Table, into: Format, medium: Medium | None = None) -> str:
    """The answer in a format of text, ending in a line end; `medium` matters to `Format.TABLE` alone.

    ValueError for a format that is not text, which `render_pieces` writes.
    """
    if not into.is_text:
        raise ValueError(into)
    return "".join(map(str, _pieces(answer, into, medium)))


def _pieces(answer: Answer | Table, into: Format, medium: Medium | None) -> Iterator[str] | Iterator[bytes]:
    """What the format's writer makes of all tables, or of the main one alone."""
    whole = answer if isinstance(answer, Answer) else Answer(answer)
    held = whole if into.holds_all else Answer(whole.flat or whole.main)
    # A writer is imported when it is asked for: a CSV does not pay for Rich, nor a terminal for tabulate.
    write: Writer = import_module(f"clsctl.render.{into.writer}").write
    return write(held, into, medium or Medium())

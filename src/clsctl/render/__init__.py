"""The renderers: an answer as text or bytes, one writer per format, in the module that the format's record names."""

from collections.abc import Callable, Iterator
from importlib import import_module

from clsctl.render.formats import MACHINE, Format, encode
from clsctl.render.medium import Medium
from clsctl.table import Answer, Table

Writer = Callable[[Answer, Format, Medium], Iterator[str] | Iterator[bytes]]


def render_pieces(answer: Answer | Table, into: Format, medium: Medium | None = None) -> Iterator[bytes]:
    """The answer as a file contains it, in any format, in pieces; the same answer gives the same bytes.

    A workbook has a sheet per table and one of their notes.
    """
    form = into
    for piece in _pieces(answer, into, medium):
        yield piece if isinstance(piece, bytes) else encode(piece, form)
        form = Format.CSV  # only the first piece has a BOM


def render(answer: Answer | Table, into: Format, medium: Medium | None = None) -> str:
    """The answer in a text format, ending in a line end; only `Format.TABLE` uses `medium`.

    ValueError for a binary format: see `render_pieces`.
    """
    if not into.is_text:
        raise ValueError(into)
    return "".join(map(str, _pieces(answer, into, medium)))


def _pieces(answer: Answer | Table, into: Format, medium: Medium | None) -> Iterator[str] | Iterator[bytes]:
    """The output of the format's writer, for all tables or for the main one alone."""
    whole = answer if isinstance(answer, Answer) else Answer(answer)
    if into in MACHINE:
        whole = whole.for_programs
    held = whole if into.holds_all else Answer(whole.flat or whole.main)
    # A writer is imported when needed: a CSV does not pay for Rich, nor a terminal for tabulate.
    write: Writer = import_module(f"clsctl.render.{into.writer}").write
    return write(held, into, medium or Medium())

"""The renderers: an answer as text or bytes, one writer per format, each imported when used."""

from collections.abc import Iterator

from clsctl.render.findings import render_examination, render_findings
from clsctl.render.formats import Format, encode, format_of
from clsctl.render.medium import Medium
from clsctl.table import Answer, Table

__all__ = [
    "Format",
    "Medium",
    "encode",
    "format_of",
    "render",
    "render_examination",
    "render_findings",
    "render_pieces",
]


def render_pieces(answer: Answer | Table, into: Format, medium: Medium | None = None) -> Iterator[bytes]:
    """The answer as a file contains it, in any format, in pieces; the same answer gives the same bytes.

    `parquet` has only the main table; a workbook has a sheet per table and one of their notes.
    """
    whole = answer if isinstance(answer, Answer) else Answer(answer)
    match into:
        case Format.CSV | Format.TSV | Format.EXCEL_FR:
            from clsctl.render.delimited import render_delimited

            pieces = render_delimited(whole.flat or whole.main, into)
            yield encode(next(pieces), into)
            yield from (encode(piece, Format.CSV) for piece in pieces)  # only the first piece has a BOM
        case Format.XLSX:
            from clsctl.render.xlsx import render_xlsx

            yield render_xlsx(whole)
        case Format.ODS:
            from clsctl.render.ods import render_ods

            yield render_ods(whole)
        case Format.PARQUET:
            from clsctl.render.parquet import render_parquet

            yield render_parquet(whole.flat or whole.main)
        case _:
            yield encode(render(whole, into, medium), into)


def render(answer: Answer | Table, into: Format, medium: Medium | None = None) -> str:
    """The answer in a text format, ending in a line end; only `Format.TABLE` uses `medium`.

    `csv`, `tsv` and `excel-fr` have only the main table; every other format has all of them.
    """
    # A writer is imported when needed: a CSV does not pay for Rich, nor a terminal for tabulate.
    whole = answer if isinstance(answer, Answer) else Answer(answer)
    match into:
        case Format.CSV | Format.TSV | Format.EXCEL_FR:
            from clsctl.render.delimited import render_delimited

            return "".join(render_delimited(whole.flat or whole.main, into))
        case Format.JSON:
            from clsctl.render.objects import render_json

            return render_json(whole)
        case Format.TABLE:
            from clsctl.render.terminal import render_terminal

            return render_terminal(whole.tables, medium or Medium())
        case Format.HTML:
            from clsctl.render.page import render_html

            return render_html(whole.tables)
        case Format.LATEX:
            from clsctl.render.latex import render_latex

            return render_latex(whole.tables)
        case Format.XLSX | Format.ODS | Format.PARQUET:
            raise ValueError(into)  # binary formats: see `render_pieces`
        case _:
            from clsctl.render.text import render_text

            return render_text(whole.tables, into)

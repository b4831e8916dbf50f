"""A table as text: one writer per format, each a function from an answer to a string."""

from clsctl.render.findings import render_examination, render_findings
from clsctl.render.formats import Format, encode, format_of
from clsctl.render.medium import Medium
from clsctl.table import Answer, Table

__all__ = ["Format", "Medium", "encode", "format_of", "render", "render_examination", "render_findings"]


def render(answer: Answer | Table, into: Format, medium: Medium | None = None) -> str:
    """The answer in that format, ending in a line end; `medium` matters to `Format.TABLE` alone.

    `csv`, `tsv` and `excel-fr` hold the main table alone; every other format holds all of them.
    """
    # A writer is imported when it is asked for: a CSV does not pay for Rich, nor a terminal for tabulate.
    whole = answer if isinstance(answer, Answer) else Answer(answer)
    match into:
        case Format.CSV | Format.TSV | Format.EXCEL_FR:
            from clsctl.render.delimited import render_delimited  # noqa: PLC0415 (see above)

            return render_delimited(whole.flat or whole.main, into)
        case Format.JSON:
            from clsctl.render.objects import render_json  # noqa: PLC0415 (see above)

            return render_json(whole)
        case Format.TABLE:
            from clsctl.render.terminal import render_terminal  # noqa: PLC0415 (see above)

            return render_terminal(whole.tables, medium or Medium())
        case Format.HTML:
            from clsctl.render.page import render_html  # noqa: PLC0415 (see above)

            return render_html(whole.tables)
        case Format.LATEX:
            from clsctl.render.latex import render_latex  # noqa: PLC0415 (see above)

            return render_latex(whole.tables)
        case _:
            from clsctl.render.text import render_text  # noqa: PLC0415 (see above)

            return render_text(whole.tables, into)

"""Text tables through tabulate: plain, simple, grid, and Markdown, reStructuredText, LaTeX sources."""

from collections.abc import Sequence

from tabulate import tabulate

from clsctl.render.formats import Format
from clsctl.render.safe import visible
from clsctl.render.shown import Shown, shown
from clsctl.table import Table


def render_text(tables: Sequence[Table], into: Format) -> str:
    """Each table with its title above, its notes and source below."""
    return "\n".join(_block(shown(table, visible), into) for table in tables)


def _block(table: Shown, into: Format) -> str:
    body = tabulate(
        [[cell.marked for cell in row] for row in table.all_rows],
        headers=table.headings,
        tablefmt={Format.MARKDOWN: "pipe", Format.LATEX: "latex"}.get(into, str(into)),
        disable_numparse=True,
        colalign=["right" if kind.is_number else "left" for kind in table.kinds],
    )
    return "\n\n".join(filter(None, [table.title, body, "\n".join(table.below)])) + "\n"

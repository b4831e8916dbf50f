"""Text tables through tabulate: plain, simple and grid, Markdown and reStructuredText."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import indent

from tabulate import SEPARATING_LINE, tabulate

from clsctl.render import safe
from clsctl.render.columns import Clusters, Lengths, docutils_clusters, terminal_clusters
from clsctl.render.formats import Format
from clsctl.render.medium import Medium
from clsctl.render.shown import Shown, shown
from clsctl.table import Answer, Table


@dataclass(frozen=True, slots=True)
class Dialect:
    """A text format: tabulate's name for it, its escaping, the lines around a table."""

    tablefmt: str
    safe: Callable[[str], str]
    title: str = "{}"
    strong: str = ""
    margin: str = ""
    paragraph: str = "\n"
    total_rule: bool = False
    clusters: Callable[[str], Clusters] = terminal_clusters


DIALECTS = {
    Format.PLAIN: Dialect("plain", safe.visible, total_rule=True),
    Format.SIMPLE: Dialect("simple", safe.visible, total_rule=True),
    Format.GRID: Dialect("grid", safe.visible),
    # `pipe`, not `github`: its colons align numbers right in every reader of pipe tables
    Format.MARKDOWN: Dialect("pipe", safe.markdown, title="**{}**", strong="**", paragraph="\n\n"),
    Format.RST: Dialect(
        "rst",
        safe.rst,
        title=".. table:: {}",
        strong="**",
        margin="   ",
        paragraph="\n\n",
        clusters=docutils_clusters,
    ),
}


def write(answer: Answer, form: Format, _medium: Medium) -> Iterator[str]:
    """Each table with its title above, its notes and source below."""
    yield _tables(answer.tables, form)


def _tables(tables: Sequence[Table], form: Format) -> str:
    dialect = DIALECTS[form]
    return "\n".join(_block(shown(table, dialect.safe), dialect) for table in tables)


def _block(table: Shown, dialect: Dialect) -> str:
    title = dialect.title.format(table.title).rstrip() if table.title or dialect.margin else ""
    parts = [title, indent(_body(table, dialect), dialect.margin), dialect.paragraph.join(table.below)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _body(table: Shown, dialect: Dialect) -> str:
    lengths = Lengths(dialect.clusters)
    rows = [[lengths.fit(cell.marked) for cell in row] for row in table.rows]
    if table.total:
        rows += [[SEPARATING_LINE]] if dialect.total_rule and rows else []
        rows.append([lengths.fit(_strong(cell.text, dialect)) for cell in table.total])
    text = tabulate(
        rows,
        headers=[lengths.fit(heading) for heading in table.headings],
        tablefmt=dialect.tablefmt,
        disable_numparse=True,
        colalign=["right" if kind.is_number else "left" for kind in table.kinds],
    )
    return lengths.restore(text)


def _strong(text: str, dialect: Dialect) -> str:
    return f"{dialect.strong}{text}{dialect.strong}" if text else ""

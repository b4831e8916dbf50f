"""The terminal: a table of rules and space, or records where the window is too narrow for one."""

from collections.abc import Iterable, Sequence
from io import StringIO

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console, JustifyMethod, RenderableType
from rich.table import Table as RichTable
from rich.text import Text

from clsctl.language import _
from clsctl.render.layout import GAP, column_widths, fold, need
from clsctl.render.medium import Medium
from clsctl.render.safe import visible, visible_ascii
from clsctl.render.shown import Shown, ShownCell, ShownRow, shown
from clsctl.table import Kind, Table, Tone

NARROWEST = 20  # below it the terminal itself wraps
UNBOUNDED = 1_000_000_000  # the layout is ours; Rich must not fold it again
INDENT = 2
RULES = Box("    \n    \n ── \n    \n    \n ── \n    \n    \n")
ASCII_RULES = Box("    \n    \n -- \n    \n    \n -- \n    \n    \n", ascii=True)
# The palette's own colours, which a terminal keeps legible on its background (yellow is not, on white).
STYLES = {
    Tone.GOOD: "green",
    Tone.NEAR: "cyan",
    Tone.BAD: "bold red",
    Tone.MISSING: "magenta",
    Tone.QUIET: "",
}


def render_terminal(tables: Sequence[Table], medium: Medium) -> str:
    """Each table with its title above, its notes and source below; nothing is lost at any width."""
    safe = visible if medium.unicode else visible_ascii
    return "\n".join(_block(shown(table, safe), medium) for table in tables)


def _block(table: Shown, medium: Medium) -> str:
    width = None if medium.width is None else max(medium.width, NARROWEST)
    needs = [
        need(heading, [_plain(row[i], medium) for row in table.all_rows], foldable=kind is Kind.TEXT)
        for i, (heading, kind) in enumerate(zip(table.headings, table.kinds, strict=True))
    ]
    widths = column_widths(needs, width)
    body = [_grid(table, widths, medium)] if widths else _records(table, width or 0, medium)
    below = [*_lines(table.notes, width), *_lines(filter(None, [table.source]), width, "dim")]
    return _print(_apart([_lines([table.title], width, "bold"), body, below]), medium)


def _apart(blocks: Iterable[Sequence[RenderableType]]) -> list[RenderableType]:
    """The blocks that are not empty, with a blank line between them."""
    filled = filter(None, blocks)
    return [part for i, block in enumerate(filled) for part in ([Text(), *block] if i else block)]


def _print(parts: Sequence[RenderableType], medium: Medium) -> str:
    """The parts as Rich writes them into memory, without its markup, emoji and guesses about the terminal."""
    file = StringIO()
    console = Console(
        file=file,
        width=UNBOUNDED,
        height=25,  # with both given, neither COLUMNS nor the terminal is asked
        force_terminal=medium.color,
        color_system="standard" if medium.color else None,
        no_color=not medium.color,
        force_jupyter=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    for part in parts:
        console.print(part, soft_wrap=isinstance(part, Text))
    return "".join(f"{line.rstrip(' ')}\n" for line in file.getvalue().split("\n")[:-1])


def _lines(texts: Iterable[str], width: int | None, style: str = "") -> list[Text]:
    return [Text(line, style) for text in texts if text for line in (fold(text, width) if width else [text])]


def _plain(cell: ShownCell, medium: Medium) -> str:
    return cell.marked if medium.unicode else cell.text


def _grid(table: Shown, widths: list[int], medium: Medium) -> RichTable:
    """A table of columns as wide as told: every cell comes folded, and Rich has nothing to fold or cut."""
    grid = RichTable(
        box=RULES if medium.unicode else ASCII_RULES,
        padding=(0, GAP - 1, 0, 0),
        pad_edge=False,
        show_edge=False,
        show_footer=table.total is not None,
        header_style="bold",
        footer_style="bold",
        border_style="dim",
    )
    total = _folded(table.total, widths, medium) if table.total else [Text()] * len(widths)
    columns = zip(table.headings, table.kinds, widths, total, strict=True)
    for heading, kind, width, footer in columns:
        header = Text("\n".join(fold(heading, width)))
        justify: JustifyMethod = "right" if kind.is_number else "left"
        grid.add_column(header, footer, width=width, no_wrap=True, overflow="fold", justify=justify)
    for row in table.rows:
        grid.add_row(*_folded(row, widths, medium))
    return grid


def _folded(row: ShownRow, widths: list[int], medium: Medium) -> list[Text]:
    return [
        Text("\n".join(fold(_plain(cell, medium), width)), STYLES[cell.tone] if cell.tone else "")
        for cell, width in zip(row, widths, strict=True)
    ]


def _records(table: Shown, width: int, medium: Medium) -> list[RenderableType]:
    """A block of `heading: value` lines per row, the total's after a rule."""
    rule = Text(("─" if medium.unicode else "-") * width, "dim")
    blocks = [_record(table, row, width, medium) for row in table.rows]
    if table.total:
        blocks.append([rule, *_record(table, table.total, width, medium)])
    return _apart(blocks)


def _record(table: Shown, row: ShownRow, width: int, medium: Medium) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for heading, kind, cell in zip(table.headings, table.kinds, row, strict=True):
        text = _plain(cell, medium)
        if text:
            label = _("{heading}:").format(heading=heading)
            style = "bold" if not lines else STYLES[cell.tone] if cell.tone else ""
            lines += [Text(line, style) for line in _field(label, text, width, foldable=kind is Kind.TEXT)]
    return lines


def _field(label: str, text: str, width: int, *, foldable: bool) -> list[str]:
    """`label value` on a line if it fits, else folded and indented; what stays whole has its own line."""
    if cell_len(f"{label} {text}") <= width:
        return [f"{label} {text}"]
    if foldable:
        first, *rest = fold(f"{label} {text}", width - INDENT)
        return [first, *(" " * INDENT + line for line in rest)]
    indent = " " * INDENT if cell_len(text) + INDENT <= width else ""
    return [*fold(label, width), indent + text]

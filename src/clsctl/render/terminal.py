"""The tables of a terminal: rules and spacing, tighter or in banks of columns in a narrow window, else records."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console, JustifyMethod, RenderableType
from rich.table import Table as RichTable
from rich.text import Text

from clsctl.language import _
from clsctl.render.formats import Format
from clsctl.render.layout import ROOMY, TIGHT, Style, WidthNeed, banks, column_widths, fold_lines, need
from clsctl.render.medium import Medium
from clsctl.render.safe import visible, visible_ascii
from clsctl.render.shown import Shown, ShownCell, ShownRow, shown
from clsctl.table import Answer, Kind, Table, Tone

if TYPE_CHECKING:
    from clsctl.scene import Scene

NARROWEST = 20  # below it the terminal itself wraps
UNBOUNDED = 1_000_000_000  # the layout is complete: Rich must not fold it again
INDENT = 2
# Layouts in order of preference, each with its greatest number of banks of columns.
LAYOUTS = ((ROOMY, 1), (TIGHT, 1), (ROOMY, 2), (TIGHT, 2), (TIGHT, 9))
COUNTS = ("lignes", "non_chiffrees")
CODES = (*COUNTS, "territoire_code")
SHARES = (*CODES, "part_pct")
# Layouts of a table with bars: the least cells of a bar, and the columns that make room for it.
CHART_LAYOUTS = (
    (32, ROOMY, ()),
    (24, ROOMY, COUNTS),
    (24, ROOMY, CODES),
    (16, TIGHT, CODES),
    (10, TIGHT, SHARES),
)
RULES = Box("    \n    \n ── \n    \n    \n ── \n    \n    \n")
ASCII_RULES = Box("    \n    \n -- \n    \n    \n -- \n    \n    \n", ascii=True)
# The marks of tones without a word, in an encoding without Unicode.
ASCII_MARKS = {
    Tone.GOOD: "v",
    Tone.NEAR: "~",
    Tone.BAD: "X",
    Tone.KNOWN: "!",
    Tone.MISSING: "?",
    Tone.QUIET: ".",
}
# Colours of the terminal's own palette, legible on its background (yellow is not, on white).
STYLES = {
    Tone.GOOD: "green",
    Tone.NEAR: "cyan",
    Tone.BAD: "bold red",
    Tone.KNOWN: "cyan",
    Tone.MISSING: "magenta",
    Tone.QUIET: "",
}


def write(answer: Answer, _form: Format, medium: Medium) -> Iterator[str]:
    """Each table with its title above, its notes and source below; complete at any width.

    All tables that fit in the window take the first layout that suits every one of them. The main one has a bar to each
    row where the answer has a chart and the terminal has room: its bar is dropped before any amount.
    """
    main, *beside = answer.tables
    charted = None if answer.scene is None else _charted(main, answer.scene, medium)
    if charted is None:
        yield _drawn(answer.tables, medium)
        return
    yield "\n".join([charted, *([_drawn(beside, medium)] if beside else [])])


def _drawn(tables: Sequence[Table], medium: Medium) -> str:
    width = None if medium.width is None else max(medium.width, NARROWEST)
    return "\n".join(_block(view, body, width, medium) for view, body in _laid_out(tables, width, medium))


def _laid_out(tables: Sequence[Table], width: int | None, medium: Medium) -> list[tuple[Shown, list[RenderableType]]]:
    """The tables in the first layout that suits all; one that fits in none as records, the others as without it."""
    safe = visible if medium.unicode else visible_ascii
    bodies: list[list[RenderableType]] = []
    for style, most in LAYOUTS:
        views = [shown(table, safe, euro=style.euro) for table in tables]
        bodies = [_grids(view, style, most, width, medium) for view in views]
        if all(bodies):
            return list(zip(views, bodies, strict=True))
    fitting = iter(_laid_out([table for table, body in zip(tables, bodies, strict=True) if body], width, medium))
    as_records = (shown(table, safe) for table in tables)
    return [
        next(fitting) if body else (view, _records(view, width or 0, medium))
        for view, body in zip(as_records, bodies, strict=True)
    ]


def _charted(table: Table, scene: "Scene", medium: Medium) -> str | None:
    """The table with its bars; counts, then codes, then shares make room for them. None where there is too little."""
    from clsctl.render.picture.shades import WIDEST, bars, captions

    safe = visible if medium.unicode else visible_ascii
    noted = replace(table, notes=(*captions(scene, unicode=medium.unicode), *table.notes))
    width = None if medium.width is None else max(medium.width, NARROWEST)
    for least, style, without in CHART_LAYOUTS:
        view = shown(_without(noted, without), safe, euro=style.euro)
        needs = _needs(view, style, medium)
        widths = [need.natural for need in needs]
        cells = WIDEST
        if width is not None:
            fitted = column_widths(needs, width - style.gap - least, style.gap)
            if fitted is None:
                continue
            widths, cells = fitted, min(WIDEST, width - sum(fitted) - style.gap * len(fitted))
        drawn = _with_bars(view, bars(scene, cells, unicode=medium.unicode))
        bank = dict(enumerate([*widths, cells]))
        return _block(drawn, [_grid(drawn, bank, style, medium)], width, medium)
    return None


def _without(table: Table, kinds: Collection[str]) -> Table:
    """The table without its visible columns of these names."""
    columns = (replace(each, hidden=each.hidden or each.name in kinds) for each in table.columns)
    return replace(table, columns=tuple(columns))


def _with_bars(table: Shown, drawn: Sequence[str]) -> Shown:
    return replace(
        table,
        kinds=(*table.kinds, Kind.TEXT),
        headings=(*table.headings, ""),
        rows=tuple((*row, ShownCell(bar)) for row, bar in zip(table.rows, drawn, strict=True)),
        total=table.total and (*table.total, ShownCell("")),
    )


def _block(table: Shown, body: Sequence[RenderableType], width: int | None, medium: Medium) -> str:
    below = [*_lines(table.notes, width), *_lines(filter(None, [table.source]), width, "dim")]
    return _print(_apart([_lines([table.title], width, "bold"), body, below]), medium)


def _grids(table: Shown, style: Style, most: int, width: int | None, medium: Medium) -> list[RenderableType]:
    """The table in at most `most` banks, with a blank line between them; empty where it does not fit."""
    needs = _needs(table, style, medium)
    keys = next((i for i, kind in enumerate(table.kinds) if kind.is_number), 0)
    found = banks(needs, keys, _repeated(table, needs[:keys]), width, style, most) or []
    return _apart([_grid(table, bank, style, medium)] for bank in found)


def _repeated(table: Shown, keys: Sequence[WidthNeed]) -> list[int]:
    """The keys that open each further bank: without the long texts, if the others tell the rows apart."""
    short = [i for i, need in enumerate(keys) if not need.long]
    told = {tuple(row[i].text for i in short) for row in table.rows}
    return short if len(short) == len(keys) or len(told) == len(table.rows) else []


def _needs(table: Shown, style: Style, medium: Medium) -> list[WidthNeed]:
    return [
        need(heading, [_plain(row[i], medium) for row in table.all_rows], style, foldable=kind is Kind.TEXT)
        for i, (heading, kind) in enumerate(zip(table.headings, table.kinds, strict=True))
    ]


def _apart(blocks: Iterable[Sequence[RenderableType]]) -> list[RenderableType]:
    """The non-empty blocks, with a blank line between them."""
    filled = filter(None, blocks)
    return [part for i, block in enumerate(filled) for part in ([Text(), *block] if i else block)]


def _print(parts: Sequence[RenderableType], medium: Medium) -> str:
    """The parts as Rich writes them into memory, without its markup, emoji and terminal detection."""
    file = StringIO()
    console = Console(
        file=file,
        width=UNBOUNDED,
        height=25,  # with both given, neither COLUMNS nor the terminal is consulted
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
    return [Text(line, style) for text in texts if text for line in (fold_lines(text, width) if width else [text])]


def _plain(cell: ShownCell, medium: Medium) -> str:
    if medium.unicode:
        return cell.marked
    return cell.text or (ASCII_MARKS[cell.tone] if cell.tone else "")


def _grid(table: Shown, bank: Mapping[int, int], style: Style, medium: Medium) -> RichTable:
    """A table with fixed column widths: cells come folded, so that Rich has nothing to fold or cut."""
    grid = RichTable(
        box=RULES if medium.unicode else ASCII_RULES,
        padding=(0, style.gap - 1, 0, 0),
        pad_edge=False,
        show_edge=False,
        show_footer=table.total is not None,
        header_style="bold",
        footer_style="bold",
        border_style="dim",
    )
    total = _folded(table.total, bank, medium) if table.total else [Text()] * len(bank)
    for (i, width), footer in zip(bank.items(), total, strict=True):
        header = Text("\n".join(fold_lines(table.headings[i], width)))
        justify: JustifyMethod = "right" if table.kinds[i].is_number else "left"
        grid.add_column(header, footer, width=width, no_wrap=True, overflow="fold", justify=justify)
    for row in table.rows:
        grid.add_row(*_folded(row, bank, medium))
    return grid


def _folded(row: ShownRow, bank: Mapping[int, int], medium: Medium) -> list[Text]:
    cells = [(row[i], width) for i, width in bank.items()]
    return [
        Text("\n".join(fold_lines(_plain(cell, medium), width)), STYLES[cell.tone] if cell.tone else "")
        for cell, width in cells
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
    """`label value` on one line if it fits, else folded and indented; an unbreakable value has its own line."""
    if cell_len(f"{label} {text}") <= width:
        return [f"{label} {text}"]
    if foldable:
        first, *rest = fold_lines(f"{label} {text}", width - INDENT)
        return [first, *(" " * INDENT + line for line in rest)]
    indent = " " * INDENT if cell_len(text) + INDENT <= width else ""
    return [*fold_lines(label, width), indent + text]

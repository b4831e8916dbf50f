"""How wide each column is, and where a text is folded: at spaces, never at a narrow no-break space."""

from dataclasses import dataclass

from rich.cells import cell_len, chop_cells

GAP = 2
LEGIBLE = 16  # a text column narrower than this reads worse than a record


@dataclass(frozen=True, slots=True)
class Need:
    """`natural` shows all on one line, `rigid` folds the heading alone, `floor` is the least that reads."""

    natural: int
    rigid: int
    floor: int


def need(heading: str, cells: list[str], *, foldable: bool) -> Need:
    """The needs of a column; its heading folds at spaces, its cells only if `foldable`."""
    widest = max(map(cell_len, cells), default=0)
    word = max(map(cell_len, heading.split(" ")))
    natural = max(widest, cell_len(heading), 1)
    rigid = max(widest, word, 1)
    return Need(natural, rigid, max(min(rigid, LEGIBLE), word) if foldable else rigid)


def column_widths(needs: list[Need], width: int | None) -> list[int] | None:
    """The width of each column in a table of `width`; None where it cannot be without cutting a cell."""
    if width is None:
        return [need.natural for need in needs]
    room = width - GAP * (len(needs) - 1)
    widths = [max(need.floor, min(need.natural, width)) for need in needs]
    widths = _shrunk(widths, [need.rigid for need in needs], room)  # headings fold first,
    widths = _shrunk(widths, [need.floor for need in needs], room)  # texts next
    return widths if sum(widths) <= room else None


def _shrunk(widths: list[int], floors: list[int], room: int) -> list[int]:
    """Widths brought down to `room`, the widest first, none below its floor."""
    widths = list(widths)
    for _step in range(max(0, sum(widths) - room)):
        slack = [(width, i) for i, width in enumerate(widths) if width > floors[i]]
        if not slack:
            break
        widths[max(slack)[1]] -= 1
    return widths


def fold(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns, broken at spaces; a longer word is broken inside."""
    if cell_len(text) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for word in filter(None, text.split(" ")):
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = chop_cells(word, width)
        lines.extend(full)
    return [*lines, line]

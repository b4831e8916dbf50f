"""Column widths and folding of text: at spaces, never at a narrow no-break space."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells

SHORT = 3  # folded lines of a text that still read at a glance
HANGING = "    "
LEAST = 20  # columns for an indented text, however narrow the terminal
# French puts a space before `:` and inside « »: lines do not break there.
SPACE = re.compile(r"((?<![ «]) +(?![ :;!?»]))")
PIECE = re.compile(r"[^-]*-+|[^-]+")


@dataclass(frozen=True, slots=True)
class Style:
    """`gap` columns between two columns; amounts with or without their sign; the width at which a long text is
    `legible`.
    """

    gap: int
    legible: int
    euro: bool
    splits_at_hyphens: bool

    def longest_word(self, texts: Iterable[str]) -> int:
        """The width below which some word would be broken."""
        words = (word for text in texts for word in split_words(text))
        pieces = (piece for word in words for piece in (PIECE.findall(word) if self.splits_at_hyphens else [word]))
        return max(map(cell_len, pieces), default=0)


ROOMY = Style(gap=2, legible=24, euro=True, splits_at_hyphens=False)
TIGHT = Style(gap=1, legible=16, euro=False, splits_at_hyphens=True)


@dataclass(frozen=True, slots=True)
class WidthNeed:
    """`natural` fits all on one line, `rigid` folds only the heading, `floor` is the least legible width.

    `weight` is the amount of text to fold; a `long` text folds into more lines than read at a glance.
    """

    natural: int
    rigid: int
    floor: int
    weight: int = 1
    long: bool = False


def need(heading: str, cells: Sequence[str], style: Style, *, foldable: bool) -> WidthNeed:
    """The needs of a column; its heading folds at spaces, its cells only if `foldable`."""
    widths = [cell_len(cell) for cell in cells]
    word = style.longest_word([heading])
    natural = max([*widths, cell_len(heading), 1])
    rigid = max([*widths, word, 1])
    if not foldable:
        return WidthNeed(natural, rigid, rigid)
    least = max(word, min(style.longest_word(cells), style.legible), 1)
    long = any(len(fold_lines(cell, least)) > SHORT for cell in cells)
    floor = max(word, min(rigid, style.legible)) if long else least
    return WidthNeed(natural, rigid, floor, max(sum(widths), 1), long)


def banks(
    needs: Sequence[WidthNeed], keys: int, repeated: Sequence[int], width: int | None, style: Style, most: int
) -> list[dict[int, int]] | None:
    """The columns of each bank with their widths: the first starts with all `keys`, each other with those `repeated`.

    One bank where all columns fit. None where they need more than `most`, where a bank would have fewer than two
    columns of its own on the average, or where some column fits no bank. A long text is shown once only.
    """
    if width is None:
        return [{i: need.natural for i, need in enumerate(needs)}]
    found = [bank := list(range(keys))]
    for i in range(keys, len(needs)):
        if _least(needs, [*bank, i], style.gap) > width and bank and bank[-1] >= keys:
            found.append(bank := list(repeated))
        bank.append(i)
    own = len(needs) - keys
    may_part = repeated and not any(need.long for need in needs[keys:])
    if len(found) > (min(most, max(1, own // 2)) if may_part else 1):
        return None
    widths = [column_widths([needs[i] for i in bank], width, style.gap) for bank in found]
    fitted = [dict(zip(bank, each, strict=True)) for bank, each in zip(found, widths, strict=True) if each]
    return fitted if len(fitted) == len(found) else None


def _least(needs: Sequence[WidthNeed], bank: Sequence[int], gap: int) -> int:
    return sum(needs[i].floor for i in bank) + gap * (len(bank) - 1)


def column_widths(needs: Sequence[WidthNeed], width: int, gap: int) -> list[int] | None:
    """The width of each column in a table of `width`; None where some cell would have to be cut."""
    room = width - gap * (len(needs) - 1)
    widths = [max(need.floor, min(need.natural, width)) for need in needs]
    widths = _shrunk(widths, [need.rigid for need in needs], [1] * len(needs), room)  # headings fold first,
    widths = _shrunk(widths, [need.floor for need in needs], [need.weight for need in needs], room)  # then texts
    return widths if sum(widths) <= room else None


def _shrunk(widths: Sequence[int], floors: Sequence[int], weights: Sequence[int], room: int) -> list[int]:
    """Widths reduced to `room`, the widest for its weight first, none below its floor.

    Widths proportional to the square root of the text minimise the total number of lines.
    """
    widths = list(widths)
    for _step in range(max(0, sum(widths) - room)):
        slack = [(width * width / weights[i], i) for i, width in enumerate(widths) if width > floors[i]]
        if not slack:
            break
        widths[max(slack)[1]] -= 1
    return widths


def fold_lines(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns, broken at spaces; a longer word after a hyphen, else inside."""
    if cell_len(text) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    parts = SPACE.split(text.strip(" "))
    for word, blank in zip(parts[::2], ["", *parts[1::2]], strict=True):
        space = blank if line else ""
        for piece in [word] if cell_len(word) <= width else PIECE.findall(word):
            if cell_len(line + space + piece) <= width:
                line += space + piece
            else:
                lines += [line] if line else []
                *full, line = chop_cells(piece, width)
                lines += full
            space = ""
    return [*lines, line]


def hang(text: str, width: int) -> str:
    """Lines of at most `width` columns; continuation lines are indented, so that each beginning is visible."""
    return "\n".join(piece for line in text.split("\n") for piece in _hung(line, width))


def split_words(text: str) -> list[str]:
    """The units that stay on one line where possible."""
    return SPACE.split(text.strip(" "))[::2]


def _hung(line: str, width: int) -> list[str]:
    if cell_len(line) <= width:
        return [line]
    indent = " " * (len(line) - len(line.lstrip(" ")))
    first, *rest = fold_lines(line, max(LEAST, width - len(indent) - len(HANGING)))
    return [indent + first, *(indent + HANGING + piece for piece in rest)]

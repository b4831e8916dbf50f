"""The lines of a PDF's outline, from its strips: sizes and gaps show what marks show in Markdown."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from clsctl.brochure.page.cells import BoxedRow
from clsctl.brochure.page.outline import Above, Extent, Line, one_space
from clsctl.brochure.printed_amounts import parse_printed

LONG = 45  # characters of a line of running text
FINE, EXACT = 0.05, 0.02  # of a letter's size: between two spacings, within one
LEAST = 3  # lines of either spacing
EDGE = 0.09  # of the height of a page: running heads and page numbers


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of a page before it is interpreted: its columns and measures.

    `left`, `size` and the `height` of the page are in points; `base` is the baseline, from the head of the page, as a
    share of that height; `sheet` is the physical page, from 1. `upright` texts are turned by a quarter; `boxed` is a
    row of a drawn table.
    """

    cells: tuple[str, ...]
    left: float
    base: float
    height: float
    size: float
    bold: bool
    sheet: int
    extent: Extent | None = None
    upright: bool = False
    boxed: BoxedRow | None = None


def lines_of(strips: Sequence[Strip], labels: Sequence[str]) -> Iterator[Line]:
    """The lines of an outline; `labels` are the document's page labels, one per sheet, or empty texts."""
    body = Counter[float]()
    for strip in strips:
        if strip.upright:
            continue
        body[round(strip.size, 1)] += sum(len(cell) for cell in strip.cells)
    usual = body.most_common(1)[0][0]
    running = _sizes_of_text(strips)
    edges = _edges(strips)
    pages = _pages(strips, labels, edges)
    above = _above(strips, usual)
    for number, strip in enumerate(strips, start=1):
        text = one_space(" ".join(strip.cells))  # a drawn cell wraps its text
        is_text = not strip.bold and round(strip.size, 1) in running
        level = 0 if is_text else 1 if strip.size > 1.5 * usual else 2 if strip.size > 1.12 * usual else 0
        yield Line(
            number,
            text,
            strip.cells,
            page=pages.get(strip.sheet),
            sheet=strip.sheet,
            level=level,
            bold=strip.bold,
            above=Above.APART if strip.boxed is not None else above.get(number - 1, Above.UNKNOWN),
            edge=number - 1 in edges or strip.upright,
            margin=strip.base > 1 - EDGE or (strip.base < EDGE and strip.size < usual - 0.4),
            extent=strip.extent,
            boxed=strip.boxed,
        )


def _sizes_of_text(strips: Sequence[Strip]) -> frozenset[float]:
    """The sizes of letters in which long lines are set: running text, which may be larger than that of the tables."""
    lengths: dict[float, list[int]] = {}
    for strip in strips:
        if not strip.bold and strip.boxed is None:
            lengths.setdefault(round(strip.size, 1), []).append(len(" ".join(strip.cells)))
    return frozenset(size for size, found in lengths.items() if sum(found) / len(found) > LONG)


def _edges(strips: Sequence[Strip]) -> frozenset[int]:
    """The strips that repeat at the head or foot of most pages, and the numbers there."""
    sheets = len({strip.sheet for strip in strips})
    near = [
        i
        for i, strip in enumerate(strips)
        if _is_near_edge(strip) and strip.boxed is None and not _is_amount(strip.cells[-1])
    ]
    words = Counter(_stem(strips[i]) for i in near)
    return frozenset(
        i
        for i in near
        if (not _stem(strips[i]) and len(strips[i].cells) == 1) or words[_stem(strips[i])] >= max(3, 0.6 * sheets)
    )


def _is_amount(text: str) -> bool:
    """True for an amount with its sign or in groups, and for a dash: no number of a page."""
    printed = parse_printed(text)
    return printed is not None and (printed.signed or printed.montant is None or not text.strip().isdigit())


def _is_near_edge(strip: Strip) -> bool:
    return strip.base < EDGE or strip.base > 1 - EDGE


def _stem(strip: Strip) -> str:
    return re.sub(r"[\d\W_]+", "", " ".join(strip.cells)).lower()


def _pages(strips: Sequence[Strip], labels: Sequence[str], edges: frozenset[int]) -> dict[int, int]:
    """The printed page of each sheet: the document's labels, else the numbers at the edges if all of them agree."""
    if any(labels):
        numbers_only = {
            sheet: label for sheet, label in enumerate(labels, start=1) if re.fullmatch("[0-9]{1,5}", label)
        }
        return {sheet: int(label) for sheet, label in numbers_only.items() if int(label) > 0}
    numbers: dict[int, set[int]] = {}
    for i in edges:
        for found in re.findall(r"\d{1,4}", " ".join(strips[i].cells)):
            numbers.setdefault(strips[i].sheet, set()).add(int(found))
    steps = Counter(number - sheet for sheet, found in numbers.items() for number in found)
    if not steps:
        return {}
    step, count = steps.most_common(1)[0]
    if count < max(3, 0.9 * len(numbers)):
        return {}
    return {sheet: sheet + step for sheet in {strip.sheet for strip in strips} if sheet + step > 0}


def _above(strips: Sequence[Strip], usual: float) -> dict[int, Above]:
    """The relation of each strip to the label above it, if the document spaces rows wider than the lines of a label."""
    ratios: dict[int, float] = {}
    last: int | None = None
    for i, strip in enumerate(strips):
        if strip.boxed is not None or strip.upright:
            last = None
            continue
        if not strip.cells[0]:
            continue
        if last is not None and strips[last].sheet == strip.sheet and abs(strips[last].left - strip.left) < 2 * usual:
            same = strips[last].bold == strip.bold and abs(strips[last].size - strip.size) < 0.5
            if same:
                ratios[i] = (strip.base - strips[last].base) * strip.height / strip.size
        last = i
    plain = {i: ratio for i, ratio in ratios.items() if abs(strips[i].size - usual) < 0.5 and ratio > 0.8}
    if not plain or (tight := min(plain.values())) > 1.5:
        return {}
    joint, apart = tight + 0.12, tight + 0.25
    if not any(ratio > tight + 0.3 for ratio in plain.values()):
        found = _fine(sorted(plain.values()))
        if found is None or not _is_counted(strips, {i for i, ratio in plain.items() if ratio <= found[0]}):
            return {}
        joint, apart = found
    joined = [i for i, ratio in plain.items() if ratio <= joint]
    if any(len(strips[i].cells) > 1 and _is_below_row(strips, i) for i in joined):
        return {}
    return {
        i: Above.SAME if ratio <= joint else Above.APART if ratio >= apart else Above.UNKNOWN
        for i, ratio in ratios.items()
    }


def _fine(ratios: Sequence[float]) -> tuple[float, float] | None:
    """The two spacings of a text whose rows are hardly wider apart than its lines: the greatest of one, the least of
    the other; None where they are not exactly two.
    """
    steps = [place for place, (one, two) in enumerate(pairwise(ratios)) if two - one > FINE]
    if len(steps) == 0 or steps[0] + 1 < LEAST or len(ratios) - steps[0] - 1 < LEAST:
        return None
    last, first = ratios[steps[0]], ratios[steps[0] + 1]
    return (last, first) if last - ratios[0] < EXACT else None


def _is_counted(strips: Sequence[Strip], joined: set[int]) -> bool:
    """True where no label of `joined` lines has two amounts."""
    starts = [i for i, strip in enumerate(strips) if strip.cells[0] and i not in joined]
    for start, end in pairwise((*starts, len(strips))):
        if any(i in joined for i in range(start, end)) and sum(map(_is_priced, strips[start:end])) > 1:
            return False
    return True


def _is_priced(strip: Strip) -> bool:
    return len(strip.cells) > 1 and parse_printed(strip.cells[-1]) is not None


def _is_below_row(strips: Sequence[Strip], i: int) -> bool:
    """True where the line directly above has columns too: the two are then rows, however close."""
    return i > 0 and len(strips[i - 1].cells) > 1

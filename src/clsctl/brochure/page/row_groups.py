"""The rows of a table between its rules, or without any: lines grouped by their spacing and their amounts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from clsctl.brochure.page.cells import DrawnCell
from clsctl.brochure.page.gutters import CLOSE, Written, amounts_in_cell, begins_total, gaps_of, is_priced
from clsctl.brochure.page.outline import clean
from clsctl.brochure.page.sheets import Token

LEADING = 1.7  # of a letter's size: lines further apart are not one label
EVEN = 0.6  # points by which the sizes of one label may differ
WIDER = 0.8  # points by which the space between two rows exceeds that between the lines of one


@dataclass(frozen=True, slots=True)
class Drawn:
    """A row of a grid: its cells and the words that they hold."""

    cells: tuple[DrawnCell, ...]
    tokens: tuple[Token, ...]
    ruled: bool = False

    @property
    def base(self) -> float:
        """The baseline of its first line."""
        return max(token.base for token in self.tokens)

    @property
    def size(self) -> float:
        """The usual size of its letters."""
        return median(token.size for token in self.tokens)


def text_cell(
    lines: Sequence[tuple[Token, ...]], column: int, across: int = 1, down: int = 1, *, filled: bool = False
) -> DrawnCell:
    """The lines of a cell as one text with its line ends."""
    texts = (clean(" ".join(token.text for token in line)).strip() for line in lines)
    held = [token for line in lines for token in line]
    bold = bool(held) and all(token.bold for token in held)
    return DrawnCell("\n".join(text for text in texts if text), column, across, down, bold, filled)


def drawn_row(group: Sequence[Written], count: int) -> Drawn:
    """The lines of one row as its cells; a text over several columns is one cell."""
    tokens = tuple(token for line in group for token in line.tokens)
    if any(line.crosses for line in group):
        return heading_row(group, count)
    texts = [[line.by_column[column] for line in group if column in line.by_column] for column in range(count)]
    return Drawn(tuple(text_cell(held, column) for column, held in enumerate(texts)), tokens)


def has_bold_labels(lines: Sequence[Written], last: int) -> bool:
    """True where most labels beside an amount are bold, or all labels where none is beside one, and the amounts not."""
    rows = [line for line in lines if 0 in line.by_column and not begins_total(line.tokens)]
    beside = [line for line in rows if is_priced(line, last)]
    bold = [line for line in beside or rows if all(token.bold for token in line.by_column[0])]
    priced = [line for line in lines if is_priced(line, last)]
    plain = any(not any(token.bold for token in line.by_column[last]) for line in priced)
    return plain and (2 * len(bold) > len(beside) if beside else len(bold) == len(rows))


def rows_of_runs(lines: Sequence[Written], count: int, among: Sequence[Written]) -> Iterator[Drawn]:
    """The rows of a band without upright lines, and the sub-headings between them; `among` are all lines of its table,
    which show whether bold sets a text apart.
    """
    bold = has_bold_labels(among, count - 1)
    for apart, group in groupby(lines, key=lambda line: line.apart or (not bold and _is_apart(line, among))):
        run = list(group)
        yield from (heading_row(each, count) for each in _close_lines(run)) if apart else _bare(run, count, bold=bold)


def _close_lines(lines: Sequence[Written]) -> list[list[Written]]:
    """The lines in groups of those close to each other."""
    gaps = gaps_of(lines)
    return _cut(lines, [place for place, gap in enumerate(gaps) if gap > CLOSE * lines[place].tokens[0].size])


def heading_row(group: Sequence[Written], count: int) -> Drawn:
    """The lines of a sub-heading as one cell over all columns."""
    tokens = tuple(token for line in group for token in line.tokens)
    return Drawn((text_cell([line.tokens for line in group], 0, count),), tokens)


def _is_apart(line: Written, lines: Sequence[Written]) -> bool:
    """True for a bold line in the first column alone, where the others are not bold: a sub-heading."""
    alone = set(line.by_column) == {0} or line.crosses
    plain = any(not token.bold for other in lines for token in other.tokens)
    return alone and plain and all(token.bold for token in line.tokens) and not begins_total(line.tokens)


def _bare(lines: Sequence[Written], count: int, *, bold: bool) -> Iterator[Drawn]:
    """The rows of a band without upright lines: as many as it has amounts, or as its spacing parts."""
    priced = [line for line in lines if is_priced(line, count - 1)]
    if not priced or (any(line.crosses for line in lines) and not bold):
        return
    groups = _counted(lines, len(priced))
    if not all(_is_row(group, count) for group in groups):
        groups = _spaced(lines)
        if not all(_is_row(group, count) or _has_no_amount(group, count) for group in groups):
            return
    yield from (drawn_row(group, count) for group in groups)


def _is_row(group: Sequence[Written], count: int) -> bool:
    texts = [" ".join(token.text for token in held) for line in group if (held := line.by_column.get(count - 1))]
    dashes = sum(is_priced(line, count - 1) for line in group) - sum(amounts_in_cell([text]) for text in texts)
    return not any(line.crosses for line in group) and amounts_in_cell(texts) + dashes == 1 and _is_even(group)


def _has_no_amount(group: Sequence[Written], count: int) -> bool:
    """True for a row that has lost its amount, or a sub-heading."""
    whole = len({line.crosses for line in group}) == 1 or all(set(line.by_column) == {0} for line in group[1:])
    return whole and not any(is_priced(line, count - 1) for line in group) and _is_even(group)


def _counted(lines: Sequence[Written], count: int) -> list[list[Written]]:
    """The lines in `count` groups, parted at the widest gaps; one group where those are not wider than the others."""
    gaps = gaps_of(lines)
    cuts = sorted(sorted(range(len(gaps)), key=lambda place: -gaps[place])[: count - 1])
    rest = [gap for place, gap in enumerate(gaps) if place not in cuts]
    if cuts and rest and min(gaps[place] for place in cuts) < max(rest) + WIDER:
        return [list(lines)]
    return _cut(lines, cuts)


def _spaced(lines: Sequence[Written]) -> list[list[Written]]:
    """The lines in groups, parted where the gaps between them are clearly wider; one group where none are.

    Wider than what stands between two lines of one cell: an amount in the middle of its row is closer to either.
    """
    gaps = gaps_of(lines)
    size = max((token.size for line in lines for token in line.tokens), default=0.0)
    steps = sorted(((two - one, one) for one, two in pairwise(sorted(gaps)) if one <= CLOSE * size), reverse=True)
    for most in [most for step, most in steps if step >= WIDER] or [0.0]:
        groups = _cut(lines, [place for place, gap in enumerate(gaps) if gap > most])
        leads = [gap for group in groups for gap in _leads(group)]
        if len(groups) > 1 and min(gap for gap in gaps if gap > most) >= (
            max(leads) + WIDER if leads else LEADING * size
        ):
            return groups
    return [list(lines)]


def _leads(group: Sequence[Written]) -> Iterator[float]:
    """The distances between the lines of each cell."""
    for column in {column for line in group for column in line.by_column}:
        yield from gaps_of([line for line in group if column in line.by_column])


def _cut(lines: Sequence[Written], cuts: Sequence[int]) -> list[list[Written]]:
    starts = [0, *(place + 1 for place in cuts), len(lines)]
    return [list(lines[one:two]) for one, two in pairwise(starts)]


def _is_even(group: Sequence[Written]) -> bool:
    """True where the lines of a group are set alike and close to each other."""
    sizes = [median(token.size for token in line.tokens) for line in group]
    labels = [all(token.bold for token in line.by_column[0]) for line in group if 0 in line.by_column]
    even = max(sizes) - min(sizes) <= EVEN and len(set(labels)) <= 1
    return even and all(gap <= LEADING * max(sizes) for gap in gaps_of(group))

"""The grids that rules and filled boxes draw on a page: lines that belong together, and the cells between them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from clsctl.brochure.page.sheets import PdfPage, Rectangle

NEAR = 3.2  # points: two lines closer than this are one
LONGEST_GAP = 130.0  # points between two rules of one table that no upright line joins
LARGE = 1.12  # of the usual size of a page: the letters of a title
COVERED = 0.6  # share of a side that is drawn


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn line: where it stands (`at`), from where to where it goes; `alone` where no upright line may join it."""

    at: float
    first: float
    last: float
    filled: bool = False


@dataclass(frozen=True, slots=True)
class DrawnField:
    """A cell of a grid: its place and its extent in rows and columns, and whether its ground is filled."""

    row: int
    column: int
    down: int
    across: int
    filled: bool = False


@dataclass(frozen=True)
class Grid:
    """A drawn table: the heights of its lines from the head, its columns from the left, and its cells.

    `ruled` where upright rules part its columns; `open_rows` are the bands that no line closes at the sides, as between
    the filled rows of a zebra table.
    """

    heights: tuple[float, ...]
    columns: tuple[float, ...]
    fields: tuple[DrawnField, ...]
    open_rows: frozenset[int] = frozenset()
    ruled: bool = False

    @property
    def area(self) -> Rectangle:
        """The rectangle that it fills."""
        return Rectangle(self.columns[0], self.heights[-1], self.columns[-1], self.heights[0])


def grids_of(sheet: PdfPage) -> list[Grid]:
    """The grids of a page, from the highest down."""
    level, upright = _sides(sheet)
    found = []
    for levels, uprights in _together(level, upright, _titles(sheet)):
        grid = _grid(levels, uprights, sheet.boxes)
        if grid is not None:
            found.append(grid)
    found = [grid for grid in found if not any(_within(grid.area, other.area) for other in found if other is not grid)]
    return sorted(found, key=lambda grid: -grid.heights[0])


def _titles(sheet: PdfPage) -> list[float]:
    """The baselines of larger letters: no table goes on across a title."""
    sizes = sorted(token.size for row in sheet.rows for token in row for _letter in token.text)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    return [row[0].base for row in sheet.rows if row[0].size > LARGE * usual]


def _within(one: Rectangle, other: Rectangle) -> bool:
    inside = other.left - NEAR <= one.left and one.right <= other.right + NEAR
    return inside and other.low - NEAR <= one.low and one.high <= other.high + NEAR


def _sides(sheet: PdfPage) -> tuple[list[Stroke], list[Stroke]]:
    """The level and the upright lines of a page, each stretch once."""
    level: list[Stroke] = []
    upright: list[Stroke] = []
    for rule in sheet.rules:
        if rule.right - rule.left > rule.high - rule.low:
            level.append(Stroke((rule.low + rule.high) / 2, rule.left, rule.right))
        else:
            upright.append(Stroke((rule.left + rule.right) / 2, rule.low, rule.high))
    for box in sheet.boxes:
        level += [Stroke(at, box.left, box.right, filled=True) for at in (box.low, box.high)]
        upright += [Stroke(at, box.low, box.high, filled=True) for at in (box.left, box.right)]
    return _merged(level), _merged(upright)


def _merged(sides: Iterable[Stroke]) -> list[Stroke]:
    """The sides with those joined that lie on one line and touch."""
    merged: list[Stroke] = []
    for group in _clusters(sorted(sides, key=lambda side: side.at)):
        at = sum(side.at for side in group) / len(group)
        run: Stroke | None = None
        for side in sorted(group, key=lambda side: side.first):
            if run is not None and side.first <= run.last + NEAR:
                run = Stroke(at, run.first, max(run.last, side.last), run.filled and side.filled)
            else:
                if run is not None:
                    merged.append(run)
                run = Stroke(at, side.first, side.last, side.filled)
        if run is not None:
            merged.append(run)
    return merged


def _clusters(sides: Sequence[Stroke]) -> Iterator[list[Stroke]]:
    group: list[Stroke] = []
    for side in sides:
        if group and side.at - group[0].at > NEAR:
            yield group
            group = []
        group.append(side)
    if group:
        yield group


@dataclass
class _Union:
    """Sets of numbers that grow together."""

    parent: dict[int, int] = field(default_factory=dict)

    def root(self, member: int) -> int:
        while self.parent.setdefault(member, member) != member:
            self.parent[member] = self.parent[self.parent[member]]
            member = self.parent[member]
        return member

    def join(self, one: int, two: int) -> None:
        self.parent[self.root(one)] = self.root(two)


def _together(
    level: Sequence[Stroke], upright: Sequence[Stroke], titles: Sequence[float]
) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """The lines of each table: those that touch, and level ones of one width with little between them."""
    union, count = _Union(), len(level)
    crossed = _join_crossing(union, level, upright)
    _join_parallel(union, level, [i for i in range(count) if i not in crossed], titles)
    members: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for i, line in enumerate(level):
        members.setdefault(union.root(i), ([], []))[0].append(line)
    for j, post in enumerate(upright):
        members.setdefault(union.root(count + j), ([], []))[1].append(post)
    return iter(members.values())


def _join_crossing(union: _Union, level: Sequence[Stroke], upright: Sequence[Stroke]) -> set[int]:
    """Join level and upright lines that touch; the level ones that a rule crosses, which no box alone bounds."""
    crossed: set[int] = set()
    for i, line in enumerate(level):
        for j, post in enumerate(upright):
            across = line.first - NEAR <= post.at <= line.last + NEAR
            if across and post.first - NEAR <= line.at <= post.last + NEAR:
                union.join(i, len(level) + j)
                if not post.filled:
                    crossed.add(i)
    return crossed


def _join_parallel(union: _Union, level: Sequence[Stroke], free: Sequence[int], titles: Sequence[float]) -> None:
    """Join level lines of one width below each other, unless a title stands between them."""
    ordered = sorted(free, key=lambda i: level[i].at)
    for place, i in enumerate(ordered):
        for j in ordered[place + 1 :]:
            if level[j].at - level[i].at > LONGEST_GAP:
                break
            alike = abs(level[i].first - level[j].first) < 4 and abs(level[i].last - level[j].last) < 4
            if alike and not any(level[i].at < title < level[j].at for title in titles):
                union.join(i, j)
                break


def _grid(level: Sequence[Stroke], upright: Sequence[Stroke], boxes: Sequence[Rectangle]) -> Grid | None:
    """The cells that the lines enclose; None for fewer than two rows."""
    heights = _places(side.at for side in level)[::-1]
    if not 2 <= len(heights) <= 400 or (len(heights) == 2 and len(_places(side.at for side in upright)) < 3):
        return None
    columns = _places(side.at for side in upright)
    if len(columns) < 2:
        columns = [min(side.first for side in level), max(side.last for side in level)]
    if len(columns) > 40 or columns[-1] - columns[0] < 100:
        return None
    sides = any(not side.filled for side in upright)
    fields = [_field(members, heights, columns, boxes) for members in _cells(level, upright, heights, columns)]
    bare = frozenset(
        i
        for i in range(len(heights) - 1)
        if upright and max(_share(upright, columns[end], heights[i + 1], heights[i]) for end in (0, -1)) < COVERED
    )
    return Grid(tuple(heights), tuple(columns), tuple(fields), bare, sides)


def _cells(
    level: Sequence[Stroke], upright: Sequence[Stroke], heights: Sequence[float], columns: Sequence[float]
) -> Iterator[list[tuple[int, int]]]:
    """The fields between neighbouring lines, those together that no line parts."""
    rows, across = len(heights) - 1, len(columns) - 1
    union = _Union()
    for i in range(rows):
        high, low = heights[i], heights[i + 1]
        for j in range(across):
            if j + 1 < across and _share(upright, columns[j + 1], low, high) < COVERED:
                union.join(i * across + j, i * across + j + 1)
            if i + 1 < rows and _share(level, low, columns[j], columns[j + 1]) < COVERED:
                union.join(i * across + j, (i + 1) * across + j)
    cells: dict[int, list[tuple[int, int]]] = {}
    for i in range(rows):
        for j in range(across):
            cells.setdefault(union.root(i * across + j), []).append((i, j))
    yield from cells.values()


def _places(found: Iterable[float]) -> list[float]:
    places: list[float] = []
    for at in sorted(found):
        if not places or at - places[-1] > NEAR:
            places.append(at)
    return places


def _share(sides: Sequence[Stroke], at: float, first: float, last: float) -> float:
    """The share of a stretch that is drawn."""
    drawn = sum(max(0.0, min(side.last, last) - max(side.first, first)) for side in sides if abs(side.at - at) <= NEAR)
    return drawn / max(last - first, 0.1)


def _field(
    members: Sequence[tuple[int, int]], heights: Sequence[float], columns: Sequence[float], boxes: Sequence[Rectangle]
) -> DrawnField:
    rows, across = [i for i, _j in members], [j for _i, j in members]
    top, left, down, wide = min(rows), min(across), max(rows) - min(rows) + 1, max(across) - min(across) + 1
    x = (columns[left] + columns[left + wide]) / 2
    y = (heights[top] + heights[top + down]) / 2
    filled = any(box.left <= x <= box.right and box.low <= y <= box.high for box in boxes)
    return DrawnField(top, left, down, wide, filled)

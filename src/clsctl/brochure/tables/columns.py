"""The columns of drawn tables: each row as its label and its amount, and what its other columns hold."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby, pairwise

from clsctl.brochure.page.cells import BoxedRow, DrawnCell
from clsctl.brochure.page.outline import Above, Line, Outline, one_space
from clsctl.brochure.printed_amounts import parse_printed
from clsctl.brochure.tables.table_rows.parted_rows import with_whole_rows
from clsctl.brochure.words.column_heads import ColumnKind, column_of
from clsctl.brochure.words.names import Names
from clsctl.vocabulary.folding import fold

Columns = Mapping[int, ColumnKind]
LONGEST_NUMBER = 3  # digits of the number of a row
YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True, slots=True)
class Layout:
    """The content of the columns of a table, and their number; empty where that is not settled."""

    columns: Columns
    count: int

    def first(self, column: ColumnKind) -> int | None:
        """The one column that holds `column`."""
        found = [place for place, each in self.columns.items() if each is column]
        return found[0] if len(found) == 1 else None

    @property
    def is_settled(self) -> bool:
        """True where one column holds the labels and one the amounts."""
        return self.first(ColumnKind.LABEL) is not None and self.first(ColumnKind.AMOUNT) is not None


def settled_columns(outline: Outline, names: Names) -> Outline:
    """`outline` with the rows of its drawn tables reduced to labels and amounts, where its columns are settled."""
    lines: list[Line] = []
    before = Layout({}, 0)
    found = tuple(with_whole_rows(outline.lines, names))
    repeated = _repeated_headings(found)
    for number, group in groupby(found, key=lambda line: line.boxed.table if line.boxed is not None else 0):
        if not number:
            lines += group
            continue
        rows = list(group)
        layout = _layout(rows, before, names)
        lines += _Table(layout, rows, names, repeated).lines()
        before = layout if layout.is_settled else before
    return replace(outline, lines=tuple(lines))


def _repeated_headings(lines: Sequence[Line]) -> frozenset[str]:
    """The bold texts that stand alone in rows of several tables, above a row, and never beside an amount.

    Where labels are bold too, nothing else tells a sub-heading from a row that lost its dash.
    """
    alone: dict[str, set[int]] = {}
    beside: set[str] = set()
    for line, after in pairwise((*lines, None)):
        if line is None or line.boxed is None or not line.boxed.filled_cells:
            continue
        first, *others = line.boxed.filled_cells
        text = fold(one_space(first.text))
        above_row = after is not None and after.boxed is not None and after.boxed.table == line.boxed.table
        if others or not first.bold or not first.text[:1].isupper() or not above_row:
            beside.add(text)
        else:
            alone.setdefault(text, set()).add(line.boxed.table)
    return frozenset(text for text, tables in alone.items() if len(tables) > 1 and text not in beside)


def _boxed(line: Line) -> BoxedRow:
    assert line.boxed is not None  # noqa: S101 (grouped by it)
    return line.boxed


def _layout(rows: Sequence[Line], before: Layout, names: Names) -> Layout:
    """The content of the columns: by the headings of the table, those of the table before, or the contents."""
    count = max(_boxed(row).columns for row in rows)
    headed: dict[int, ColumnKind] = {}
    for row in rows:
        if _is_head(row, names):
            for cell in _boxed(row).filled_cells:
                headed |= dict.fromkeys(range(cell.column, cell.column + cell.across), _column(cell, names))
            if any(cell.across > 1 for cell in _boxed(row).filled_cells):
                continue  # headings of several columns, with their own below
        elif headed:
            break
    if headed:
        layout = _with_sums(Layout(headed, count), rows)
    else:
        inherits = before.count == count and _filled(rows) <= set(before.columns)
        layout = before if inherits else _by_contents(rows, count)
    years = {year for row in rows if _is_head(row, names) for year in YEAR.findall(row.text)}
    several = sum(column is ColumnKind.AMOUNT for column in headed.values()) > 1 and len(years) > 1
    safe = _groups_are_drawn(layout, rows) and not _hides_groups(layout, rows) and not several
    return layout if safe else Layout({}, count)


def _hides_groups(layout: Layout, rows: Sequence[Line]) -> bool:
    """True where a column without a declared heading has cells that reach over several rows, as objectives do."""
    others = {place for place, column in layout.columns.items() if column is ColumnKind.OTHER}
    return any(cell.column in others and cell.down > 1 and cell.text for row in rows for cell in _boxed(row).cells)


def _filled(rows: Sequence[Line]) -> set[int]:
    """The columns that hold a text."""
    return {cell.column for row in rows for cell in _boxed(row).filled_cells}


def _groups_are_drawn(layout: Layout, rows: Sequence[Line]) -> bool:
    """False where gaps alone part the rows and an objective stands beside some: its reach is then unknown."""
    place = layout.first(ColumnKind.OBJECTIF)
    if place is None or all(_boxed(row).drawn for row in rows):
        return True
    several = (row for row in rows if len(_boxed(row).filled_cells) > 1)
    return all((cell := _cell_at(row, place)) is not None and bool(cell.text) for row in several)


def _column(cell: DrawnCell, names: Names) -> ColumnKind:
    found = column_of(cell.text)
    if found is not ColumnKind.OTHER:
        return found
    mention = names.mentions.of(cell.text)
    if mention.codes:
        bare = column_of(mention.without) if mention.without else ColumnKind.OTHER
        return (
            ColumnKind.LOCAL
            if bare is ColumnKind.OTHER and fold(mention.without).strip() in {"part", "parts"}
            else bare
        )
    return ColumnKind.OTHER


def _is_head(row: Line, names: Names) -> bool:
    """True for a row of column headings: at least two, of declared wordings or marked as such, without an amount."""
    cells = _boxed(row).filled_cells
    if len(cells) < 2 or any(parse_printed(cell.text) is not None for cell in cells):
        return False
    known = [_column(cell, names) is not ColumnKind.OTHER for cell in cells]
    return all(known) or (any(known) and (all(cell.head for cell in cells) or sum(known) > len(known) / 2))


def _with_sums(layout: Layout, rows: Sequence[Line]) -> Layout:
    """The one of several columns of amounts that is the sum of the others in each row; labels told from objectives."""
    columns = dict(layout.columns)
    totals = [place for place, column in columns.items() if column is ColumnKind.AMOUNT]
    if len(totals) > 1:
        shares = [place for place, column in columns.items() if column in SHARES]
        sums = [
            place for place in totals if _is_sum(place, [each for each in (*totals, *shares) if each != place], rows)
        ]
        if len(sums) == 1:
            columns |= {place: ColumnKind.OTHER for place in totals if place != sums[0]}
    labels = [place for place, column in columns.items() if column is ColumnKind.LABEL]
    if len(labels) > 1:
        merged = {place for place in labels if _is_merged_down(place, rows)}
        if len(labels) - len(merged) == 1:
            columns |= dict.fromkeys(merged, ColumnKind.OBJECTIF)
    return Layout(columns, layout.count)


def _is_sum(place: int, others: Sequence[int], rows: Sequence[Line]) -> bool:
    found = False
    for row in rows:
        whole, *parts = (_montant(_cell_at(row, each)) for each in (place, *others))
        if whole is None and not any(parts):
            continue
        if whole is None or whole != sum((part or Decimal(0) for part in parts), Decimal(0)):
            return False
        found = True
    return found


def _is_merged_down(place: int, rows: Sequence[Line]) -> bool:
    cells = [cell for row in rows for cell in _boxed(row).cells if cell.column == place]
    return any(cell.down > 1 for cell in cells)


def _montant(cell: DrawnCell | None) -> Decimal | None:
    printed = parse_printed(one_space(cell.text)) if cell is not None else None
    return printed.montant if printed is not None else None


def _cell_at(row: Line, place: int) -> DrawnCell | None:
    """The cell of a row over a column; None where one of a row above reaches down."""
    return next((cell for cell in _boxed(row).cells if cell.column <= place < cell.column + cell.across), None)


def _by_contents(rows: Sequence[Line], count: int) -> Layout:
    """A table without headings: one column of words and one of amounts, besides running numbers and objectives."""
    texts = {place: [cell.text for row in rows if (cell := _own(row, place)) and cell.text] for place in range(count)}
    columns: dict[int, ColumnKind] = {}
    words = []
    for place, found in texts.items():
        printed = [parse_printed(one_space(text)) for text in found]
        if not found:
            continue
        if all(each is not None for each in printed):
            small = all(len(text) <= 3 and text.isdigit() for text in found)
            columns[place] = ColumnKind.NUMBER if small and place == 0 and count > 2 else ColumnKind.AMOUNT
        elif all(text.strip(".)").replace(".", "").isdigit() for text in found):
            columns[place] = ColumnKind.NUMBER
        else:
            words.append(place)
    if len(words) == 2 and _is_merged_down(words[0], rows):
        columns[words[0]] = ColumnKind.OBJECTIF
        words = words[1:]
    columns |= dict.fromkeys(words, ColumnKind.LABEL if len(words) == 1 else ColumnKind.OTHER)
    return _with_sums(Layout(columns, count), rows)


def _own(row: Line, place: int) -> DrawnCell | None:
    """The cell of a row that begins in a column and covers no other."""
    return next((cell for cell in _boxed(row).cells if cell.column == place and cell.across == 1), None)


class _Table:
    """A drawn table as lines: headings, sub-headings, rows and totals."""

    def __init__(self, layout: Layout, rows: Sequence[Line], names: Names, repeated: frozenset[str]) -> None:
        self.layout, self.rows, self.names, self.repeated = layout, rows, names, repeated
        self.objectif = ""
        labels = [cell for row in rows if len(_boxed(row).filled_cells) > 1 and (cell := self._label(row))]
        self.bold = sum(cell.bold for cell in labels) > len(labels) / 2
        self.plain = sum(not cell.filled for cell in labels) == len(labels)

    def lines(self) -> Iterator[Line]:
        """The lines in order; where the columns are not settled, the rows as they are."""
        for row in self.rows:
            cells = _boxed(row).filled_cells
            if _is_head(row, self.names):
                yield replace(row, cells=tuple(cell.text for cell in cells), head=True, bold=False)
            elif not cells:
                continue
            elif len(cells) == 1 and self._is_heading(cells[0], row):
                yield self._heading(row, cells[0])
            elif not self.layout.is_settled:
                yield replace(row, cells=tuple(one_space(cell.text) for cell in cells), bold=False)
            else:
                yield from self._row(row)

    def _label(self, row: Line) -> DrawnCell | None:
        place = self.layout.first(ColumnKind.LABEL)
        return _cell_at(row, place) if place is not None else None

    def _is_heading(self, cell: DrawnCell, row: Line) -> bool:
        """True for a text alone in its row that is set apart: over several columns, bold, or on another ground."""
        place = self.layout.first(ColumnKind.AMOUNT)
        over_all = place is None or cell.column <= place < cell.column + cell.across
        if (cell.across > 1 and over_all) or _boxed(row).columns == 1:
            return True
        if self.layout.columns.get(cell.column) is ColumnKind.OBJECTIF:
            return not any(each.column != cell.column for each in _boxed(row).cells) or cell.bold
        is_label = self.layout.columns.get(cell.column) in {ColumnKind.LABEL, None}
        if is_label and not _boxed(row).drawn and cell.bold and fold(one_space(cell.text)) in self.repeated:
            return True
        return is_label and ((cell.bold and not self.bold) or (cell.filled and self.plain))

    def _heading(self, row: Line, cell: DrawnCell) -> Line:
        return replace(row, cells=(cell.text,), text=one_space(cell.text), bold=True)

    def _row(self, row: Line) -> Iterator[Line]:
        place, amount_place = self.layout.first(ColumnKind.LABEL), self.layout.first(ColumnKind.AMOUNT)
        assert place is not None and amount_place is not None  # noqa: PT018, S101 (a settled layout has both)
        label, amount = _cell_at(row, place), _cell_at(row, amount_place)
        total = next((cell for cell in _boxed(row).filled_cells if fold(cell.text).startswith(TOTALS)), None)
        if total is not None and (label is None or not label.text or total is label):
            label = total
        objectif_place = self.layout.first(ColumnKind.OBJECTIF)
        objectif = _cell_at(row, objectif_place) if objectif_place is not None else None
        if objectif is not None and objectif.text and objectif is not label and objectif.text != self.objectif:
            self.objectif = objectif.text
            yield replace(row, cells=(objectif.text,), text=one_space(objectif.text), bold=True, above=Above.APART)
        shares = [_cell_at(row, each) for each, column in self.layout.columns.items() if column in SHARES]
        words = label.text if label is not None else ""
        cells = (words,) if amount is None or amount is label else (words, one_space(amount.text))
        yield replace(
            row,
            cells=cells,
            text=one_space(" ".join(cells)),
            bold=False,
            whole=True,
            shares=tuple(one_space(cell.text) for cell in shares if cell is not None),
            rank=self._rank(row),
        )

    def _rank(self, row: Line) -> int | None:
        """The number of a row, where a column holds plain numbers."""
        place = self.layout.first(ColumnKind.NUMBER)
        cell = _cell_at(row, place) if place is not None else None
        bare = cell.text.strip(" .)") if cell is not None else ""
        return int(bare) if bare.isdecimal() and len(bare) <= LONGEST_NUMBER else None


TOTALS = ("total", "sous total", "sous-total", "montant total")
SHARES = frozenset({ColumnKind.STATE, ColumnKind.LOCAL})

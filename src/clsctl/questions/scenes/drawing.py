"""The scene of a question of `totals`: bars, a matrix of bars, or rows of 100 %."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.sums import Aggregate, Dimension
from clsctl.language import _
from clsctl.questions.notes import selection_note
from clsctl.questions.scenes.names import Name, name_of, short_name
from clsctl.questions.scenes.sentences import Mark, part_range, sentence
from clsctl.questions.totals.block import share_of, whole
from clsctl.questions.totals.crosstab import cross_keys
from clsctl.questions.totals.inhabitants import per_inhabitant
from clsctl.questions.totals.keys import Key, key_columns, key_heading, row_keys
from clsctl.questions.totals.shape import Shape, Share
from clsctl.scene import Bar, ChartForm, Part, Scene, SceneRow, Unit
from clsctl.table import Table
from clsctl.vocabulary.columns import column
from clsctl.vocabulary.selection import Selection

TINTS = 4  # colours that a colour-blind reader tells apart
HUNDRED = Decimal(100)


def scene(dataset: Dataset, selection: Selection, shape: Shape, table: Table) -> Scene:
    """The chart of the question that `table` answers, with the title, notes and source of the table.

    Its bars hold the amounts of `--by`, the cells of `--across`, or the euros per inhabitant. A row of 100 % has four
    parts at most; more parts are a matrix of percents.
    """
    groups = dataset.aggregate(shape.by, selection)
    everything = whole(groups)
    named = {row_keys(shape.by, group.keys, dataset.referentiel): group for group in groups}
    width = sum(len(key_columns(dimension)) for dimension in shape.by)
    kept = [named[row[:width]] for row in table.rows]
    drawing = _Drawing(dataset, selection, shape, everything)
    rows = drawing.crossed(kept) if shape.across else drawing.single(kept)
    selected = selection_note(selection, dataset.referentiel)
    marks = [
        Mark(name, part, bar, bar.value)
        for name, row in zip(map(drawing.name, kept), rows, strict=True)
        for part, bar in zip(drawing.part_names or (None,), row.bars, strict=True)
        if bar.value is not None
    ]
    return Scene(
        form=drawing.form,
        unit=drawing.unit,
        title=table.title,
        sentence=drawing.sentence(marks),
        heading=" · ".join(column(dimension).heading for dimension in shape.by),
        parts=drawing.parts,
        rows=rows,
        montant=everything.montant,
        scale=drawing.scale(rows),
        selected=" ".join(selected),
        notes=(*_base(shape.share), *(note for note in table.notes if note not in selected)),
        source=table.source,
    )


class _Drawing:
    """The form of a question's chart, and the bars of its rows."""

    def __init__(self, dataset: Dataset, selection: Selection, shape: Shape, everything: Aggregate) -> None:
        self._dataset, self._selection, self._shape, self._everything = dataset, selection, shape, everything
        self._referentiel = dataset.referentiel
        across = shape.across
        found = dataset.aggregate((across,), selection) if across else ()
        self._keys = cross_keys(across, found, self._referentiel, selection) if across else ()
        self._column_sums = {group.keys[0]: group.montant for group in found}
        self.form = ChartForm.BARS if across is None else ChartForm.MATRIX
        if shape.share is Share.ROW and len(self._keys) <= TINTS:
            self.form = ChartForm.SHARES
        self.unit = Unit.EUROS
        if shape.share is not None:
            self.unit = Unit.PERCENT
        elif across is None and shape.per_inhabitant:
            self.unit = Unit.PER_INHABITANT
        self.parts = tuple(self._part(across, key) for key in self._keys) if across else ()
        self.part_names = tuple(name_of(across, key, self._referentiel) for key in self._keys) if across else ()

    def _part(self, across: Dimension, key: Key) -> Part:
        heading = key_heading(across, key, self._referentiel)
        if across is Dimension.AXE:
            return Part(heading, self._referentiel.by_numero[int(key)].libelle_court, axe_tint(int(key)))
        short = short_name(self._referentiel.by_code[str(key)]) if across is Dimension.TERRITOIRE else heading
        place = self._keys.index(key)
        return Part(heading, short, place + 1 if len(self._keys) <= TINTS else 0)

    def name(self, group: Aggregate) -> Name:
        """The name of a row within a sentence."""
        names = [name_of(by, key, self._referentiel) for by, key in zip(self._shape.by, group.keys, strict=True)]
        return names[0] if len(names) == 1 else Name(", ".join(name.text for name in names), is_compound=True)

    def single(self, kept: Sequence[Aggregate]) -> tuple[SceneRow, ...]:
        """A row with one bar for each group: its euros, or its euros per inhabitant, in the colour of its axis."""
        place = self._shape.by.index(Dimension.AXE) if Dimension.AXE in self._shape.by else None
        same = axe_tint(self._selection.axes[0]) if len(self._selection.axes) == 1 else 0
        rows = []
        for group in kept:
            tint = same if place is None else axe_tint(int(group.keys[place]))
            share = share_of(group.montant, self._everything.montant)
            value = group.montant if self.unit is Unit.EUROS else self._per_inhabitant(group)
            rows.append(self._row(group, (Bar(value, tint, share, group.montant),)))
        return tuple(rows)

    def crossed(self, kept: Sequence[Aggregate]) -> tuple[SceneRow, ...]:
        """A row with a bar per part for each group."""
        across = self._shape.across
        if across is None:
            return ()
        cells = {
            each.keys: each.montant for each in self._dataset.aggregate((*self._shape.by, across), self._selection)
        }
        return tuple(self._row(group, tuple(self._bars(group, cells))) for group in kept)

    def _bars(self, group: Aggregate, cells: dict[tuple[Key, ...], Decimal | None]) -> Iterator[Bar]:
        for key, part in zip(self._keys, self.parts, strict=True):
            montant = cells.get((*group.keys, key))
            base = {
                Share.ROW: group.montant,
                Share.COLUMN: self._column_sums.get(key),
            }.get(self._shape.share or Share.TOTAL, self._everything.montant)
            share = share_of(montant, base)
            yield Bar(montant if self.unit is Unit.EUROS else share, part.tint, share, montant)

    def _row(self, group: Aggregate, bars: tuple[Bar, ...]) -> SceneRow:
        pairs = list(zip(self._shape.by, group.keys, strict=True))
        labels = [key_heading(by, key, self._referentiel) for by, key in pairs]
        shorts = [
            short_name(self._referentiel.by_code[str(key)]) if by is Dimension.TERRITOIRE else label
            for (by, key), label in zip(pairs, labels, strict=True)
        ]
        return SceneRow(" · ".join(labels), " · ".join(shorts), bars, group.montant, group.non_chiffrees)

    def _per_inhabitant(self, group: Aggregate) -> Decimal | None:
        code = str(group.keys[self._shape.by.index(Dimension.TERRITOIRE)])
        return per_inhabitant(group.montant, self._referentiel.by_code[code].population)

    def scale(self, rows: Sequence[SceneRow]) -> Decimal:
        """The value of a full width: 100 %, the whole where rows are its axes, else the greatest value."""
        if self.form is ChartForm.SHARES or (self.unit is Unit.PERCENT and self._shape.share is Share.ROW):
            return HUNDRED
        if self.form is ChartForm.BARS and self.unit is Unit.EUROS and self._shape.by == (Dimension.AXE,):
            return self._everything.montant or Decimal(0)
        return max((bar.value for row in rows for bar in row.bars if bar.value is not None), default=Decimal(0))

    def sentence(self, marks: Sequence[Mark]) -> str:
        """The sentence that reads the chart."""
        rows = {mark.row.text for mark in marks}
        if self.form is ChartForm.SHARES and len(rows) > 1:
            heaviest = max(self._keys, key=lambda key: self._column_sums.get(key) or Decimal(-1))
            name = self.part_names[self._keys.index(heaviest)]
            same = [mark for mark in marks if mark.part == name]
            if len(same) == len(rows) and (text := part_range(same)):
                return text
        return sentence(self.form, self.unit, marks, self._everything.montant)


def _base(share: Share | None) -> Iterator[str]:
    """The note that names the base of the shares."""
    match share:
        case Share.TOTAL:
            yield _("The shares are percents of the total.")
        case Share.ROW:
            yield _("The shares are percents of each row.")
        case Share.COLUMN:
            yield _("The shares are percents of each column.")


def axe_tint(numero: int) -> int:
    """The colour of an axis, the same in every chart."""
    return (numero - 1) % TINTS + 1

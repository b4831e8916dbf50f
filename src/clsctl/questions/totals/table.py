"""The table of `totals`, from the lines of a selection."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.sums import Aggregate, Dimension
from clsctl.language import _, ngettext
from clsctl.questions.notes import missing_montants, no_line_notes, selection_note, shown_note, source_line
from clsctl.questions.totals.block import ColumnBlock, half_columns, sums, whole
from clsctl.questions.totals.crosstab import cross, cross_columns, cross_keys
from clsctl.questions.totals.inhabitants import inhabitants
from clsctl.questions.totals.keys import key_cells, key_columns
from clsctl.questions.totals.shape import Shape, Sort
from clsctl.table import Row, ShownPart, Table
from clsctl.vocabulary.columns import column
from clsctl.vocabulary.selection import Selection


def totals(dataset: Dataset, selection: Selection, shape: Shape) -> Table:
    """One row per value of `shape.by`: its lines and its montant in euros; lines without an amount are counted apart.

    The total covers the whole selection, whatever `shape.limit` leaves.
    """
    groups = dataset.aggregate(shape.by, selection)
    everything = whole(groups)
    kept = ranked(groups, shape.sort)[: shape.limit]
    shown = ShownPart(sum(group.lignes for group in kept), whole(kept).montant) if len(kept) < len(groups) else None
    blocks = [
        _keys(kept, shape, dataset),
        _body(kept, everything, dataset, selection, shape),
        *_extras(kept, groups, everything, dataset, shape),
    ]
    return Table(
        name="totals",
        title=_title(shape),
        columns=tuple(column for block in blocks for column in block.columns),
        rows=tuple(tuple(chain(*cells)) for cells in zip(*(block.rows for block in blocks), strict=True)),
        total=tuple(chain(*(block.total for block in blocks))),
        notes=(
            *selection_note(selection, dataset.referentiel),
            *(note for block in blocks for note in block.notes),
            *_notes(dataset, selection, shape, everything),
            *([] if shown is None else [_shown_rows(kept, groups) + shown_note(shown, everything.montant)]),
        ),
        source=source_line(dataset),
        selection=selection.as_written,
        shown=shown,
    )


def ranked(groups: Sequence[Aggregate], sort: Sort) -> list[Aggregate]:
    """The groups in key order, or by montant, the greatest first."""
    if sort is Sort.KEY:
        return list(groups)
    return sorted(groups, key=lambda group: Decimal(-1) if group.montant is None else group.montant, reverse=True)


def _keys(kept: Sequence[Aggregate], shape: Shape, dataset: Dataset) -> ColumnBlock:
    columns = tuple(column for dimension in shape.by for column in key_columns(dimension))

    def cells(group: Aggregate) -> Row:
        pairs = zip(shape.by, group.keys, strict=True)
        return tuple(chain(*(key_cells(dimension, key, dataset.referentiel) for dimension, key in pairs)))

    return ColumnBlock(columns, tuple(map(cells, kept)), (None,) * len(columns))


def _body(
    kept: Sequence[Aggregate], everything: Aggregate, dataset: Dataset, selection: Selection, shape: Shape
) -> ColumnBlock:
    if shape.across is None:
        return sums(kept, everything)
    found = dataset.aggregate((shape.across,), selection)
    keys = cross_keys(shape.across, found, dataset.referentiel, selection)
    montants = {group.keys[0]: group.montant for group in found}
    return cross(
        kept,
        {key: montants.get(key) for key in keys},
        dataset.aggregate((*shape.by, shape.across), selection),
        everything,
        cross_columns(shape.across, keys, dataset.referentiel, shape.share),
        shape.share,
    )


def _extras(
    kept: Sequence[Aggregate],
    groups: Sequence[Aggregate],
    everything: Aggregate,
    dataset: Dataset,
    shape: Shape,
) -> Iterator[ColumnBlock]:
    if shape.parts:
        yield half_columns(kept, everything)
    if shape.per_inhabitant:
        place = shape.by.index(Dimension.TERRITOIRE)
        yield inhabitants(
            kept,
            [str(group.keys[place]) for group in kept],
            everything,
            dataset.referentiel,
            {str(group.keys[place]) for group in groups},
        )


def _notes(dataset: Dataset, selection: Selection, shape: Shape, everything: Aggregate) -> Iterator[str]:
    if not everything.lignes:
        yield from no_line_notes(dataset, selection)
    yield from missing_montants(everything.non_chiffrees)
    years = selection.exercices or dataset.exercices
    if len(years) > 1 and Dimension.EXERCICE not in shape.by:
        yield _("The sums cover the years {years}.").format(years=", ".join(map(str, years)))


def _shown_rows(kept: Sequence[Aggregate], groups: Sequence[Aggregate]) -> str:
    note = ngettext("{rows} row of {found} shown", "{rows} rows of {found} shown", len(kept))
    return note.format(rows=len(kept), found=len(groups))


def _title(shape: Shape) -> str:
    names = [column(dimension).heading.lower() for dimension in shape.by]
    title = _("Amounts by {names}").format(names=", ".join(names))
    if shape.across is None:
        return title
    return title + _(" and by {name}").format(name=column(shape.across).heading.lower())

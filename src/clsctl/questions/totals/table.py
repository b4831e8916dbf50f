"""The table of `totals`, from the lines of a selection."""

from collections.abc import Iterator, Sequence
from itertools import chain

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.sums import Aggregate, Dimension
from clsctl.language import _, ngettext
from clsctl.questions.notes import (
    bound_notes,
    missing_montants,
    no_line_notes,
    selection_note,
    shown_note,
    source_line,
    theme_note,
    years_note,
)
from clsctl.questions.totals.block import ColumnBlock, half_columns, sums, whole
from clsctl.questions.totals.crosstab import cross, cross_columns, cross_keys
from clsctl.questions.totals.inhabitants import inhabitants
from clsctl.questions.totals.keys import key_columns, row_keys
from clsctl.questions.totals.ranking import ranked_places
from clsctl.questions.totals.shape import Shape
from clsctl.questions.totals.statistics import statistics
from clsctl.questions.totals.yearly import yearly_columns, yearly_rows
from clsctl.table import ShownPart, Table
from clsctl.vocabulary.columns import column
from clsctl.vocabulary.selection import Selection


def totals(dataset: Dataset, selection: Selection, shape: Shape) -> Table:
    """One row per value of `shape.by`: its lines and its montant in euros; lines without an amount are counted apart.

    The total covers the whole selection, whatever `shape.limit` leaves. UsageError for an order by a column not shown.
    """
    groups = dataset.aggregate(shape.by, selection)
    everything = whole(groups)
    blocks = tuple(_blocks(groups, everything, dataset, selection, shape))
    columns = tuple(column for block in blocks for column in block.columns)
    rows = [tuple(chain(*cells)) for cells in zip(*(block.rows for block in blocks), strict=True)]
    places = ranked_places(shape.sort, columns, rows, groups)[: shape.limit]
    kept = [groups[place] for place in places]
    shown = ShownPart(sum(group.lignes for group in kept), whole(kept).montant) if len(kept) < len(groups) else None
    return Table(
        name="totals",
        title=_title(shape),
        columns=columns,
        rows=tuple(rows[place] for place in places),
        total=tuple(chain(*(block.total for block in blocks))),
        notes=(
            *selection_note(selection, dataset.referentiel),
            *dict.fromkeys(note for block in blocks for note in block.notes),
            *_notes(dataset, selection, shape, everything),
            *([] if shown is None else [_shown_rows(kept, groups) + shown_note(shown, everything.montant)]),
        ),
        source=source_line(dataset),
        selection=selection.as_written,
        shown=shown,
    )


def _blocks(
    groups: Sequence[Aggregate], everything: Aggregate, dataset: Dataset, selection: Selection, shape: Shape
) -> Iterator[ColumnBlock]:
    """The keys, the sums or the cross table, then what the options add."""
    columns = tuple(column for dimension in shape.by for column in key_columns(dimension))
    names = tuple(row_keys(shape.by, group.keys, dataset.referentiel) for group in groups)
    yield ColumnBlock(columns, names, (None,) * len(columns))
    if shape.across is None:
        yield sums(groups, everything)
    else:
        found = dataset.aggregate((shape.across,), selection)
        referentiel = dataset.referentiel  # with the themes, once lines are summed by them
        keys = cross_keys(shape.across, found, referentiel, selection)
        montants = {group.keys[0]: group.montant for group in found}
        yield cross(
            groups,
            {key: montants.get(key) for key in keys},
            dataset.aggregate((*shape.by, shape.across), selection),
            everything,
            cross_columns(shape.across, keys, referentiel, shape.faces),
            shape.faces,
        )
    if shape.difference:
        yield _yearly(groups, dataset, selection, shape)
    if shape.stats:
        spreads = {**dataset.spreads(shape.by, selection), **dataset.spreads((), selection)}
        yield statistics(groups, everything, spreads, shape.stats)
    if shape.parts:
        yield half_columns(groups, everything)
    if shape.per_inhabitant:
        place = shape.by.index(Dimension.TERRITOIRE)
        yield inhabitants(groups, [str(group.keys[place]) for group in groups], everything, dataset.referentiel)


def _yearly(groups: Sequence[Aggregate], dataset: Dataset, selection: Selection, shape: Shape) -> ColumnBlock:
    """The differences between years, which are columns or a key of the rows."""
    found = dataset.aggregate((Dimension.EXERCICE,), selection)
    year_sums = {group.keys[0]: group.montant for group in found}
    years = [int(year) for year in year_sums]
    if shape.across is not Dimension.EXERCICE:
        return yearly_rows(groups, years, shape.by.index(Dimension.EXERCICE))
    cells = dataset.aggregate((*shape.by, Dimension.EXERCICE), selection)
    return yearly_columns(groups, years, {cell.keys: cell.montant for cell in cells}, year_sums)


def _notes(dataset: Dataset, selection: Selection, shape: Shape, everything: Aggregate) -> Iterator[str]:
    if not everything.lignes:
        yield from no_line_notes(dataset, selection)
    yield from missing_montants(everything.non_chiffrees)
    yield from bound_notes(dataset, selection)
    if Dimension.THEME in (*shape.by, shape.across) or selection.themes:
        yield theme_note(dataset.referentiel.themes)
    in_keys = Dimension.EXERCICE in (*shape.by, shape.across)
    total_only = _("The total covers the years {years}.")
    yield from years_note(dataset, selection, total_only if in_keys else _("The sums cover the years {years}."))


def _shown_rows(kept: Sequence[Aggregate], groups: Sequence[Aggregate]) -> str:
    note = ngettext("{rows} row of {found} shown", "{rows} rows of {found} shown", len(kept))
    return note.format(rows=len(kept), found=len(groups))


def _title(shape: Shape) -> str:
    names = [column(dimension).heading.lower() for dimension in shape.by]
    title = _("Amounts by {names}").format(names=", ".join(names))
    if shape.across is None:
        return title
    return title + _(" and by {name}").format(name=column(shape.across).heading.lower())

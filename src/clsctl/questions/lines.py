"""The lines of a selection, each with the key and the page that trace it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from operator import attrgetter
from typing import overload

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.sums import Aggregate, Order
from clsctl.language import _, ngettext
from clsctl.ligne import Ligne
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
from clsctl.table import Row, ShownPart, Table
from clsctl.vocabulary.columns import column
from clsctl.vocabulary.schema import package
from clsctl.vocabulary.selection import Selection
from clsctl.vocabulary.suggestions import unknown_word

# The columns for people; the others are written for machines, or on request.
SHOWN = ("cle", "territoire", "action", "montant", "page")


def lines(
    dataset: Dataset,
    selection: Selection,
    columns: Sequence[str] = (),
    order: Order = Order.KEY,
    limit: int | None = None,
) -> Table:
    """One row per line of the selection, in brochure order or by montant, the greatest first.

    `columns` narrows them; the key stays first and the page stays. The total covers the whole selection, whatever
    `limit` leaves; rows can be read while the dataset is open. UsageError for an unknown column.
    """
    names = _names(columns)
    (everything,) = dataset.aggregate((), selection)
    count = everything.lignes if limit is None else min(limit, everything.lignes)
    read = partial(dataset.lignes, selection, order, limit)
    total = tuple(everything.montant if name == "montant" else None for name in names)
    shown = _shown(read()) if count < everything.lignes else None
    return Table(
        name="lines",
        title=_("Lines of the contracts"),
        columns=tuple(column(name, hidden=not columns and name not in SHOWN) for name in names),
        rows=_Rows(read, names, count),
        total=total if "montant" in names else None,
        notes=(
            *selection_note(selection, dataset.referentiel),
            *_notes(everything, shown),
            *([theme_note(dataset.referentiel.themes)] if selection.themes else []),
            *bound_notes(dataset, selection),
            *years_note(dataset, selection, _("The total covers the years {years}.")),
            *([] if everything.lignes else no_line_notes(dataset, selection)),
        ),
        source=source_line(dataset),
        selection=selection.as_written,
        shown=shown,
    )


def _shown(lignes: Iterable[Ligne]) -> ShownPart:
    """The part of the lines that a limit leaves."""
    montants = [ligne.montant for ligne in lignes]
    priced = [montant for montant in montants if montant is not None]
    return ShownPart(len(montants), sum(priced, Decimal(0)) if priced else None)


def _names(columns: Sequence[str]) -> tuple[str, ...]:
    known = ("cle", *package().schema("contracts").names)
    for name in columns:
        if name not in known:
            raise unknown_word("--columns", name, known)
    return tuple(dict.fromkeys(("cle", *columns, "page"))) if columns else known


class _Rows(Sequence[Row]):
    """Rows read again at each iteration: they may exceed memory."""

    def __init__(self, read: Callable[[], Iterator[Ligne]], names: Sequence[str], count: int) -> None:
        self._read = read
        self._names = names
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        cells: Callable[[Ligne], Row] = attrgetter(*self._names)  # at least `cle` and `page`: always a tuple
        return map(cells, self._read())

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        return tuple(self)[index]


def _notes(everything: Aggregate, shown: ShownPart | None) -> Iterator[str]:
    lignes = everything.lignes
    if shown is not None:
        note = ngettext("{shown} line of {count} shown", "{shown} lines of {count} shown", shown.lignes)
        yield note.format(shown=shown.lignes, count=lignes) + shown_note(shown, everything.montant)
    else:
        yield ngettext("{count} line.", "{count} lines.", lignes).format(count=lignes)
    yield from missing_montants(everything.non_chiffrees)

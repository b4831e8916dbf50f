"""Euros per inhabitant, for rows by territoire; overlapping populations are never added."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from clsctl.dataset.sums import Aggregate
from clsctl.language import _
from clsctl.montant import CENT
from clsctl.questions.totals.block import ColumnBlock
from clsctl.table import Row
from clsctl.vocabulary.columns import column
from clsctl.vocabulary.referentiel import Referentiel


def inhabitants(
    groups: Sequence[Aggregate], codes: Sequence[str], everything: Aggregate, referentiel: Referentiel
) -> ColumnBlock:
    """Population and euros per inhabitant of each row, to the cent, half up; `codes` are the rows' territoires.

    The total has neither where one of them is inside another, or has no population.
    """
    territoires = [referentiel.by_code[code] for code in codes]
    rows = tuple(
        _cells(group.montant, territoire.population) for group, territoire in zip(groups, territoires, strict=True)
    )
    distinct = set(codes)
    overlap = referentiel.overlap(distinct)
    populations = [referentiel.by_code[code].population for code in distinct]
    known = [population for population in populations if population is not None]
    total = sum(known) if len(known) == len(populations) and not overlap else None
    sources = sorted({territoire.population_source for territoire in territoires if territoire.population_source})
    notes = [_("Population: {source}.").format(source=source) for source in sources]
    if overlap:
        notes.append(_("A metropolis is inside its department: their populations are not added."))
    columns = (column("population"), column("montant_par_habitant"))
    return ColumnBlock(columns, rows, _cells(everything.montant, total), tuple(notes))


def per_inhabitant(montant: Decimal | None, population: int | None) -> Decimal | None:
    """Euros per inhabitant to the cent, half up; None where either is missing."""
    return None if montant is None or not population else (montant / population).quantize(CENT, ROUND_HALF_UP)


def _cells(montant: Decimal | None, population: int | None) -> Row:
    return (population, per_inhabitant(montant, population))

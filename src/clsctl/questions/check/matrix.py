"""The coverage matrix: territoire by axe, one mark per status, so that a hole is visible at a glance."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from clsctl.language import _
from clsctl.questions.check.proof import Comparison, Proof, Scope, Statut
from clsctl.table import Column, Row, Table
from clsctl.vocabulary.columns import column
from clsctl.vocabulary.referentiel import Referentiel

# The precedence of statuses where several figures cover one sum: the worst is shown.
WORST = (
    Statut.ECART,
    Statut.SANS_LIGNES,
    Statut.ECART_CONNU,
    Statut.ARRONDI,
    Statut.EXACT,
    Statut.NON_PUBLIE,
)


def matrix(proof: Proof, referentiel: Referentiel) -> Table:
    """One row per exercice and territoire, one column per axe and one for the whole contract."""
    statuts = _statuts((*proof.figures, *proof.unpublished))
    years = sorted({scope.exercice for scope in statuts})
    axes: tuple[int | None, ...] = (*referentiel.by_numero, None)
    rows = tuple(
        (year, territoire.nom, *(statuts.get(Scope(year, territoire.code, axe)) for axe in axes))
        for year in years
        for territoire in referentiel.territoires
        if any(Scope(year, territoire.code, axe) in statuts for axe in axes)
    )
    return Table(
        name="coverage",
        title=_("Coverage: the status of each table by the published figures"),
        columns=(
            column("exercice", hidden=len(years) == 1),
            column("territoire"),
            *(_axe(axe) for axe in axes),
        ),
        rows=rows,
        notes=(_("An empty cell: no line and no published figure."),) if any(None in row for row in rows) else (),
    )


def legend(proof: Proof) -> Table:
    """The meaning of each mark in the matrix."""
    seen = set(_statuts((*proof.figures, *proof.unpublished)).values())
    rows: tuple[Row, ...] = tuple((statut.value, statut.value) for statut in WORST if statut in seen)
    return Table("legend", "", (column("marque"), column("sens")), rows)


def _axe(axe: int | None) -> Column:
    heading = _("Contract") if axe is None else _("Axis {axe}").format(axe=axe)
    return replace(column("marque"), name="contrat" if axe is None else f"axe_{axe}", heading=heading)


def _statuts(comparisons: Iterable[Comparison]) -> Mapping[Scope, str]:
    worst: dict[Scope, Statut] = {}
    for each in comparisons:
        before = worst.get(each.scope)
        if before is None or WORST.index(each.statut) < WORST.index(before):
            worst[each.scope] = each.statut
    return {scope: statut.value for scope, statut in worst.items()}

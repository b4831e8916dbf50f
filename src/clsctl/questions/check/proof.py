"""The proof of a check, as values: published figures compared with sums."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.sums import Aggregate, Dimension
from clsctl.ligne import Figure
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.selection import Selection

# exercice, territoire_code, axe: the groups that lines are summed by first.
TableKey = tuple[int, str, int]
CELL = (Dimension.EXERCICE, Dimension.TERRITOIRE, Dimension.AXE)
Years = Mapping[int, Mapping[TableKey, Aggregate]]  # these groups, by exercice


class Statut(StrEnum):
    """The status of a comparison; the slugs never change with the language."""

    EXACT = "exact"
    ARRONDI = "arrondi"
    ECART = "ecart"
    ECART_CONNU = "ecart_connu"
    SANS_LIGNES = "sans_lignes"
    NON_PUBLIE = "non_publie"

    @property
    def is_contradiction(self) -> bool:
        """True where the data and the brochure cannot both be right."""
        return self in {Statut.ECART, Statut.SANS_LIGNES}


@dataclass(frozen=True, slots=True)
class Scope:
    """The scope of a sum: an exercice, a territoire (a region: all inside it), an axe or all (None)."""

    exercice: int
    territoire_code: str
    axe: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A sum in euros beside its printed figure, if any; `lignes` and `non_chiffrees` count its lines.

    `rounding`, in euros: the uncertainty of a sum of rounded figures.
    """

    scope: Scope
    statut: Statut
    lignes: int
    non_chiffrees: int
    calcule: Decimal | None
    figure: Figure | None = None
    rounding: Decimal = Decimal(0)

    @property
    def ecart(self) -> Decimal | None:
        """Computed minus published, in euros: below 0 for missing lines; None where one of the two is missing."""
        if self.figure is None or self.calcule is None:
            return None
        return self.calcule - self.figure.montant


@dataclass(frozen=True, slots=True)
class Proof:
    """All comparisons: figures with their lines, contract totals with printed axis totals, sums without a figure."""

    figures: tuple[Comparison, ...]
    axes: tuple[Comparison, ...]
    unpublished: tuple[Comparison, ...]

    @property
    def holds(self) -> bool:
        """True where nothing contradicts a published figure."""
        return not any(comparison.statut.is_contradiction for comparison in (*self.figures, *self.axes))

    def count(self, statut: Statut) -> int:
        """The number of figures with that status."""
        return Counter(comparison.statut for comparison in self.figures)[statut]


def prove(dataset: Dataset, figures: Sequence[Figure], selection: Selection) -> Proof:
    """Compare the figures that the selection picks, each with all of its lines."""
    cells = {_cell(group): group for group in dataset.aggregate(CELL)}
    return prove_cells(cells, figures, selection, dataset.referentiel)


def prove_cells(
    cells: Mapping[TableKey, Aggregate], figures: Sequence[Figure], selection: Selection, referentiel: Referentiel
) -> Proof:
    """Compare figures with lines that are already summed."""
    picked = [figure for figure in figures if picks(selection, _scope(figure), referentiel)]
    years: dict[int, dict[TableKey, Aggregate]] = {}
    for key, group in cells.items():
        years.setdefault(key[0], {})[key] = group
    return Proof(
        figures=tuple(_against_lines(figure, years, referentiel) for figure in picked),
        axes=tuple(_against_axes(picked, figures, years, referentiel)),
        unpublished=tuple(
            comparison
            for comparison in _unpublished(figures, years, referentiel)
            if picks(selection, comparison.scope, referentiel)
        ),
    )


def _against_lines(figure: Figure, years: Years, referentiel: Referentiel) -> Comparison:
    scope = _scope(figure)
    lignes, non_chiffrees, calcule = _sum(scope, years, referentiel)
    return Comparison(scope, _statut(figure, calcule), lignes, non_chiffrees, calcule, figure)


def _against_axes(
    picked: Iterable[Figure], figures: Sequence[Figure], years: Years, referentiel: Referentiel
) -> Iterator[Comparison]:
    """Each contract total against the sum of its printed axis totals, where all of them are printed."""
    for total in picked:
        if total.axe is not None:
            continue
        printed = printed_axes(total, figures)
        axes = {axe for _exercice, code, axe in years.get(total.exercice, ()) if code == total.territoire_code}
        if printed and axes <= printed.keys():
            calcule = sum((figure.montant for figure in printed.values()), Decimal(0))
            rounding = sum((_rounding(figure, years, referentiel) for figure in printed.values()), Decimal(0))
            statut = _statut(total, calcule, rounding)
            yield Comparison(_scope(total), statut, len(printed), 0, calcule, total, rounding)


def printed_axes(total: Figure, figures: Iterable[Figure]) -> Mapping[int, Figure]:
    """The printed total of each axe of a contract; the last of two for the same axe."""
    contract = total.exercice, total.territoire_code
    return {
        figure.axe: figure
        for figure in figures
        if (figure.exercice, figure.territoire_code) == contract and figure.axe is not None
    }


def _rounding(figure: Figure, years: Years, referentiel: Referentiel) -> Decimal:
    """Half a unit of a figure that is rounded according to its lines, or not shown to be exact; in euros."""
    statut = _against_lines(figure, years, referentiel).statut
    return figure.arrondi / 2 if statut in {Statut.ARRONDI, Statut.SANS_LIGNES} else Decimal(0)


def _unpublished(figures: Iterable[Figure], years: Years, referentiel: Referentiel) -> Iterator[Comparison]:
    """Every sum of an axis, contract or region that a brochure could print but that has no figure."""
    published = {_scope(figure) for figure in figures}
    for scope in _scopes(years, referentiel):
        if scope not in published:
            yield Comparison(scope, Statut.NON_PUBLIE, *_sum(scope, years, referentiel))


def _scopes(years: Years, referentiel: Referentiel) -> Iterator[Scope]:
    for exercice, cells in sorted(years.items()):
        for territoire in referentiel.territoires:
            covered = referentiel.covered(territoire.code)
            axes = sorted({axe for _exercice, code, axe in cells if code in covered})
            for axe in axes:
                yield Scope(exercice, territoire.code, axe)
            if axes:
                yield Scope(exercice, territoire.code, None)


def _sum(scope: Scope, years: Years, referentiel: Referentiel) -> tuple[int, int, Decimal | None]:
    """The lines, lines without amount, and euros of a scope; euros None for a scope without lines."""
    covered = referentiel.covered(scope.territoire_code)
    groups = [
        group
        for (_exercice, code, axe), group in years.get(scope.exercice, {}).items()
        if code in covered and scope.axe in {None, axe}
    ]
    lignes = sum(group.lignes for group in groups)
    euros = sum((group.montant or Decimal(0) for group in groups), Decimal(0))
    return lignes, sum(group.non_chiffrees for group in groups), euros if lignes else None


def _statut(figure: Figure, calcule: Decimal | None, rounding: Decimal = Decimal(0)) -> Statut:
    """Exact where both agree to the cent; rounded where their intervals of half a unit meet, inclusive."""
    if calcule is None:
        return Statut.SANS_LIGNES
    if calcule == figure.montant:
        return Statut.EXACT
    meet = figure.low - rounding <= calcule <= figure.high + rounding
    return Statut.ARRONDI if meet else Statut.ECART


def picks(selection: Selection, scope: Scope, referentiel: Referentiel) -> bool:
    """True where the selection picks the figure; a sum always covers all its lines."""
    return (
        (not selection.exercices or scope.exercice in selection.exercices)
        and (not selection.territoires or scope.territoire_code in selection.covered)
        and (not selection.types or referentiel.by_code[scope.territoire_code].type in selection.types)
        and (not selection.axes or scope.axe in selection.axes)
    )


def _scope(figure: Figure) -> Scope:
    return Scope(figure.exercice, figure.territoire_code, figure.axe)


def _cell(group: Aggregate) -> TableKey:
    exercice, code, axe = group.keys
    return int(exercice), str(code), int(axe)

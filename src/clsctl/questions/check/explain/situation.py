"""The situation of a gap: its figures and lines, and the sums after a correction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from clsctl.ligne import Figure, Ligne
from clsctl.questions.check.explain.candidate import Candidate, Effect
from clsctl.questions.check.explain.prices import Amounts, amounts_of
from clsctl.questions.check.proof import Comparison, Proof, Scope, TableKey
from clsctl.vocabulary.referentiel import Referentiel

ZERO, EURO = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class Need:
    """The deficit of a sum against its figure, in euros, from `low` to `high`, inclusive; below 0: a surplus."""

    low: Decimal
    high: Decimal

    def __contains__(self, montant: Decimal) -> bool:
        """True where adding that much would settle the figure."""
        return self.low <= montant <= self.high

    @property
    def exact(self) -> Decimal:
        """The amount that makes sum and figure equal."""
        return (self.low + self.high) / 2

    @property
    def middle(self) -> Decimal:
        """The same in whole euros, where those settle the figure too."""
        euros = self.exact.quantize(EURO)
        return euros if euros in self else self.exact


@dataclass(frozen=True)
class Situation:
    """A proof that fails, with the lines of the cells that its contradictions cover.

    `lignes` come in brochure order; `earlier` are those of an earlier version, if one is given.
    """

    proof: Proof
    referentiel: Referentiel
    lignes: Sequence[Ligne]
    earlier: Sequence[Ligne] | None = None

    @cached_property
    def contradictions(self) -> tuple[Comparison, ...]:
        """The figures contradicted by their lines, then those contradicted by other figures."""
        return tuple(each for each in self._all if each.statut.is_contradiction)

    @cached_property
    def own(self) -> tuple[Comparison, ...]:
        """The contradictions that are not just the sums of gaps inside them."""
        return tuple(each for each in self.contradictions if each not in self.sums)

    @cached_property
    def by_cell(self) -> Mapping[TableKey, tuple[Ligne, ...]]:
        """The lines of each table."""
        return _by_cell(self.lignes)

    @cached_property
    def earlier_by_cell(self) -> Mapping[TableKey, tuple[Ligne, ...]]:
        """The lines of each table in the earlier version; empty without one."""
        return _by_cell(self.earlier or ())

    @cached_property
    def cells(self) -> tuple[TableKey, ...]:
        """The suspect tables: those covered by a contradicted figure, with or without lines."""
        named = [
            (each.scope.exercice, each.scope.territoire_code, each.scope.axe)
            for each in self.proof.figures
            if each.scope.axe is not None and each.statut.is_contradiction and self._is_party(each.scope)
        ]
        return tuple(cell for cell in dict.fromkeys([*self.by_cell, *named]) if self.needs(cell))

    @cached_property
    def years(self) -> Sequence[Sequence[TableKey]]:
        """The suspect tables of each exercice: nothing moves from one to another."""
        found: dict[int, list[TableKey]] = {}
        for cell in self.cells:
            found.setdefault(cell[0], []).append(cell)
        return tuple(found.values())

    @cached_property
    def amounts(self) -> Amounts:
        """The usual amounts of the lines."""
        return amounts_of(ligne.montant for ligne in self.lignes)

    @cached_property
    def parts(self) -> Mapping[Comparison, tuple[Comparison, ...]]:
        """The gaps inside the sum of each contradicted figure, the smallest sums alone; empty tuples left out."""
        gaps: dict[int, list[Comparison]] = {}
        for each in self.proof.figures:
            if each.statut.is_contradiction:
                gaps.setdefault(each.scope.exercice, []).append(each)
        inside = {
            whole: [
                each
                for each in year
                if each.scope != whole.scope and is_inside(each.scope, whole.scope, self.referentiel)
            ]
            for year in gaps.values()
            for whole in year
        }
        return {whole: tuple(each for each in parts if not inside[each]) for whole, parts in inside.items() if parts}

    @cached_property
    def sums(self) -> Mapping[Comparison, tuple[Comparison, ...]]:
        """The gaps that are the sums of gaps inside them, with these: they have no causes of their own."""
        return {
            whole: parts
            for whole, parts in self.parts.items()
            if whole.figure is not None and whole.figure.low <= self.settled(whole) <= whole.figure.high
        }

    def settled(self, comparison: Comparison) -> Decimal:
        """The sum of a figure's lines once the gaps inside it are closed, in euros."""
        return (comparison.calcule or ZERO) - sum(map(gap_of, self.parts.get(comparison, ())), ZERO)

    @cached_property
    def unwatched(self) -> tuple[TableKey, ...]:
        """The tables with lines that no axis total covers: moves from or to them go unnoticed."""
        return tuple(
            cell
            for cell in dict.fromkeys([*self.by_cell, *self.earlier_by_cell])
            if cell not in self.cells and all(each.scope.axe is None for each in self._claims(cell))
        )

    def needs(self, cell: TableKey) -> tuple[Need, ...]:
        """The deficits of the contradicted figures that cover a table, each once."""
        if cell not in self._needs:
            needs = (
                self._need(each, cell)
                for each in self._claims(cell)
                if each.statut.is_contradiction and each not in self.sums
            )
            self._needs[cell] = tuple(dict.fromkeys(need for need in needs if need is not None))
        return self._needs[cell]

    def weigh(self, candidate: Candidate) -> Candidate:
        """The candidate with the figures that it would settle and break."""
        mends: list[Comparison] = []
        breaks: list[Comparison] = []
        for comparison in self._touched(candidate.effect):
            holds = self._would_hold(comparison, candidate.effect)
            if comparison.statut.is_contradiction and holds:
                mends.append(comparison)
            elif not comparison.statut.is_contradiction and not holds:
                breaks.append(comparison)
        return replace(candidate, mends=tuple(mends), breaks=tuple(breaks))

    @cached_property
    def _all(self) -> tuple[Comparison, ...]:
        return (*self.proof.figures, *self.proof.axes)

    @cached_property
    def _by_contract(self) -> Mapping[tuple[int, str], Sequence[Comparison]]:
        """The comparisons of each contract: a figure that changes is one side of some."""
        found: dict[tuple[int, str], list[Comparison]] = {}
        for each in self._all:
            found.setdefault((each.scope.exercice, each.scope.territoire_code), []).append(each)
        return found

    @cached_property
    def _second_proof(self) -> frozenset[int]:
        """The identities of the comparisons with axis totals: a set of values would be hashed at each question."""
        return frozenset(map(id, self.proof.axes))

    @cached_property
    def _needs(self) -> dict[TableKey, tuple[Need, ...]]:
        return {}

    @cached_property
    def _claims_of(self) -> dict[TableKey, tuple[Comparison, ...]]:
        return {}

    def _claims(self, cell: TableKey) -> tuple[Comparison, ...]:
        """The comparisons with lines whose sum includes the table."""
        if cell not in self._claims_of:
            self._claims_of[cell] = tuple(
                each for each in self.proof.figures if covers(each.scope, cell, self.referentiel)
            )
        return self._claims_of[cell]

    def _touched(self, effect: Effect) -> Iterable[Comparison]:
        if effect.figures:
            contracts = dict.fromkeys((figure.exercice, figure.territoire_code) for figure, _montant in effect.figures)
            return [each for contract in contracts for each in self._by_contract.get(contract, ())]
        return dict.fromkeys(claim for cell, _added in effect.cells for claim in self._claims(cell))

    def _would_hold(self, comparison: Comparison, effect: Effect) -> bool:
        figure = comparison.figure
        if figure is None:
            return True
        printed = next((montant for changed, montant in effect.figures if changed == figure), figure.montant)
        slack = figure.arrondi / 2 + comparison.rounding
        if id(comparison) in self._second_proof:
            calcule = (comparison.calcule or ZERO) + sum(
                (montant - part.montant for part, montant in effect.figures if _is_part(part, comparison.scope)), ZERO
            )
            return abs(calcule - printed) <= slack
        cells = [(cell, added) for cell, added in effect.cells if comparison in self._claims(cell)]
        whole = (comparison.calcule or ZERO) + sum((added for _cell, added in cells), ZERO)
        if abs(whole - printed) <= slack:
            return True
        parts = self.parts.get(comparison, ())
        if not parts or comparison in self.sums:
            return False
        rest = [added for cell, added in cells if not any(covers(each.scope, cell, self.referentiel) for each in parts)]
        return abs(self.settled(comparison) + sum(rest, ZERO) - printed) <= slack

    def _need(self, comparison: Comparison, cell: TableKey) -> Need | None:
        """The euros that a table lacks of a figure; None where a gap inside the figure covers the table."""
        figure, parts = comparison.figure, self.parts.get(comparison, ())
        if figure is None or any(covers(each.scope, cell, self.referentiel) for each in parts):
            return None
        calcule = self.settled(comparison)
        return Need(figure.low - calcule, figure.high - calcule)

    def _is_party(self, scope: Scope) -> bool:
        return self.referentiel.by_code[scope.territoire_code].type != "region"


def cell_of(ligne: Ligne) -> TableKey:
    """The table of a line: its exercice, territoire and axe."""
    return ligne.exercice, ligne.territoire_code, ligne.axe


def euros(ligne: Ligne) -> Decimal:
    """The amount of a line in its sums: 0 where it has none."""
    return ligne.montant or ZERO


def _by_cell(lignes: Iterable[Ligne]) -> Mapping[TableKey, tuple[Ligne, ...]]:
    cells: dict[TableKey, list[Ligne]] = {}
    for ligne in lignes:
        cells.setdefault(cell_of(ligne), []).append(ligne)
    return {cell: tuple(group) for cell, group in cells.items()}


def gap_of(comparison: Comparison) -> Decimal:
    """Computed minus published, in euros; a sum without lines counts as 0."""
    return (comparison.calcule or ZERO) - (comparison.figure.montant if comparison.figure else ZERO)


def covers(scope: Scope, cell: TableKey, referentiel: Referentiel) -> bool:
    """True where a table is part of a sum."""
    exercice, code, axe = cell
    return (
        scope.exercice == exercice and scope.axe in {None, axe} and code in referentiel.covered(scope.territoire_code)
    )


def is_inside(scope: Scope, whole: Scope, referentiel: Referentiel) -> bool:
    """True where a sum is part of another, or the same."""
    same = scope.exercice == whole.exercice and (whole.axe is None or scope.axe == whole.axe)
    return same and scope.territoire_code in referentiel.covered(whole.territoire_code)


def _is_part(figure: Figure, scope: Scope) -> bool:
    same = (figure.exercice, figure.territoire_code) == (scope.exercice, scope.territoire_code)
    return same and figure.axe is not None


def suspects(situation: Situation) -> Iterator[tuple[Ligne, Need]]:
    """Each line of a suspect table with each deficit of its table."""
    for cell in situation.cells:
        for need in situation.needs(cell):
            for ligne in situation.by_cell.get(cell, ()):
                yield ligne, need


def follows(first: Ligne, second: Ligne) -> bool:
    """True where the second row is directly below the first, or at the head of the next table."""
    return second.rang == (first.rang + 1 if cell_of(first) == cell_of(second) else 1)

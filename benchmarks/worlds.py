"""Sound lines and figures in memory, the 2025 data and generated ones, and the proof of them."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from clsctl.dataset.opening import open_dataset
from clsctl.dataset.sums import Aggregate
from clsctl.ligne import Figure, Ligne
from clsctl.questions.check.explain.search import Explanation, explain
from clsctl.questions.check.explain.situation import Situation, cell_of
from clsctl.questions.check.proof import Proof, TableKey, prove_cells
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.selection import Selection

EXERCICE = 2025
ROUND = (Decimal(10_000), Decimal(1000), Decimal(100), Decimal(10), Decimal(1), Decimal("0.01"))
HOW_OFTEN = (30, 35, 15, 8, 10, 2)  # in 100 amounts, as budgets are


@dataclass(frozen=True)
class World:
    """Lines in the order of the brochure, each with its own `line`, and the figures printed for them."""

    lignes: tuple[Ligne, ...]
    figures: tuple[Figure, ...]
    referentiel: Referentiel

    def proof(self) -> Proof:
        """Every figure against its lines."""
        return prove_cells(_cells(self.lignes), self.figures, Selection(), self.referentiel)

    def explain(self, proof: Proof, earlier: Sequence[Ligne] | None = None) -> tuple[Explanation, ...]:
        """The explanation of each contradiction by clsctl."""
        return explain(Situation(proof, self.referentiel, self.lignes, earlier))


@cache
def bundled_world() -> World:
    """The 2025 data."""
    with open_dataset() as dataset:
        lignes = tuple(replace(ligne, line=number) for number, ligne in enumerate(dataset.lignes(), 2))
        return World(lignes, dataset.figures(), dataset.referentiel)


def generated_world(seed: int, referentiel: Referentiel) -> World:
    """Contracts of made-up amounts: 1 to 15 lines a table, an axis total for most, a contract total for many."""
    chance = random.Random(seed)
    lignes: list[Ligne] = []
    figures: list[Figure] = []
    for territoire in referentiel.territoires:
        if territoire.type == "region":
            continue
        contract = Decimal(0)
        for axe in referentiel.axes:
            table = [
                Ligne(
                    exercice=EXERCICE,
                    territoire_code=territoire.code,
                    territoire=territoire.nom,
                    axe=axe.numero,
                    rang=rang,
                    objectif=f"{axe.numero}.{(rang + 4) // 5}",
                    action=f"Action {chance.randrange(10**6)}",
                    montant=None if chance.random() < 0.05 else _montant(chance),
                    page=10 * axe.numero + referentiel.territoires.index(territoire),
                    remarque="",
                )
                for rang in range(1, chance.randint(1, 15) + 1)
            ]
            lignes += table
            total = sum((ligne.montant or Decimal(0) for ligne in table), Decimal(0))
            contract += total
            if total and chance.random() < 0.95:
                figures.append(_figure(territoire.code, territoire.nom, axe.numero, total))
        if chance.random() < 0.7:
            figures.append(_figure(territoire.code, territoire.nom, None, contract))
    numbered = tuple(replace(ligne, line=number) for number, ligne in enumerate(lignes, 2))
    return World(numbered, tuple(figures), referentiel)


def _montant(chance: random.Random) -> Decimal:
    """From 5 000 to 5 000 000 euros, as many in each power of ten; rounded as budgets are."""
    (unit,) = chance.choices(ROUND, HOW_OFTEN)
    euros = Decimal(round(10 ** chance.uniform(3.7, 6.7) * 100)) / 100
    return max(unit, (euros / unit).to_integral_value() * unit)


def _figure(code: str, nom: str, axe: int | None, total: Decimal) -> Figure:
    libelle = f"Total {axe or ''}".strip()
    return Figure(EXERCICE, code, nom, axe, libelle, total.quantize(Decimal(1)), Decimal(1), None)


def _cells(lignes: Iterable[Ligne]) -> dict[TableKey, Aggregate]:
    groups: dict[TableKey, list[Decimal | None]] = {}
    for ligne in lignes:
        groups.setdefault(cell_of(ligne), []).append(ligne.montant)
    return {cell: _aggregate(cell, montants) for cell, montants in groups.items()}


def _aggregate(cell: TableKey, montants: Sequence[Decimal | None]) -> Aggregate:
    priced = [montant for montant in montants if montant is not None]
    exercice, code, axe = cell
    euros = sum(priced, Decimal(0)) if priced else None
    return Aggregate((exercice, code, axe), len(montants), len(montants) - len(priced), euros)

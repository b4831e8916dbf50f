"""How often `clsctl check` ranks the true cause first: errors of each kind injected, and counted.

`python benchmarks/check_errors.py` prints the table of docs/check.md; `--write` puts it there and, in French, into
docs/fr/check.md.
"""

import argparse
import random
import time
from collections.abc import Callable
from dataclasses import dataclass

import documented
from clsctl.questions.check.explain.search import Explanation
from clsctl.questions.check.proof import Statut
from injections import Error, Injection
from kinds import INJECTIONS
from worlds import World, bundled_world, generated_world

PAGE = "check.md"
WORLDS = 50
FRENCH = {
    "error": "erreur",
    "2025: trace": "2025 : trace",
    "generated: trace": "fictives : trace",
    "first": "première",
    "in three": "parmi trois",
    "two digits exchanged": "deux chiffres intervertis",
    "× 10, × 100, × 1 000": "× 10, × 100, × 1 000",
    "line entered twice": "ligne saisie deux fois",
    "wrong axis (the whole line moved)": "mauvais axe (toute la ligne déplacée)",
    "wrong axis (the number alone)": "mauvais axe (le numéro seul)",
    "wrong territory (the whole line moved)": "mauvais territoire (toute la ligne déplacée)",
    "wrong territory (the name alone)": "mauvais territoire (le nom seul)",
    "digit dropped": "chiffre oublié",
    "digit added": "chiffre ajouté",
    "sign": "signe",
    "neighbour's amount": "montant de la ligne voisine",
    "amount left empty": "montant laissé vide",
    "line missing": "ligne manquante",
    "line missing, `--against`": "ligne manquante, `--against`",
    "any amount changed, `--against`": "montant modifié, `--against`",
    "2 or 3 lines in another axis": "2 ou 3 lignes dans un autre axe",
    "wrong published figure": "chiffre publié faux",
}


@dataclass(frozen=True)
class Score:
    """Of errors of one kind: how many, how many left a trace; of those, expected shares at rank one and in three."""

    errors: int
    traced: int
    first: float
    three: float


def measure(injection: Injection, world_of: Callable[[int], World], count: int, seed: int) -> Score:
    """`count` errors, each in a world of its own number."""
    chance = random.Random(seed)
    made = traced = 0
    first = three = 0.0
    while made < count:
        error = injection(world_of(made), chance)
        if error is None:  # the error does not apply to what was drawn, or changes nothing
            continue
        made += 1
        proof = error.world.proof()
        if not any(comparison.statut is Statut.ECART for comparison in proof.figures):
            continue
        traced += 1
        shares = [shares_of(error, each) for each in error.world.explain(proof, error.earlier)]
        first += min(share for share, _three in shares)
        three += min(share for _first, share in shares)
    return Score(made, traced, first / max(traced, 1), three / max(traced, 1))


def shares_of(error: Error, explanation: Explanation) -> tuple[float, float]:
    """The chance that the true cause is first, and among the first three, equals in any order."""
    for ranked in explanation.ranked:
        if error.is_caused_by(ranked.candidate):
            equals = sum(each.rank == ranked.rank for each in explanation.ranked)
            room = max(0, 3 - (ranked.rank - 1))
            return (1 / equals if ranked.rank == 1 else 0.0), min(1.0, room / equals)
    return 0.0, 0.0


def table(count: int, seed: int) -> str:
    """The measured table in Markdown."""
    bundled = bundled_world()
    generated = [generated_world(number, bundled.referentiel) for number in range(WORLDS)]
    lines = [
        "| error | 2025: trace | first | in three | generated: trace | first | in three |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for name, injection in INJECTIONS.items():
        begin = time.perf_counter()
        real = measure(injection, lambda _number: bundled, count, seed)
        made = measure(injection, lambda number: generated[number % WORLDS], count, seed)
        lines.append(f"| {name} | {_cells(real)} | {_cells(made)} |")
        print(lines[-1], f"{time.perf_counter() - begin:.0f} s", flush=True)
    return "\n".join(lines) + "\n"


def _cells(score: Score) -> str:
    return f"{score.traced / score.errors:.3f} | {score.first:.3f} | {score.three:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    measured = table(options.count, options.seed)
    if options.write:
        documented.write(PAGE, "measured", measured, FRENCH)


if __name__ == "__main__":
    main()

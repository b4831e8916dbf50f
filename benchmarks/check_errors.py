"""The rank of the true cause in `clsctl check`: errors of each kind injected, and counted.

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
from injections import Error, Injection
from kinds import INJECTIONS, NAMES_IN_FRENCH
from worlds import World, bundled_world, generated_world

PAGE = "check.md"
WORLDS = 50
FRENCH = {
    "error": "erreur",
    "2025: trace": "2025 : trace",
    "generated: trace": "fictives : trace",
    "first": "première",
    "in three": "parmi trois",
    "silent": "sans candidat",
    "alone": "seul et faux",
    **NAMES_IN_FRENCH,
}


@dataclass(frozen=True)
class Score:
    """Of errors of one kind: how many, and how many left a trace; of those, expected shares at rank one and in three.

    `silent`: the share with a gap that has no candidate; `lone`: with a gap whose only candidate is wrong.
    """

    errors: int
    traced: int
    first: float
    three: float
    silent: float
    lone: float


def measure(injection: Injection, world_of: Callable[[int], World], count: int, seed: int) -> Score:
    """`count` errors, each in a world of its own number. A gap that is the sum of others has no candidates to judge."""
    chance = random.Random(seed)
    made = traced = silent = lone = 0
    first = three = 0.0
    while made < count:
        error = injection(world_of(made), chance)
        if error is None:  # the error does not apply to what was drawn, or changes nothing
            continue
        made += 1
        proof = error.world.proof()
        if not any(comparison.statut.is_contradiction for comparison in proof.figures):
            continue
        traced += 1
        judged = [each for each in error.world.explain(proof, error.earlier) if not each.sums]
        shares = [shares_of(error, each) for each in judged]
        first += min(share for share, _three in shares)
        three += min(share for _first, share in shares)
        silent += any(not each.ranked for each in judged)
        lone += any(len(each.ranked) == 1 and not share for each, (share, _three) in zip(judged, shares, strict=True))
    whole = max(traced, 1)
    return Score(made, traced, first / whole, three / whole, silent / whole, lone / whole)


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
    heads = ["error", "2025: trace", "first", "in three", "silent", "alone"]
    heads += ["generated: trace", "first", "in three", "silent", "alone"]
    lines = [f"| {' | '.join(heads)} |", "|---|" + "--:|" * (len(heads) - 1)]
    for name, injection in INJECTIONS.items():
        begin = time.perf_counter()
        real = measure(injection, lambda _number: bundled, count, seed)
        made = measure(injection, lambda number: generated[number % WORLDS], count, seed)
        lines.append(f"| {name} | {_cells(real)} | {_cells(made)} |")
        print(lines[-1], f"{time.perf_counter() - begin:.0f} s", flush=True)
    return "\n".join(lines) + "\n"


def _cells(score: Score) -> str:
    shares = (score.traced / score.errors, score.first, score.three, score.silent, score.lone)
    return " | ".join(f"{share:.3f}" for share in shares)


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

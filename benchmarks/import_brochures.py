"""Read invented brochures and compare with what they say: the table of docs/import.md.

`python benchmarks/import_brochures.py [COUNT [FIRST]]` measures COUNT brochures as Markdown and as many as PDF
(1000 by default, seeds from FIRST, 0 by default), and prints the table; it ends with 1 if one reading claims a proof
and is wrong.
"""

import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from support.brochures.beyond import BEYOND  # noqa: E402 (the same)
from support.brochures.measure import Verdict, judge, make  # noqa: E402 (the generator lives beside the tests)

KINDS = ("without damage, every name printed", "without damage, names missing", "one damage", "several damages")
Key = tuple[str, str, Verdict]


def measured(seeds: range) -> tuple[Counter[Key], list[str]]:
    """How many brochures of each form and kind had each verdict, and the seeds of wrong claims."""
    counts: Counter[Key] = Counter()
    wrong: list[str] = []
    for seed in seeds:
        for pdf in (False, True):
            case = make(seed)
            verdict, found, _reading = judge(case, pdf=pdf)
            form = "PDF" if pdf else "Markdown"
            counts[
                form, _kind(len(case.damages), named=all(block.heading for block in case.brochure.blocks)), verdict
            ] += 1
            if verdict is Verdict.WRONG:
                wrong.append(f"seed {seed} as {form}, {case.damages}: {found[0]}")
    return counts, wrong


def _kind(damages: int, *, named: bool) -> str:
    if damages:
        return KINDS[2] if damages == 1 else KINDS[3]
    return KINDS[0] if named else KINDS[1]


def beyond(seeds: range) -> Counter[Key]:
    """The same for damage that leaves no trace and every sum as it was."""
    counts: Counter[Key] = Counter()
    for seed in seeds:
        for damage in BEYOND:
            verdict, _found, _reading = judge(make(seed, damage))
            counts["Markdown", damage.__name__.replace("_", " "), verdict] += 1
    return counts


def table(counts: Counter[Key]) -> str:
    """Markdown: a row for each form and kind."""
    lines = ["| source | brochures | whole and proved | in part, and said so | wrong claims |", "|---|--:|--:|--:|--:|"]
    for form, kind in dict.fromkeys((form, kind) for form in ("Markdown", "PDF") for kind in KINDS):
        lines.append(_row(f"{form}, {kind}", [counts[form, kind, verdict] for verdict in Verdict]))
    whole = [sum(count for key, count in counts.items() if key[2] is verdict) for verdict in Verdict]
    return "\n".join([*lines, _row("**all**", whole)])


def _row(name: str, found: list[int]) -> str:
    total = sum(found) or 1
    whole, part, wrong = found
    return f"| {name} | {sum(found)} | {whole / total:.0%} | {part / total:.0%} | {wrong} |"


def main(count: int = 1_000, first: int = 0) -> int:
    """Measure, print, and say by the exit code whether a claim was wrong."""
    step = 25
    last = first + count
    chunks = [range(start, min(start + step, last)) for start in range(first, last, step)]
    counts: Counter[Key] = Counter()
    wrong: list[str] = []
    with ProcessPoolExecutor(2) as pool:
        for found, claims in pool.map(measured, chunks):
            counts += found
            wrong += claims
    print(table(counts))
    print("\nDamage without trace, as Markdown, beyond what a claim covers:\n")
    unseen = beyond(range(100))
    for name in dict.fromkeys(key[1] for key in unseen):
        print(f"- {name}: claimed and different from print in {unseen['Markdown', name, Verdict.WRONG]} of 100")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))

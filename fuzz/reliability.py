"""docs/reliability.md: what the last run of the harnesses found, and the test that holds each case."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import harnesses
from cases import CASES, MENDED
from trial import Outcome

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "fuzz" / "last_run.json"
PAGE = ROOT / "docs" / "reliability.md"
GUIDED = "atheris"
WORDS = {name: each.words for name, each in harnesses.ALL.items()} | {GUIDED: "readers and amounts, guided by coverage"}


def page(run: Mapping[str, Any]) -> str:
    """The document of a run."""
    versions = ", ".join(f"{name} {number}" for name, number in run["versions"].items())
    budget = run["budget"]
    return "\n".join(
        [
            "# Reliability",
            "",
            "Hostile files, places and command lines against the program, and against an independent reading",
            "(`fuzz/oracle/`, which imports nothing of clsctl: Python's `csv`, `json`, `xml` and `Decimal`, and",
            "polars for Parquet): an answer counts only where that reading has the same lines and euros for each",
            "table. A cell of a workbook counts as what a person sees: the oracle fills in the number format or the",
            "style, and reads the text. Six files of ten are such as an office might save, in every dialect that is",
            "promised, so that most are answered and compared; the others are hostile. *Crashes*: a traceback or an",
            "exit code that is not documented; for bombs more than 1 GiB of memory. *Hangs*: more than 20 seconds.",
            "*Wrong totals*: other sums than the oracle's, an answer where no sum can be right (`check` that is green",
            "over a gap), an answer beside a refusal, lines that are not read back as they were written, or two",
            "commands that disagree about a file. *Sound refused*: no answer to a file that was made to be sound, in",
            "which the oracle finds one reading.",
            "",
            "A brochure is answered where `import` says that it is proved. Then each of its tables must have the lines",
            "and euros that were printed before the damage, each figure the sum of its lines, and `check` must agree;",
            "else nothing may be written but a whole draft. What [import](import.md) says that no claim covers is no",
            "fault: where bytes were damaged, rows without amount and whole tables may be gone. Most are refused,",
            "because most are damaged.",
            "",
            f"Written by `make fuzz` on {run['date']}: {run['machine']}; {versions}.",
            f"Budget: {budget['mutants']} files, {budget['lines']} command lines, {budget['seconds']} seconds of",
            f"atheris; seed {budget['seed']}; {run['minutes']} minutes, {budget['jobs']} at once.",
            "",
            results(run["results"]),
            *explanations(run["results"]),
            "The same trials run in the tests, on fewer inputs (`tests/fire/test_trials.py`).",
            "`make fuzz` has a small budget; another: `make fuzz FUZZ='--mutants 20000 --lines 5000 --seconds 600'`.",
            "atheris is no dependency: the search runs where `pip install atheris` found a wheel. An input is told by",
            "seed and number: `python fuzz/shard.py csv 1 532 533` tries that one again.",
            "",
            "Found and mended, each with a test:",
            "",
            *(f"* {each.words}: `{each.test}`" for each in MENDED),
            "",
            "## Cases",
            "",
            "Each in real processes, with the documented exit code. 3: nothing was computed; `validate`, whose job is",
            "to judge, ends with 1 where the file is a table.",
            "",
            cases(),
        ]
    )


def results(found: Mapping[str, Any]) -> str:
    """The table of harness and outcome; `share` is that of the answers."""
    rows = [f"| harness | inputs tried | share | {' | '.join(Outcome)} |", f"|---|---:|---:|{'---:|' * len(Outcome)}"]
    for harness, tally in found.items():
        counts = [tally["counts"].get(outcome, 0) for outcome in Outcome]
        share = round(100 * counts[0] / max(1, sum(counts)))
        rows.append(f"| {WORDS[harness]} | {sum(counts)} | {share} % | {' | '.join(map(str, counts))} |")
    return "\n".join(rows) + "\n"


def explanations(found: Mapping[str, Any]) -> list[str]:
    """What is not zero, in its own words."""
    return [f"* {fault.splitlines()[0]}\n" for tally in found.values() for fault in tally["faults"]]


def cases() -> str:
    """The table of cases and tests."""
    rows = ["| case | exit code | test |", "|---|---|---|"]
    rows += [f"| {case.words} | {case.codes} | {' '.join(f'`{test}`' for test in case.tests)} |" for case in CASES]
    return "\n".join(rows) + "\n"


def main() -> None:
    """Write the page again from the last run."""
    PAGE.write_text(page(json.loads(RESULTS.read_text("utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main()

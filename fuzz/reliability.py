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
WORDS = {name: each.words for name, each in harnesses.ALL.items()} | {
    GUIDED: "readers and amounts, search guided by coverage"
}


def page(run: Mapping[str, Any]) -> str:
    """The document of a run."""
    versions = ", ".join(f"{name} {number}" for name, number in run["versions"].items())
    budget = run["budget"]
    return "\n".join(
        [
            "# Reliability",
            "",
            "Hostile files, places and command lines are given to the program, and each answer is compared with an",
            "independent reading (`fuzz/oracle/`, which does not import clsctl: Python's `csv`, `json`, `xml` and",
            "`Decimal`, and polars for Parquet). An answer is accepted only if that reading has the same lines and",
            "euros for each table. A cell of a workbook counts as it is displayed: the oracle applies the number",
            "format or the style, and reads the text. Six files in ten resemble those that an office saves, in every",
            "supported dialect, so most files are answered and compared; the others are hostile.",
            "",
            "* *Crash*: a traceback, or an exit code that is not documented; for files that unpack, more than 1 GiB",
            "  of memory.",
            "* *Hang*: more than 20 seconds.",
            "* *Wrong total*: sums that differ from the oracle's, an answer where no sum can be right (a `check`",
            "  that passes over a gap), an answer beside a refusal, lines that are not read back as they were",
            "  written, or two commands that disagree about a file.",
            "* *Sound refused*: a refusal of a file that was made to be sound and has one reading for the oracle.",
            "",
            "A brochure is answered if `import` claims a proof. Each of its tables must then have the lines and euros",
            "printed before the damage, each figure must be the sum of its lines, and `check` must agree. Otherwise a",
            "complete draft is all that may be written. What the proof does not cover ([import](import.md)) is not",
            "counted as a fault: where bytes were damaged, rows without an amount and whole tables may be missing.",
            "Most brochures are refused, because most are damaged.",
            "",
            f"Written by `make fuzz` on {run['date']}: {run['machine']}; {versions}.",
            f"Budget: {budget['mutants']} files, {budget['lines']} command lines, {budget['seconds']} seconds of",
            f"atheris; seed {budget['seed']}; {run['minutes']} minutes, {budget['jobs']} processes at a time.",
            "",
            results(run["results"]),
            *explanations(run["results"]),
            "The tests run the same trials on fewer inputs (`tests/fire/test_trials.py`). `make fuzz` has a small",
            "budget; for a larger one, run `make fuzz FUZZ='--mutants 20000 --lines 5000 --seconds 600'`. atheris is",
            "optional: the guided search runs if `pip install atheris` found a wheel. Seed and number identify an",
            "input: `python fuzz/shard.py csv 1 532 533` repeats the one of seed 1 and number 532.",
            "",
            "Found and fixed, each with a test:",
            "",
            *(f"* {each.words}: `{each.test}`" for each in MENDED),
            "",
            "## Cases",
            "",
            "Each case runs in real processes and ends with the documented exit code. 3 means that nothing was",
            "computed; `validate`, which reports findings, ends with 1 if the file is a table.",
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
    """The counts that are not zero, in words."""
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

"""A brochure under trial: what `import` writes as proved, held against what was printed and against itself."""

import csv
import random
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from mutants.brochures import Printed, Sums
from trial import SEEN, Outcome, Verdict, invoke, judged

YEAR = "2030"
WRITTEN = (f"contracts_{YEAR}.csv", f"published_{YEAR}.csv")
REGION = "99"  # its figures cover the lines of all


def try_brochure(dice: random.Random, printed: Printed, folder: Path) -> Verdict:
    """`import` on a brochure, with files of its territoires; and `check` on what it proved."""
    (folder / "territoires.csv").write_text(printed.territoires, "utf-8")
    (folder / "axes.csv").write_text(printed.axes, "utf-8")
    (folder / "input").write_bytes(printed.content)
    words = ["import", str(folder / "input"), "--exercice", YEAR, "--territoires", str(folder / "territoires.csv")]
    words += dice.choice(([], ["--repair"], ["--report", str(folder / "report.json")]))
    draft = folder / "draft"
    end = invoke(*words, "-o", str(folder), "--draft", str(draft))
    if fault := judged(end):
        return fault
    if seen := _halves(folder, draft, is_proved=end.code == 0):
        return Verdict(Outcome.WRONG, f"exit {end.code}: {seen}")
    if end.code:
        return Verdict(Outcome.REFUSED)
    lines, figures = (_rows(folder / name) for name in WRITTEN)
    if seen := _against_print(_sums(lines), printed) or _against_figures(_sums(lines), figures):
        return Verdict(Outcome.WRONG, f"proved, but {seen}")
    check = invoke("check", "--data", str(folder))
    if fault := judged(check):
        return Verdict(fault.outcome, f"check: {fault.seen}")
    seen = f"proved, and check ends with {check.code}: {check.out[-SEEN:]}{check.talk[-SEEN:]}"
    return Verdict(Outcome.WRONG, seen) if check.code else Verdict(Outcome.ANSWERED)


def _halves(folder: Path, draft: Path, *, is_proved: bool) -> str:
    """Both files or none, and none beside a refusal."""
    proved, drafted = ([name for name in WRITTEN if (place / name).exists()] for place in (folder, draft))
    if len(proved) != (len(WRITTEN) if is_proved else 0):
        return f"written as proved: {proved}"
    return f"half a draft: {drafted}" if len(drafted) == 1 or (drafted and is_proved) else ""


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _sums(lines: list[dict[str, str]]) -> Sums:
    found = defaultdict[tuple[str, str], list[str]](list)
    for line in lines:
        found[line["territoire_code"], line["axe"]].append(line["montant"])
    return {
        key: (len(cells), cells.count(""), sum(map(Decimal, filter(None, cells)), Decimal()))
        for key, cells in found.items()
    }


def _against_print(found: Sums, printed: Printed) -> str:
    """Each table has the euros that were printed; with damaged bytes a row without amount or a table may be gone."""
    if printed.is_whole:
        return (
            ""
            if found == printed.sums
            else f"{_only(found, printed.sums)} was read, {_only(printed.sums, found)} printed"
        )
    other = {key: each[2] for key, each in found.items() if key not in printed.sums or each[2] != printed.sums[key][2]}
    return f"{other} was read, and not printed" if other else ""


def _only(one: Sums, other: Sums) -> Sums:
    return {key: value for key, value in one.items() if other.get(key) != value}


def _against_figures(found: Sums, figures: list[dict[str, str]]) -> str:
    """Each figure to the euro is the sum of its lines."""
    for figure in figures:
        code, axe = figure["territoire_code"], figure["axe"]
        own = [
            each[2]
            for (territoire, number), each in found.items()
            if code in {territoire, REGION} and axe in {number, ""}
        ]
        away = abs(sum(own, Decimal()) - Decimal(figure["montant"]))
        if away > (0 if Decimal(figure["arrondi"]) <= 1 else Decimal(figure["arrondi"])):
            return f"the figure {dict(figure)} is {away} euros away from its lines"
    return ""

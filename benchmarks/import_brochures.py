"""Read invented brochures and compare the reading with what they say: the tables of docs/import.md.

`python benchmarks/import_brochures.py [COUNT [FIRST]]` measures COUNT brochures as Markdown and as many as PDF
(1000 by default, seeds from FIRST, 0 by default), and prints the tables; `--write` puts them into docs/import.md and,
in French, into docs/fr/import.md. The exit code is 1 if a reading claims a proof and is wrong.
"""

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

import documented  # noqa: E402 (a module beside this file, found by the path set above)
from support.brochures.beyond import BEYOND  # noqa: E402 (found by the path set above)
from support.brochures.measure import Verdict, judge, judge_office, make  # noqa: E402 (beside the tests)
from support.brochures.offices import OFFICES  # noqa: E402 (found by the path set above)

PAGE = "import.md"
SEEDS = 8  # brochures for each layout, form and damage
UNSEEN = 100  # brochures for each kind of damage without trace
FORMS = ("Markdown", "PDF")
OFFICE_FORMS = ("pdf", "html")
KINDS = ("without damage, every name printed", "without damage, names missing", "one damage", "several damages")
LAYOUTS = {
    "grid": ("grid, label and amount", "quadrillage, libellé et montant"),
    "grid-objectif": ("grid, objectif merged down", "quadrillage, objectif fusionné"),
    "grid-numbers": ("grid, numbers", "quadrillage, numéros"),
    "grid-porteur": ("grid, porteur", "quadrillage, porteur"),
    "grid-parts": ("grid, shares and total", "quadrillage, parts et total"),
    "grid-everything": ("grid, seven columns", "quadrillage, sept colonnes"),
    "grid-titled": (
        "grid, axis as first row, rows over pages",
        "quadrillage, axe en première ligne, lignes sur deux pages",
    ),
    "lines": ("level rules, contents over two lines", "filets, sommaire sur deux lignes"),
    "lines-parts": ("level rules, shares and total", "filets, parts et total"),
    "zebra": ("zebra rows, charts", "lignes alternées, graphiques"),
    "zebra-porteur": ("zebra rows, numbers and porteur", "lignes alternées, numéros et porteur"),
    "boxes": ("filled boxes, region on the cover", "cases de couleur, région en couverture"),
    "bold-column": ("grid, labels in bold", "quadrillage, libellés en gras"),
    "bold-plain": ("no rules, labels in bold", "sans filets, libellés en gras"),
    "tight": ("no rules, tight rows", "sans filets, lignes serrées"),
    "plain-columns": ("no rules, porteur", "sans filets, porteur"),
    "territories": ("by territory, names repeated", "par territoire, noms répétés"),
    "territories-once": ("by territory, names once", "par territoire, noms une fois"),
    "one-heading": ("territory and axis in one heading", "territoire et axe dans un titre"),
    "running": ("names as running heads", "noms en titre courant"),
    "turned": ("names turned in the margin", "noms tournés en marge"),
    "picture": ("names as a picture", "noms en image"),
    "two-columns": ("two columns on a page, no rules", "deux colonnes par page, sans filets"),
    "hyphens": ("soft hyphens, rows over pages", "césures, lignes sur deux pages"),
}
KINDS_OF_DAMAGE = ("whole", "one damage", "several")
DAMAGES = {
    "unpriced_row_lost": "a row without an amount lost with its dash",
    "amounts_exchanged": "two amounts of a table exchanged",
    "heading_gone": "a sub-heading lost",
    "seamless": "a row without an amount merged into the next without a mark of separation",
}
FRENCH_KINDS = (
    "sans dommage, tous les noms imprimés",
    "sans dommage, noms absents",
    "un dommage",
    "plusieurs dommages",
)
FRENCH = {
    "source": "source",
    "brochures": "brochures",
    "whole and proved": "entières et prouvées",
    "layout": "mise en page",
    **dict(LAYOUTS.values()),
    **{
        f"{form.upper()}, {kind}": f"{form.upper()}, {words}"
        for form in OFFICE_FORMS
        for kind, words in zip(KINDS_OF_DAMAGE, ("intacte", "un dommage", "plusieurs"), strict=True)
    },
    "in part, and said so": "partielles, et déclarées telles",
    "wrong claims": "preuves fausses",
    "**all**": "**total**",
    "damage": "dommage",
    "proof claimed, source different from the print": "preuve annoncée, source différente de l'imprimé",
    DAMAGES["unpriced_row_lost"]: "une ligne sans montant perdue avec son tiret",
    DAMAGES["amounts_exchanged"]: "deux montants d'un tableau échangés",
    DAMAGES["heading_gone"]: "un intertitre perdu",
    DAMAGES["seamless"]: "une ligne sans montant fondue dans la suivante sans marque de séparation",
} | {f"{form}, {kind}": f"{form}, {words}" for form in FORMS for kind, words in zip(KINDS, FRENCH_KINDS, strict=True)}
Key = tuple[str, str, Verdict]


def measured(seeds: range) -> tuple[Counter[Key], list[str]]:
    """The number of brochures of each form and kind by verdict, and the seeds of wrong claims."""
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


def offices(name: str, each: int) -> tuple[Counter[Key], list[str]]:
    """The same for the brochures of one layout, without damage, with one and with several."""
    office = next(office for office in OFFICES if office.name == name)
    counts: Counter[Key] = Counter()
    wrong: list[str] = []
    for form in OFFICE_FORMS:
        for damages in (0, 1, 3):
            for seed in range(each):
                verdict, found, _reading = judge_office(seed, office, form, damages)
                counts[f"{form} {min(damages, 2)}", name, verdict] += 1
                if verdict is Verdict.WRONG:
                    wrong.append(f"seed {seed}, {name} as {form}, {damages} damages: {found[0]}")
    return counts, wrong


def office_table(counts: Counter[Key]) -> str:
    """Markdown: for each layout, the share read whole by form and damage, and the wrong claims."""
    columns = [(form, damages) for damages in (0, 1, 2) for form in OFFICE_FORMS]
    heads = ["layout", *(f"{form.upper()}, {KINDS_OF_DAMAGE[damages]}" for form, damages in columns), "wrong claims"]
    lines = [f"| {' | '.join(heads)} |", f"|---|{'--:|' * (len(columns) + 1)}"]
    for office in OFFICES:
        cells = []
        for form, damages in columns:
            found = {verdict: counts[f"{form} {damages}", office.name, verdict] for verdict in Verdict}
            cells.append(f"{found[Verdict.WHOLE] / (sum(found.values()) or 1):.0%}")
        wrong = sum(number for key, number in counts.items() if key[1] == office.name and key[2] is Verdict.WRONG)
        lines.append(f"| {LAYOUTS[office.name][0]} | {' | '.join(cells)} | {wrong} |")
    return "\n".join(lines) + "\n"


def beyond(seeds: range) -> Counter[Key]:
    """The same for damage that leaves no trace and every sum as it was."""
    counts: Counter[Key] = Counter()
    for seed in seeds:
        for damage in BEYOND:
            verdict, _found, _reading = judge(make(seed, damage))
            counts["Markdown", damage.__name__, verdict] += 1
    return counts


def table(counts: Counter[Key]) -> str:
    """Markdown: a row for each form and kind."""
    lines = ["| source | brochures | whole and proved | in part, and said so | wrong claims |", "|---|--:|--:|--:|--:|"]
    for form, kind in dict.fromkeys((form, kind) for form in FORMS for kind in KINDS):
        lines.append(_row(f"{form}, {kind}", [counts[form, kind, verdict] for verdict in Verdict]))
    whole = [sum(count for key, count in counts.items() if key[2] is verdict) for verdict in Verdict]
    return "\n".join([*lines, _row("**all**", whole)]) + "\n"


def beyond_table(unseen: Counter[Key], tried: int) -> str:
    """Markdown: for each kind of damage without trace, how many readings claimed a proof all the same."""
    rows = [f"| {DAMAGES[name]} | {unseen['Markdown', name, Verdict.WRONG]} of {tried} |" for name in DAMAGES]
    return "\n".join(["| damage | proof claimed, source different from the print |", "|---|--:|", *rows]) + "\n"


def _row(name: str, found: list[int]) -> str:
    total = sum(found) or 1
    whole, part, wrong = found
    return f"| {name} | {sum(found)} | {whole / total:.0%} | {part / total:.0%} | {wrong} |"


def main() -> int:
    """Measure, print, and say by the exit code whether a claim was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1_000)
    parser.add_argument("first", type=int, nargs="?", default=0)
    parser.add_argument("--each", type=int, default=SEEDS, help="brochures for each layout, form and damage")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    step = 25
    last = options.first + options.count
    chunks = [range(start, min(start + step, last)) for start in range(options.first, last, step)]
    counts: Counter[Key] = Counter()
    wrong: list[str] = []
    with ProcessPoolExecutor(2) as pool:
        for found, claims in pool.map(measured, chunks):
            counts += found
            wrong += claims
        laid_out: Counter[Key] = Counter()
        for found, claims in pool.map(offices, [office.name for office in OFFICES], repeat(options.each)):
            laid_out += found
            wrong += claims
    unseen = beyond_table(beyond(range(UNSEEN)), UNSEEN)
    tables = {"measured": table(counts), "offices": office_table(laid_out), "beyond": unseen}
    print("\n".join([*tables.values(), *wrong]))
    if options.write:
        for name, text in tables.items():
            documented.write(PAGE, name, text, FRENCH)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""One invented brochure read and judged: whole and proved, in part and said so, or wrong while claiming a proof."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum, auto
from pathlib import Path
from tempfile import TemporaryDirectory

from clsctl.brochure.page.markdown import read_markdown
from clsctl.brochure.page.outline import Outline
from clsctl.brochure.page.source import read_source
from clsctl.brochure.reader import read_outline
from clsctl.brochure.reading import Reading
from clsctl.ligne import Figure, Ligne
from support.brochures.as_markdown import Rendered, as_markdown
from support.brochures.as_office_pdf import as_office_pdf
from support.brochures.as_page import as_page
from support.brochures.as_pdf import as_pdf
from support.brochures.beyond import misread_labels
from support.brochures.damage import DAMAGES
from support.brochures.invented import Brochure, invent, truth
from support.brochures.offices import Office, named, sheet
from support.brochures.shown import Shown, show

MAX_PAGES = 200  # the page of a table is not judged where a word processor breaks the pages


@dataclass(frozen=True)
class Case:
    """A brochure, what its source shows, and the damage done."""

    brochure: Brochure
    tables: list[Shown]
    damages: tuple[str, ...]
    dice: random.Random


def make(seed: int, beyond: Callable[[list[Shown], random.Random], None] | None = None) -> Case:
    """A third of the brochures is whole; the others have one damage, or several; or the one `beyond` all claims."""
    brochure = invent(seed)
    dice = random.Random(seed * 7 + 1)
    if dice.random() < 0.2:
        brochure = misread_labels(brochure, dice)
    tables = show(brochure)
    count = dice.choice([0, 0, 1, 1, 1, 2, 4])
    chosen = [beyond] if beyond else [dice.choice(DAMAGES) for _ in range(count)]
    for damage in chosen:
        if tables:
            damage(tables, dice)
    return Case(brochure, tables, tuple(damage.__name__ for damage in chosen), dice)


def read(case: Case, *, pdf: bool = False, repair: bool = False) -> tuple[Reading, Rendered]:
    """The case as Markdown or as PDF, read."""
    name = f"brochure-{case.brochure.seed}"
    if pdf:
        rendered = as_pdf(case.brochure, case.tables, case.dice)
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"{name}.pdf"
            path.write_bytes(rendered.data)
            outline = read_source(path, f"{name}.pdf")
    else:
        rendered = as_markdown(case.brochure, case.tables, case.dice)
        outline = Outline(f"{name}.md", tuple(read_markdown(rendered.text)))
    return read_outline(outline, case.brochure.exercice, case.brochure.referentiel, repair=repair), rendered


def errors(case: Case, reading: Reading, pages: dict[tuple[str, int], frozenset[int]]) -> list[str]:
    """The differences of the reading from the truth; a page that it leaves empty is no error."""
    found = []
    kept = {(table.block.territoire.code, table.block.axe) for table in case.tables if table.items}
    totals = {(table.block.territoire.code, table.block.axe) for table in case.tables if table.total}
    expected = tuple(ligne for ligne in truth(case.brochure) if (ligne.territoire_code, ligne.axe) in kept)
    printed = [
        figure
        for figure in case.brochure.figures
        if figure.axe is None or (figure.territoire_code, figure.axe) in totals
    ]
    for one, two in zip(expected, reading.lignes, strict=False):
        if _spelled(one, two) != _spelled(_bare(two), two):
            found.append(f"{one.cle}: {one} != {_bare(two)}")
        elif two.page is not None and two.page not in pages.get((two.territoire_code, two.axe), ()):
            found.append(f"{one.cle}: page {two.page}")
    if len(expected) != len(reading.lignes):
        found.append(f"{len(reading.lignes)} lines, not {len(expected)}")
    if {_key(figure) for figure in printed} != {_key(figure) for figure in reading.figures}:
        found.append("figures differ")
    return found


def pages_of(case: Case, rendered: Rendered) -> dict[tuple[str, int], frozenset[int]]:
    """The pages on which each table was set."""
    return {(t.block.territoire.code, t.block.axe): p for t, p in zip(case.tables, rendered.pages, strict=True)}


def _spelled(ligne: Ligne, read: Ligne) -> Ligne:
    """The line without hyphens, where the reading's remark says that one of them is uncertain."""
    if "césure incertaine" not in read.remarque:
        return ligne
    return replace(ligne, action=ligne.action.replace("-", ""), objectif=ligne.objectif.replace("-", ""))


def _bare(ligne: Ligne) -> Ligne:
    return replace(ligne, page=None, remarque="")


def _key(figure: Figure) -> tuple[object, ...]:
    return (figure.territoire_code, figure.axe, figure.libelle, figure.montant, figure.arrondi)


class Verdict(StrEnum):
    """The worth of a reading: a claim is made for `whole` alone, and `wrong` is a claim that does not hold."""

    WHOLE = auto()
    PART = auto()
    WRONG = auto()


def judge_office(seed: int, office: Office, form: str, damages: int) -> tuple[Verdict, list[str], Reading]:
    """A brochure in the layout of an office, as `pdf` or `html`, with so many damages: verdict, errors, reading."""
    brochure, dice = named(invent(seed)), random.Random(seed * 31)
    tables = show(brochure)
    for _ in range(damages):
        if tables:
            dice.choice(DAMAGES)(tables, dice)
    page = sheet(brochure, tables, office, dice)
    data = as_office_pdf(page, dice) if form == "pdf" else as_page(page, dice).encode("utf-8")
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"brochure.{form}"
        path.write_bytes(data)
        reading = read_outline(read_source(path, path.name), brochure.exercice, brochure.referentiel)
    pages = {(block.territoire.code, block.axe): frozenset(range(MAX_PAGES)) for block in brochure.blocks}
    found = errors(Case(brochure, tables, (), dice), reading, pages)
    if not reading.is_proved:
        return Verdict.PART, found, reading
    return Verdict.WRONG if found else Verdict.WHOLE, found, reading


def judge(case: Case, *, pdf: bool = False, repair: bool = False) -> tuple[Verdict, list[str], Reading]:
    """The case read and compared with the truth: the verdict, the errors, the reading."""
    reading, rendered = read(case, pdf=pdf, repair=repair)
    found = errors(case, reading, pages_of(case, rendered))
    if not reading.is_proved:
        return Verdict.PART, found, reading
    return Verdict.WRONG if found else Verdict.WHOLE, found, reading

"""The answers of people to doubts: which doubts can be answered, with which words, and what an answer changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from clsctl.brochure.page.doubts import doubt
from clsctl.brochure.page.outline import Line, Outline
from clsctl.brochure.tables.blocks import Blocks
from clsctl.brochure.territories.attribution import Evidence
from clsctl.brochure.territories.attributions import Attributions
from clsctl.finding import Finding, Rule
from clsctl.rules import brochures
from clsctl.vocabulary.referentiel import Referentiel

UNPRICED, CONTINUES, SUB_HEADING = "sans montant", "suite", "intertitre"
CONFIRMED = "confirmé"
# The words of each answer, in French like all data; the doubts about amounts and sums are answered by the source alone.
CHOICES: Mapping[Rule, tuple[str, ...]] = {
    brochures.NO_AMOUNT: (UNPRICED, CONTINUES, SUB_HEADING),
    brochures.JOINED_ROWS: ("une ligne",),
    brochures.TWICE: ("deux lignes",),
    brochures.NO_OBJECTIF: ("sans intertitre",),
    brochures.LETTERS: ("tel quel",),
    brochures.HYPHENATION: ("tel quel",),
    brochures.AXE_WORDING: (CONFIRMED,),
    brochures.NUMBERS: (CONFIRMED,),
    brochures.YEAR: (CONFIRMED,),
    brochures.YEARS: (CONFIRMED,),
    brochures.YEAR_UNSAID: (CONFIRMED,),
    brochures.STRAY: ("hors tableau",),
    brochures.OUTSIDE: ("hors tableau",),
    brochures.BETWEEN: ("hors tableau",),
    brochures.TEXTLESS: ("sans tableau",),
    brochures.ALONE: ("sans tableau",),
    brochures.CHAPTER_LOST: ("sans tableau",),
}
NAMING = frozenset({brochures.BY_ORDER, brochures.NO_TERRITOIRE, brochures.HEADING, brochures.HEADING_NEAR})


@dataclass(frozen=True, slots=True)
class Decision:
    """An answer to a doubt: the line of the source and its text, the doubt's slug, the answer, by whom and when."""

    line: int
    doute: str
    texte: str
    decision: str
    decide_par: str
    date: str
    at: int = 0

    @property
    def words(self) -> str:
        """The answer with its author, as `remarque` quotes it."""
        return f"décision : {self.decision} ({self.decide_par}, {self.date})"


def answers_to(rule: Rule, referentiel: Referentiel) -> tuple[str, ...]:
    """The answers that a doubt may have; none where only the source can answer it."""
    if rule in NAMING:
        return tuple(code for code in referentiel.by_code if referentiel.by_code[code].type != "region")
    return CHOICES.get(rule, ())


def named_blocks(found: Blocks, decisions: Iterable[Decision]) -> Blocks:
    """The blocks with the territoires that people gave to their tables."""
    naming = {rule.slug for rule in NAMING}
    given = {each.line: each.decision for each in decisions if each.doute in naming}
    blocks = tuple(
        replace(block, heading=code, unknown=None)
        if (code := given.get(block.opened.number) or given.get(block.unknown.number if block.unknown else 0))
        else block
        for block in found.blocks
    )
    return replace(found, blocks=blocks)


def decided_names(given: Attributions, decisions: Iterable[Decision]) -> Attributions:
    """The attributions with those marked that a person decided."""
    naming = {rule.slug for rule in NAMING}
    lines = {each.line for each in decisions if each.doute in naming}
    tables = tuple(replace(each, proof=Evidence.DECISION) if each.line in lines else each for each in given.tables)
    return replace(given, tables=tables)


def lines_decided(decisions: Iterable[Decision], answer: str) -> frozenset[int]:
    """The lines whose doubt about a missing amount has this answer."""
    return frozenset(
        each.line for each in decisions if each.doute == brochures.NO_AMOUNT.slug and each.decision == answer
    )


def with_headings(outline: Outline, numbers: frozenset[int]) -> Outline:
    """`outline` with the lines as sub-headings that people took for them."""
    lines = (
        replace(line, cells=(line.text,), bold=True, whole=False) if line.number in numbers else line
        for line in outline.lines
    )
    return replace(outline, lines=tuple(lines))


def that_fit(
    decisions: Sequence[Decision], lines: Sequence[Line], source: str
) -> tuple[tuple[Decision, ...], list[Finding]]:
    """The decisions whose line holds their text, and a doubt for each other one."""
    texts = {number: line.text for line in lines for number in line.numbers}
    fits: list[Decision] = []
    stale: list[Finding] = []
    for each in decisions:
        text = each.texte.rstrip("…")
        if text and texts.get(each.line, "").startswith(text):
            fits.append(each)
        else:
            facts = {"slug": each.doute, "found": texts.get(each.line, "–")}
            stale.append(doubt(brochures.DECISION_STALE, source, Line(each.line, each.texte, (each.texte,)), **facts))
    return tuple(fits), stale


def unanswered(findings: Iterable[Finding], decisions: Iterable[Decision]) -> list[Finding]:
    """The doubts that no decision answers."""
    answered = {(each.line, each.doute) for each in decisions if each.decision != CONTINUES}
    return [each for each in findings if (each.place.line, each.rule.slug) not in answered]

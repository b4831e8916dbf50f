"""The year of a brochure's contracts: the lines that decide it, and doubts where they do not."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile, zip_longest

from clsctl.brochure.page.doubts import doubt
from clsctl.brochure.page.outline import Line, one_space
from clsctl.brochure.tables.roles import Role
from clsctl.brochure.words.names import Names, is_contents
from clsctl.brochure.words.wrapping import starts_inside
from clsctl.finding import Finding
from clsctl.rules import brochures

MONTHS = (
    "janvier|janv|fevrier|fevr|mars|avril|avr|mai|juin|juillet|juil|aout|septembre|sept|octobre|oct|novembre|nov|"
    "decembre|dec|printemps|ete|automne|hiver|rentree|trimestre|semestre|quadrimestre"
)
DASH = "[-\N{EN DASH}\N{EM DASH}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{MINUS SIGN}/]"
BOTH = rf"(?:{DASH}|[>\N{{RIGHTWARDS ARROW}},&+]|a|au|et|ou|puis|jusqu'(?:a|en|au))"
# Years of a duration, a printing or a vote: not the year of the contracts.
ASIDE = re.compile(
    rf"20\d\d(?:\s*{BOTH}\s*(?:l'annee\s|fin\s|debut\s|en\s)?\s*20\d\d)+(?!\d)"
    rf"|(?<!\d)(?:\d{{1,2}}(?:er)?\s+)?\b(?:{MONTHS})\b\.?\s+(?:de\s+)?20\d\d(?!\d)"
    r"|(?<!\d)\d{1,2}[./-](?:\d{1,2}[./-])?20\d\d(?!\d)|20\d\d-\d\d-\d\d(?!\d)"
    r"|20\d\d\s*(?:€|euros?\b|[km]€|%)|\b(?:france|agenda|horizon|objectifs?|plan|europe|vision)\s+20\d\d(?!\d)"
)
SHORT_RANGE = re.compile(rf"20(?P<first>\d\d)\s{{0,2}}{DASH}\s{{0,2}}(?P<last>\d\d)(?!\d)")
YEAR = re.compile(r"(?<![\d.,'/])20\d\d(?!\d|[.,]\d)")
NOUN = (
    r"(?:contrats?|cls|pactes?|conventions?|contractualisations?|programmations?|financements?|credits?|montants?|"
    r"budgets?|ventilation|repartition|annuite)"
)
SMALL = (
    r"(?:l|d|locaux|local|locales?|des?|du|la|les?|aux?|solidarites?|departementa\w+|metropolitain\w*|alloues?|"
    r"par|pour|en|annuel\w*|prevu\w*|previsionnel\w*|insertion|pauvrete|hauts|france|region)"
)
NAMED = re.compile(
    r"\b(?:annee|exercice|edition|millesime|campagne)\s+(?:budgetaire\s+|civile\s+|de\s+)?(?P<year>20\d\d)(?!\d)"
    r"|\bau titre d(?:e |u |e l')(?:annee\s+|exercice\s+)?(?P<title>20\d\d)(?!\d)"
)
IN_TITLE = re.compile(rf"\b{NOUN}\b[^.;]{{0,100}}?(?<!\d)(?P<year>20\d\d)(?!\d)")
GAP = r"[\s',:(–-]+"
IN_PROSE = re.compile(rf"\b{NOUN}(?:{GAP}{SMALL}\b)*{GAP}(?P<year>20\d\d)(?!\d)")
SINCE = "#~#"  # `dès`, distinct from `des`
# Words before a year that refer to another time or to the printing.
HISTORY = re.compile(
    rf"{SINCE}\s*(?:l'annee|l'exercice|en|le|fin|debut)?\s*$|\b(?:depuis|apres|avant|jusqu|succed\w*|lance\w*|cree\w*|"
    r"adopte\w*|signe\w*|conclu\w*|issu\w*|rappel\w*|"
    r"historique|bilan|par rapport|compar\w*|evolution\w*|precedent\w*|ancien\w*|hausse|baisse|population\w*|insee|"
    r"recensement|perspectives?|prochain\w*|futur\w*|loi|decret|arrete|circulaire|instruction|demarr\w*|debut\w*)\b"
)
PRINTING = re.compile(
    r"©|\(c\)|\b(?:publie\w*|publication|imprim\w*|impression|depot legal|mise? a jour|version|paru\w*|edite\w*|"
    r"redige\w*|maquette|conception|copyright|isbn|issn|tirage|photos?|depuis|succed\w*|lance\w*|cree\w*|adopte\w*|loi|decret|circulaire|"
    r"population\w*|insee)\b"
)
REVIEW = re.compile(r"\b(?:rappel|bilan|retrospective|perspectives?)\b")
# A sentence about another time: its years do not contradict the title.
OTHER_TIME = re.compile(
    r"\b(?:ont|avai\w+|etai\w+|furent|fut|a ete|deja|prochain\w*|precedent\w*|passee?|contre|\w{3,}(?:ra|ront|rait|"
    r"raient))\b"
)
OPENING = re.compile(r"introduction|preambule|edito|avant propos|sommaire|table des matieres|synthese|resume|contexte")
TABLE_ROLES = frozenset({Role.ROW, Role.OBJECTIF, Role.AXE, Role.FOOTNOTE, Role.FIGURE, Role.RULER})
COVER_ROLES = frozenset({Role.SECTION, Role.PROSE, Role.RUNNING, Role.PAGE_NUMBER, Role.RULER})
TITLE_ROLES = frozenset({Role.SECTION, Role.CONTENTS, Role.RUNNING, Role.TERRITOIRE})
TITLE_WORDS, TITLE_LETTERS = 9, 150
SENTENCE_ENDS = (". ", "! ", "? ", "; ")
LONGEST = 600  # characters of a sentence on either side of a year


@dataclass(frozen=True, slots=True)
class Said:
    """A line that gives a year of the contracts; `aside` where its sentence is about another time."""

    year: int
    line: Line
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Years:
    """The years in the titles of a brochure (cover, headings, column headings, running heads) and in its sentences."""

    titles: tuple[Said, ...]
    sentences: tuple[Said, ...]
    weak: tuple[Said, ...]

    @property
    def deciding(self) -> tuple[Said, ...]:
        """The deciding lines: titles and the sentences beside them, else sentences alone; one per year."""
        if self.titles:
            years = {said.year for said in self.titles}
            beside = (said for said in self.sentences if said.year not in years and not said.aside)
            found = (*self.titles, *beside)
        else:
            found = self.sentences or self.weak
        return tuple({said.year: said for said in reversed(found)}.values())[::-1]


def years_of(lines: Sequence[Line], roles: Mapping[int, Role], names: Names) -> Years:
    """Every year that `lines` give to their contracts."""
    cover = _cover(lines, roles, names)
    titles = [said for line, after in zip_longest(cover, cover[1:]) for said in _on_cover(line, after)]
    prose: list[Line] = []
    for line in lines:
        role = roles.get(line.number)
        if role in TABLE_ROLES:
            continue
        if role is Role.COLUMNS:
            titles += [Said(int(found.group()), line) for found in YEAR.finditer(_plain(line.text))]
        elif role is Role.TOTAL:
            text = re.sub(r"[\s:]*20\d\d$", "", _plain(line.cells[0])) if len(line.cells) == 1 else line.cells[0]
            titles += [Said(int(found["year"]), line) for found in IN_TITLE.finditer(_plain(text))]
        elif (line.is_heading or role in TITLE_ROLES) and len(line.text) <= 2 * TITLE_LETTERS:
            titles += _in_title(line)
        else:
            prose.append(line)
    sentences, weak = _in_prose(prose)
    return Years(tuple(titles), tuple(sentences), tuple(weak))


def year_doubts(
    lines: Sequence[Line], roles: Mapping[int, Role], names: Names, exercice: int, source: str
) -> Iterator[Finding]:
    """The doubts about `exercice`: another year, two years, or none."""
    deciding = years_of(lines, roles, names).deciding
    if len(deciding) > 1:
        one, two = sorted(deciding[:2], key=lambda said: said.line.number)
        facts = {"one": one.year, "two": two.year, "other": two.line.text, "beside": two.line.number}
        yield doubt(brochures.YEARS, source, one.line, **facts)
    elif deciding and deciding[0].year != exercice:
        yield doubt(brochures.YEAR, source, deciding[0].line, exercice=exercice, year=deciding[0].year)
    elif not deciding and lines:
        yield doubt(brochures.YEAR_UNSAID, source, lines[0], exercice=exercice)


def _cover(lines: Sequence[Line], roles: Mapping[int, Role], names: Names) -> list[Line]:
    """The lines before the introduction, the contents and the tables."""

    def is_cover(line: Line) -> bool:
        opens = is_contents(line.text) or (line.is_heading and OPENING.match(_plain(line.text)) is not None)
        return not opens and (roles.get(line.number) in COVER_ROLES or names.is_region(line.text))

    return list(takewhile(is_cover, lines))


def _on_cover(line: Line, after: Line | None) -> Iterator[Said]:
    """The one year of a title or of a short line alone; none where it is the date of printing."""
    if len(line.text) > TITLE_LETTERS:
        return
    text = _plain(line.text)
    words = text.split()
    alone = len(words) <= TITLE_WORDS and "," not in text and not line.text[:1].islower()
    alone = alone and not (after is not None and starts_inside(after.text))
    years = {found.group() for found in YEAR.finditer(text)}
    if len(years) == 1 and (line.is_heading or alone):
        (year,) = years
        if not PRINTING.search(text[: text.index(year)]):
            yield Said(int(year), line)


def _in_title(line: Line) -> Iterator[Said]:
    """The years that a heading gives to its contracts, amounts or edition."""
    text = _plain(line.text)
    if REVIEW.search(text):
        return
    for found in (*NAMED.finditer(text), *IN_TITLE.finditer(text)):
        year = next(filter(None, found.groups()))
        before = text[: found.end() - len(year)]
        if not HISTORY.search(before) and not PRINTING.search(before):
            yield Said(int(year), line)


def _in_prose(lines: Sequence[Line]) -> tuple[list[Said], list[Said]]:
    """The years that sentences give, across line breaks: explicit ones, and those of contracts."""
    words = [one_space(line.text) + " " for line in lines]
    starts = [0, *accumulate(map(len, words))][:-1]
    text = _plain("".join(words))
    found: tuple[list[Said], list[Said]] = [], []
    for kept, pattern in zip(found, (NAMED, IN_PROSE), strict=True):
        for match in pattern.finditer(text):
            year = next(filter(None, match.groups()))
            if any(said.year == int(year) and not said.aside for said in kept):
                continue  # a repetition decides nothing more
            place = match.end() - len(year)
            first = max(place - LONGEST, 0)
            start = max(first, *(text.rfind(end, first, place) for end in SENTENCE_ENDS))
            stops = [stop for end in SENTENCE_ENDS if (stop := text.find(end, place, place + LONGEST)) >= 0]
            clause = re.split(r"20\d\d|_|,", text[start:place])[-1]
            if not HISTORY.search(clause):
                aside = OTHER_TIME.search(text[start : min(stops, default=place + LONGEST)]) is not None
                if aside and any(said.year == int(year) for said in kept):
                    continue
                kept.append(Said(int(year), lines[bisect_right(starts, place) - 1], aside=aside))
    return found


def _plain(text: str) -> str:
    """`text` in small letters without accents, of the same length, with ranges and dates blanked."""
    since = re.sub(r"(?i)\bdès\b", SINCE, text)
    bare = re.sub(r"[^\x00-\x7f]", lambda found: unicodedata.normalize("NFD", found.group())[0], since)
    plain = bare.lower().replace("’", "'")
    return SHORT_RANGE.sub(_short_range, ASIDE.sub(_blank, plain))


def _blank(found: re.Match[str]) -> str:
    return "_" * len(found.group())


def _short_range(found: re.Match[str]) -> str:
    return _blank(found) if 0 < int(found["last"]) - int(found["first"]) <= 10 else found.group()

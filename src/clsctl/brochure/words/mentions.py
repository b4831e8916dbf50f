"""The territoires that a label mentions by name, alias or code, and its words that are not usual in labels."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from clsctl.brochure.page.outline import one_space
from clsctl.vocabulary.folding import fold
from clsctl.vocabulary.referentiel import Referentiel

TOKEN = re.compile(r"[^\W_]+")
# Words usual beside a name in total labels, table titles and running heads.
USUAL = frozenset({
    "total", "totaux", "sous", "montant", "montants", "general", "generale", "axe", "axes", "n", "no",
    "tableau", "table", "page", "p", "pacte", "pactes", "contrat", "contrats", "cls", "contractualisation",
    "contractualisations", "convention", "conventions", "local", "locaux", "locale", "locales", "solidarite",
    "solidarites", "departement", "departements", "departemental", "departementale", "departementaux",
    "departementales", "conseil", "metropole", "metropoles", "metropolitain", "metropolitaine",
    "metropolitains", "agglomeration", "communaute", "intercommunalite", "collectivite", "territoire",
    "territoires", "territorial", "territoriale", "etat", "region", "regional", "regionale", "prefecture",
    "euros", "euro", "pauvrete", "lutte", "contre", "prevention", "action", "actions", "insertion", "annee",
    "exercice", "budget", "part", "parts", "ensemble", "suite", "fin", "dept", "dpt", "code", "credits",
    "financement", "financements", "annuel", "annuelle", "prevu", "programme", "programmation", "avec",
    "hors", "tous", "toutes", "brochure", "chapitre", "ville", "emploi", "public", "publics", "ttc", "ht",
    "fonds", "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "par", "pour",
    "sur",
})  # fmt: skip
BEFORE_CODE = frozenset({"departement", "dept", "dpt", "code", "cd", "territoire"})
NUMBERED = frozenset({"tableau", "table", "page", "p", "n", "no", "figure", "annexe"})
SIREN = re.compile("[0-9]{9}")
EDGES = " \t-–—‐‑:;,|/."


@dataclass(frozen=True, slots=True)
class Mention:
    """The mentions of a label: the codes, the text without the names, and words that are neither names nor usual.

    `capitals` are those of them that begin with a capital, as an unknown territoire's name does.
    """

    codes: frozenset[str]
    without: str
    left: tuple[str, ...]
    capitals: tuple[str, ...]

    @property
    def code(self) -> str | None:
        """The one territoire mentioned; None for none or several."""
        return next(iter(self.codes)) if len(self.codes) == 1 else None

    @property
    def is_pure(self) -> bool:
        """True where the label names one territoire, and otherwise has only usual words."""
        return len(self.codes) == 1 and not self.left


@dataclass(frozen=True)
class Mentions:
    """The names of all territoires, split into words."""

    referentiel: Referentiel

    @cached_property
    def _names(self) -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
        """The words of each name with its code, the longest first, by first word."""
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for territoire in self.referentiel.territoires:
            for name in (territoire.nom, *territoire.alias):
                words = tuple(TOKEN.findall(fold(name)))
                if words:
                    found.setdefault(words[0], []).append((words, territoire.code))
        return {first: sorted(names, key=lambda name: -len(name[0])) for first, names in found.items()}

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        return {code.upper(): code for code in self.referentiel.by_code}

    def of(self, label: str) -> Mention:
        """The mentions of `label`; a metropolis outranks its department, and a place its region."""
        tokens = list(TOKEN.finditer(label))
        words = [fold(token.group()) for token in tokens]
        codes: set[str] = set()
        spans: list[tuple[int, int]] = []
        left: list[str] = []
        place = 0
        while place < len(words):
            count, code = self._name_at(words, place) or self._code_at(label, tokens, words, place)
            if count:
                codes.add(code)
                spans.append((tokens[place].start(), tokens[place + count - 1].end()))
            elif not _is_usual(words, place):
                left.append(tokens[place].group())
            place += count or 1
        capitals = tuple(word for word in left if word[:1].isupper())
        return Mention(frozenset(self._innermost(codes)), _without(label, spans), tuple(left), capitals)

    def _name_at(self, words: list[str], place: int) -> tuple[int, str] | None:
        for name, code in self._names.get(words[place], ()):
            if tuple(words[place : place + len(name)]) == name:
                return len(name), code
        return None

    def _code_at(self, label: str, tokens: list[re.Match[str]], words: list[str], place: int) -> tuple[int, str]:
        """A code in brackets, after the word `département`, or too long to be anything else."""
        word = tokens[place].group()
        known = self._codes.get(word.upper())
        if known is None:
            return 0, ""
        start, end = tokens[place].span()
        bracketed = label[start - 1 : start] == "(" and label[end : end + 1] == ")"
        said = place > 0 and words[place - 1] in BEFORE_CODE
        return (1, known) if bracketed or said or SIREN.fullmatch(word) else (0, "")

    def _innermost(self, codes: set[str]) -> Iterator[str]:
        outer = {self.referentiel.by_code[code].inclus_dans for code in codes}
        regions = {code for code in codes if self.referentiel.by_code[code].type == "region"}
        for code in codes:
            if code not in outer and (code not in regions or codes == regions):
                yield code


def _is_usual(words: list[str], place: int) -> bool:
    """A usual word of labels, a year, or a table number."""
    word = words[place]
    numbers = place > 0 and words[place - 1] in NUMBERED and word.isdigit() and len(word) <= 3
    return word in USUAL or numbers or re.fullmatch(r"20\d\d", word) is not None


def _without(label: str, spans: list[tuple[int, int]]) -> str:
    """`label` without the names, their brackets and the dashes around them."""
    for start, end in reversed(spans):
        before, after = label[:start], label[end:]
        if before.endswith("(") and after.startswith(")"):
            before, after = before[:-1], after[1:]
        before = re.sub(r"(?i)(?:\b(?:de la|de l|du|des|de|d|l|la|le)['’ ]\s*)?$", "", before).rstrip(EDGES)
        after = after.lstrip(EDGES)
        label = f"{before} – {after}" if before and after else before + after
    return one_space(label)

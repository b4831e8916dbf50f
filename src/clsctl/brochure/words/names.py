"""The names in a line: an axe, a territoire, a total, a footnote, by label and alias, never by position."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from clsctl.brochure.page.outline import one_space
from clsctl.brochure.words.column_heads import ColumnKind, column_of
from clsctl.brochure.words.mentions import Mentions
from clsctl.vocabulary.folding import fold
from clsctl.vocabulary.referentiel import Referentiel

_folded = lru_cache(maxsize=512)(fold)  # a line is held against the names of each kind
NEAR = 80  # of 100: a wording with one or two OCR errors
AXE = re.compile(r"axe\s*(?:n\s*°?\s*)?(?P<numero>\d|iv|i{1,3})\b\s*[:.,;—]*\s*(?P<rest>.*)")
AXE_INSIDE = re.compile(r"\baxe\s*(?:n\s*°?\s*)?(?:\d|iv|i{1,3})\b")
LONGEST_HEADING = 300  # characters
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
CONTINUED = re.compile(r"\s*\(\s*suite(?:\s+et\s+fin)?\s*\)\s*$|\s+[-–—:]\s*suite\s*$", re.IGNORECASE)
# Words that open the heading of a part with charts and comparisons, not a contract's table.
SECTIONS = (
    "repartition", "ventilation", "poids", "comparaison", "graphique", "carte", "annexe", "contact",
    "sommaire", "table des matieres", "introduction", "contrats ", "synthese", "glossaire", "note", "prefet",
    "commissariat", "evolution", "preambule", "edito", "avant propos", "les contrats",
)  # fmt: skip
# Words of covers and brochure parts, never a territoire's name.
TITLES = frozenset({
    "liberte", "egalite", "fraternite", "republique", "francaise", "prefet", "prefete", "presentation",
    "tableaux", "details", "detail", "liste", "fiches", "fiche", "partie", "mission", "direction", "service",
    "ministere", "commissaire", "commissariat", "brochure", "bilan", "contexte", "methode", "chiffres",
    "cles", "merci", "contacts", "secretariat",
})  # fmt: skip
MOST_WORDS = 5
CONTENTS = frozenset({"sommaire", "table des matieres", "contenu"})
COLUMN_WORDS = frozenset({
    "exprime", "exprimes", "k€", "m€",
    "action", "actions", "libelle", "libelles", "intitule", "montant", "montants", "budget", "cout",
    "credits", "financement", "financements", "objectif", "objectifs", "mesure", "mesures", "total", "euros",
    "en", "de", "l'action", "des", "du", "la", "(en", "€)", "€", "(€)", "(k€)", "k€)", "m€)", "(m€)",
    "euros)", "2025", "prevu", "(euros)", "milliers", "d'euros", "d'euros)", "intitules", "alloue", "alloues",
    "previsionnel",
})  # fmt: skip
SCALES = (
    (re.compile(r"\(\s*k€\s*\)|\ben k€|\ben milliers d['’]euros|\(milliers d['’]euros\)", re.IGNORECASE), 1_000),
    (re.compile(r"\(\s*m€\s*\)|\ben m€|\ben millions d['’]euros|\(millions d['’]euros\)", re.IGNORECASE), 1_000_000),
)
FOOTNOTE = re.compile(
    r"\s*(?P<call>\((?P<number>\d{1,2})\)|\[(?P<square>\d{1,2})\]|(?P<high>[¹²³⁴⁵⁶⁷⁸⁹⁰]+))(?=\s*[.;,:]?\s*$)"
)
FOOTNOTE_TEXT = re.compile(
    r"(?:\((?P<number>\d{1,2})\)|\[(?P<square>\d{1,2})\]|(?P<high>[¹²³⁴⁵⁶⁷⁸⁹⁰]+))\s*(?P<text>\S.*)"
)
LAST_NOTE = 20
HIGH = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")


@dataclass(frozen=True, slots=True)
class AxeWording:
    """A heading of an axe; `known` is False where its wording is not in `axes.csv`.

    `code` is the territoire that it also names.
    """

    numero: int
    known: bool
    continued: bool
    code: str | None = None


@dataclass(frozen=True)
class Names:
    """The wordings of axes and territoires, folded."""

    referentiel: Referentiel

    @cached_property
    def _axes(self) -> dict[str, int]:
        return {
            _folded(label).rstrip(" .:"): axe.numero
            for axe in reversed(self.referentiel.axes)
            for label in (*axe.alias, axe.libelle_court, axe.libelle)
        }

    @cached_property
    def _full_axes(self) -> dict[str, int]:
        short = {_folded(axe.libelle_court) for axe in self.referentiel.axes}
        return {label: numero for label, numero in self._axes.items() if label not in short}

    @cached_property
    def _territoires(self) -> dict[str, str]:
        return {
            _folded(name): territoire.code
            for territoire in reversed(self.referentiel.territoires)
            for name in (*territoire.alias, territoire.nom)
        }

    @cached_property
    def mentions(self) -> Mentions:
        """The finder of territoire names inside longer labels."""
        return Mentions(self.referentiel)

    def axe(self, text: str) -> AxeWording | None:
        """The axe that `text` names, and a territoire beside it: `AXE 3 - wording`, `Axe 3 – Somme`, the wording."""
        if len(text) > LONGEST_HEADING:
            return None
        found = self._axe(text)
        if (found is None or not self._is_exact(text)) and AXE_INSIDE.search(_folded(text)):
            mention = self.mentions.of(text)
            if mention.code is not None and (beside := self._axe(mention.without)) is not None:
                return replace(beside, code=mention.code)
        return found

    def _is_exact(self, text: str) -> bool:
        """True where `text` is exactly a number and a wording of `axes.csv`."""
        wording = _folded(CONTINUED.sub("", text)).rstrip(" .:")
        found = AXE.fullmatch(wording)
        return wording in self._full_axes or (found is not None and found["rest"].strip(" .:—") in self._axes)

    def _axe(self, text: str) -> AxeWording | None:
        continued = CONTINUED.search(text) is not None
        wording = _folded(CONTINUED.sub("", text)).rstrip(" .:")
        if wording in self._full_axes:
            return AxeWording(self._full_axes[wording], known=True, continued=continued)
        found = AXE.fullmatch(wording)
        if not found:
            return None
        numero = int(ROMAN.get(found["numero"], found["numero"]))
        if numero not in self.referentiel.by_numero:
            return None
        rest = found["rest"].strip(" .:—")
        return AxeWording(numero, known=not rest or self.wording(rest) == numero, continued=continued)

    def wording(self, text: str) -> int | None:
        """The axe whose wording `text` is, with at most two OCR errors."""
        wording = _folded(text)
        if wording in self._axes:
            return self._axes[wording]
        from rapidfuzz import fuzz, process  # noqa: PLC0415 (loaded only for a damaged wording)

        near = process.extractOne(wording, list(self._axes), scorer=fuzz.ratio, score_cutoff=NEAR)
        return self._axes[near[0]] if near else None

    def territoire(self, text: str) -> str | None:
        """The code of the territoire that the whole of `text` names."""
        if len(text) > LONGEST_HEADING:
            return None
        return self._territoires.get(_folded(CONTINUED.sub("", text)).strip(" .:"))

    def is_region(self, text: str) -> bool:
        """True where the whole of `text` names a region, which has no table of its own."""
        code = self.territoire(text)
        return code is not None and self.referentiel.by_code[code].type == "region"

    def near_territoire(self, text: str) -> str | None:
        """The code of the one territoire whose name `text` is with at most two OCR errors, one per word.

        `Nantes Métropole` shares most of its letters with `Amiens Métropole` but is another name.
        """
        words = _folded(text).strip(" .:").split()
        near = {code for name, code in self._territoires.items() if _is_near(words, name.split())}
        return near.pop() if len(near) == 1 else None

    def may_name_territoire(self, text: str) -> bool:
        """True where `text` looks like a territoire's name: capitalised words, beside the usual ones of titles."""
        mention = self.mentions.of(text)
        if mention.codes or not 0 < len(mention.left) <= MOST_WORDS or text.rstrip()[-1] in ".,;!?":
            return False
        wording = _folded(text) in {_folded(axe.libelle_court) for axe in self.referentiel.axes} or self.axe(text)
        named = all(word[0].isupper() and word.isalpha() for word in mention.left)
        return named and not wording and TITLES.isdisjoint(map(_folded, mention.left))

    def types(self, text: str) -> frozenset[str]:
        """The types of territoire in a heading: `échelle départementale`; empty without any."""
        words = re.findall(r"[a-z]+", _folded(text))  # `par département` may also compare metropolises
        named = {
            kind
            for kind, stems in (("departement", ("departemental", "departementaux")), ("metropole", ("metropolitain",)))
            if any(word.startswith(stems) for word in words)
        }
        return frozenset(named) if len(named) == 1 else frozenset()


def _is_near(words: Sequence[str], name: Sequence[str]) -> bool:
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 (loaded only for a damaged heading)

    if len(words) != len(name):  # a space too many or too few
        return Levenshtein.distance("".join(words), "".join(name)) <= 1
    away = [Levenshtein.distance(one, two) for one, two in zip(words, name, strict=True)]
    return sum(away) <= 2 and all(far <= max(1, len(two) // 6) for far, two in zip(away, name, strict=True))


def is_section(text: str) -> bool:
    """True for the title of a part without contract tables: it opens with a usual word and is not a sentence."""
    bare = text.strip()
    sentence = len(bare) > 110 or not bare[:1].isupper() or bare.endswith((".", ",", ";"))
    return not sentence and _folded(bare).strip(" .:").startswith(SECTIONS)


def is_contents(text: str) -> bool:
    """True for the heading of the table of contents."""
    return len(text) < LONGEST_HEADING and _folded(text).strip(" .:") in CONTENTS


def is_column_heading(cells: tuple[str, ...]) -> bool:
    """True for a table's head: every word is usual in column headings."""
    filled = [cell for cell in cells if cell]
    if len(filled) > 1 and all(column_of(cell) is not ColumnKind.OTHER for cell in filled):
        return True
    words = [word for cell in cells for word in _folded(cell).split()]
    years = [word for word in words if re.fullmatch(r"20\d\d", word)]
    return len(words) > len(years) and all(word in COLUMN_WORDS or word in years for word in words)


def scale_of(text: str) -> int | None:
    """The unit in euros that `text` announces for amounts without a sign (`en k€`: 1000), else None."""
    return next((scale for pattern, scale in SCALES if pattern.search(text)), None)


def without_footnote(label: str) -> tuple[str, str]:
    """`label` without its final footnote call, and the call's number (empty without a call)."""
    found = FOOTNOTE.search(label)
    if not found:
        return label, ""
    number = found["number"] or found["square"] or found["high"].translate(HIGH)
    if int(number) > LAST_NOTE:
        return label, ""  # `(60)` is a department
    return one_space(label[: found.start()] + label[found.end() :]), number


def calls_in(text: str) -> frozenset[str]:
    """The numbers of all footnote calls in `text`."""
    found = re.finditer(r"\((\d{1,2})\)|\[(\d{1,2})\]|([¹²³⁴⁵⁶⁷⁸⁹⁰]+)", text)
    return frozenset(next(filter(None, call.groups())).translate(HIGH) for call in found)


def footnote_text(text: str) -> tuple[str, str] | None:
    """The number and words of `text` as a footnote, None otherwise."""
    found = FOOTNOTE_TEXT.fullmatch(text)
    if not found:
        return None
    return found["number"] or found["square"] or found["high"].translate(HIGH), found["text"]

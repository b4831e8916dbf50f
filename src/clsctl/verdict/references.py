"""The references of a record: known codes of territoires and axes, matching names, no contract of a region."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from clsctl.finding import Finding, Place
from clsctl.language import _
from clsctl.rules.cells import MISSING_VALUE
from clsctl.rules.relations import (
    LOST_DIGITS,
    LOST_ZERO,
    MISSING_TERRITOIRE,
    REGION_LIGNE,
    TERRITOIRE_NAME,
    UNKNOWN_AXE,
    UNKNOWN_TERRITOIRE,
)
from clsctl.vocabulary.cells import Value
from clsctl.vocabulary.folding import fold
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.suggestions import nearest

Values = Mapping[str, Value]

LONGEST = 1000  # characters of a name compared with another: a name has a hundred at most
SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+")


def reference_faults(values: Values, place: Place, referentiel: Referentiel) -> Iterator[Finding]:
    """All faults of a line of a contract against territoires and axes."""
    yield from check_references(values, place, referentiel)
    yield from check_party(values, place, referentiel)


def check_references(values: Values, place: Place, referentiel: Referentiel) -> Iterator[Finding]:
    """A code or an axe missing from its file; a name that differs from that of the code."""
    yield from check_territoire(values, place, referentiel)
    axe = values["axe"]
    if isinstance(axe, int) and axe not in referentiel.by_numero:
        expected = ", ".join(str(numero) for numero in referentiel.by_numero)
        yield Finding(UNKNOWN_AXE, Place(place.file, place.line, "axe"), {"value": axe, "expected": expected})


def check_territoire(values: Values, place: Place, referentiel: Referentiel) -> Iterator[Finding]:
    """A code missing from its file, or a name that differs from that of the code."""
    code, nom = str(values["territoire_code"]), str(values["territoire"])
    territoire = referentiel.by_code.get(code)
    if territoire is None:
        yield _unknown(code, nom, Place(place.file, place.line, "territoire_code"), referentiel)
    elif territoire.nom != nom:
        facts = {
            "code": code,
            "expected": territoire.nom,
            "value": nom,
            "unseen": _unseen(nom, territoire.nom),
            "other": _other(nom, referentiel),
        }
        yield Finding(TERRITOIRE_NAME, Place(place.file, place.line, "territoire"), facts)


def missing_names(
    values: Values, missing: Collection[str], place: Place, referentiel: Referentiel
) -> Iterator[Finding]:
    """The faults of a line without its code or its name: the other one gives it, or nothing does."""
    code, nom = str(values.get("territoire_code", "")), str(values.get("territoire", ""))
    known = referentiel.by_code.get(code or referentiel.territoire_names.get(fold(nom[:LONGEST]), ""))
    unknown = None
    if code and known is None:
        unknown = _unknown(code, nom, Place(place.file, place.line, "territoire_code"), referentiel)
        yield unknown
    for column in missing:
        if known is not None:
            facts = {"code": known.code, "nom": known.nom}
            yield Finding(MISSING_TERRITOIRE, Place(place.file, place.line, column), facts)
        elif unknown is None or unknown.rule is not LOST_ZERO:
            yield Finding(MISSING_VALUE, Place(place.file, place.line, column))


def _other(nom: str, referentiel: Referentiel) -> str:
    """The other way to correct a code and a name that contradict each other, as the end of a sentence; else empty."""
    code = referentiel.territoire_names.get(fold(nom)) if len(nom) <= LONGEST else None
    if code is None:
        return ""
    return _(", or the code {code} where {nom} is meant").format(code=code, nom=referentiel.by_code[code].nom)


def _unseen(nom: str, expected: str) -> str:
    """The code points in which two names differ that look alike, as the end of a sentence; else empty."""
    if len(nom) > LONGEST or _look(nom) != _look(expected):
        return ""
    added, lacking = ((Counter(one) - Counter(other)) for one, other in ((nom, expected), (expected, nom)))
    chars = list(added or lacking)
    telling = [char for char in chars if not char.isascii()] or chars  # é in decomposed form also has an e
    codes = ", ".join(f"U+{ord(char):04X}" for char in telling)
    return (_(" (with {codes})") if added else _(" (without {codes})")).format(codes=codes)


def _look(nom: str) -> str:
    """The name as displayed: composed, with plain spaces between words, without characters of no width."""
    composed = unicodedata.normalize("NFKC", nom)
    return " ".join("".join(char for char in composed if unicodedata.category(char) != "Cf").split())


def _unknown(code: str, nom: str, place: Place, referentiel: Referentiel) -> Finding:
    """An unknown code: one that a spreadsheet converted to a number, or another."""
    if SCIENTIFIC.fullmatch(code):
        return Finding(LOST_DIGITS, place, {"value": code, "full": _full(nom, referentiel)})
    if code.isdigit():
        for known in referentiel.territoires:
            if known.code != code and known.code.lstrip("0") == code:
                facts = {"code": known.code, "nom": known.nom, "other": _other(nom, referentiel)}
                return Finding(LOST_ZERO, place, {"value": code, "expected": f"{known.code} ({known.nom})", **facts})
    return Finding(UNKNOWN_TERRITOIRE, place, {"value": code, "suggestion": _Near(nom, referentiel)})


def _full(nom: str, referentiel: Referentiel) -> str:
    """The code of the name, as the end of a sentence; empty for an unknown name."""
    code = referentiel.territoire_names.get(fold(nom[:LONGEST]))
    return "" if code is None else _(": {code}").format(code=code)


@dataclass(frozen=True, slots=True)
class _Near:
    """The nearest codes and names, computed only when displayed: few of a million findings are."""

    nom: str
    referentiel: Referentiel

    def __str__(self) -> str:
        """All names where none is near."""
        all_ = self.referentiel.territoires
        names = nearest(self.nom, [known.nom for known in all_]) or tuple(known.nom for known in all_)
        return ", ".join(f"{known.code} ({known.nom})" for known in all_ if known.nom in names)


def check_party(values: Values, place: Place, referentiel: Referentiel) -> Iterator[Finding]:
    """A contract line of a region: its amount would duplicate those of its territoires."""
    territoire = referentiel.by_code.get(str(values["territoire_code"]))
    if territoire is not None and territoire.type == "region":
        place_ = Place(place.file, place.line, "territoire_code")
        yield Finding(REGION_LIGNE, place_, {"value": f"{territoire.code} ({territoire.nom})"})

"""A record against the territoires and axes: codes known, names that belong to them, no region's contract."""

import re
from collections.abc import Iterator, Mapping

from clsctl.dataset.cast import Value
from clsctl.finding import Finding, Place
from clsctl.referentiel import Referentiel, suggestions
from clsctl.rules import LOST_DIGITS, LOST_ZERO, REGION_LIGNE, TERRITOIRE_NAME, UNKNOWN_AXE, UNKNOWN_TERRITOIRE

Values = Mapping[str, Value]

SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+")


def reference_faults(values: Values, place: Place, referentiel: Referentiel) -> Iterator[Finding]:
    """All that the territoires and axes say against a line of a contract."""
    yield from check_references(values, place, referentiel)
    yield from check_party(values, place, referentiel)


def check_references(values: Values, place: Place, referentiel: Referentiel) -> Iterator[Finding]:
    """A code or an axe that its file does not have; a name that is not that of the code."""
    code, nom = str(values["territoire_code"]), str(values["territoire"])
    territoire = referentiel.by_code.get(code)
    if territoire is None:
        yield _unknown(code, nom, Place(place.file, place.line, "territoire_code"), referentiel)
    elif territoire.nom != nom:
        facts = {"code": code, "expected": territoire.nom, "value": nom}
        yield Finding(TERRITOIRE_NAME, Place(place.file, place.line, "territoire"), facts)
    axe = values["axe"]
    if isinstance(axe, int) and axe not in referentiel.by_numero:
        expected = ", ".join(str(numero) for numero in referentiel.by_numero)
        yield Finding(UNKNOWN_AXE, Place(place.file, place.line, "axe"), {"value": axe, "expected": expected})


def _unknown(code: str, nom: str, place: Place, referentiel: Referentiel) -> Finding:
    """A code that no territoire has: one that a spreadsheet took for a number, or another."""
    if SCIENTIFIC.fullmatch(code):
        return Finding(LOST_DIGITS, place, {"value": code})
    if code.isdigit():
        for known in referentiel.territoires:
            if known.code != code and known.code.lstrip("0") == code:
                return Finding(LOST_ZERO, place, {"value": code, "expected": f"{known.code} ({known.nom})"})
    near = suggestions(nom, [known.nom for known in referentiel.territoires])
    names = near or tuple(known.nom for known in referentiel.territoires)
    codes = [f"{known.code} ({known.nom})" for known in referentiel.territoires if known.nom in names]
    return Finding(UNKNOWN_TERRITOIRE, place, {"value": code, "suggestion": ", ".join(codes)})


def check_party(values: Values, place: Place, referentiel: Referentiel) -> Iterator[Finding]:
    """A contract line of a region: its amount would stand beside those of its own territoires."""
    territoire = referentiel.by_code.get(str(values["territoire_code"]))
    if territoire is not None and territoire.type == "region":
        place_ = Place(place.file, place.line, "territoire_code")
        yield Finding(REGION_LIGNE, place_, {"value": f"{territoire.code} ({territoire.nom})"})

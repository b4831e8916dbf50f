"""Respellings: codes without their zero and other spellings of names, where both have only one reading."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from clsctl.finding import Finding, FindingLog, Findings, Place
from clsctl.language import _, ngettext, quoted
from clsctl.rules.warnings import RESPELLED
from clsctl.vocabulary.cells import Value
from clsctl.vocabulary.referentiel import Referentiel, Territoire

NAMED, LONGEST = 5, 60  # spellings in a note, and characters of each
CODE, NOM = "territoire_code", "territoire"


class Respellings:
    """The respellings of several files: the first as warnings with their places, all counted for one note per file."""

    def __init__(self) -> None:
        self._log = FindingLog()
        self._counts: dict[str, Counter[tuple[str, str, str]]] = defaultdict(Counter)

    def add(self, place: Place, code: str, nom: str, known: Territoire) -> None:
        """Count one, at a line."""
        expected = f"{known.code} ({known.nom})"
        self._counts[place.file][code, nom, expected] += 1
        if not self._log.only_counts(RESPELLED):
            right = {"right_code": known.code, "right_nom": known.nom}
            facts = {"code": quoted(code), "value": quoted(nom), "expected": expected, **right}
            self._log.add(Finding(RESPELLED, Place(place.file, place.line, CODE), facts))

    def read(self, values: Mapping[str, Value], place: Place, referentiel: Referentiel) -> Mapping[str, Value]:
        """The values of a line with its code and name in canonical form, counted where they are written otherwise."""
        known = respelled(values, referentiel)
        if known is None:
            return values
        self.add(place, str(values[CODE]), str(values[NOM]), known)
        return {**values, CODE: known.code, NOM: known.nom}

    @property
    def warnings(self) -> Findings:
        """The warnings of all files."""
        return self._log.close()

    @property
    def notes(self) -> Iterator[str]:
        """One note per file."""
        for name, counts in self._counts.items():
            shown = [
                _("{code} {value} as {expected}").format(
                    code=quoted(code[:LONGEST]), value=quoted(nom[:LONGEST]), expected=expected
                )
                for (code, nom, expected), _count in counts.most_common(NAMED)
            ]
            more = [f"… ({len(counts)})"] if len(counts) > NAMED else []
            note = ngettext(
                "{name}: code and name read in their canonical form in {count} line: {spellings}.",
                "{name}: codes and names read in their canonical form in {count} lines: {spellings}.",
                counts.total(),
            )
            yield note.format(name=name, count=counts.total(), spellings=", ".join([*shown, *more]))


def respelled(values: Mapping[str, Value], referentiel: Referentiel) -> Territoire | None:
    """The territoire to be read where code and name are written otherwise; None where they are right, or contradict."""
    code, nom = str(values.get(CODE) or ""), str(values.get(NOM) or "")
    known = referentiel.by_code.get(code)
    if known is not None and known.nom == nom:
        return None
    return referentiel.meant(code, nom)

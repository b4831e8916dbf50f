"""The causes of a difference between two years: parts of it by group, in euros, that sum to it exactly."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from clsctl.ligne import Ligne
from clsctl.montant import amount_difference
from clsctl.questions.compare.changes import Change
from clsctl.questions.compare.links import Certitude

Keys = tuple[str | int, ...]
Key = Callable[[Ligne], Keys]
NOTHING = Decimal(0)
CAUSES = ("ajoutees", "retirees", "modifiees", "entrees", "sorties", "a_verifier")


@dataclass(slots=True)
class YearSum:
    """The lines of one year in a group, those without amount, and their euros (None: none has any)."""

    lignes: int = 0
    non_chiffrees: int = 0
    montant: Decimal | None = None

    def add(self, ligne: Ligne) -> None:
        """Count the line."""
        self.lignes += 1
        if ligne.montant is None:
            self.non_chiffrees += 1
        else:
            self.montant = (self.montant or NOTHING) + ligne.montant


@dataclass(slots=True)
class Difference:
    """A group of both years, and the causes of its difference by name, in euros."""

    keys: Keys
    a: YearSum = field(default_factory=YearSum)
    b: YearSum = field(default_factory=YearSum)
    causes: dict[str, Decimal] = field(default_factory=lambda: dict.fromkeys(CAUSES, NOTHING))

    @property
    def ecart(self) -> Decimal | None:
        """Second year minus first, in euros; None where neither has an amount."""
        return amount_difference(self.a.montant, self.b.montant)


def differences(changes: Iterable[Change], key: Key, key_b: Key | None = None) -> tuple[Difference, ...]:
    """The groups of both years by `key`; with a key that is the same for all lines, one for the whole.

    `key_b` is the key of the second year's lines, where it is another.
    """
    key_b = key_b or key
    found: dict[Keys, Difference] = {}

    def group(keys: Keys) -> Difference:
        return found.setdefault(keys, Difference(keys))

    for change in changes:
        if change.a is not None:
            group(key(change.a)).a.add(change.a)
        if change.b is not None:
            group(key_b(change.b)).b.add(change.b)
        for keys, cause, euros in _parts(change, key, key_b):
            group(keys).causes[cause] += euros
    return tuple(found.values())


def _parts(change: Change, key: Key, key_b: Key) -> Sequence[tuple[Keys, str, Decimal]]:
    """The euros that a change adds to the difference of each group that it touches, with the cause."""
    a, b = change.a, change.b
    lost = NOTHING - (change.montant_a or NOTHING)
    gained = change.montant_b or NOTHING
    if change.certitude is Certitude.A_VERIFIER:
        names = ("a_verifier", "a_verifier")
    elif a is not None and b is not None:
        if key(a) == key_b(b):
            return [(key(a), "modifiees", lost + gained)]
        names = ("sorties", "entrees")
    elif change.raison is not None:  # a division or union that a person decided
        names = ("modifiees", "modifiees")
    else:
        names = ("retirees", "ajoutees")
    before = [] if a is None else [(key(a), names[0], lost)]
    return [*before, *([] if b is None else [(key_b(b), names[1], gained)])]

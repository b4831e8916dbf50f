"""The changes between two years: one per line of either, with what changed in it and the link that says so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from clsctl.ligne import Ligne
from clsctl.montant import amount_difference
from clsctl.questions.compare.labels import label
from clsctl.questions.compare.links import Certitude, Link, Links, Raison


class Changement(StrEnum):
    """The kinds of change of a line; several can hold of one."""

    INCHANGEE = "inchangee"
    TYPOGRAPHIE = "typographie"
    LIBELLE = "libelle"
    MONTANT = "montant"
    CHIFFREE = "chiffree"
    PLUS_CHIFFREE = "plus_chiffree"
    AXE = "axe"
    TERRITOIRE = "territoire"
    AJOUTEE = "ajoutee"
    RETIREE = "retiree"
    DIVISION = "division"
    REUNION = "reunion"


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the first year, of the second, or of both where they are one action.

    The changes of one `groupe` belong together: a line and its parts have one change each. `raison` is None for a line
    without a link.
    """

    groupe: int
    changements: tuple[Changement, ...]
    certitude: Certitude
    a: Ligne | None
    b: Ligne | None
    raison: Raison | None = None
    motif: str = ""

    @property
    def montant_a(self) -> Decimal | None:
        """The euros of the first year."""
        return None if self.a is None else self.a.montant

    @property
    def montant_b(self) -> Decimal | None:
        """The euros of the second year."""
        return None if self.b is None else self.b.montant

    @property
    def ecart(self) -> Decimal | None:
        """Second minus first, in euros; None where neither has an amount."""
        return amount_difference(self.montant_a, self.montant_b)

    @property
    def differs(self) -> bool:
        """True where anything changed, or is to verify."""
        return self.changements != (Changement.INCHANGEE,) or self.certitude is Certitude.A_VERIFIER


def changes(links: Links, codes: Sequence[str] = ()) -> tuple[Change, ...]:
    """The changes of all lines, linked, retired and added, with territoires in the order of `codes`."""
    ranks = {code: rank for rank, code in enumerate(codes)}

    def place(change: Change) -> tuple[int, str, int, int, int, int]:
        """The table of the line in the second year, else in the first, with its group together."""
        ligne = change.b or change.a
        if ligne is None:
            return (0, "", 0, 0, 0, 0)
        code = ligne.territoire_code
        return (ranks.get(code, 0), code, ligne.axe, ligne.rang, change.groupe, 0 if change.a else 1)

    return tuple(sorted(_changes(links), key=place))


def _changes(links: Links) -> Iterator[Change]:
    groupe = 0
    for groupe, link in enumerate(links.links, start=1):
        yield from _linked(groupe, link)
    for ligne in links.retired:
        groupe += 1
        yield Change(groupe, (Changement.RETIREE,), Certitude.SURE, ligne, None)
    for ligne in links.added:
        groupe += 1
        yield Change(groupe, (Changement.AJOUTEE,), Certitude.SURE, None, ligne)


def _linked(groupe: int, link: Link) -> Iterator[Change]:
    if len(link.a) == len(link.b) == 1:
        (a,), (b,) = link.a, link.b
        yield Change(groupe, tuple(_of_pair(a, b)), link.certitude, a, b, link.raison, link.motif)
        return
    kind = Changement.DIVISION if len(link.a) == 1 else Changement.REUNION
    for a in link.a:
        yield Change(groupe, (kind,), link.certitude, a, None, link.raison, link.motif)
    for b in link.b:
        yield Change(groupe, (kind,), link.certitude, None, b, link.raison, link.motif)


def _of_pair(a: Ligne, b: Ligne) -> Iterable[Changement]:
    found = []
    if a.action != b.action:
        same = label(a.action).written == label(b.action).written
        found.append(Changement.TYPOGRAPHIE if same else Changement.LIBELLE)
    if a.montant is None and b.montant is not None:
        found.append(Changement.CHIFFREE)
    elif a.montant is not None and b.montant is None:
        found.append(Changement.PLUS_CHIFFREE)
    elif a.montant != b.montant:
        found.append(Changement.MONTANT)
    if a.axe != b.axe:
        found.append(Changement.AXE)
    if a.territoire_code != b.territoire_code:
        found.append(Changement.TERRITOIRE)
    return found or [Changement.INCHANGEE]

"""The links between the lines of two years, as values: which lines are one, how surely, and why."""

from dataclasses import dataclass
from enum import StrEnum

from clsctl.ligne import Ligne


class Certitude(StrEnum):
    """The certainty of a link: asserted, or for a person to verify."""

    SURE = "sure"
    A_VERIFIER = "a_verifier"


class Raison(StrEnum):
    """The reason of a link, by the step that made it."""

    MEME_LIBELLE = "meme_libelle"
    MEMES_MOTS = "memes_mots"
    AUTRE_AXE = "autre_axe"
    MOTS_COMMUNS = "mots_communs"
    JUMELLES = "jumelles"
    AUTRE_TERRITOIRE = "autre_territoire"
    MEME_MONTANT = "meme_montant"
    SOMME = "somme"
    COUVERTURE = "couverture"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Link:
    """Lines of the first year and lines of the second that are one action; several on one side are a division or union.

    `motif` is what a person wrote as the reason of a decision.
    """

    a: tuple[Ligne, ...]
    b: tuple[Ligne, ...]
    certitude: Certitude
    raison: Raison
    motif: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """The links of two years, then the lines of each that have none: retired, and added.

    `is_bounded` is True where the years were too long for any but exact steps.
    """

    links: tuple[Link, ...]
    retired: tuple[Ligne, ...]
    added: tuple[Ligne, ...]
    is_bounded: bool = False

"""Synthetic years made from 2025, each with its truth: which line came from which, and what was done to it.

The changes are those of a year's brochure: lines deleted, new, divided, united, moved to another axis or territoire,
labels shortened, reworded, paraphrased or respelled, amounts changed, lost and gained, the order of tables shuffled.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from clsctl.dataset.opening import open_dataset
from clsctl.ligne import Ligne

SYNONYMS = {
    "Soutenir": "Appuyer",
    "Développer": "Déployer",
    "Favoriser": "Faciliter",
    "Accompagner": "Aider",
    "Renforcer": "Consolider",
    "Lutter contre": "Combattre",
    "Financer": "Subventionner",
    "Créer": "Mettre en place",
    "Animer": "Coordonner",
    "vulnérables": "fragiles",
    "précarité": "pauvreté",
    "dispositif": "service",
    "territoire": "secteur",
}
VERBS = ("Ouvrir", "Proposer", "Expérimenter", "Évaluer", "Équiper", "Former", "Organiser", "Prolonger", "Étendre")
THINGS = (
    "une bagagerie solidaire",
    "un atelier vélo",
    "des consultations de psychologue",
    "une conciergerie de quartier",
    "un camion de soins dentaires",
    "des vacances familiales",
    "une bourse au permis",
    "un point d'information sur les retraites",
    "des ateliers de lecture",
    "une garde d'enfants en horaires décalés",
    "un fonds de secours pour les étudiants",
    "des douches publiques",
    "une ressourcerie",
    "un chantier d'insertion maraîcher",
)
PUBLICS = (
    "pour les familles monoparentales",
    "à destination des personnes sans abri",
    "dans les communes rurales",
    "auprès des étudiants boursiers",
    "avec les missions locales",
    "pour les sortants de prison",
    "au bénéfice des gens du voyage",
    "pour les aidants",
)
FACTORS = ("0.5", "0.8", "0.9", "1.1", "1.25", "1.5", "2", "3")
PARAPHRASES = (
    "Donner un coup de pouce aux ménages en difficulté",
    "Agir au plus près des habitants",
    "Tenir des permanences hebdomadaires",
    "Poursuivre l'effort engagé l'an dernier",
    "Mobiliser une équipe dédiée",
)


@dataclass(frozen=True, slots=True)
class Year:
    """A synthetic year after 2025: its lines, and the keys of each pair of lines that are one action."""

    before: tuple[Ligne, ...]
    lignes: tuple[Ligne, ...]
    links: frozenset[tuple[str, str]]
    divisions: frozenset[tuple[str, str]]


def lines_of_2025() -> tuple[Ligne, ...]:
    """The bundled lines."""
    with open_dataset() as dataset:
        return tuple(dataset.lignes())


@dataclass(slots=True)
class _Made:
    ligne: Ligne
    origins: tuple[str, ...] = ()
    is_one: bool = True


def synthetic_year(before: Sequence[Ligne], seed: int) -> Year:
    """The year of that seed."""
    dice = random.Random(seed)
    made: list[_Made] = []
    pool = list(before)
    moved = [*before]
    while pool:
        ligne = pool.pop(0)
        throw = dice.random()
        if throw < 0.07:  # deleted, and now and then a near twin that is another action
            if dice.random() < 0.35:
                made.append(_Made(replace(ligne, action=_twin(ligne.action, dice), montant=_amount(dice))))
        elif throw < 0.11 and ligne.montant and len(ligne.action.split()) > 7:
            made += _divided(ligne, dice)
        elif throw < 0.14 and pool and _same_table(ligne, pool[0]):
            made.append(_united(ligne, pool.pop(0)))
        else:
            made.append(_Made(_changed(ligne, moved, dice), (ligne.cle,)))
    made += [_Made(_new(dice.choice(before), dice)) for _ in range(dice.randint(6, 14))]
    if dice.random() < 0.4:
        dice.shuffle(made)
    return _numbered(before, made)


def _changed(ligne: Ligne, known: Sequence[Ligne], dice: random.Random) -> Ligne:
    changed = replace(ligne, action=_relabelled(ligne.action, dice), montant=_revalued(ligne.montant, dice))
    place = dice.random()
    if place < 0.04:
        return replace(changed, axe=dice.choice([axe for axe in (1, 3, 4) if axe != ligne.axe]))
    if place < 0.05:
        other = dice.choice(known)
        return replace(changed, territoire_code=other.territoire_code, territoire=other.territoire)
    return changed


def _relabelled(action: str, dice: random.Random) -> str:
    throw = dice.random()
    changes: tuple[tuple[float, Callable[[], str]], ...] = (
        (0.12, lambda: _reworded(action)),
        (0.22, lambda: _shortened(action, dice)),
        (0.30, lambda: _respelled(action, dice)),
        (0.34, lambda: f"{dice.choice(PARAPHRASES)} {dice.choice(PUBLICS)}"),
        (0.38, lambda: _replaced(action, dice)),
        (0.44, lambda: f"{action}, {dice.choice(PUBLICS)}"),
    )
    return next((change() for edge, change in changes if throw < edge), action)


def _revalued(montant: Decimal | None, dice: random.Random) -> Decimal | None:
    throw = dice.random()
    if throw < 0.25 and montant:
        return (montant * Decimal(dice.choice(FACTORS))).quantize(Decimal(1))
    if throw < 0.29:
        return None
    return _amount(dice) if montant is None and throw < 0.6 else montant


def _reworded(action: str) -> str:
    for word, other in SYNONYMS.items():
        action = action.replace(word, other, 1)
    return action


def _shortened(action: str, dice: random.Random) -> str:
    words = re.sub(r"\s*\([^)]*\)", "", action).split()
    return " ".join(words[: max(3, int(len(words) * dice.uniform(0.5, 0.8)))]).rstrip(",;:")


def _respelled(action: str, dice: random.Random) -> str:
    changes: tuple[Callable[[str], str], ...] = (
        str.upper,
        lambda text: text.replace("'", "’").replace("-", " "),
        lambda text: text.replace("é", "e").replace("è", "e"),
        lambda text: f"{text}.",
        lambda text: re.sub(r"\b(les|des|aux)\b", "le", text),
        lambda text: text.replace(",", " ,").replace("(", "- ").replace(")", ""),
    )
    return dice.choice(changes)(action)


def _replaced(action: str, dice: random.Random) -> str:
    words = action.split()
    long = [i for i, word in enumerate(words) if len(word) > 6]
    if long:
        words[dice.choice(long)] = dice.choice(("coordination", "prévention", "itinérance", "expérimentation"))
    return " ".join(words)


def _twin(action: str, dice: random.Random) -> str:
    return f"{_replaced(action, dice)} {dice.choice(PUBLICS)}" if dice.random() < 0.5 else _replaced(action, dice)


def _divided(ligne: Ligne, dice: random.Random) -> list[_Made]:
    words = ligne.action.split()
    half = len(words) // 2
    montant = ligne.montant or Decimal(0)
    first = (montant * Decimal(dice.choice(("0.3", "0.4", "0.5", "0.6")))).quantize(Decimal(1))
    texts = (" ".join(words[:half]), " ".join([words[0], *words[half:]]))
    amounts = (first, montant - first)
    return [
        _Made(replace(ligne, action=text, montant=amount), (ligne.cle,), is_one=False)
        for text, amount in zip(texts, amounts, strict=True)
    ]


def _same_table(one: Ligne, other: Ligne) -> bool:
    return (one.territoire_code, one.axe) == (other.territoire_code, other.axe)


def _united(one: Ligne, other: Ligne) -> _Made:
    montant = None if one.montant is None or other.montant is None else one.montant + other.montant
    ligne = replace(one, action=f"{one.action} et {other.action}", montant=montant)
    return _Made(ligne, (one.cle, other.cle), is_one=False)


def _new(place: Ligne, dice: random.Random) -> Ligne:
    action = " ".join(dice.choice(words) for words in (VERBS, THINGS, PUBLICS))
    return replace(place, action=action, montant=_amount(dice), remarque="", objectif="")


def _amount(dice: random.Random) -> Decimal:
    return Decimal(dice.choice((5, 8, 10, 12, 15, 20, 25, 30, 40, 60, 75, 120, 200)) * 1000)


def _numbered(before: Sequence[Ligne], made: Sequence[_Made]) -> Year:
    ranks: dict[tuple[str, int], int] = {}
    lignes: list[Ligne] = []
    links: set[tuple[str, str]] = set()
    divisions: set[tuple[str, str]] = set()
    for each in made:
        table = each.ligne.territoire_code, each.ligne.axe
        ranks[table] = ranks.get(table, 0) + 1
        ligne = replace(each.ligne, exercice=2026, rang=ranks[table])
        lignes.append(ligne)
        target = links if each.is_one else divisions
        target |= {(origin, ligne.cle) for origin in each.origins}
    return Year(tuple(before), tuple(lignes), frozenset(links), frozenset(divisions))

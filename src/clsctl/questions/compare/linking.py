"""The linking of two years in steps, each with its reason: only what is sure is asserted, the rest is to verify.

The steps and their thresholds were measured on synthetic years (docs/compare.md). Keys are positions and link nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import chain

from clsctl.ligne import Ligne
from clsctl.questions.compare.labels import Label, label
from clsctl.questions.compare.links import Certitude, Link, Links, Raison
from clsctl.questions.compare.scores import Likeness

SURE, LIKELY = Certitude.SURE, Certitude.A_VERIFIER
# Pairs of free lines within the territoires; more take longer than ten seconds, and only exact steps are made.
MOST_PAIRS = 2_000_000
TELLING = 3  # content words from which a label names its action in any axis
# A score with its margin over every rival.
SURE_SCORE, SURE_MARGIN = 0.62, 0.18
LIKELY_SCORE, LIKELY_MARGIN = 0.34, 0.06
SAME_AXE, SAME_MONTANT = 0.03, 0.05
BROUGHT = 0.5  # of the words left over, by another line: then the line may be divided
COVERED, EACH = 0.75, 0.2  # of a label by two others, and by each of them alone
ALIKE = 0.15  # a part shares at least so much with the whole
FAR = Decimal("3.5")  # times as much
MOST_PARTS = 8  # candidates for the parts of one line

Pair = tuple[int, int]


class FreeLines:
    """The lines of both years that no link holds yet, by their place in the file, and the links made so far."""

    def __init__(self, a: Sequence[Ligne], b: Sequence[Ligne], apart: frozenset[tuple[str, str]]) -> None:
        self.a = dict(enumerate(a))
        self.b = dict(enumerate(b))
        self.links: list[Link] = []
        self._labels = {ligne.action: label(ligne.action) for ligne in chain(a, b)}
        self._apart = apart

    @cached_property
    def likeness(self) -> Likeness:
        """The likeness by the words of the lines that are free when it is first asked for."""
        return Likeness(self.label(ligne) for ligne in chain(self.a.values(), self.b.values()))

    def label(self, ligne: Ligne) -> Label:
        """The label of the line."""
        return self._labels[ligne.action]

    def may(self, a: int, b: int) -> bool:
        """False for two lines that a person told apart."""
        return (self.a[a].cle, self.b[b].cle) not in self._apart

    def link(self, a: Iterable[int], b: Iterable[int], certitude: Certitude, raison: Raison) -> None:
        """Link these lines, which are free no longer."""
        self.links.append(Link(tuple(map(self.a.pop, a)), tuple(map(self.b.pop, b)), certitude, raison))

    def groups(self, key: Callable[[Ligne], Hashable]) -> Iterator[tuple[list[int], list[int]]]:
        """The free lines of both years that share a key, where both years have one."""
        found: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, lignes in enumerate((self.a, self.b)):
            for place, ligne in lignes.items():
                found[key(ligne)][side].append(place)
        return iter([pair for pair in found.values() if all(pair)])


def link_lines(
    a: Sequence[Ligne],
    b: Sequence[Ligne],
    decided: Sequence[Link] = (),
    apart: frozenset[tuple[str, str]] = frozenset(),
) -> Links:
    """The links of two years; `decided` are people's and win, `apart` the pairs of keys that people told apart."""
    taken_a = {ligne.cle for link in decided for ligne in link.a}
    taken_b = {ligne.cle for link in decided for ligne in link.b}
    free = FreeLines(
        [ligne for ligne in a if ligne.cle not in taken_a], [ligne for ligne in b if ligne.cle not in taken_b], apart
    )
    _same_labels(free)
    _same_words(free)
    _other_axes(free)
    is_bounded = _pairs(free) > MOST_PAIRS
    if not is_bounded:
        for one, other in free.groups(lambda ligne: ligne.territoire_code):
            _Territoire(free, one, other).link()
        _other_territoires(free)
        _same_montants(free)
    links = (*decided, *free.links)
    return Links(links, tuple(free.a.values()), tuple(free.b.values()), is_bounded)


def _table(ligne: Ligne) -> tuple[str, int]:
    return ligne.territoire_code, ligne.axe


def _same_labels(free: FreeLines) -> None:
    """Step 1: the same folded label in the same table; of several, those of one amount, then in order, to verify."""
    for one, other in free.groups(lambda ligne: (*_table(ligne), free.label(ligne).folded)):
        if len(one) == len(other) == 1:
            if free.may(one[0], other[0]):
                free.link(one, other, SURE, Raison.MEME_LIBELLE)
            continue
        _twins(free, one, other)


def _twins(free: FreeLines, one: list[int], other: list[int]) -> None:
    for place in list(one):
        same = [each for each in other if free.a[place].montant == free.b[each].montant and free.may(place, each)]
        rivals = [each for each in one if free.a[each].montant == free.a[place].montant]
        if len(same) == len(rivals) == 1:
            one.remove(place)
            other.remove(same[0])
            free.link([place], same, SURE, Raison.JUMELLES)
    for place, each in zip(list(one), list(other), strict=False):
        if free.may(place, each):
            free.link([place], [each], LIKELY, Raison.JUMELLES)


def _same_words(free: FreeLines) -> None:
    """Step 2: the same words in the same table, alone on both sides."""
    for one, other in free.groups(lambda ligne: (*_table(ligne), free.label(ligne).stems or ligne.action)):
        if len(one) == len(other) == 1 and free.may(one[0], other[0]):
            free.link(one, other, SURE, Raison.MEMES_MOTS)


def _other_axes(free: FreeLines) -> None:
    """Step 3: the same label in the same territoire, alone on both sides; sure where it has words enough."""
    for one, other in free.groups(lambda ligne: (ligne.territoire_code, free.label(ligne).folded)):
        if len(one) == len(other) == 1 and free.may(one[0], other[0]):
            telling = len(free.label(free.a[one[0]]).content) >= TELLING
            free.link(one, other, SURE if telling else LIKELY, Raison.AUTRE_AXE)


def _pairs(free: FreeLines) -> int:
    return sum(len(one) * len(other) for one, other in free.groups(lambda ligne: ligne.territoire_code))


def _other_territoires(free: FreeLines) -> None:
    """The same label in another territoire, alone on both sides: to verify."""
    for one, other in free.groups(lambda ligne: free.label(ligne).folded):
        if len(one) == len(other) == 1 and free.may(one[0], other[0]):
            free.link(one, other, LIKELY, Raison.AUTRE_TERRITOIRE)


def _same_montants(free: FreeLines) -> None:
    """The same amount, alone in the table on both sides: to verify."""
    for one, other in free.groups(lambda ligne: (*_table(ligne), ligne.montant)):
        if len(one) == len(other) == 1 and free.a[one[0]].montant and free.may(one[0], other[0]):
            free.link(one, other, LIKELY, Raison.MEME_MONTANT)


def _is_near(one: Decimal | None, other: Decimal | None) -> bool:
    """False for two amounts too far apart for one action whose label changed too."""
    return not one or not other or max(one, other) <= FAR * min(one, other)


class _Territoire:
    """The free lines of one territoire, compared pair by pair."""

    def __init__(self, free: FreeLines, one: list[int], other: list[int]) -> None:
        self._free = free
        self._scores: dict[Pair, float] = {}
        for a in one:
            for b in other:
                score = self._score(a, b)
                if score >= ALIKE and free.may(a, b):
                    self._scores[a, b] = score

    def _score(self, a: int, b: int) -> float:
        one, other = self._free.a[a], self._free.b[b]
        score = self._free.likeness.score(self._free.label(one), self._free.label(other))
        if not score:
            return 0.0
        return score + SAME_AXE * (one.axe == other.axe) + SAME_MONTANT * bool(one.montant == other.montant != 0)

    def link(self) -> None:
        """Sure pairs, then divisions and unions, then likely pairs."""
        self._pairs(SURE_SCORE, SURE_MARGIN, SURE)
        self._divisions()
        self._pairs(LIKELY_SCORE, LIKELY_MARGIN, LIKELY)

    def _pairs(self, least: float, margin: float, certitude: Certitude) -> None:
        """Each mutual best with its margin over every rival on both sides, the best first."""
        for (a, b), score in sorted(self._scores.items(), key=lambda item: (-item[1], item[0])):
            if score < least or a not in self._free.a or b not in self._free.b:
                continue
            if score - self._rival(a, b) < margin:
                continue
            if certitude is SURE and not self._is_sure(a, b):
                continue
            self._free.link([a], [b], certitude, Raison.MOTS_COMMUNS)

    def _rival(self, a: int, b: int) -> float:
        """The best score of another pair with one of the two."""
        return max(
            (
                score
                for (one, other), score in self._scores.items()
                if (one == a) != (other == b) and one in self._free.a and other in self._free.b
            ),
            default=0.0,
        )

    def _is_sure(self, a: int, b: int) -> bool:
        """True for one axis, words that only one side has left over, and nothing that speaks for a division."""
        one, other = self._free.a[a], self._free.b[b]
        if one.axe != other.axe:
            return False
        left = self._free.label(one).content - self._free.label(other).content
        gained = self._free.label(other).content - self._free.label(one).content
        is_same = one.montant is not None and one.montant == other.montant
        if (left and gained and not is_same) or not _is_near(one.montant, other.montant):
            return False
        others_a = [self._free.a[each] for each in self._near_a(b) if each != a]
        others_b = [self._free.b[each] for each in self._near_b(a) if each != b]
        brought = any(self._brings(left, each) for each in others_b) or any(
            self._brings(gained, each) for each in others_a
        )
        return not brought and not self._sums(one, other, others_b) and not self._sums(other, one, others_a)

    def _near_a(self, b: int) -> list[int]:
        return [one for one, other in self._scores if other == b and one in self._free.a]

    def _near_b(self, a: int) -> list[int]:
        return [other for one, other in self._scores if one == a and other in self._free.b]

    def _brings(self, words: frozenset[str], ligne: Ligne) -> bool:
        """True where another line holds half of the words left over."""
        weight = self._free.likeness.weight
        return bool(words) and weight(words & self._free.label(ligne).content) >= BROUGHT * weight(words)

    def _sums(self, whole: Ligne, part: Ligne, others: Sequence[Ligne]) -> bool:
        """True where the part and another line sum to the whole, exactly."""
        if not whole.montant or not part.montant:
            return False
        return any(each.montant and part.montant + each.montant == whole.montant for each in others)

    def _divisions(self) -> None:
        """Lines that two of the other year cover with their words, or sum to with some of them: to verify."""
        for a in sorted({one for one, _other in self._scores}):
            if a in self._free.a and (found := self._parts(self._free.a[a], self._near_b(a), self._free.b)):
                self._free.link([a], found[0], LIKELY, found[1])
        for b in sorted({other for _one, other in self._scores}):
            if b in self._free.b and (found := self._parts(self._free.b[b], self._near_a(b), self._free.a)):
                self._free.link(found[0], [b], LIKELY, found[1])

    def _parts(self, whole: Ligne, near: Sequence[int], lignes: dict[int, Ligne]) -> tuple[list[int], Raison] | None:
        likeness, label_ = self._free.likeness, self._free.label(whole)
        covers = {each: likeness.coverage(label_, [self._free.label(lignes[each])]) for each in near}
        best = sorted(near, key=lambda each: -covers[each])[:MOST_PARTS]
        pairs = [(one, other) for i, one in enumerate(best) for other in best[i + 1 :]]
        for one, other in pairs:
            montants = lignes[one].montant, lignes[other].montant
            if whole.montant and all(montants) and sum(filter(None, montants)) == whole.montant:
                return sorted((one, other)), Raison.SOMME
        for one, other in pairs:
            both = likeness.coverage(label_, [self._free.label(lignes[each]) for each in (one, other)])
            if both >= COVERED and min(both - covers[one], both - covers[other]) >= EACH:
                return sorted((one, other)), Raison.COUVERTURE
        return None

"""The search over attributions: sets of tables that sum to a contract total, and complete matches of a chapter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from clsctl.vocabulary.referentiel import Referentiel

MAX_STEPS = 200_000
MAX_LEAVES = 4_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A table to attribute: its axe, its sum in euros, the code of its printed heading (None: missing)."""

    axe: int
    montant: Decimal
    heading: str | None


@dataclass(frozen=True, slots=True)
class Whole:
    """A contract total to attribute, between `low` and `high` euros; `types` narrow it where it has no heading."""

    low: Decimal
    high: Decimal
    heading: str | None
    types: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Leaf:
    """One attribution that fits the totals: codes of pieces (None: free for a match) and of wholes."""

    pieces: tuple[str | None, ...]
    wholes: tuple[str, ...]


class TooManyError(Exception):
    """The search exceeded its bounds; nothing is then forced."""


class SumSearch:
    """Assigns each contract total a territoire and a set of tables that sum to it, in every way that fits."""

    def __init__(
        self, pieces: Sequence[Piece], wholes: Sequence[Whole], codes: tuple[str, ...], referentiel: Referentiel
    ) -> None:
        """Computes the territoires possible for each whole."""
        self.pieces, self.wholes = pieces, wholes
        self.axes = sorted({piece.axe for piece in pieces})
        self.steps = 0
        self.domains = [
            (whole.heading,)
            if whole.heading
            else tuple(code for code in codes if not whole.types or referentiel.by_code[code].type in whole.types)
            for whole in wholes
        ]

    def leaves(self) -> Iterator[Leaf]:
        """Every attribution of tables to the territoires with a printed contract total."""
        order = sorted(range(len(self.wholes)), key=lambda index: (len(self.domains[index]), index))
        for count, leaf in enumerate(self._give(order, {}, {}), start=1):
            if count > MAX_LEAVES:
                raise TooManyError
            yield leaf

    def _give(self, order: Sequence[int], wholes: Mapping[int, str], pieces: Mapping[int, str]) -> Iterator[Leaf]:
        if not order:
            yield Leaf(
                tuple(pieces.get(index) for index in range(len(self.pieces))),
                tuple(wholes[index] for index in range(len(self.wholes))),
            )
            return
        whole, rest = order[0], order[1:]
        for code in self.domains[whole]:
            if code in wholes.values():
                continue
            for chosen in self._sums(self.wholes[whole], code, pieces):
                yield from self._give(rest, {**wholes, whole: code}, {**pieces, **dict.fromkeys(chosen, code)})

    def _sums(self, whole: Whole, code: str, taken: Mapping[int, str]) -> Iterator[tuple[int, ...]]:
        """The sets of tables that sum to the whole: at most one per axe, all those headed `code` included."""
        choices: list[list[int | None]] = []
        for axe in self.axes:
            own = [i for i, piece in enumerate(self.pieces) if piece.axe == axe and piece.heading == code]
            free = [
                i
                for i, piece in enumerate(self.pieces)
                if piece.axe == axe and piece.heading is None and i not in taken
            ]
            choices.append(list(own) if own else [None, *free])
        yield from self._combine(choices, (), Decimal(0), whole)

    def _combine(
        self, choices: Sequence[list[int | None]], chosen: tuple[int, ...], total: Decimal, whole: Whole
    ) -> Iterator[tuple[int, ...]]:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise TooManyError
        if total > whole.high:
            return
        if not choices:
            if total >= whole.low:
                yield chosen
            return
        for index in choices[0]:
            if index is None:
                yield from self._combine(choices[1:], chosen, total, whole)
            else:
                yield from self._combine(choices[1:], (*chosen, index), total + self.pieces[index].montant, whole)


def match(pieces: Sequence[Piece], leaf: Leaf, codes: tuple[str, ...]) -> tuple[frozenset[str], ...] | None:
    """For each table, the territoires that some complete match of its chapter gives it; None without any match."""
    result: list[frozenset[str]] = [frozenset()] * len(pieces)
    for axe in {piece.axe for piece in pieces}:
        members = [index for index, piece in enumerate(pieces) if piece.axe == axe]
        domains = {index: _domain(pieces[index], leaf.pieces[index], leaf.wholes, codes) for index in members}
        if not _matches(domains, {}):
            return None
        for index in members:
            result[index] = frozenset(code for code in domains[index] if _matches(domains, {index: code}))
    return tuple(result)


def _domain(piece: Piece, given: str | None, wholes: Sequence[str], codes: tuple[str, ...]) -> tuple[str, ...]:
    if given is not None:
        return (given,)
    if piece.heading is not None:
        return (piece.heading,)
    return tuple(code for code in codes if code not in wholes)


def _matches(domains: Mapping[int, tuple[str, ...]], fixed: Mapping[int, str]) -> bool:
    """True where every table can get a territoire of its own (Kuhn's augmenting paths)."""
    owner: dict[str, int] = {}
    allowed = {index: (fixed[index],) if index in fixed else codes for index, codes in domains.items()}

    def place(index: int, seen: set[str]) -> bool:
        for code in allowed[index]:
            if code in seen:
                continue
            seen.add(code)
            if code not in owner or place(owner[code], seen):
                owner[code] = index
                return True
        return False

    return all(place(index, set()) for index in sorted(allowed, key=lambda index: len(allowed[index])))


def ordered(pieces: Sequence[Piece], possible: Sequence[frozenset[str]], codes: tuple[str, ...]) -> tuple[str, ...]:
    """One attribution among the possible ones, in the order of the territoires where one exists."""
    choice = [""] * len(pieces)
    for axe in {piece.axe for piece in pieces}:
        members = [index for index, piece in enumerate(pieces) if piece.axe == axe]
        domains = {index: tuple(code for code in codes if code in possible[index]) for index in members}
        fixed: dict[int, str] = {}
        last = -1
        for index in members:
            free = [code for code in domains[index] if code not in fixed.values()]
            later = [code for code in free if codes.index(code) > last]
            for code in (*later, *free):
                if _matches(domains, {**fixed, index: code}):
                    fixed[index] = code
                    last = codes.index(code)
                    break
        for index in members:
            choice[index] = fixed.get(index, "")
    return tuple(choice)


def inversions(pieces: Sequence[Piece], choice: Sequence[str], codes: tuple[str, ...]) -> int:
    """The number of times that a chapter goes against the order of the territoires."""
    places = [(piece.axe, codes.index(code)) for piece, code in zip(pieces, choice, strict=True) if code]
    return sum(1 for one, two in pairwise(places) if one[0] == two[0] and one[1] > two[1])


def whole_inversions(choice: Sequence[str], codes: tuple[str, ...]) -> int:
    """The number of times that the contract totals go against the order of the territoires."""
    places = [codes.index(code) for code in choice if code in codes]
    return sum(1 for one, two in pairwise(places) if one > two)

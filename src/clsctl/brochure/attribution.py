"""Which territoire each table and each contract total belongs to: the headings, and what the figures force.

The search looks at every attribution that respects the printed headings, gives a territoire one table of an axe
at most, and reproduces every contract total. What all of them share is proved; order alone proves nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum, auto
from itertools import pairwise

from clsctl.referentiel import Referentiel

MAX_STEPS = 200_000
MAX_LEAVES = 4_000


class Proof(StrEnum):
    """What an attribution rests on, the strongest first."""

    HEADING = auto()
    TOTALS = auto()
    TAKEN = auto()
    ORDER = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A table to attribute: its axe, its sum in euros, the code of its printed heading (None: missing)."""

    axe: int
    montant: Decimal
    heading: str | None


@dataclass(frozen=True, slots=True)
class Whole:
    """A contract total to attribute: between `low` and `high` euros; `types` narrow it where no heading does."""

    low: Decimal
    high: Decimal
    heading: str | None
    types: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Given:
    """The attribution of one piece or whole: `code` (empty: none is possible), its proof, what else is possible."""

    code: str
    proof: Proof
    possible: frozenset[str]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One `Given` for each piece and each whole, in their order; `consistent` is False where no attribution fits."""

    pieces: tuple[Given, ...]
    wholes: tuple[Given, ...]
    consistent: bool


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One attribution that fits the totals: codes of pieces (None: free for a match) and of wholes."""

    pieces: tuple[str | None, ...]
    wholes: tuple[str, ...]


class _TooManyError(Exception):
    """The search grew beyond its bounds: nothing is forced then."""


def attribute(pieces: Sequence[Piece], wholes: Sequence[Whole], referentiel: Referentiel) -> Attribution:
    """The attribution that headings and figures allow; where several are possible, that of the usual order."""
    codes = tuple(t.code for t in referentiel.territoires if t.type != "region")
    with_totals = _possible(pieces, wholes, codes, referentiel)
    if with_totals is None:
        without = _possible(pieces, (), codes, referentiel)
        return _given(pieces, wholes, without, None, codes, consistent=False)
    return _given(pieces, wholes, with_totals, _possible(pieces, (), codes, referentiel), codes, consistent=True)


@dataclass(frozen=True, slots=True)
class _Found:
    pieces: tuple[frozenset[str], ...]
    wholes: tuple[frozenset[str], ...]
    choice: tuple[str, ...]
    whole_choice: tuple[str, ...]
    complete: bool


def _possible(
    pieces: Sequence[Piece], wholes: Sequence[Whole], codes: tuple[str, ...], referentiel: Referentiel
) -> _Found | None:
    """Over all attributions that fit: the territoires possible for each; None where there is none."""
    piece_sets: list[set[str]] = [set() for _ in pieces]
    whole_sets: list[set[str]] = [set() for _ in wholes]
    best: tuple[int, tuple[str, ...], tuple[str, ...]] | None = None
    complete = True
    leaves: Iterator[_Leaf] = _Search(pieces, wholes, codes, referentiel).leaves()
    try:
        for leaf in leaves:
            matched = _match(pieces, leaf, codes)
            if matched is None:
                continue
            for kept, more in zip(piece_sets, matched, strict=True):
                kept.update(more)
            for kept, code in zip(whole_sets, leaf.wholes, strict=True):
                kept.add(code)
            choice = _ordered(pieces, matched, codes)
            rank = _inversions(pieces, choice, codes) + _whole_inversions(leaf.wholes, codes)
            if best is None or rank < best[0]:
                best = (rank, choice, leaf.wholes)
    except _TooManyError:
        complete = False
    if best is None:
        return (
            None
            if complete
            else _Found(
                tuple(frozenset(codes) for _ in pieces),
                tuple(frozenset(codes) for _ in wholes),
                tuple(piece.heading or "" for piece in pieces),
                tuple(whole.heading or "" for whole in wholes),
                complete=False,
            )
        )
    return _Found(
        tuple(frozenset(found) for found in piece_sets),
        tuple(frozenset(found) for found in whole_sets),
        best[1],
        best[2],
        complete,
    )


class _Search:
    """Gives each contract total a territoire and a set of tables that sum to it, in every way that fits."""

    def __init__(
        self, pieces: Sequence[Piece], wholes: Sequence[Whole], codes: tuple[str, ...], referentiel: Referentiel
    ) -> None:
        self.pieces, self.wholes = pieces, wholes
        self.axes = sorted({piece.axe for piece in pieces})
        self.steps = 0
        self.domains = [
            (whole.heading,)
            if whole.heading
            else tuple(code for code in codes if not whole.types or referentiel.by_code[code].type in whole.types)
            for whole in wholes
        ]

    def leaves(self) -> Iterator[_Leaf]:
        """Every attribution of tables to the territoires whose contract total is printed."""
        order = sorted(range(len(self.wholes)), key=lambda index: (len(self.domains[index]), index))
        for count, leaf in enumerate(self._give(order, {}, {}), start=1):
            if count > MAX_LEAVES:
                raise _TooManyError
            yield leaf

    def _give(self, order: Sequence[int], wholes: Mapping[int, str], pieces: Mapping[int, str]) -> Iterator[_Leaf]:
        if not order:
            yield _Leaf(
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
        """The sets of tables, one of an axe at most, those with the heading of `code` among them, that sum to it."""
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
            raise _TooManyError
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


def _match(pieces: Sequence[Piece], leaf: _Leaf, codes: tuple[str, ...]) -> tuple[frozenset[str], ...] | None:
    """For each table the territoires that some complete match of its chapter gives it; None where none is."""
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
    """True where every table can have a territoire of its own (Kuhn's augmenting paths)."""
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


def _ordered(pieces: Sequence[Piece], possible: Sequence[frozenset[str]], codes: tuple[str, ...]) -> tuple[str, ...]:
    """One attribution among the possible ones, in the order of the territoires where there is such a one."""
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


def _inversions(pieces: Sequence[Piece], choice: Sequence[str], codes: tuple[str, ...]) -> int:
    places = [(piece.axe, codes.index(code)) for piece, code in zip(pieces, choice, strict=True) if code]
    return sum(1 for one, two in pairwise(places) if one[0] == two[0] and one[1] > two[1])


def _whole_inversions(choice: Sequence[str], codes: tuple[str, ...]) -> int:
    places = [codes.index(code) for code in choice if code in codes]
    return sum(1 for one, two in pairwise(places) if one > two)


def _given(
    pieces: Sequence[Piece],
    wholes: Sequence[Whole],
    found: _Found | None,
    without: _Found | None,
    codes: tuple[str, ...],
    *,
    consistent: bool,
) -> Attribution:
    if found is None:
        return Attribution(
            tuple(Given(p.heading or "", Proof.HEADING if p.heading else Proof.NONE, frozenset(codes)) for p in pieces),
            tuple(Given(w.heading or "", Proof.HEADING if w.heading else Proof.NONE, frozenset(codes)) for w in wholes),
            consistent=False,
        )
    given = []
    totalled = set(found.whole_choice)
    for index, (piece, possible) in enumerate(zip(pieces, found.pieces, strict=True)):
        unforced = without is None or len(without.pieces[index]) > 1
        proof = _proof(piece.heading, possible, found, totals=found.choice[index] in totalled and unforced)
        given.append(Given(found.choice[index], proof, possible))
    return Attribution(
        tuple(given),
        tuple(
            Given(code, _proof(whole.heading, possible, found, totals=False), possible)
            for whole, possible, code in zip(wholes, found.wholes, found.whole_choice, strict=True)
        )
        if found.wholes or not wholes
        else tuple(
            Given(w.heading or "", Proof.HEADING if w.heading else Proof.NONE, frozenset(codes)) for w in wholes
        ),
        consistent=consistent,
    )


def _proof(heading: str | None, possible: frozenset[str], found: _Found, *, totals: bool) -> Proof:
    if heading is not None:
        return Proof.HEADING
    if len(possible) != 1 or not found.complete:
        return Proof.ORDER
    return Proof.TOTALS if totals else Proof.TAKEN

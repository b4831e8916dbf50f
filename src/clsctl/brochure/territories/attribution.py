"""The attribution of tables and contract totals to territoires: by their headings, then by what the figures force.

The search covers every attribution that respects the printed headings, gives a territoire at most one table per axe,
and reproduces every contract total. What all of them share is proved; order alone is not a proof.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

from clsctl.brochure.territories.matching_sums import (
    Leaf,
    Piece,
    SumSearch,
    TooManyError,
    Whole,
    inversions,
    match,
    ordered,
    whole_inversions,
)
from clsctl.vocabulary.referentiel import Referentiel


class Evidence(StrEnum):
    """The basis of an attribution, the strongest first."""

    HEADING = auto()
    TOTALS = auto()
    TAKEN = auto()
    DECISION = auto()
    ORDER = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Given:
    """The attribution of one piece or whole: `code` (empty: none possible), its proof, the other possibilities."""

    code: str
    proof: Evidence
    possible: frozenset[str]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One `Given` per piece and per whole, in order; `consistent` is False where no attribution fits."""

    pieces: tuple[Given, ...]
    wholes: tuple[Given, ...]
    consistent: bool


def attribute(pieces: Sequence[Piece], wholes: Sequence[Whole], referentiel: Referentiel) -> Attribution:
    """The attribution that headings and figures allow; among several, the one in the usual order."""
    codes = tuple(t.code for t in referentiel.territoires if t.type != "region")
    with_totals = _possible(pieces, wholes, codes, referentiel)
    if with_totals is None:
        without = _possible(pieces, (), codes, referentiel)
        return _given(pieces, wholes, without, None, codes, consistent=False)
    return _given(pieces, wholes, with_totals, _possible(pieces, (), codes, referentiel), codes, consistent=True)


def attribute_known(
    pieces: Sequence[Piece],
    wholes: Sequence[Whole],
    strange: Sequence[bool],
    strange_wholes: Sequence[bool],
    referentiel: Referentiel,
) -> Attribution:
    """The attribution where some headings name unknown territoires: those get no code, and take none.

    Where the totals show that such a table belongs to a known contract after all, the others are attributed with it.
    """
    if not any((*strange, *strange_wholes)):
        return attribute(pieces, wholes, referentiel)
    known = [piece for piece, other in zip(pieces, strange, strict=True) if not other]
    known_wholes = [whole for whole, other in zip(wholes, strange_wholes, strict=True) if not other]
    found = attribute(known, known_wholes, referentiel)
    if not found.consistent:
        whole = attribute(pieces, known_wholes, referentiel)
        if whole.consistent:
            found = Attribution(
                tuple(given for given, other in zip(whole.pieces, strange, strict=True) if not other),
                whole.wholes,
                consistent=True,
            )
    none = Given("", Evidence.NONE, frozenset())
    some, some_wholes = iter(found.pieces), iter(found.wholes)
    return Attribution(
        tuple(none if other else next(some) for other in strange),
        tuple(none if other else next(some_wholes) for other in strange_wholes),
        found.consistent,
    )


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
    """The territoires possible for each piece, over all attributions that fit; None where none fits."""
    piece_sets: list[set[str]] = [set() for _ in pieces]
    whole_sets: list[set[str]] = [set() for _ in wholes]
    best: tuple[int, tuple[str, ...], tuple[str, ...]] | None = None
    complete = True
    leaves: Iterator[Leaf] = SumSearch(pieces, wholes, codes, referentiel).leaves()
    try:
        for leaf in leaves:
            matched = match(pieces, leaf, codes)
            if matched is None:
                continue
            for kept, more in zip(piece_sets, matched, strict=True):
                kept.update(more)
            for kept, code in zip(whole_sets, leaf.wholes, strict=True):
                kept.add(code)
            choice = ordered(pieces, matched, codes)
            rank = inversions(pieces, choice, codes) + whole_inversions(leaf.wholes, codes)
            if best is None or rank < best[0]:
                best = (rank, choice, leaf.wholes)
    except TooManyError:
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
            tuple(
                Given(p.heading or "", Evidence.HEADING if p.heading else Evidence.NONE, frozenset(codes))
                for p in pieces
            ),
            tuple(
                Given(w.heading or "", Evidence.HEADING if w.heading else Evidence.NONE, frozenset(codes))
                for w in wholes
            ),
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
            Given(w.heading or "", Evidence.HEADING if w.heading else Evidence.NONE, frozenset(codes)) for w in wholes
        ),
        consistent=consistent,
    )


def _proof(heading: str | None, possible: frozenset[str], found: _Found, *, totals: bool) -> Evidence:
    if heading is not None:
        return Evidence.HEADING
    if len(possible) != 1 or not found.complete:
        return Evidence.ORDER
    return Evidence.TOTALS if totals else Evidence.TAKEN

"""The lexicon: terms that speak for a theme, and the theme that the words of a line propose by them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cached_property

from clsctl.vocabulary.folding import fold_words


class TermRole(StrEnum):
    """The part of an action that a term tells, in the order in which one decides: what is provided, for whom, how."""

    FOURNI = auto()
    PUBLIC = auto()
    MOYEN = auto()


RANKS = {role: rank for rank, role in enumerate(TermRole)}


@dataclass(frozen=True, slots=True)
class Term:
    """A term as written and as words folded for a search: each whole, or the beginning of one where it ends in `*`."""

    terme: str
    words: tuple[str, ...]
    theme: str
    role: TermRole

    def stands_at(self, place: int, words: Sequence[str]) -> bool:
        """True where the words of a text hold the term from that place on."""
        found = words[place : place + len(self.words)]
        return len(found) == len(self.words) and all(map(_matches, self.words, found))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A theme with the term that decides, found in the label or, where the label has none, in the sub-heading.

    `marques` are the other themes with a term in the label.
    """

    theme: str
    marques: tuple[str, ...]
    term: Term
    is_in_label: bool


@dataclass(frozen=True)
class Lexicon:
    """The terms in file order."""

    terms: tuple[Term, ...]

    @cached_property
    def _by_first(self) -> Mapping[str, Sequence[Term]]:
        """The terms whose first word is whole, by that word."""
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            if not term.words[0].endswith("*"):
                found.setdefault(term.words[0], []).append(term)
        return found

    @cached_property
    def _beginnings(self) -> Mapping[str, Sequence[Term]]:
        """The terms whose first word is the beginning of one, by their first letter."""
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            if term.words[0].endswith("*"):
                found.setdefault(term.words[0][0], []).append(term)
        return found

    def proposal(self, label: str, heading: str) -> Proposal | None:
        """The theme of a line by its label, else by its sub-heading; None without a term in either.

        What is provided decides, then for whom, then how; of two such terms the longer one, then the first.
        """
        in_label = list(self.terms_in(label))
        for found in (in_label, list(self.terms_in(heading))):
            if found:
                term = min(found, key=lambda each: (RANKS[each.role], -len(each.words)))
                marks = tuple(dict.fromkeys(each.theme for each in in_label if each.theme != term.theme))
                return Proposal(term.theme, marks, term, found is in_label)
        return None

    def terms_in(self, text: str) -> Iterator[Term]:
        """The terms in the text, in its order; one within a longer one is left out."""
        words = fold_words(text)
        end = 0
        for place, word in enumerate(words):
            several = [
                term
                for term in (*self._by_first.get(word, ()), *self._beginnings.get(word[0], ()))
                if term.stands_at(place, words) and place + len(term.words) > end
            ]
            if several:
                term = max(several, key=lambda each: len(each.words))
                end = place + len(term.words)
                yield term


def _matches(term: str, word: str) -> bool:
    return word.startswith(term[:-1]) if term.endswith("*") else word == term

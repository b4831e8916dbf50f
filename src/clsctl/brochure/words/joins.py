"""The joining of a label's pieces: at each line end a space, a hyphen, or nothing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from clsctl.brochure.page.outline import SOFT_HYPHEN, Outline, one_space
from clsctl.vocabulary.folding import fold_words
from clsctl.vocabulary.referentiel import Referentiel

PLAIN, TYPOGRAPHIC, UNBROKEN = "-", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}"
HYPHENS = rf"\-{TYPOGRAPHIC}{UNBROKEN}"  # as a regular expression's class
# Line ends that belong to the next line as well.
BREAKS = frozenset({PLAIN, TYPOGRAPHIC, UNBROKEN, SOFT_HYPHEN, "\N{EN DASH}", "\N{EM DASH}"})
LETTER = r"[^\W\d_]"
WORD = rf"{LETTER}+(?:[{HYPHENS}]{LETTER}+)*"
# Words between two hyphens of a compound: `Pas-de-Calais`, `c'est-à-dire`.
LINKS = frozenset({
    "à", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "lès", "par", "sous", "sur", "t",
})  # fmt: skip
COMPOUND_HEADS = frozenset({"non", "vice", "quasi", "demi"})
COMPOUND_TAILS = frozenset({"même", "mêmes"})
# Endings that are not words: what precedes them was cut off.
ENDINGS = frozenset({"tion", "tions", "sion", "sions", "ction", "ctions", "ment", "ments", "té", "tés", "lité", "rité"})
SUSPENDED = frozenset({"et", "ou"})  # `pré- et post-natal`


@dataclass(frozen=True)
class Vocabulary:
    """The words of a text with their counts, except those cut at a line's end.

    `names` are the words of territoires and axes; `cutting` are the hyphens found only at line ends where the compounds
    of the text use another: they cut words, and the others never do.
    """

    words: Counter[str]
    names: frozenset[str] = frozenset()
    cutting: frozenset[str] = frozenset()

    @cached_property
    def folded(self) -> frozenset[str]:
        """The words of the text without case and accents, in the singular."""
        return frozenset(stem for word, count in self.words.items() if count > 0 for stem in fold_words(word))

    def knows(self, word: str) -> bool:
        """True where the text has the word uncut, in singular or plural, masculine or feminine."""
        bare = word.lower().replace(TYPOGRAPHIC, PLAIN).replace(UNBROKEN, PLAIN)
        stems = {bare, bare.removesuffix("s"), bare.removesuffix("e"), bare.removesuffix("es"), bare.removesuffix("x")}
        forms = {f"{stem}{ending}" for stem in stems for ending in ("", "s", "e", "es", "x")}
        return any(self.words[form] > 0 or form in self.names for form in forms)


def vocabulary(outline: Outline, referentiel: Referentiel, earlier: Iterable[str] = ()) -> Vocabulary:
    """The words of `outline`, except those that its line ends may have cut, and those of `earlier` labels."""
    words: Counter[str] = Counter()
    ends: set[str] = set()
    inside: set[str] = set()
    for line in outline.lines:
        for cell in (piece for whole in line.cells for piece in whole.split("\n")):
            if re.search(rf"{LETTER}[{HYPHENS}{SOFT_HYPHEN}]$", cell):
                ends.add(cell[-1])
            inside.update(re.findall(rf"(?<={LETTER})[{HYPHENS}](?={LETTER})", cell))
            words.update(_words(cell))
    named = [word for name in (*_names(referentiel), *earlier) for word in _words(name)]
    breaking = ends & {TYPOGRAPHIC, SOFT_HYPHEN}
    cutting = frozenset(breaking - inside) if PLAIN in inside else frozenset(breaking & {SOFT_HYPHEN})
    return Vocabulary(words, frozenset(named), cutting)


def _words(text: str) -> Iterator[str]:
    plain = text.lower().replace(TYPOGRAPHIC, PLAIN).replace(UNBROKEN, PLAIN)
    found = re.findall(rf"{LETTER}+(?:-{LETTER}+)*-?", plain)
    return (word for word in found if not word.endswith("-"))


def _names(referentiel: Referentiel) -> Iterator[str]:
    for territoire in referentiel.territoires:
        yield from (territoire.nom, *territoire.alias)
    for axe in referentiel.axes:
        yield from (axe.libelle, *axe.alias)


@dataclass(frozen=True, slots=True)
class Joined:
    """A text joined from its lines; `unsettled` is a word whose hyphen is undecided."""

    text: str
    unsettled: str = ""


def join(pieces: Sequence[str], words: Vocabulary) -> Joined:
    """The pieces as one text: a word cut at a line's end is joined as the rest of the text spells it."""
    text, unsettled = one_space(pieces[0]) if pieces else "", ""
    for piece in pieces[1:]:
        following = one_space(piece)
        if text.endswith(SOFT_HYPHEN):
            text = text[:-1] + following
        elif re.search(rf"{LETTER}[\-{TYPOGRAPHIC}]$", text) and following[:1].isalpha():
            text, doubtful = _across(text, following, words)
            unsettled = unsettled or doubtful
        elif _touches(text, following):
            if re.search(rf"\d[{HYPHENS}]$", text) and following[:1].isupper():
                unsettled = unsettled or f"{text.split(' ')[-1]}{following.split(' ')[0]}"
            text += following
        else:
            text = f"{text} {following}"
    return Joined(text.rstrip(SOFT_HYPHEN), unsettled)


def _touches(text: str, following: str) -> bool:
    """True where no space separated the two lines."""
    last, before, first = text[-1:], text[-2:-1], following[:1]
    if last and last in BREAKS | {"/"} and not before.isspace() and before:
        return True
    if (last and last in "([·") or re.search(r"\w['’]$", text):
        return True
    return first != "" and (first in ")],.·" or (first == "/" and following[1:2].isalnum()))


def _across(text: str, following: str, words: Vocabulary) -> tuple[str, str]:
    """A word over a line's end: the joined text, and the word if its hyphen is undecided."""
    mark, bare = text[-1], text[:-1]
    head, tail = re.findall(rf"{WORD}$", bare)[0], re.findall(rf"^{WORD}", following)[0]
    if tail in SUSPENDED:
        return f"{text} {following}", ""
    hyphened = _has_hyphen(head, tail, mark, words)
    return (bare if hyphened is False else text) + following, f"{head}-{tail}" if hyphened is None else ""


def _has_hyphen(head: str, tail: str, mark: str, words: Vocabulary) -> bool | None:
    """True for a word printed with its hyphen inside a line; None where the text does not show it."""
    whole, hyphened = words.knows(head + tail), words.knows(f"{head}-{tail}")
    if whole != hyphened:
        return hyphened
    if not whole and words.cutting:
        return mark not in words.cutting
    last, first = re.split(rf"[{HYPHENS}]", head)[-1], re.split(rf"[{HYPHENS}]", tail)[0]
    linked = (last != head and last.lower() in LINKS) or (first != tail and first.lower() in LINKS)
    names = head[:1].isupper() and tail[:1].isupper() and not (head.isupper() and len(head) > 1)
    always = last.lower() in COMPOUND_HEADS or first.lower() in COMPOUND_TAILS or len(last) == 1
    if not whole and (linked or names or always):
        return True
    return False if not whole and tail.lower() in ENDINGS else None

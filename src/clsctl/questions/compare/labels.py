"""The label of a line for matching: its folded text, its stems, and the weight of each stem by rarity."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from clsctl.vocabulary.folding import WRITTEN_OUT, fold

# Words that say nothing of an action's subject; kept short, since rare words outweigh frequent ones anyway.
EMPTY = frozenset(
    (
        "a", "afin", "ainsi", "au", "aupres", "aux", "avec", "ce", "ces", "cet", "cette", "d", "dans", "de", "des",
        "deux", "du", "en", "entre", "es", "est", "et", "etc", "l", "la", "le", "les", "leur", "leurs", "lors",
        "lui", "meme", "n", "ne", "notamment", "nos", "nous", "ou", "par", "pas", "pour", "qu", "que", "qui", "s",
        "sa", "se", "ses", "si", "son", "sont", "sous", "sur", "un", "une", "vers", "via", "y",
    )
)  # fmt: skip
LABELS = 50_000  # kept, and as many words: a year repeats most of the other
WORD = re.compile(r"[^\W_]+")
# Verbs that one year's brochure puts for another's, by the first of their stems.
SYNONYMS = (
    ("soutenir", "soutien", "appuyer", "appui", "accompagner", "aider", "aide"),
    ("developper", "deployer", "renforcer", "consolider"),
    ("creer", "creation", "ouvrir", "installer"),
    ("financer", "financement", "subventionner"),
    ("lutter", "combattre", "prevenir"),
    ("favoriser", "faciliter", "promouvoir", "encourager"),
    ("animer", "coordonner"),
)


@dataclass(frozen=True)
class Label:
    """A label: `folded` without case, accents and punctuation; its stems are found when they are asked for."""

    folded: str

    @cached_property
    def written(self) -> tuple[str, ...]:
        """The stems of the content words in order, each as it is."""
        words = self.folded.split(" ")
        kept = [word for word in words if word not in EMPTY and (len(word) > 1 or word.isdigit())]
        return tuple(map(_stem, kept))

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The same, with one stem for its synonyms."""
        return tuple(_synonyms().get(stem, stem) for stem in self.written)

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems, each once."""
        return frozenset(self.stems)


@lru_cache(LABELS)
def label(text: str) -> Label:
    """The label of an action."""
    words = WORD.findall(fold(text.translate(WRITTEN_OUT)))
    return Label(" ".join(words))


@lru_cache(LABELS)
def _stem(word: str) -> str:
    """The stem of the word without the ending of a plural, which the stemmer keeps in some words without accents."""
    return _stemmer()(word[:-1] if len(word) > 3 and word[-1] in "sx" else word)


@cache
def _synonyms() -> Mapping[str, str]:
    """The stem that stands for each of its synonyms."""
    stems = [[_stem(word) for word in group] for group in SYNONYMS]
    return {stem: first for first, *others in stems for stem in others}


@cache
def _stemmer() -> Callable[[str], str]:
    import snowballstemmer  # noqa: PLC0415 (30 ms, for a comparison alone)

    stem: Callable[[str], str] = snowballstemmer.stemmer("french").stemWord
    return stem

"""The likeness of two labels: shared words weighted by rarity, as containment and as a share of all words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

from clsctl.questions.compare.labels import Label

CONTAINED, SHARED = 0.6, 0.4
ENOUGH = 4  # words of the shorter label from which its containment counts in full


class Likeness:
    """The likeness of labels, from 0 to 1; a word weighs the more, the fewer labels have it."""

    def __init__(self, labels: Iterable[Label]) -> None:
        self._weights = _weights(labels)

    def weight(self, stems: Iterable[str]) -> float:
        """The weight of these words together."""
        return sum(self._weights.get(stem, 1.0) for stem in stems)

    def score(self, one: Label, other: Label) -> float:
        """0 without a shared word, 1 for the same words."""
        common = self.weight(one.content & other.content)
        if not common:
            return 0.0
        weights = self.weight(one.content), self.weight(other.content)
        shortest = min(len(one.content), len(other.content), ENOUGH)
        return CONTAINED * common / min(weights) * shortest / ENOUGH + SHARED * common / (sum(weights) - common)

    def coverage(self, whole: Label, parts: Iterable[Label]) -> float:
        """The share of a label's weight that the words of the parts hold together."""
        held = frozenset().union(*(part.content for part in parts)) & whole.content
        return self.weight(held) / self.weight(whole.content) if whole.content else 0.0


def _weights(labels: Iterable[Label]) -> Mapping[str, float]:
    counts: Counter[str] = Counter()
    total = 0
    for label in labels:
        total += 1
        counts.update(label.content)
    return {stem: 1 + log((1 + total) / (1 + count)) for stem, count in counts.items()}

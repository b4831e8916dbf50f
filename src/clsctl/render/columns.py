"""Display widths for tabulate, which counts characters where terminals and docutils count columns."""

from collections.abc import Callable, Iterator
from unicodedata import combining, east_asian_width

from rich.cells import split_graphemes

Clusters = Iterator[tuple[str, int]]
FILL = "\ue000"
FIRST = 0xF0000


class Lengths:
    """Stands in for each character with as many private-use characters as its columns, and restores it.

    (tabulate would use the package wcwidth if installed: two layouts for one table.) Safe texts contain no private-use
    character, so a stand-in is unambiguous.
    """

    def __init__(self, clusters: Callable[[str], Clusters]) -> None:
        """`clusters` splits a text into units, each with its width."""
        self._clusters = clusters
        self._stand_ins: dict[str, str] = {}

    def fit(self, text: str) -> str:
        """The text with as many characters as columns."""
        if text.isascii():
            return text
        return "".join(self._fit(cluster, width) for cluster, width in self._clusters(text))

    def _fit(self, cluster: str, width: int) -> str:
        if len(cluster) == width:
            return cluster
        stand_in = self._stand_ins.setdefault(cluster, chr(FIRST + len(self._stand_ins)))
        return stand_in + FILL * (width - 1)

    def restore(self, text: str) -> str:
        """The text with every stand-in replaced by its original."""
        if not self._stand_ins:
            return text
        back = {ord(stand_in): cluster for cluster, stand_in in self._stand_ins.items()}
        return text.translate({**back, ord(FILL): ""})


def terminal_clusters(text: str) -> Clusters:
    """The widths of a terminal, by Rich."""
    spans, _width = split_graphemes(text)
    return ((text[start:end], width) for start, end, width in spans)


def docutils_clusters(text: str) -> Clusters:
    """The widths that docutils uses: no emoji sequences, accents part of their letter."""
    cluster, width = "", 0
    for char in text:
        if cluster and not combining(char):
            yield cluster, width
            cluster = ""
        width = width if cluster else 1 + (east_asian_width(char) in "WF")
        cluster += char
    yield cluster, width

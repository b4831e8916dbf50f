"""Widths for tabulate, which counts characters where a terminal and docutils count columns."""

from collections.abc import Callable, Iterator
from unicodedata import combining, east_asian_width

from rich.cells import split_graphemes

Clusters = Iterator[tuple[str, int]]
FILL = "\ue000"
FIRST = 0xF0000


class Lengths:
    """Gives each character as many private-use stand-ins as it has columns, and takes them out again.

    (tabulate would ask the package wcwidth if it happened to be there: the same table, two layouts.) A safe
    text holds no private-use character, so a stand-in is never mistaken.
    """

    def __init__(self, clusters: Callable[[str], Clusters]) -> None:
        """`clusters` cuts a text into what stands together, each with its width."""
        self._clusters = clusters
        self._stand_ins: dict[str, str] = {}

    def fit(self, text: str) -> str:
        """The text, as long as it is wide."""
        if text.isascii():
            return text
        return "".join(self._fit(cluster, width) for cluster, width in self._clusters(text))

    def _fit(self, cluster: str, width: int) -> str:
        if len(cluster) == width:
            return cluster
        stand_in = self._stand_ins.setdefault(cluster, chr(FIRST + len(self._stand_ins)))
        return stand_in + FILL * (width - 1)

    def restore(self, text: str) -> str:
        """The text with every stand-in replaced by what it stands for."""
        if not self._stand_ins:
            return text
        back = {ord(stand_in): cluster for cluster, stand_in in self._stand_ins.items()}
        return text.translate({**back, ord(FILL): ""})


def terminal_clusters(text: str) -> Clusters:
    """The widths of a terminal, as Rich knows them."""
    spans, _width = split_graphemes(text)
    return ((text[start:end], width) for start, end, width in spans)


def docutils_clusters(text: str) -> Clusters:
    """The widths by which docutils finds columns: no emoji sequences, accents on their letter."""
    cluster, width = "", 0
    for char in text:
        if cluster and not combining(char):
            yield cluster, width
            cluster = ""
        width = width if cluster else 1 + (east_asian_width(char) in "WF")
        cluster += char
    yield cluster, width

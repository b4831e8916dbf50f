"""Widths for tabulate, which counts characters where a terminal and docutils count columns."""

from rich.cells import split_graphemes

FILL = "\ue000"
FIRST = 0xF0000


class Lengths:
    """Gives each character as many private-use stand-ins as it has columns, and takes them out again.

    (tabulate would ask the package wcwidth if it happened to be there: the same table, two layouts.) A safe
    text holds no private-use character, so a stand-in is never mistaken.
    """

    def __init__(self) -> None:
        """Without stand-ins at first."""
        self._stand_ins: dict[str, str] = {}

    def fit(self, text: str) -> str:
        """The text, as long as it is wide."""
        if text.isascii():
            return text
        spans, _width = split_graphemes(text)
        return "".join(self._fit(text[start:end], width) for start, end, width in spans)

    def _fit(self, grapheme: str, width: int) -> str:
        if len(grapheme) == width:
            return grapheme
        stand_in = self._stand_ins.setdefault(grapheme, chr(FIRST + len(self._stand_ins)))
        return stand_in + FILL * (width - 1)

    def restore(self, text: str) -> str:
        """The text with every stand-in replaced by what it stands for."""
        if not self._stand_ins:
            return text
        back = {ord(stand_in): grapheme for grapheme, stand_in in self._stand_ins.items()}
        return text.translate({**back, ord(FILL): ""})

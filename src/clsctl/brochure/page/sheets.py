"""A page of a PDF before it is interpreted: its words, its rules and its filled boxes."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Token:
    """A run of letters without a gap; measures in points, `base` the baseline from the foot of the page."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle from left to right and from `low` to `high`, counted from the foot of the page."""

    left: float
    low: float
    right: float
    high: float


@dataclass(frozen=True, slots=True)
class Upright:
    """A text turned by a quarter, beside the lines of its page: from `low` to `high`, counted from the foot."""

    text: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A physical page: `rows` are its words by baseline, from the head; `turned` texts stand upright beside them.

    `part`: from where to where it is read, on a page of two columns.
    """

    number: int
    width: float
    height: float
    rows: tuple[tuple[Token, ...], ...]
    turned: tuple[Upright, ...] = ()
    rules: tuple[Rectangle, ...] = ()
    boxes: tuple[Rectangle, ...] = ()
    part: tuple[float, float] | None = None

    @property
    def middle(self) -> float:
        """The middle of the page, or of the part of it that is read alone."""
        left, right = self.part or (0.0, self.width)
        return (left + right) / 2


def sheet_of(found: Mapping[str, Any]) -> PdfPage:
    """A page as another process sent it."""
    return PdfPage(
        found["number"],
        found["width"],
        found["height"],
        tuple(tuple(Token(*token) for token in row) for row in found["rows"]),
        tuple(Upright(*text) for text in found["turned"]),
        _areas(found["rules"]),
        _areas(found["boxes"]),
    )


def sent(sheet: PdfPage) -> dict[str, Any]:
    """The page in a form that JSON holds."""
    return {
        "number": sheet.number,
        "width": sheet.width,
        "height": sheet.height,
        "rows": [[_measures(token) for token in row] for row in sheet.rows],
        "turned": [astuple(text) for text in sheet.turned],
        "rules": [astuple(area) for area in sheet.rules],
        "boxes": [astuple(area) for area in sheet.boxes],
    }


def _measures(token: Token) -> tuple[str, float, float, float, float, bool]:
    return token.text, token.left, token.right, token.base, token.size, token.bold  # `astuple` takes ten times as long


def _areas(found: Sequence[Sequence[float]]) -> tuple[Rectangle, ...]:
    return tuple(Rectangle(*measures) for measures in found)

"""A scene as a value: a chart before it is drawn, with the numbers of every bar."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum, auto
from itertools import accumulate, pairwise

from clsctl.montant import percent


class ChartForm(StrEnum):
    """The three forms of a chart: a bar per row, a bar per row and part on one scale, a row of 100 % in parts."""

    BARS = auto()
    MATRIX = auto()
    SHARES = auto()


class Unit(StrEnum):
    """The unit of the bars."""

    EUROS = auto()
    PERCENT = auto()
    PER_INHABITANT = auto()  # euros per inhabitant


@dataclass(frozen=True, slots=True)
class Part:
    """A part that the rows have in common: its names; `tint` numbers its colour from 1, 0 for the neutral one."""

    label: str
    short: str
    tint: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its value in the unit of the scene, None without any; `part_pct` is its share of the whole.

    `montant` are the euros behind a value in percent or per inhabitant.
    """

    value: Decimal | None
    tint: int = 0
    part_pct: Decimal | None = None
    montant: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SceneRow:
    """One row: its names, its bars in the order of the parts, its euros.

    `non_chiffrees` counts its lines without amount.
    """

    label: str
    short: str
    bars: tuple[Bar, ...]
    montant: Decimal | None
    non_chiffrees: int = 0


@dataclass(frozen=True, slots=True)
class Scene:
    """A chart: rows of bars, the value of a bar of full width, and the sentences around them.

    `sentence` reads the chart, empty where nothing can be said of every bar; `selected` names the selection, if any.
    `parts` are empty for one bar per row. `montant` are the euros of all rows and of those that a limit leaves out.
    """

    form: ChartForm
    unit: Unit
    title: str
    sentence: str
    heading: str
    parts: tuple[Part, ...]
    rows: tuple[SceneRow, ...]
    montant: Decimal | None
    scale: Decimal
    selected: str = ""
    notes: tuple[str, ...] = ()
    source: str = ""

    def width(self, bar: Bar) -> Decimal:
        """The width of the bar in percent of the full one, two decimals; 0 without a value."""
        return _percent(bar.value or Decimal(0), self.scale)

    def spans(self, row: SceneRow) -> tuple[tuple[Decimal, Decimal], ...]:
        """The start and width of each bar of a row of 100 %, laid end to end without gaps, in percent, two decimals."""
        ends = accumulate((bar.montant or Decimal(0) for bar in row.bars), initial=Decimal(0))
        edges = [_percent(end, row.montant or Decimal(0)) for end in ends]
        return tuple((start, end - start) for start, end in pairwise(edges))


def _percent(value: Decimal, whole: Decimal) -> Decimal:
    return percent(value, whole) or Decimal(0)

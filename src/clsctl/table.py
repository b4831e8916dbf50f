"""A table as a value: the answer to every question and the input of every renderer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

    from clsctl.scene import Scene

# Cells are exact: int for counts, years and pages, Decimal for euros and percent, None for no value.
Cell = str | int | Decimal | None
Row = tuple[Cell, ...]


class Kind(StrEnum):
    """The content of a column, hence its alignment, format and escaping."""

    TEXT = auto()
    CODE = auto()
    ORDINAL = auto()  # a number used as a name: an axe, an exercice; never grouped, never summed
    STATUT = auto()
    NUMBER = auto()
    COUNT = auto()
    MONTANT = auto()
    PERCENT = auto()
    DECIMAL = auto()  # an exact number of no declared meaning: what SQL computes

    @property
    def is_number(self) -> bool:
        """True where cells are aligned right and computed with in a spreadsheet."""
        return self in {Kind.NUMBER, Kind.COUNT, Kind.MONTANT, Kind.PERCENT, Kind.DECIMAL}


class Tone(Enum):
    """The tone of a status word: each has its own mark, so that colour is never the only sign."""

    GOOD = "✓"
    NEAR = "≈"
    BAD = "✗"
    KNOWN = "≠"
    MISSING = "?"
    QUIET = "·"


@dataclass(frozen=True, slots=True)
class Word:
    """The word shown for a slug, in the user's language, and its tone."""

    text: str
    tone: Tone = Tone.QUIET


DTYPES: Mapping[Kind, Literal["str", "Int64", "object"]] = {
    Kind.TEXT: "str",
    Kind.CODE: "str",
    Kind.STATUT: "str",
    Kind.ORDINAL: "Int64",
    Kind.NUMBER: "Int64",
    Kind.COUNT: "Int64",
    Kind.MONTANT: "object",
    Kind.PERCENT: "object",
    Kind.DECIMAL: "object",
}


def _dtype(kind: Kind, *, exact: bool) -> Literal["str", "Int64", "object", "float64"]:
    dtype = DTYPES[kind]
    return "float64" if dtype == "object" and not exact else dtype


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `name` for machines (never translated), `heading` for people, in their language.

    `words` are shown in place of slugs; `hidden` columns are left out for people and always written for machines.
    `decimals` are the fewest displayed of an amount.
    """

    name: str
    kind: Kind
    heading: str
    words: Mapping[str, Word] = field(default_factory=dict)
    hidden: bool = False
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class ShownPart:
    """The part that a limit leaves of an answer: its lines, and their euros; None where no line has an amount."""

    lignes: int
    montant: Decimal | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of exact cells with their context: title, total, notes, source, selection.

    `rows` may be read anew at each iteration: see `held`. `total` has a cell per column or is None; its first cell is
    for the renderer's word. `selection` holds, per option, the values that narrowed the question, as the user would
    write them; `shown` is the part of the total that the rows hold, where a limit left some out. `machine` is the same
    answer for programs, a column for each value, where this table is laid out for people alone.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    total: Row | None = None
    notes: tuple[str, ...] = ()
    source: str = ""
    selection: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shown: ShownPart | None = None
    machine: "Table | None" = None

    @property
    def for_programs(self) -> "Table":
        """The table that programs read."""
        return self.machine or self

    def held(self) -> "Table":
        """The table with its rows in memory, for more than one iteration."""
        return replace(self, rows=tuple(self.rows))

    def to_frame(self, *, exact: bool = True) -> "pd.DataFrame":
        """The rows as a DataFrame, hidden columns included, without the total.

        Texts and codes are `str`; counts, axes and exercices `Int64`. Amounts and percents are Decimal objects: any
        float dtype would round them, and their `.sum()` stays exact.

        Warning: with `exact=False` they are float64, for plots and statistics alone. Cents are then approximate: never
        publish or compare a sum of them.
        """
        import pandas as pd  # noqa: PLC0415 (three times the rest of the start-up, needed only here)

        table = self.for_programs
        cells = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns)
        series = {
            column.name: pd.Series(list(values), dtype=_dtype(column.kind, exact=exact))
            for column, values in zip(table.columns, cells, strict=True)
        }
        return pd.DataFrame(series)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a command: the main table, those beside it, and closing sentences.

    `flat` is the table for a spreadsheet where `main` alone would leave rows out; `scene` is the chart of `main`, where
    one was asked for.
    """

    main: Table
    beside: tuple[Table, ...] = ()
    closing: tuple[str, ...] = ()
    flat: Table | None = None
    scene: "Scene | None" = None

    @property
    def for_programs(self) -> "Answer":
        """The answer with the tables that programs read."""
        beside = tuple(table.for_programs for table in self.beside)
        return replace(self, main=self.main.for_programs, beside=beside)

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables in reading order; the closing sentences are notes of the last."""
        *before, last = (self.main, *self.beside)
        return (*before, replace(last, notes=(*last.notes, *self.closing)))

    def to_frame(self, *, exact: bool = True) -> "pd.DataFrame":
        """The rows for a spreadsheet, as a DataFrame; see `Table.to_frame`."""
        return (self.flat or self.main).to_frame(exact=exact)

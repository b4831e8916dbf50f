"""A table as a value: what every question answers with and every renderer takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

# Cells are exact: int for counts, years and pages, Decimal for euros and percent, None where nothing is.
Cell = str | int | Decimal | None
Row = tuple[Cell, ...]


class Kind(StrEnum):
    """What the cells of a column are, hence how a renderer aligns, formats and protects them."""

    TEXT = auto()
    CODE = auto()
    ORDINAL = auto()  # a number that is a name: an axe, an exercice; never grouped, never summed
    STATUT = auto()
    NUMBER = auto()
    COUNT = auto()
    MONTANT = auto()
    PERCENT = auto()

    @property
    def is_number(self) -> bool:
        """True where the cells are aligned right and a spreadsheet computes with them."""
        return self in {Kind.NUMBER, Kind.COUNT, Kind.MONTANT, Kind.PERCENT}


class Tone(Enum):
    """How a status word strikes the eye: never by hue alone, each tone has a mark of its own."""

    GOOD = "✓"
    NEAR = "≈"
    BAD = "✗"
    KNOWN = "≠"
    MISSING = "?"
    QUIET = "·"


@dataclass(frozen=True, slots=True)
class Word:
    """What people read for a slug, in their language, and its tone."""

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
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `name` for machines (never translated), `heading` for people, in their language.

    `words` gives what people read in place of a slug; `hidden` columns are left out where people read,
    and always written where machines do. `decimals` are the fewest that people read of an amount.
    """

    name: str
    kind: Kind
    heading: str
    words: Mapping[str, Word] = field(default_factory=dict)
    hidden: bool = False
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of exact cells with what a reader needs to trust them: title, total, notes, source, selection.

    `rows` may be read anew each time one goes through them: see `held`. `total` has a cell per column or is None;
    its first cell is for the renderer's word. `selection` holds, per option, the values that narrowed the
    question, as the user would write them.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    total: Row | None = None
    notes: tuple[str, ...] = ()
    source: str = ""
    selection: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def held(self) -> "Table":
        """The same with its rows in memory, for whoever goes through them more than once."""
        return replace(self, rows=tuple(self.rows))

    def to_frame(self) -> "pd.DataFrame":
        """The rows as a DataFrame, hidden columns too, without the total.

        Texts and codes are `str`; counts, axes and exercices `Int64`. Amounts and percents are Decimal objects:
        any float dtype would round them, and their `.sum()` stays exact.
        """
        import pandas as pd  # noqa: PLC0415 (three times the rest of the start-up, and only here)

        cells = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.columns)
        series = {
            column.name: pd.Series(list(values), dtype=DTYPES[column.kind])
            for column, values in zip(self.columns, cells, strict=True)
        }
        return pd.DataFrame(series)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command says: the table that answers, those that explain it, and sentences to close with.

    `flat` is what a spreadsheet takes where `main` alone would leave rows out.
    """

    main: Table
    beside: tuple[Table, ...] = ()
    closing: tuple[str, ...] = ()
    flat: Table | None = None

    @property
    def tables(self) -> tuple[Table, ...]:
        """All of them, in the order in which people read; the closing sentences are under the last."""
        *before, last = (self.main, *self.beside)
        return (*before, replace(last, notes=(*last.notes, *self.closing)))

    def to_frame(self) -> "pd.DataFrame":
        """The rows that a spreadsheet would take, as a DataFrame; see `Table.to_frame`."""
        return (self.flat or self.main).to_frame()

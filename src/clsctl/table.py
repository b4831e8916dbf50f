"""A table as a value: what every question answers with and every renderer takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum, StrEnum, auto

# Cells are exact: int for counts, years and pages, Decimal for euros and percent, None where nothing is.
Cell = str | int | Decimal | None
Row = tuple[Cell, ...]


class Kind(StrEnum):
    """What the cells of a column are, hence how a renderer aligns, formats and protects them."""

    TEXT = auto()
    CODE = auto()
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
    MISSING = "?"
    QUIET = "·"


@dataclass(frozen=True, slots=True)
class Word:
    """What people read for a slug, in their language, and its tone."""

    text: str
    tone: Tone = Tone.QUIET


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

    `total` has a cell per column or is None; its first cell is for the renderer's word. `selection` holds,
    per option, the values that narrowed the question, as the user would write them.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    notes: tuple[str, ...] = ()
    source: str = ""
    selection: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


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

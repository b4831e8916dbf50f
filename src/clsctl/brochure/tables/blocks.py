"""The tables of a brochure as values: the lines from an axe's heading to its total, and the printed figures."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from clsctl.brochure.page.outline import Line
from clsctl.brochure.printed_amounts import Printed
from clsctl.brochure.tables.roles import Role
from clsctl.finding import Finding


@dataclass(frozen=True, slots=True)
class Total:
    """A printed total: its label, its amount, its source lines (the first gives its page)."""

    libelle: str
    printed: Printed
    line: Line
    axe: int = 0


@dataclass(frozen=True, slots=True)
class BlockPart:
    """The lines of a table under one sub-heading (None before the first)."""

    objectif: Line | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A territoire named by a label, and where; `code` is empty where the name is unknown or names several."""

    code: str
    line: Line


@dataclass(frozen=True, slots=True)
class Block:
    """A table: its axe, the territoire of its printed heading (None: missing), its parts, its total.

    `named` are the territoires that its other labels name: the axe's heading, column headings, total.
    """

    axe: int
    chapter: int
    opened: Line
    heading: str | None
    unknown: Line | None
    parts: tuple[BlockPart, ...]
    total: Total | None
    scale: Decimal
    named: tuple[Named, ...] = ()

    @property
    def territoire(self) -> str | None:
        """The territoire of its heading, else the one named elsewhere in it; None where no name is printed."""
        return self.heading or next((named.code for named in self.named), None)

    @property
    def sheets(self) -> frozenset[int]:
        """The sheets that it covers; empty where the source has none."""
        lines = [self.opened, *(line for part in self.parts for line in part.lines)]
        return frozenset(line.sheet for line in lines if line.sheet)

    def with_running(self, running: Iterable[Named]) -> "Block":
        """The same block with the territoires that the running heads of its sheets name."""
        sheets = self.sheets
        return replace(self, named=(*self.named, *(named for named in running if named.line.sheet in sheets)))


@dataclass(frozen=True, slots=True)
class ContractTotal:
    """A printed total of a whole contract; `heading` is None where no territoire is named, `types` narrow it."""

    total: Total
    heading: str | None
    types: frozenset[str]
    named: tuple[Named, ...] = ()
    unknown: Line | None = None

    @property
    def territoire(self) -> str | None:
        """The territoire of its heading, else the one that its label names."""
        return self.heading or next((named.code for named in self.named), None)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the table of contents: its words, its axe (None: another part), its printed page, if it has one."""

    text: str
    axe: int | None
    page: int | None
    line: Line


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of one axe: whether it has a title page, and how many parts without tables end it."""

    axe: int
    title: bool
    sections: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its number and its text by source line; `apart` if it is in a part without tables."""

    number: str
    pieces: tuple[str, ...]
    line: Line
    apart: bool


@dataclass(frozen=True, slots=True)
class Blocks:
    """The result of the walk over an outline."""

    blocks: tuple[Block, ...]
    contracts: tuple[ContractTotal, ...]
    chapters: tuple[Chapter, ...]
    contents: tuple[Entry, ...]
    prose: tuple[Line, ...]
    notes: tuple[Note, ...]
    roles: dict[int, Role]
    findings: tuple[Finding, ...]

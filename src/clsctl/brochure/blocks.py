"""The tables of a brochure as values: the lines between an axe's heading and its total, and the printed figures."""

from dataclasses import dataclass
from decimal import Decimal

from clsctl.brochure.outline import Line
from clsctl.brochure.printed import Printed
from clsctl.brochure.roles import Role
from clsctl.finding import Finding


@dataclass(frozen=True, slots=True)
class Total:
    """A printed total: its label, its amount, the lines it stands on (the first gives its page)."""

    libelle: str
    printed: Printed
    line: Line
    axe: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of a table under one sub-heading (None before the first)."""

    objectif: Line | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A table: its axe, the territoire whose heading is printed (None: missing), its parts, its total."""

    axe: int
    chapter: int
    opened: Line
    heading: str | None
    unknown: Line | None
    parts: tuple[Part, ...]
    total: Total | None
    scale: Decimal


@dataclass(frozen=True, slots=True)
class ContractTotal:
    """A printed total of a whole contract; `heading` is None where no territoire is named, `types` narrow it."""

    total: Total
    heading: str | None
    types: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the list of contents: its words, its axe (None: another part), its printed page."""

    text: str
    axe: int | None
    page: int
    line: Line


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of one axe: whether it has a title page, and how many parts without table end it."""

    axe: int
    title: bool
    sections: int


@dataclass(frozen=True, slots=True)
class Blocks:
    """All that the walk over an outline found."""

    blocks: tuple[Block, ...]
    contracts: tuple[ContractTotal, ...]
    chapters: tuple[Chapter, ...]
    contents: tuple[Entry, ...]
    prose: tuple[Line, ...]
    footnotes: dict[str, str]
    roles: dict[int, Role]
    findings: tuple[Finding, ...]

"""The header of a file: each column as a declared one, by name or alias, or as an extra."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from clsctl.language import in_each_language
from clsctl.vocabulary.columns import COLUMNS
from clsctl.vocabulary.folding import fold
from clsctl.vocabulary.schema import Schema


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a file in file order: the declared name of each, None for an undeclared one."""

    written: tuple[str, ...] = ()
    names: tuple[str | None, ...] = ()

    @property
    def positions(self) -> Mapping[str, int]:
        """The position of each declared column; the last of a repeated one."""
        return {name: index for index, name in enumerate(self.names) if name is not None}

    @property
    def extras(self) -> Mapping[int, str]:
        """The undeclared columns by position, except those without a heading."""
        columns = enumerate(zip(self.written, self.names, strict=True))
        return {index: written for index, (written, name) in columns if name is None and written}

    @property
    def unnamed(self) -> tuple[int, ...]:
        """The positions without a heading."""
        return tuple(index for index, written in enumerate(self.written) if not written)


@dataclass(frozen=True, slots=True)
class Headings:
    """The cells of a candidate header, as written and folded, whatever kind of file it heads."""

    written: tuple[str, ...]
    folded: tuple[str, ...]


def headings(cells: Sequence[str]) -> Headings:
    """The cells without the blanks around them, and folded."""
    written = tuple(cell.strip() for cell in cells)
    return Headings(written, tuple(map(folded_heading, written)))


def read_header(cells: Sequence[str], schema: Schema) -> Header:
    """The columns of these cells, as `header_of` finds them."""
    return header_of(headings(cells), schema)


def header_of(cells: Headings, schema: Schema) -> Header:
    """The columns by name or declared alias, else by the heading that clsctl writes for people, in either language.

    Case, accents, spaces and underscores are ignored.
    """
    known = _known(tuple((field.name, field.alias) for field in schema.fields))
    names = tuple(known.get(heading) for heading in cells.folded)
    if None in names and any(names):
        names = tuple(_with_shown_headings(cells.folded, names, schema))
    return Header(cells.written, names)


def _with_shown_headings(folded: Sequence[str], names: Sequence[str | None], schema: Schema) -> Iterator[str | None]:
    """The columns, those without a declared name by the heading of one that no other column names."""
    shown = _shown(tuple(field.name for field in schema.fields))
    found = set(names)
    for heading, name in zip(folded, names, strict=True):
        meant = shown.get(heading) if name is None else None
        yield name if meant is None or meant in found else meant


@cache
def _known(fields: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, str]:
    """The column of each declared heading; computed once per kind of file, since a run checks dozens of headers."""
    return {folded_heading(heading): name for name, alias in fields for heading in (*alias, name)}


@cache
def _shown(names: tuple[str, ...]) -> Mapping[str, str]:
    """The column of each heading for people."""
    declared = [(name, COLUMNS[name].heading) for name in names if name in COLUMNS]
    return {folded_heading(text): name for name, heading in declared for text in in_each_language(heading)}


def looks_alike(header: Header, schema: Schema) -> bool:
    """True for a header with a key of several columns, or with half of all columns and any amount."""
    found, key = header.positions.keys(), frozenset(schema.primary_key)
    amounts = {field.name for field in schema.fields if field.type == "number"}
    has_half = 2 * len(found) >= len(schema.fields) and not (amounts and found.isdisjoint(amounts))
    return has_half or (len(key) > 1 and found >= key)


def is_whole(header: Header, schema: Schema) -> bool:
    """True for a header with every column that files of the schema must have."""
    return all(field.optional or field.name in header.positions for field in schema.fields)


def folded_heading(heading: str) -> str:
    """The heading without regard to case, accents, spaces or underscores."""
    return fold(heading.replace("_", " "))

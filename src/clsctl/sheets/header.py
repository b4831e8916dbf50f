"""The header of a file: each column as a declared one, by name or alias, or as an extra."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from clsctl.vocabulary.referentiel import fold
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


def read_header(cells: Sequence[str], schema: Schema) -> Header:
    """The columns by name or declared alias; case, accents, spaces and underscores are ignored."""
    known = _known(tuple((field.name, field.alias) for field in schema.fields))
    written = tuple(cell.strip() for cell in cells)
    return Header(written, tuple(known.get(folded_heading(cell)) for cell in written))


@cache
def _known(fields: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, str]:
    """The column of each declared heading; computed once per kind of file, since a run checks dozens of headers."""
    return {folded_heading(heading): name for name, alias in fields for heading in (*alias, name)}


def looks_alike(header: Header, schema: Schema) -> bool:
    """True for a header with a key of several columns, or with half of all columns and any amount."""
    found, key = header.positions.keys(), frozenset(schema.primary_key)
    amounts = {field.name for field in schema.fields if field.type == "number"}
    has_half = 2 * len(found) >= len(schema.fields) and not (amounts and found.isdisjoint(amounts))
    return has_half or (len(key) > 1 and found >= key)


def folded_heading(heading: str) -> str:
    """The heading without regard to case, accents, spaces or underscores."""
    return fold(heading.replace("_", " "))

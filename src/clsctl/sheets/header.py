"""The header of a file: each column as a declared one, by name or alias, or as an extra."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from clsctl.finding import Finding, Place
from clsctl.language import _, quoted
from clsctl.rules.files import DUPLICATE_COLUMN, EMPTY_FILE, MISSING_COLUMN, NO_HEADER, OTHER_UNIT
from clsctl.sheets.sheet import Sheet
from clsctl.sheets.units import announces_unit
from clsctl.vocabulary.referentiel import fold
from clsctl.vocabulary.schema import Field, Schema

# extra columns named in a note, and characters of each; the rest are counted
NAMED_EXTRAS = 20
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a file in file order: the declared name of each, None for an undeclared one."""

    written: tuple[str, ...]
    names: tuple[str | None, ...]

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
    return Header(written, tuple(known.get(_folded(cell)) for cell in written))


@cache
def _known(fields: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, str]:
    """The column of each declared heading; computed once per kind of file, since a run checks dozens of headers."""
    return {_folded(heading): name for name, alias in fields for heading in (*alias, name)}


def looks_alike(header: Header, schema: Schema) -> bool:
    """True for a header with a key of several columns, or with half of all columns and any amount."""
    found, key = header.positions.keys(), frozenset(schema.primary_key)
    amounts = {field.name for field in schema.fields if field.type == "number"}
    has_half = 2 * len(found) >= len(schema.fields) and not (amounts and found.isdisjoint(amounts))
    return has_half or (len(key) > 1 and found >= key)


def _folded(heading: str) -> str:
    return fold(heading.replace("_", " "))


def header_faults(sheet: Sheet, schema: Schema) -> Iterator[Finding]:
    """Each column missing or repeated in the header; an empty file; a file without a header."""
    header = read_header(sheet.header, schema)
    line = sheet.header_line
    expected = ",".join(schema.names)
    known = header.positions
    if not any(header.written):
        if not sheet.faults:  # which already explain the missing header
            yield Finding(EMPTY_FILE, Place(sheet.name), {"expected": expected})
        return
    if not known:
        value = (sheet.separator or " ").join(header.written)
        yield Finding(NO_HEADER, Place(sheet.name, line), {"value": value, "expected": expected})
        return
    for field in schema.fields:
        if field.name not in known:
            place = Place(sheet.name, line, field.name)
            if units := [name for name in header.extras.values() if _is_in_another_unit(name, field)]:
                yield Finding(OTHER_UNIT, place, {"value": ", ".join(units)})
            else:
                yield Finding(MISSING_COLUMN, place, {"expected": expected})
    named = (name or written for written, name in zip(header.written, header.names, strict=True) if written)
    for name, count in Counter(named).items():
        if count > 1:
            yield Finding(DUPLICATE_COLUMN, Place(sheet.name, line, name), {"count": count})


def _is_in_another_unit(heading: str, field: Field) -> bool:
    """True for the heading of amounts in another unit in place of this field: `montant (k€)`."""
    names = [_folded(name) for name in (field.name, *field.alias)]
    return field.type == "number" and _folded(heading).startswith(tuple(names)) and announces_unit(heading[:LONGEST])


def header_notes(sheet: Sheet, schema: Schema) -> Iterator[str]:
    """The extra columns, which are not read; none where the file is not a table of the schema."""
    header = read_header(sheet.header, schema)
    if header.positions and (extras := header.extras):
        shown = [quoted(name[:LONGEST]) for name in islice(extras.values(), NAMED_EXTRAS)]
        names = ", ".join(shown if len(extras) <= NAMED_EXTRAS else [*shown, f"… ({len(extras)})"])
        yield _("{name}: not read, as the schema does not declare these columns: {names}.").format(
            name=sheet.name, names=names
        )

"""The verdict on a header: missing and repeated columns, and a note on those that the schema does not declare."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from clsctl.finding import Finding, Place
from clsctl.language import _, quoted
from clsctl.rules.files import DUPLICATE_COLUMN, EMPTY_FILE, MISSING_COLUMN, NO_HEADER, OTHER_UNIT
from clsctl.sheets.header import folded_heading
from clsctl.sheets.sheet import Sheet
from clsctl.sheets.units import announces_unit
from clsctl.vocabulary.schema import Field, Schema

# A note names 20 extra columns, each with 80 letters; of more it gives the number.
NAMED_EXTRAS = 20
LONGEST = 80
# The key that `lines` writes beside the columns it is made of, folded.
DERIVED = frozenset({"cle", "key"})


def header_faults(sheet: Sheet, schema: Schema) -> Iterator[Finding]:
    """Each column missing or repeated in the header; an empty file; a file without a header."""
    header = sheet.header
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
        if field.name not in known and not field.optional:
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
    names = [folded_heading(name) for name in (field.name, *field.alias)]
    return (
        field.type == "number"
        and folded_heading(heading).startswith(tuple(names))
        and announces_unit(heading[:LONGEST])
    )


def header_notes(sheet: Sheet) -> Iterator[str]:
    """The extra columns, which are not read; none where the file is not a table of the schema."""
    header = sheet.header
    extras = [name for name in header.extras.values() if folded_heading(name) not in DERIVED]
    if header.positions and extras:
        shown = [quoted(name[:LONGEST]) for name in islice(extras, NAMED_EXTRAS)]
        names = ", ".join(shown if len(extras) <= NAMED_EXTRAS else [*shown, f"… ({len(extras)})"])
        yield _("{name}: not read, as the schema does not declare these columns: {names}.").format(
            name=sheet.name, names=names
        )

"""The differences between territoires and axes beside the lines and those bundled with clsctl."""

from collections.abc import Iterator, Sequence

from clsctl.language import _
from clsctl.verdict.records import Record
from clsctl.vocabulary.cells import Value

# The columns that answers depend on. An empty cell does not count, unless it removes a territory's container.
COMPARED = ("territoire", "type", "siren", "inclus_dans", "population", "libelle")
TELLING = "inclus_dans"
NAMED, LONGEST = 10, 60


def difference_note(name: str, records: Sequence[Record], known: Sequence[Record], key: str) -> Iterator[str]:
    """A note on the codes in both, with both values of each column."""
    bundled = {record.values[key]: record for record in known}
    found = [
        f"{code} {column} {_shown(value)} ({_shown(other)})"
        for record in records
        if (code := record.values[key]) in bundled
        for column in COMPARED
        if column in record.values
        for value, other in [(record.values[column], bundled[code].values[column])]
        if value != other and (value not in {None, ""} or column == TELLING)
    ]
    if found:
        shown = [*found[:NAMED], *([f"… ({len(found)})"] if len(found) > NAMED else [])]
        yield _("{name}: differs from the data bundled with clsctl: {differences}.").format(
            name=name, differences="; ".join(shown)
        )


def _shown(value: Value) -> str:
    text = "–" if value in {None, ""} else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"

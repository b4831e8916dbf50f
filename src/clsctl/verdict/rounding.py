"""A published figure against the unit to which it is said to be rounded."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from clsctl.finding import Finding, Place
from clsctl.montant import montant_text
from clsctl.rules.relations import IMPOSSIBLE_ARRONDI
from clsctl.verdict.records import Record
from clsctl.vocabulary.schema import Schema

# To which 0 may be rounded: any sum below would be 0 to a unit that is large enough.
EURO = Decimal(1)


def check_rounding(record: Record, schema: Schema, place: Place) -> Iterator[Finding]:
    """A figure that is no multiple of its unit: any gap would pass under a unit that is too large."""
    for field in schema.fields:
        if field.divides is not None:
            figure, unit = record.montant(field.divides), record.montant(field.name)
            if figure % unit or unit > max(figure, EURO):
                facts = {"value": montant_text(unit), "montant": montant_text(figure)}
                yield Finding(IMPOSSIBLE_ARRONDI, replace(place, column=field.name), facts)

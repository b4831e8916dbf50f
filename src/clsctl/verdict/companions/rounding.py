"""The rounding unit of a published figure: the figure must be a multiple of it."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from clsctl.finding import Finding, Place
from clsctl.language import language
from clsctl.montant import display_montant
from clsctl.rules.relations import IMPOSSIBLE_ARRONDI
from clsctl.verdict.records import Record
from clsctl.vocabulary.schema import Schema

# The unit for a figure of 0: any sum would be 0 to a large enough unit.
EURO = Decimal(1)


def check_rounding(record: Record, schema: Schema, place: Place) -> Iterator[Finding]:
    """A figure that is not a multiple of its unit: too large a unit would hide any gap."""
    for field in schema.fields:
        if field.divides is not None:
            figure, unit = record.montant(field.divides), record.montant(field.name)
            if figure % unit or unit > max(figure, EURO):
                facts = {"value": display_montant(unit, language()), "montant": display_montant(figure, language())}
                yield Finding(IMPOSSIBLE_ARRONDI, replace(place, column=field.name), facts)

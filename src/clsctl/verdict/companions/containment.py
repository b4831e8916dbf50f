"""Containment of territories: each in an existing one of a fitting type, none directly or indirectly in itself."""

from collections.abc import Iterator, Mapping, Sequence

from clsctl.finding import Finding, Place
from clsctl.language import _
from clsctl.rules.relations import WRONG_CONTAINER
from clsctl.verdict.records import Record
from clsctl.vocabulary.schema import Schema

ARROW = " → "


def wrong_containers(records: Sequence[Record], schema: Schema, name: str) -> Iterator[Finding]:
    """Each record whose container is unknown, inside the record itself, or of a type that cannot hold it."""
    (key,) = schema.primary_key
    by_code = {record.text(key): record for record in records} if schema.field(key).type == "string" else {}
    for field in schema.fields:
        if not field.within:
            continue
        containers = {code: record.text(field.name) for code, record in by_code.items()}
        for code, record in by_code.items():
            held, holder = record.text("type"), by_code.get(containers[code])
            if not containers[code]:
                continue
            if holder is None:
                reason = _("which is missing from the file")
            elif circle := _circle(code, containers):
                reason = _("which would place it inside itself: {circle}").format(circle=ARROW.join(circle))
            elif holder.text("type") not in field.within[held]:
                reason = _("of type {holder}, which cannot contain a {held}").format(
                    holder=holder.text("type"), held=held
                )
            else:
                continue
            place = Place(name, record.line, field.name)
            yield Finding(WRONG_CONTAINER, place, {"value": containers[code], "expected": reason})


def _circle(code: str, containers: Mapping[str, str]) -> Sequence[str]:
    """The path from the territory through its containers back to itself; empty without a cycle."""
    way = [code]
    while (code := containers.get(code, "")) and code not in way:
        way.append(code)
    return [*way, code] if code == way[0] else []

"""json: an answer as objects, with amounts and percents as strings so that no reader rounds them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from clsctl.montant import montant_text
from clsctl.render.delimited import machine_text
from clsctl.render.formats import Format
from clsctl.render.medium import Medium
from clsctl.table import Answer, Cell, Kind, Row, ShownPart, Table

SCHEMA_VERSION = 1


def write(answer: Answer, _form: Format, _medium: Medium) -> Iterator[str]:
    """The main table at the top level; further ones, where a command has them, by name under `beside`."""
    yield _document(answer)


def _document(answer: Answer) -> str:
    main = replace(answer.main, notes=(*answer.main.notes, *answer.closing))
    document = {"schema_version": SCHEMA_VERSION, **_object(main)}
    if answer.beside:
        document["beside"] = {table.name: _object(table) for table in answer.beside}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _object(table: Table) -> dict[str, object]:
    return {
        "name": table.name,
        "source": table.source,
        "selection": {option: list(values) for option, values in table.selection.items()},
        "rows": [_record(table, row) for row in table.rows],
        "total": None if table.total is None else _record(table, table.total),
        **({} if table.shown is None else {"shown": _shown(table.shown)}),
        "notes": list(table.notes),
    }


def _shown(shown: ShownPart) -> dict[str, object]:
    """The lines that a limit leaves, and their euros as text."""
    return {"lignes": shown.lignes, "montant": None if shown.montant is None else montant_text(shown.montant)}


def _record(table: Table, row: Row) -> dict[str, str | int | None]:
    return {column.name: _value(cell, column.kind) for column, cell in zip(table.columns, row, strict=True)}


def _value(cell: Cell, kind: Kind) -> str | int | None:
    if cell is None or isinstance(cell, str):
        return cell
    exact = machine_text(cell, kind)
    return exact if isinstance(cell, Decimal) or kind in {Kind.MONTANT, Kind.PERCENT} else cell

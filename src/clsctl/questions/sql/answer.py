"""The answer to an SQL question: typed columns under the names of the question, exact cells."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.views import VIEWS, sealed
from clsctl.engine.closed import Rows, ask
from clsctl.engine.statement import RefusedError, named_views
from clsctl.errors import UsageError
from clsctl.language import _, ngettext
from clsctl.questions.notes import context_note, source_line, theme_note
from clsctl.questions.sql.refusals import refusal
from clsctl.questions.sql.views import view_columns
from clsctl.table import Cell, Column, Kind, Table
from clsctl.verdict.companions.companion_files import CONTEXTE
from clsctl.verdict.companions.theme_files import LIGNES_THEMES, THEMES
from clsctl.vocabulary.columns import COLUMNS, column

MOST_DIGITS = 38  # digits of the widest exact number, in the engine and in Parquet
LARGEST = 2**63 - 1
SCALE = re.compile(r"DECIMAL\([0-9]+,([0-9]+)\)")
FLOATING = frozenset({"FLOAT", "DOUBLE"})
TEXTS = frozenset({Kind.TEXT, Kind.CODE, Kind.STATUT})
CENTS = 2
THEMED = frozenset({THEMES, LIGNES_THEMES})  # views with which the rule of themes stands


@dataclass(frozen=True, slots=True)
class SqlQuestion:
    """An SQL question found sound before any file is read, and the views that it names."""

    sql: str
    views: tuple[str, ...]


def sql_question(sql: str) -> SqlQuestion:
    """The question; UsageError unless it is one SELECT over the views."""
    try:
        return SqlQuestion(sql, named_views(sql, VIEWS))
    except RefusedError as error:
        raise refusal(error, view_columns()) from None


def sql_answer(dataset: Dataset, asked: SqlQuestion, seconds: float, limit: int | None) -> Table:
    """The rows, the first `limit` of them; UsageError where the engine cannot give them."""
    try:
        found = ask(sealed(dataset, asked.views), asked.sql, seconds, limit)
    except RefusedError as error:
        raise refusal(error, view_columns()) from None
    by_column = zip(found.names, _by_column(found), strict=True)
    cells = [[_cell(value, name) for value in values] for name, values in by_column]
    columns = tuple(map(_column, found.names, found.types, cells))
    return Table(
        name="sql",
        title=_("Answer to the SQL question"),
        columns=columns,
        rows=tuple(zip(*map(_fitted, cells, columns), strict=True)),
        notes=(*_notes(found), *_rules(asked.views, dataset)),
        source=source_line(dataset),
    )


def _rules(views: Sequence[str], dataset: Dataset) -> Iterator[str]:
    """The rules that stand with the views of the question."""
    if not THEMED.isdisjoint(views):
        yield theme_note(dataset.referentiel.themes)
    if CONTEXTE in views:
        yield context_note()


def _by_column(found: Rows) -> Sequence[Sequence[Any]]:
    return tuple(zip(*found.rows, strict=True)) if found.rows else ((),) * len(found.names)


def _notes(found: Rows) -> Iterator[str]:
    if found.is_cut:
        count = len(found.rows)
        note = ngettext("Only the first row is shown.", "Only the first {count} rows are shown.", count)
        yield _("{note} --limit N shows more.").format(note=note.format(count=count))
    if floating := [name for name, type_ in zip(found.names, found.types, strict=True) if type_ in FLOATING]:
        note = ngettext(
            "{names} is a floating-point number, exact to 15 digits: cast it to DECIMAL to choose the decimals.",
            "{names} are floating-point numbers, exact to 15 digits: cast them to DECIMAL to choose the decimals.",
            len(floating),
        )
        yield note.format(names=", ".join(floating))


def _cell(value: Any, name: str) -> Cell:
    """The exact cell of an engine's value; UsageError for a number that none is."""
    match value:
        case None | str() | Decimal():
            return value
        case bool():
            return str(value).lower()
        case int():
            return value
        case float() if math.isfinite(value):
            return Decimal(repr(value))
        case date():  # a moment is one too
            return value.isoformat()
    raise UsageError(
        _("The column “{name}” has a result that is not a number.").format(name=name),
        _("Divide by nullif(…, 0)."),
    )


def _column(name: str, type_: str, cells: Sequence[Cell]) -> Column:
    """The column: the one of the register where name and type agree, else by its type."""
    kind = _kind(type_, cells)
    if name in COLUMNS and _agrees(COLUMNS[name].kind, kind, type_):
        return column(name)
    return Column(name, kind, name)


def _kind(type_: str, cells: Sequence[Cell]) -> Kind:
    if type_.startswith("DECIMAL") or type_ in FLOATING:
        return Kind.DECIMAL
    if "INT" in type_:
        is_wide = any(isinstance(cell, int) and abs(cell) > LARGEST for cell in cells)
        return Kind.DECIMAL if is_wide else Kind.NUMBER
    return Kind.TEXT


def _agrees(declared: Kind, found: Kind, type_: str) -> bool:
    """True where the declared kind writes each cell of the type exactly."""
    if declared is Kind.MONTANT:
        return found in {Kind.NUMBER, Kind.DECIMAL} and type_ not in FLOATING
    if declared is Kind.PERCENT:
        scale = SCALE.fullmatch(type_)
        return found is Kind.NUMBER or (scale is not None and int(scale[1]) <= CENTS)
    return found is Kind.TEXT if declared in TEXTS else found is Kind.NUMBER


def _fitted(cells: Sequence[Cell], column: Column) -> Sequence[Cell]:
    """The cells; UsageError for a column whose numbers no exact type holds."""
    if column.kind is Kind.DECIMAL:
        numbers = [Decimal(cell) for cell in cells if isinstance(cell, int | Decimal)]
        whole = max((number.adjusted() + 1 for number in numbers if number), default=0)
        scale = max((-int(number.as_tuple().exponent) for number in numbers), default=0)
        if max(whole, 0) + max(scale, 0) > MOST_DIGITS:
            raise UsageError(
                _("The column “{name}” has numbers of more than {count} digits.").format(
                    name=column.name, count=MOST_DIGITS
                ),
                _("Round them: round(…, 2)."),
            )
        return [None if cell is None else Decimal(str(cell)) for cell in cells]
    return cells

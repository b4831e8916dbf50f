"""The canonical copy that a careful reading writes for the engine: each record with its origin."""

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from typing import TextIO

from clsctl.engine.connection import LINE_BYTES, scan
from clsctl.finding import Fault, Finding, FindingLog, Place
from clsctl.rules.cells import MISSING_VALUE
from clsctl.rules.files import COLUMN_COUNT, MANY_FINDINGS, OBJECT_KEYS
from clsctl.sheets.sheet import Sheet
from clsctl.verdict.doubtful_keys import Strays
from clsctl.verdict.mending import Mending
from clsctl.verdict.records import REMEMBERED, SHORT, read_rows
from clsctl.verdict.references import missing_names, reference_faults
from clsctl.verdict.respellings import CODE, NOM, respelled
from clsctl.vocabulary.cells import Cell, Value, canonical, cast
from clsctl.vocabulary.referentiel import Referentiel, Territoire
from clsctl.vocabulary.schema import Field, Schema

# Columns of the copy for a record's origin and its undeclared cells; none is a name of the schema.
ORIGIN = ("source_", "line_", "extras_")
NO_EXTRAS = "[]"
# The cells of a record that refer to territoires and axes.
REFERRING = ("territoire_code", "territoire", "axe")
RANG = "rang"
# The columns whose missing cells others give: those of the line, or of its table.
GIVEN = frozenset({RANG, CODE, NOM})
AT_FAULT = "\0"  # no sound cell holds one
# A separator that almost no cell contains: nearly all lines are written without scanning each character.
SEPARATOR = "\N{INFORMATION SEPARATOR ONE}"
LINE_END = "\r\n"  # so that the csv module also quotes a bare CR in a cell


@dataclass(frozen=True, slots=True)
class _Judgement:
    """The faults of a record against territoires and axes, and its doubtful columns, independent of its place.

    `respelled` is the territoire to be read where the record writes its code or its name otherwise.
    """

    faults: tuple[Finding, ...]
    doubtful: frozenset[str | None]
    respelled: Territoire | None = None


def copy_records(
    sheets: Sequence[Sheet],
    schema: Schema,
    referentiel: Referentiel,
    target: Path,
    log: FindingLog,
    mending: Mending,
) -> tuple[str, Strays]:
    """Write each record that has a key; returns the engine's query for them, and the strays. Findings go to `log`.

    A record with a fault outside its key is written for the rules between lines, and one with a doubtful key goes to
    the strays: neither causes a missing rang. A record that lacks only its rang is written where all get new ones.
    """
    strays = Strays()
    columns = schema.names
    names = (*columns, *ORIGIN)
    parts = [schema.field(name) for name in schema.primary_key]
    referring = itemgetter(*map(columns.index, REFERRING))
    judgements = _Judgements(schema, referentiel)
    rang_at = columns.index(RANG)
    with target.open("w", encoding="utf-8", newline="") as stream:
        copy = _Copy(stream, names)
        for source, sheet in enumerate(sheets):
            for line, cells, extras in read_rows(sheet, schema, log, _written):
                judgement = judgements[
                    referring(cells)
                    if isinstance(cells, list)
                    else tuple(cells.get(name, AT_FAULT) for name in REFERRING)
                ]
                if judgement.respelled is not None:
                    code, nom, _axe = referring(cells) if isinstance(cells, list) else map(cells.get, REFERRING)
                    mending.respellings.add(Place(sheet.name, line), str(code), str(nom), judgement.respelled)
                    _respell(cells, columns, judgement.respelled)
                for fault in judgement.faults:
                    if not log.only_counts(fault.rule):
                        log.add(replace(fault, place=Place(sheet.name, line, fault.place.column)))
                origin = (str(source), str(line), json.dumps(extras) if extras else NO_EXTRAS)
                if isinstance(cells, list) and not judgement.doubtful and cells[rang_at]:
                    copy.write((*cells, *origin))
                    continue
                texts = cells if isinstance(cells, dict) else dict(zip(columns, cells, strict=True))
                *table, rang = [_part(texts.get(each.name), each, judgement) for each in parts]
                is_unnumbered = texts.get(RANG) == ""
                if None in table or (rang is None and not is_unnumbered):
                    strays.add(table, rang)
                    log.extend([Finding(MISSING_VALUE, Place(sheet.name, line, RANG))] if is_unnumbered else [])
                elif rang is None and not mending.renumbers:
                    strays.add_unnumbered(Place(sheet.name, line, RANG), table)
                else:
                    copy.write((*(texts.get(name, "") for name in columns), *origin))
    strays.add_unread(log.counted(COLUMN_COUNT) + log.counted(OBJECT_KEYS))
    if log.counted(MANY_FINDINGS):
        strays.add_unread(sys.maxsize)
    return scan(target, SEPARATOR, names, names, copy.line_bytes), strays


def _respell(cells: list[str] | dict[str, str], columns: Sequence[str], known: Territoire) -> None:
    """Put the code and the name of that territoire in place of those of the record."""
    for name, text in ((CODE, known.code), (NOM, known.nom)):
        if isinstance(cells, list):
            cells[columns.index(name)] = text
        else:
            cells[name] = text


def _part(text: str | None, field: Field, judgement: _Judgement) -> Value:
    """A part of a record's key, as canonical text; None where it is at fault or in doubt."""
    if not text or field.name in judgement.doubtful:
        return None
    return text if field.type == "string" else int(text)


def _written(field: Field, cell: Cell) -> str | Fault:
    """The canonical text of the cell's value, or its fault; empty for a missing one that other cells or lines give."""
    value = cast(field, cell)
    if field.name in GIVEN and isinstance(value, Fault) and value.rule is MISSING_VALUE:
        return ""
    return value if isinstance(value, str | Fault) else canonical(value)


class _Judgements(dict[tuple[str, ...], _Judgement]):
    """The judgements by referring cells: the same few combinations recur."""

    def __init__(self, schema: Schema, referentiel: Referentiel) -> None:
        self._schema = schema
        self._fields = [schema.field(name) for name in REFERRING]
        self._referentiel = referentiel

    def __missing__(self, cells: tuple[str, ...]) -> _Judgement:
        missing = [name for name, cell in zip(REFERRING, cells, strict=True) if not cell]
        found = _judgement(self._values(cells), missing, self._schema, self._referentiel)
        if len(self) < REMEMBERED and sum(map(len, cells)) < SHORT:
            self[cells] = found
        return found

    def _values(self, cells: tuple[str, ...]) -> dict[str, Value]:
        """The values of the canonical texts, without those missing or at fault."""
        read = zip(self._fields, cells, strict=True)
        sound = ((field, cell) for field, cell in read if cell not in {"", AT_FAULT})
        return {field.name: cell if field.type == "string" else int(cell) for field, cell in sound}


def _judgement(
    written: Mapping[str, Value], missing: Sequence[str], schema: Schema, referentiel: Referentiel
) -> _Judgement:
    known_as = respelled(written, referentiel)
    values = written if known_as is None else {**written, CODE: known_as.code, NOM: known_as.nom}
    faults = tuple(
        missing_names(values, missing, Place(""), referentiel)
        if missing
        else reference_faults(values, Place(""), referentiel)
        if values.keys() >= set(REFERRING)
        else ()
    )
    known = {"territoire_code": referentiel.by_code.keys(), "axe": referentiel.by_numero.keys()}
    unknown = {name for name, codes in known.items() if values.get(name) not in codes}
    return _Judgement(
        faults, frozenset(unknown | {fault.place.column for fault in faults} & set(schema.primary_key)), known_as
    )


class _Copy:
    """A CSV with a separator of its own, read only by the engine."""

    def __init__(self, stream: TextIO, names: Sequence[str]) -> None:
        self._stream = stream
        self._writer = csv.writer(stream, delimiter=SEPARATOR, lineterminator=LINE_END)
        self._parted = len(names) - 1
        self._longest = 0
        self.write(names)

    def write(self, cells: Sequence[str]) -> None:
        """Write a line; without the csv module where no cell needs quotes, which is many times as fast."""
        text = SEPARATOR.join(cells)
        if text.count(SEPARATOR) > self._parted or '"' in text or "\r" in text or "\n" in text:
            self._writer.writerow(cells)
        else:
            self._stream.write(text + LINE_END)
        self._longest = max(self._longest, len(text))

    @property
    def line_bytes(self) -> int:
        """The greatest number of bytes in a line, for the engine's limit."""
        # A character has at most four bytes, a quote is doubled, and JSON may escape one in six.
        return max(LINE_BYTES, 12 * self._longest + 1000)

"""The copy that a careful reading makes for the engine: records in canonical form, each with its origin."""

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
from clsctl.rules.files import COLUMN_COUNT, MANY_FINDINGS, OBJECT_KEYS
from clsctl.sheets.sheet import Sheet
from clsctl.verdict.doubtful_keys import Strays
from clsctl.verdict.records import REMEMBERED, SHORT, read_rows
from clsctl.verdict.references import reference_faults
from clsctl.vocabulary.cells import Cell, Value, canonical, cast
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.schema import Field, Schema

# Where a record of the copy comes from, and its cells that the schema does not declare; no names of the schema.
ORIGIN = ("source_", "line_", "extras_")
NO_EXTRAS = "[]"
# What a record needs to be held against the territoires and axes.
REFERRING = ("territoire_code", "territoire", "axe")
# Hardly any cell holds it: nearly all lines can be written without a look at each letter.
SEPARATOR = "\N{INFORMATION SEPARATOR ONE}"
LINE_END = "\r\n"  # so that the csv module quotes a bare CR in a cell too


@dataclass(frozen=True, slots=True)
class _Judgement:
    """What the territoires and axes say of a record, wherever it stands: faults, and columns that are in doubt."""

    faults: tuple[Finding, ...]
    doubtful: frozenset[str | None]


def copy_records(
    sheets: Sequence[Sheet], schema: Schema, referentiel: Referentiel, target: Path, log: FindingLog
) -> tuple[str, Strays]:
    """Write each record that has a key; returns the engine's query for them, and the others. Findings go to `log`.

    A record with a fault elsewhere stands there for the rules between lines, and one whose key is in doubt among the
    strays: no rang is missing because of either.
    """
    strays = Strays()
    columns = schema.names
    names = (*columns, *ORIGIN)
    parts = [schema.field(name) for name in schema.primary_key]
    referring = itemgetter(*map(columns.index, REFERRING))
    judgements = _Judgements(schema, referentiel)
    with target.open("w", encoding="utf-8", newline="") as stream:
        copy = _Copy(stream, names)
        for source, sheet in enumerate(sheets):
            for line, cells, extras in read_rows(sheet, schema, log, _written):
                judgement = judgements[
                    referring(cells) if isinstance(cells, list) else tuple(cells.get(name, "") for name in REFERRING)
                ]
                for fault in judgement.faults:
                    if not log.only_counts(fault.rule):
                        log.add(replace(fault, place=Place(sheet.name, line, fault.place.column)))
                origin = (str(source), str(line), json.dumps(extras) if extras else NO_EXTRAS)
                if isinstance(cells, list) and not judgement.doubtful:
                    copy.write((*cells, *origin))
                    continue
                texts = cells if isinstance(cells, dict) else dict(zip(columns, cells, strict=True))
                *table, rang = key = [_part(texts.get(each.name), each, judgement) for each in parts]
                if None in key:
                    strays.add(table, rang)
                else:
                    copy.write((*(texts.get(name, "") for name in columns), *origin))
    strays.add_unread(log.counted(COLUMN_COUNT) + log.counted(OBJECT_KEYS))
    if log.counted(MANY_FINDINGS):
        strays.add_unread(sys.maxsize)
    return scan(target, SEPARATOR, names, names, copy.line_bytes), strays


def _part(text: str | None, field: Field, judgement: _Judgement) -> Value:
    """A part of the key of a record, by its canonical text; None where it is at fault or in doubt."""
    if text is None or field.name in judgement.doubtful:
        return None
    return text if field.type == "string" else int(text)


def _written(field: Field, cell: Cell) -> str | Fault:
    """The canonical text of what the cell stands for, or what is wrong with it."""
    value = cast(field, cell)
    return value if isinstance(value, str | Fault) else canonical(value)


class _Judgements(dict[tuple[str, ...], _Judgement]):
    """The judgement by the cells that refer: the same few groups of lines come again and again."""

    def __init__(self, schema: Schema, referentiel: Referentiel) -> None:
        self._schema = schema
        self._fields = [schema.field(name) for name in REFERRING]
        self._referentiel = referentiel

    def __missing__(self, cells: tuple[str, ...]) -> _Judgement:
        found = _judgement(self._values(cells), self._schema, self._referentiel)
        if len(self) < REMEMBERED and sum(map(len, cells)) < SHORT:
            self[cells] = found
        return found

    def _values(self, cells: tuple[str, ...]) -> dict[str, Value]:
        """What the canonical texts say; "" stands for a cell at fault."""
        read = zip(self._fields, cells, strict=True)
        return {field.name: cell if field.type == "string" else int(cell) for field, cell in read if cell}


def _judgement(values: Mapping[str, Value], schema: Schema, referentiel: Referentiel) -> _Judgement:
    faults = tuple(reference_faults(values, Place(""), referentiel)) if values.keys() >= set(REFERRING) else ()
    known = {"territoire_code": referentiel.by_code.keys(), "axe": referentiel.by_numero.keys()}
    unknown = {name for name, codes in known.items() if values.get(name) not in codes}
    return _Judgement(faults, frozenset(unknown | {fault.place.column for fault in faults} & set(schema.primary_key)))


class _Copy:
    """A CSV under a separator of its own, which the engine alone reads."""

    def __init__(self, stream: TextIO, names: Sequence[str]) -> None:
        self._stream = stream
        self._writer = csv.writer(stream, delimiter=SEPARATOR, lineterminator=LINE_END)
        self._parted = len(names) - 1
        self._longest = 0
        self.write(names)

    def write(self, cells: Sequence[str]) -> None:
        """A line; by hand where no cell needs quotes, which the csv module takes many times as long to find."""
        text = SEPARATOR.join(cells)
        if text.count(SEPARATOR) > self._parted or '"' in text or "\r" in text or "\n" in text:
            self._writer.writerow(cells)
        else:
            self._stream.write(text + LINE_END)
        self._longest = max(self._longest, len(text))

    @property
    def line_bytes(self) -> int:
        """How many bytes the engine must take for a line."""
        # A character has at most four bytes, a quote is written twice, and JSON may take six for it.
        return max(LINE_BYTES, 12 * self._longest + 1000)

"""The sheet of a JSON file: an answer of clsctl (`rows`), or a list of objects, each with its first line."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

from clsctl.finding import Fault, Finding, FindingLog, Place
from clsctl.language import _, quoted
from clsctl.rules.cells import NOT_ONE_VALUE
from clsctl.rules.files import DUPLICATE_COLUMN, NO_TABLE, OBJECT_KEYS, SECOND_TABLE
from clsctl.sheets.formats.json_document import Decoder, Document, Repeated, no_list, read_document
from clsctl.sheets.header import looks_alike, read_header
from clsctl.sheets.limits import DOCUMENT, TooLargeError
from clsctl.sheets.sheet import Row, Sheet, checked, no_table, too_large
from clsctl.sheets.sources import Source, unreadable
from clsctl.vocabulary.cells import Cell
from clsctl.vocabulary.schema import Schema

WORD = "JSON"
NAMED = 10


def objects_sheet(source: Source, schema: Schema) -> Sheet:
    """The objects as rows, under the keys of the first; amounts are text or numbers, exactly."""
    try:
        document = read_document(_text(source))
        if document.rows is None:
            return no_table(source.name, WORD, no_list())
    except OSError as error:
        raise unreadable(source.name, error) from None
    except TooLargeError as error:
        return too_large(source.name, error)
    except (ValueError, RecursionError) as error:
        return no_table(source.name, WORD, str(error))
    faults = FindingLog()
    notes = list[str]()
    for name, (count, keys) in document.others.items():
        if looks_alike(read_header(keys, schema), schema):
            faults.add(Finding(SECOND_TABLE, Place(source.name), {"value": name, "count": count}))
        else:
            notes.append(name)
    is_empty_answer = document.is_answer and not document.rows
    return Sheet(
        source.name,
        # an answer without lines does not name its columns
        read_header(schema.names if is_empty_answer else document.first, schema),
        partial(_rows, source, document),
        faults=faults.close(),
        notes=tuple(_not_read(source.name, notes)),
    )


def _not_read(name: str, others: Sequence[str]) -> Iterator[str]:
    """A note that names the lists beside the rows."""
    if others:
        names = ", ".join([*map(quoted, others[:NAMED]), *([f"… ({len(others)})"] if len(others) > NAMED else [])])
        yield _("{name}: only the objects of “rows” are read, not those of {names}.").format(name=name, names=names)


def _text(source: Source) -> str:
    """The text of the file; TooLargeError above the limit of memory."""
    DOCUMENT.check(source.path.stat().st_size)
    return source.path.read_bytes().decode("utf-8-sig")


def _rows(source: Source, document: Document, log: FindingLog) -> Iterator[Row]:
    """The objects with the keys of the first, in any order."""
    header, keys = document.first, set(document.first)
    for line, row in _objects(source, document, log):
        place = Place(source.name, line)
        if isinstance(row, Repeated):
            for repeated, count in row.counts.items():
                log.add(Finding(DUPLICATE_COLUMN, Place(source.name, line, repeated), {"count": count}))
        if row.keys() == keys:
            yield line, checked([_cell(row[name]) for name in header], place, log)
        else:
            log.add(Finding(OBJECT_KEYS, place, _difference(row, header)))


def _objects(source: Source, document: Document, log: FindingLog) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Each object of the rows with its line, decoded again."""
    try:
        text = _text(source)
        decoder = Decoder(text)
        line, before = 1, 0
        for begin in document.rows or ():
            line += text.count("\n", before, begin)
            before = begin
            row, _end = decoder.value(begin)
            if isinstance(row, dict):  # it was one at the first pass
                yield line, row
    except OSError as error:
        raise unreadable(source.name, error) from None
    except (ValueError, RecursionError, TooLargeError) as error:  # the file has changed
        log.add(Finding(NO_TABLE, Place(source.name), {"value": WORD, "reason": str(error)}))


def _difference(row: Mapping[str, Any], header: Sequence[str]) -> Mapping[str, object]:
    """The keys that an object lacks, and those that it has in addition."""
    lacking = [name for name in header if name not in row]
    known = set(header)
    added = [name for name in row if name not in known]
    return {
        "lacking": _named(lacking) or _("none"),
        "added": _named(added) or _("none"),
    }


def _named(names: Sequence[str]) -> str:
    return ", ".join([*islice(names, NAMED), *(["…"] if len(names) > NAMED else [])])


def _cell(value: object) -> Cell:
    """A value as a cell; a list or an object fits no column."""
    if isinstance(value, list | dict):
        try:
            return Fault(NOT_ONE_VALUE, {"value": json.dumps(value, default=_inner)})
        except RecursionError:
            return Fault(NOT_ONE_VALUE, {"value": "…"})
    return value  # type: ignore[return-value] # text, number, boolean or null


def _inner(value: object) -> str:
    """The text of an exact number, which the JSON writer cannot encode."""
    return str(value.facts["value"] if isinstance(value, Fault) else value)

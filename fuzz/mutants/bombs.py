"""Small files that unpack, repeat or nest into more than a machine has; each with one size that dice choose."""

import gzip
import json
import random
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import duckdb

from mutants import Table
from mutants.letters import NUMBER, Cell, Sheet, workbook
from mutants.ods import MANIFEST, MIME
from mutants.ods_formats import plain_document
from mutants.packed import MEMBER, Packed, zipped

SHEET, TEXTS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
Bomb = Callable[[random.Random, Table], bytes]


def bomb(dice: random.Random, table: Table) -> tuple[str, bytes]:
    """One of BOMBS by its name, and its bytes."""
    name = dice.choice(list(BOMBS))
    return name, BOMBS[name](dice, table)


def _xlsx(change: Callable[[dict[str, bytes | str | Packed]], None], table: Table) -> bytes:
    numbers = {"exercice", "axe", "rang", "montant", "page"}
    rows = [[Cell(name) for name in table[0]]]
    rows += [
        [Cell(text, NUMBER if text and name in numbers else "s") for name, text in zip(table[0], row, strict=True)]
        for row in table[1:]
    ]
    parts: dict[str, bytes | str | Packed] = dict(workbook([Sheet("CLS", rows)]))
    change(parts)
    return zipped(parts)


def _within(part: str, mark: str, text: str, times: Sequence[int]) -> Bomb:
    """A workbook with a text many times before the mark in one of its parts."""

    def made(dice: random.Random, table: Table) -> bytes:
        def change(parts: dict[str, bytes | str | Packed]) -> None:
            whole = parts[part]
            assert isinstance(whole, str)
            head, _mark, tail = whole.partition(mark)
            parts[part] = Packed(head.encode(), text.encode(), dice.choice(times), (mark + tail).encode())

        return _xlsx(change, table)

    return made


def _replaced(part: str, old: str, *news: str) -> Bomb:
    def made(dice: random.Random, table: Table) -> bytes:
        def change(parts: dict[str, bytes | str | Packed]) -> None:
            whole = parts[part]
            assert isinstance(whole, str)
            parts[part] = whole.replace(old, dice.choice(news), 1)

        return _xlsx(change, table)

    return made


def _ods(old: str, *news: str) -> Bomb:
    """A spreadsheet of OpenDocument with a text replaced."""

    def made(dice: random.Random, table: Table) -> bytes:
        content = plain_document(table).replace(old, dice.choice(news), 1)
        return zipped({"mimetype": MIME, "content.xml": content, "META-INF/manifest.xml": MANIFEST})

    return made


def _ods_within(mark: str, text: str, times: Sequence[int]) -> Bomb:
    def made(dice: random.Random, table: Table) -> bytes:
        head, _mark, tail = plain_document(table).partition(mark)
        packed = Packed(head.encode(), text.encode(), dice.choice(times), (mark + tail).encode())
        return zipped({"mimetype": MIME, "content.xml": packed, "META-INF/manifest.xml": MANIFEST})

    return made


def _gzip(text: bytes, *, is_csv: bool, tail: bytes = b"") -> Bomb:
    """Up to 2 GB in gzip: one member, many times."""

    def made(dice: random.Random, table: Table) -> bytes:
        head = "".join(",".join(row) + "\n" for row in table[:1]).encode() if is_csv else b""
        member = gzip.compress(text * (MEMBER // len(text)), mtime=0)
        return gzip.compress(head) + member * dice.choice((50, 100, 200)) + gzip.compress(tail)

    return made


def _json(*parts: tuple[str, str, int, str]) -> Bomb:
    """A text chosen from begin, part, times and end; it is put together when it is asked for."""

    def made(dice: random.Random, table: Table) -> bytes:
        rows = json.dumps([dict(zip(table[0], row, strict=True)) for row in table[1:]])
        begin, part, times, end = dice.choice(parts)
        return begin.replace("ROWS", rows).encode() + part.encode() * times + end.encode()

    return made


def _keys(dice: random.Random, table: Table) -> bytes:
    """An object of very many keys; and perhaps others, each of its own."""
    row = dict(zip(table[0], table[1], strict=True))
    return json.dumps([row | {f"k{number}": "" for number in range(dice.choice((10**5, 10**6)))}]).encode()


def _parquet(select: str) -> Bomb:
    def made(_dice: random.Random, _table: Table) -> bytes:
        with tempfile.TemporaryDirectory() as folder, duckdb.connect(config={"threads": 1}) as connection:
            path = Path(folder) / "t.parquet"
            connection.execute(
                f"COPY ({select}) TO '{path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 1000000)"
            )
            return path.read_bytes()

    return made


COLUMNS = (
    "2025 AS exercice, '02' AS territoire_code, 'Aisne' AS territoire, 1 AS axe, {rang} AS rang, '' AS objectif, "
    "{action} AS action, 1 AS montant, 1 AS page, '' AS remarque"
)
ROW = b"2025,02,Aisne,1,1,,x,1,1,\n"
CELL = '<c r="H2" s="0" t="n">'
DEEP = ("<a>", "<c>", "<row>", "<x:y xmlns:x='u'>")
LAUGHS = (
    "<!DOCTYPE a [<!ENTITY a0 'haha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)) + "]>"
)
BOMBS: Mapping[str, Bomb] = {
    "blanks in gzip": _gzip(b" ", is_csv=False, tail=b"[]"),
    "lines in gzip": _gzip(ROW, is_csv=True),
    "one cell in gzip": _gzip(b"x", is_csv=True),
    "an open quote in gzip": _gzip(b'"x', is_csv=True),
    "ends of lines in gzip": _gzip(b"\n", is_csv=True, tail=ROW),
    "separators in gzip": _gzip(b",", is_csv=True),
    "zeros in gzip": _gzip(b"\0", is_csv=False),
    "brackets in gzip": _gzip(b"[", is_csv=False),
    "objects in gzip": _gzip(b'{"a":1},', is_csv=False),
    "styles": _within(STYLES, "</cellXfs>", '<xf numFmtId="0"/>', (10**6, 2 * 10**7)),
    "number formats": _within(STYLES, "</numFmts>", '<numFmt numFmtId="999" formatCode="0"/>', (10**6, 10**7)),
    "shared texts": _within(TEXTS, "</sst>", "<si><t>x</t></si>", (10**6, 3 * 10**7)),
    "one long text": _within(TEXTS, "</t>", "x", (10**8, 9 * 10**8)),
    "many runs": _within(TEXTS, "</si>", "<r><t>x</t></r>", (10**6, 3 * 10**7)),
    "blanks in a sheet": _within(SHEET, "</sheetData>", " ", (10**8, 9 * 10**8)),
    "rows without cells": _within(SHEET, "</sheetData>", "<row/>", (10**6, 5 * 10**7)),
    "cells without value": _within(SHEET, "</row>", "<c/>", (10**6, 10**8)),
    "columns": _within(SHEET, "<sheetData>", '<col min="1" max="1"/>', (10**6, 10**7)),
    "merged cells": _within(SHEET, "</worksheet>", '<mergeCell ref="A1:B2"/>', (10**6, 10**7)),
    "a deep sheet": _within(SHEET, "<sheetData>", "<a>", (10**4, 10**6, 10**7)),
    "deep rows": _within(SHEET, "</sheetData>", "<row>", (10**4, 10**6)),
    "deep styles": _within(STYLES, "</styleSheet>", "<a>", (10**4, 10**6)),
    "deep texts": _within(TEXTS, "</si>", "<r>", (10**4, 10**6)),
    "attributes": _within(SHEET, "><sheetData>", ' a="1"', (10**5,)),
    "a long attribute": _within(SHEET, '"><sheetData>', "x", (10**8,)),
    "sheets": _within("xl/workbook.xml", "</sheets>", '<sheet name="x" sheetId="9" r:id="rId1"/>', (10**4, 10**6)),
    "a far cell": _replaced(SHEET, "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    "a farther cell": _replaced(
        SHEET, "</sheetData>", '<row r="4294967295"><c r="ZZZZZZ4294967295"><v>1</v></c></row></sheetData>'
    ),
    "a wide dimension": _replaced(
        SHEET,
        "<sheetData>",
        '<dimension ref="A1:XFD1048576"/><sheetData>',
        '<dimension ref="A1:ZZZZ99999999"/><sheetData>',
    ),
    "a cell in lower case": _replaced(
        SHEET, '<c r="H2"', '<c r="h2"', "<c r='H2'", '<c r=" H2"', '<c r="H2 "', '<c r="zzzzzz2"'
    ),
    "a far text": _replaced(SHEET, 't="s"><v>0', 't="s"><v>4294967295', 't="s"><v>99999999999999999999'),
    "a long number": _replaced(SHEET, '<c r="H2" s="0" t="n"><v>', f'<c r="H2" s="0" t="n"><v>{"9" * 10**6}'),
    "a long format": _replaced(
        STYLES, 'formatCode="General"', f'formatCode="{"0;" * 10**6}"', f'formatCode="{"[" * 10**5}"'
    ),
    "a column repeated": _replaced(
        SHEET, "<sheetData>", '<cols><col min="1" max="4294967295" hidden="1"/></cols><sheetData>'
    ),
    "laughs": _replaced(SHEET, "<worksheet ", f"{LAUGHS}<worksheet x='&a9;' "),
    "laughs in a text": _replaced(TEXTS, "<sst ", f"{LAUGHS}<sst x='&a9;' "),
    "spaces of an .ods": _ods(
        "<text:p>", *(f'<text:p><text:s text:c="{count}"/>' for count in (2 * 10**9, 10**8, 10**19))
    ),
    "many spaces of an .ods": _ods("<text:p>", "<text:p>" + '<text:s text:c="9999999"/>' * 1000),
    "rows repeated": _ods(
        "<table:table-row>", *(f'<table:table-row table:number-rows-repeated="{n}">' for n in (10**6, 2**31, 10**12))
    ),
    "cells repeated": _ods(
        "<table:table-cell ",
        *(f'<table:table-cell table:number-columns-repeated="{n}" ' for n in (16384, 10**7, 2**31)),
    ),
    "rows and cells repeated": _ods(
        "</table:table>",
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384" '
        'office:value-type="float" office:value="1"/></table:table-row></table:table>',
    ),
    "columns repeated": _ods(
        "<table:table-column/>", '<table:table-column table:number-columns-repeated="2000000000"/>'
    ),
    "laughs of an .ods": _ods("<office:document-content", f"{LAUGHS}<office:document-content x='&a9;'"),
    "a deep .ods": _ods_within("<office:body>", "<a>", (10**4, 10**6, 10**7)),
    "deep spans": _ods_within("</text:p>", "<text:span>", (10**4, 10**6)),
    "rows of an .ods": _ods_within("</table:table>", "<table:table-row/>", (10**6, 2 * 10**7)),
    "a long text of an .ods": _ods_within("</text:p>", "x", (10**8, 9 * 10**8)),
    "styles of an .ods": _ods_within("</office:automatic-styles>", '<style:style style:name="a"/>', (10**6, 10**7)),
    "paragraphs": _ods_within("</table:table-cell>", "<text:p/>", (10**6, 2 * 10**7)),
    "many keys": _keys,
    "deep lists": _json(
        ("", "[", 10**6, ""),
        ("[" * 10**5, "]", 10**5, ""),
        ("", '{"a":', 10**5, ""),
        ('{"rows": ', "[", 10**6, ""),
    ),
    "a long number of JSON": _json(('[{"montant": ', "9", 10**7, "}]"), ('[{"montant": 1e', "9", 10**6, "}]")),
    "a great exponent": _json(
        ('{"rows": ROWS, "a": 1e', "9", 9, "}"), ('[{"montant": 1e', "9", 9, ', "page": 1e99999999}]')
    ),
    "a long text of JSON": _json(('{"rows": ROWS, "a": "', "x", 4 * 10**7, '"}')),
    "many lists": _json(('{"rows": ROWS, "a": [', "[],", 10**6, "[]]}"), ("[", "[],", 10**7, "[]]")),
    "rows of Parquet": _parquet(
        f"SELECT {COLUMNS.format(rang='1', action=chr(39) + 'x' + chr(39))} FROM range(5000000)"
    ),
    "a long text of Parquet": _parquet(
        f"SELECT {COLUMNS.format(rang='i', action='repeat(chr(97), 40000000)')} FROM range(1, 40) t(i)"
    ),
    "columns of Parquet": _parquet("SELECT " + ", ".join(f"1 AS c{n}" for n in range(5000))),
    "headings": lambda dice, _table: (
        ",".join(f"c{n}" for n in range(dice.choice((10**5, 3 * 10**6)))) + "\n"
    ).encode(),
    "quotes": lambda dice, table: (
        (",".join(table[0]) + "\n").encode() + dice.choice((b'"', b'"",', b'"\n')) * 5 * 10**6
    ),
    "a line": lambda _dice, table: (",".join(table[0]) + "\n" + "x" * 4 * 10**7).encode(),
    "findings": lambda _dice, table: (",".join(table[0]) + "\n" + "x,,,,,,,,,\n" * 4 * 10**6).encode(),
}

"""The total that a file must have, read by Python's csv, json, openpyxl and Decimal: nothing of clsctl is imported.

It takes each spelling that the documents promise, and is lax where an answer would be right either way, so that no
answer goes unverified. What has no total (NoTotal) clsctl must refuse as well.
"""

import csv
import gzip
import io
import json
import re
import unicodedata
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

PACKAGE = json.loads((Path(__file__).resolve().parent.parent / "data" / "datapackage.json").read_text("utf-8"))
FIELDS = PACKAGE["resources"][0]["schema"]["fields"]
KEY = ("exercice", "territoire_code", "axe", "rang")
SPACES = " \u00a0\u202f\u2009"
UNITS = {"€": 1, "k€": 1000, "K€": 1000, "M€": 1_000_000, "": 1}
AMOUNT = re.compile(rf"(€?)[{SPACES}]*([0-9][0-9.,{SPACES}]*)([kKM]?€?)")
IDLE = re.compile(r"docProps/|xl/theme/|\[Content_Types\]|_rels/")  # parts of a workbook that hold no cell
# Lines, lines without amount and euros of the others, of each axe.
Totals = dict[int, tuple[int, int, Decimal]]


class NoTotal(Exception):  # noqa: N818 (it is no error)
    """No total can be right for these bytes: any answer is wrong."""


def totals(data: bytes) -> Totals:
    """What each axe sums to; NoTotal where no reading can be right."""
    euros: dict[int, list[Decimal | None]] = defaultdict(list)
    keys = set()
    for record in records(data):
        key = tuple(record[name].strip(SPACES) for name in KEY)
        if key in keys:
            raise NoTotal(f"the key {key} stands twice")
        keys.add(key)
        euros[_integer(record["axe"])].append(amount(record["montant"]))
    return {
        axe: (len(found), found.count(None), sum((one for one in found if one is not None), Decimal()))
        for axe, found in sorted(euros.items())
    }


def amount(text: str) -> Decimal | None:
    """The euros of a cell as people write them, None for no amount."""
    bare = text.strip(SPACES)
    if bare in {"", "-", "–"}:
        return None
    found = AMOUNT.fullmatch(bare)
    if not found or (found[1] and found[3]) or found[3] in {"k", "K", "M"}:
        raise NoTotal(f"{text!r} is no amount")
    digits = found[2].strip(SPACES)
    grouped = any(space in digits for space in SPACES)
    digits = re.sub(f"[{SPACES}]", "", digits)
    marks = re.findall("[.,]", digits)
    whole, _mark, decimals = digits.rpartition(marks[-1]) if marks else (digits, "", "")
    if len(set(marks)) == 1 and len(marks) > 1:  # 1.234.567
        whole, decimals = digits, ""
    elif len(marks) == 1 and len(decimals) == 3 and not grouped and re.fullmatch("[1-9][0-9]{0,2}", whole):
        raise NoTotal(f"{text!r} has two readings")
    value = Decimal(re.sub("[.,]", "", whole) + "." + (decimals or "0")) * UNITS[found[3]]
    if value != value.quantize(Decimal("0.01")):
        raise NoTotal(f"{text!r} is finer than a cent")
    return value


def records(data: bytes) -> Iterator[dict[str, str]]:
    """Each record under the declared names of its columns."""
    if data.startswith(b"\x1f\x8b"):
        try:
            data = gzip.decompress(data)
        except (OSError, EOFError, zlib.error) as error:
            raise NoTotal(str(error)) from None
    if data.startswith(b"PK\x03\x04"):
        return _under_header(_workbook(data))
    text = _decoded(data)
    if text.lstrip().startswith(("{", "[")) and not _is_heading(text):
        return _under_header(_objects(text))
    separator = max(",;\t|", key=lambda mark: len({_name(cell) for cell in next(_table(text, mark), [])} - {None}))
    return _under_header(_table(text, separator, strict=True))


def _integer(text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text.strip(SPACES)):
        raise NoTotal(f"{text!r} is no integer")
    return int(text.strip(SPACES))


def _decoded(data: bytes) -> str:
    wide = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}.get(data[:2])
    zeros = {(False, True): "utf-16-le", (True, False): "utf-16-be"}.get((data[:1] == b"\0", data[1:2] == b"\0"))
    for codec in filter(None, (wide, zeros, "utf-8-sig", "cp1252")):
        try:
            text = data.decode(codec)
        except UnicodeError:
            continue
        if "\0" in text:
            raise NoTotal("NUL")
        return text
    raise NoTotal("no encoding fits")


def _table(text: str, separator: str, *, strict: bool = False) -> Iterator[list[str]]:
    csv.field_size_limit(2**31 - 1)
    try:
        yield from filter(None, csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict))
    except csv.Error as error:
        if strict:
            raise NoTotal(str(error)) from None


def _is_heading(text: str) -> bool:
    """True where the brace is the name of a column."""
    return any(_name(cell) == KEY[0] for mark in ",;\t|" for cell in next(_table(text, mark), []))


def _objects(text: str) -> Iterator[list[str]]:
    try:
        document = json.loads(text, parse_float=Decimal)
        rows = document["rows"] if isinstance(document, dict) else document
        header = list(dict.fromkeys(name for row in rows for name in row))
        yield header
        for row in rows:
            yield ["" if row.get(name) is None else str(row.get(name)) for name in header]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NoTotal(str(error)) from None


def _workbook(data: bytes) -> Iterator[list[str]]:
    from openpyxl import load_workbook  # noqa: PLC0415 (slow, and for workbooks only)

    try:
        book = load_workbook(_mended(data), data_only=True)
        for row in book.worksheets[0].iter_rows(values_only=True):
            if any(cell not in {None, ""} for cell in row):
                yield [_stored(cell) for cell in row]
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        TypeError,
        OSError,
        AttributeError,
        IndexError,
    ) as error:
        raise NoTotal(str(error)) from None


def _mended(data: bytes) -> io.BytesIO:
    """The workbook with a sound part for each damaged one that holds no cell (a theme, a property)."""
    from openpyxl import Workbook  # noqa: PLC0415 (the same)

    spare, copy = io.BytesIO(), io.BytesIO()
    Workbook().save(spare)
    spares = zipfile.ZipFile(spare)
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(copy, "w") as mended:
        for name in archive.namelist():
            try:
                content = archive.read(name)
            except (zipfile.BadZipFile, zlib.error, EOFError):
                if name not in spares.namelist():
                    continue  # a name that is damaged itself; whoever needs the part will miss it
                if not IDLE.match(name):
                    raise
                content = spares.read(name)
            mended.writestr(name, content)
        for name in filter(IDLE.match, set(spares.namelist()) - set(mended.namelist())):
            mended.writestr(name, spares.read(name))
    copy.seek(0)
    return copy


def _stored(cell: object) -> str:
    """A workbook's number is a float: its shortest decimal form."""
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)).normalize():f}"
    return "" if cell is None else str(cell)


def _under_header(table: Iterable[Sequence[str]]) -> Iterator[dict[str, str]]:
    rows = iter(table)
    header = [_name(cell) for cell in next(rows, [])]
    if any(header.count(field["name"]) != 1 for field in FIELDS):
        raise NoTotal("the header lacks a column, or has one twice")
    for row in rows:
        if len(row) < len(header) or any(row[len(header) :]):
            raise NoTotal(f"{len(row)} cells under {len(header)} headings")
        yield {name: cell for name, cell in zip(header, row, strict=False) if name}


def _name(heading: str) -> str | None:
    folded = _folded(heading)
    for field in FIELDS:
        if folded in map(_folded, (field["name"], *field.get("alias", ()))):
            return str(field["name"])
    return None


def _folded(text: str) -> str:
    plain = unicodedata.normalize(
        "NFKD", re.sub(r"[-_\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}]", " ", text).casefold()
    )
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())

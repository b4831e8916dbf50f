"""Hostile files made of sound ones: seeded, so that a seed and a number say which file it was."""

import csv
import gzip
import io
import json
import random
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data" / "contracts_2025.csv"
LINES = 30
Table = list[list[str]]
HOSTILE = (
    *(
        "",
        " ",
        "-",
        "–",
        "0",
        "007",
        "1.234",
        "1,234",
        "1.234,56",
        "1 234,5 €",
        "1\u202f234",
        "1e3",
        "NaN",
        "inf",
        "-5",
    ),
    *("9999999999999999.99", "99999999999999999", "0.005", "1,5 M€", "500 k€", "€ 12", "12 €€", "22/05/2025", "0x10"),
    *(
        "٣",
        "½",
        "=1+1",
        "+1",
        "@x",
        "'=1",
        "[/]",
        "[bold]",
        ":house:",
        "\x1b[2J",
        "\u202e1",
        "\ufeff1",
        "\u200b",
        "\x85",
    ),
    *(
        '"',
        '""',
        "a\nb",
        "a\rb",
        "a\r\nb",
        "a;b",
        "a,b",
        "a\tb",
        "x" * 5000,
        "é",
        "🏠",
        "\u2028",
        "02",
        "2",
        "59",
        "32",
    ),
    *("Aisne", "MEL", "2025", "99999", "true", "null", "{", "[", "\\", "\\N", "NULL", "#", "//"),
)
BYTES = (
    b"\0",
    b"\xff",
    b"\xe9",
    b"\xef\xbb\xbf",
    b'"',
    b"\r",
    b"\n",
    b"\r\n",
    b",",
    b";",
    b"\x1a",
    b"\xc3",
    b"\xed\xa0\x80",
)


@cache
def sound() -> tuple[tuple[str, ...], ...]:
    """The header and the first lines of the bundled data."""
    with DATA.open(encoding="utf-8", newline="") as stream:
        return tuple(tuple(row) for _count, row in zip(range(LINES + 1), csv.reader(stream), strict=False))


def mutant(dice: random.Random, kind: str, lines: int = LINES) -> bytes:
    """A file of that kind after up to three changes to its table, and sometimes to its bytes."""
    table = [list(row) for row in sound()[: lines + 1]]
    for _change in range(dice.randrange(4)):
        dice.choice(CHANGES)(dice, table)
    content = WRITERS[kind](dice, table)
    if dice.random() < 0.4:
        content = damaged(dice, content)
    return content


def damaged(dice: random.Random, content: bytes) -> bytes:
    """The bytes with some lost, doubled, overwritten, put in, or cut off at the end."""
    for _change in range(dice.randrange(1, 4)):
        start = dice.randrange(len(content) + 1)
        end = min(len(content), start + dice.choice((1, 1, 2, 8, 100)))
        middle = dice.choice((b"", content[start:end] * 2, dice.choice(BYTES), dice.randbytes(end - start)))
        content = content[:start] + middle + content[end:] if dice.random() < 0.9 else content[:start]
    return content


def _cell(dice: random.Random, table: Table) -> None:
    row = dice.choice(table[1:] or table)
    if row:
        row[dice.randrange(len(row))] = dice.choice(HOSTILE)


def _amount(dice: random.Random, table: Table) -> None:
    row = dice.choice(table[1:] or table)
    digits = "".join(dice.choices("0123456789., \u202f€kM-", k=dice.randrange(1, 9)))
    if len(row) > 7:
        row[7] = digits


def _lose_row(dice: random.Random, table: Table) -> None:
    if len(table) > 1:
        del table[dice.randrange(len(table))]


def _repeat_row(dice: random.Random, table: Table) -> None:
    table.insert(dice.randrange(len(table) + 1), list(dice.choice(table)) if table else [])


def _swap_columns(dice: random.Random, table: Table) -> None:
    one, other = dice.randrange(10), dice.randrange(10)
    for row in table:
        if len(row) > max(one, other):
            row[one], row[other] = row[other], row[one]


def _width(dice: random.Random, table: Table) -> None:
    row = dice.choice(table)
    if dice.random() < 0.5 and row:
        del row[dice.randrange(len(row))]
    else:
        row.insert(dice.randrange(len(row) + 1), dice.choice(HOSTILE))


def _extra_column(dice: random.Random, table: Table) -> None:
    place = dice.randrange(11)
    for row in table:
        row.insert(place, dice.choice(HOSTILE))


def _shuffle(dice: random.Random, table: Table) -> None:
    lines = table[1:]
    dice.shuffle(lines)
    table[1:] = lines


CHANGES: Sequence[Callable[[random.Random, Table], None]] = (
    *(_cell, _cell, _amount, _amount, _amount),
    *(_lose_row, _repeat_row, _swap_columns, _width, _extra_column, _shuffle),
)


def _csv(dice: random.Random, table: Table) -> bytes:
    stream = io.StringIO(newline="")
    separator, end = dice.choice(",;\t|"), dice.choice(("\n", "\r\n", "\r"))
    if dice.random() < 0.5:
        writer = csv.writer(stream, delimiter=separator, lineterminator=end)
    else:
        writer = csv.writer(stream, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows(table)
    text = stream.getvalue()
    if dice.random() < 0.1:
        text = text.rstrip("\r\n")
    codec = dice.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"))
    return text.encode(codec, "replace")


def _gzip(dice: random.Random, table: Table) -> bytes:
    return gzip.compress(_csv(dice, table), mtime=0)


def _json(dice: random.Random, table: Table) -> bytes:
    header, *lines = table or [[]]
    rows = [dict(zip(header, (_as_number(dice, cell) for cell in line), strict=False)) for line in lines]
    return json.dumps({"rows": rows} if dice.random() < 0.5 else rows, ensure_ascii=False, indent=1).encode()


def _as_number(dice: random.Random, cell: str) -> str | int | float | None:
    """Sometimes the number that a program would store."""
    if dice.random() < 0.7 or cell.startswith("0") or not cell.isascii() or not cell.replace(".", "", 1).isdigit():
        return cell
    return float(cell) if "." in cell else int(cell)


def _xlsx(dice: random.Random, table: Table) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 (slow, and for workbooks only)
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415 (the same)

    book = Workbook()
    sheet = book.worksheets[0]
    for row in table:
        sheet.append([_as_number(dice, ILLEGAL_CHARACTERS_RE.sub("?", cell)) for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


WRITERS: dict[str, Callable[[random.Random, Table], bytes]] = {"csv": _csv, "gzip": _gzip, "json": _json, "xlsx": _xlsx}

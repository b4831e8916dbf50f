"""The formats of text: CSV in every dialect and encoding, the same in gzip, JSON."""

import csv
import gzip
import io
import json
import random
import re
from collections.abc import Iterable, Sequence

from mutants.changes import Table
from mutants.values import as_number

RAW = (
    *("1e2", "1E400", "-0", "-0.0", "1.10", "1.005", "1e-2", "12345678901234567890", "9999999999999999.99", "1.0"),
    *("NaN", "-Infinity", "true", "null", "[1]", "{}", '"1e2"', '"\\u0031"', '"\\ud800"', '"\\u0000"'),
)
CODECS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252")


def csv_file(dice: random.Random, table: Table, *, mild: bool) -> bytes:
    """A CSV; where it is hostile, perhaps in an encoding without mark, or of other letters."""
    stream = io.StringIO(newline="")
    separator, end = dice.choice(",;\t|"), dice.choice(("\n", "\r\n") if mild else ("\n", "\r\n", "\r"))
    if dice.random() < 0.5:
        writer = csv.writer(stream, delimiter=separator, lineterminator=end)
    else:
        writer = csv.writer(stream, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows(table)
    text = stream.getvalue()
    if dice.random() < 0.1:
        text = text.rstrip("\r\n")
    if not mild:
        return text.encode(dice.choice((*CODECS, "utf-16-le", "utf-16-be")), "replace")
    try:
        return text.encode(dice.choice(CODECS))
    except UnicodeEncodeError:
        return text.encode()


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows in canonical form."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode("utf-8", "replace")


def gzip_file(dice: random.Random, table: Table, *, mild: bool) -> bytes:
    """The same compressed, now and then in two members."""
    content = csv_file(dice, table, mild=mild)
    half = dice.choice((0, 0, len(content) // 2))
    return b"".join(gzip.compress(part, mtime=0) for part in (content[:half], content[half:]) if part)


def json_file(dice: random.Random, table: Table, *, mild: bool) -> bytes:
    """A list of objects, or an answer of clsctl; hostile: with odd values, a key twice, other encodings."""
    header, *lines = table or [[]]
    rows = [dict(zip(header, (as_number(dice, cell) for cell in line), strict=False)) for line in lines]
    text = json.dumps({"rows": rows} if dice.random() < 0.5 else rows, ensure_ascii=dice.random() < 0.2, indent=1)
    if mild or dice.random() < 0.6:
        return text.encode("utf-8-sig" if dice.random() < 0.1 else "utf-8")
    cells = re.findall('"[a-z_]+": [^,}\\]]+', text)
    other = dice.choice(cells or [text])
    raw = other.partition(":")[0] + ": " + dice.choice(RAW)
    text = text.replace(other, f"{raw}, {other}" if dice.random() < 0.3 else raw, 1)
    return text.encode(dice.choice(("utf-8", "utf-8", "utf-16", "cp1252")), "replace")

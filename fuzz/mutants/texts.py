"""The formats of text: CSV in every dialect and encoding, the same in gzip, JSON."""

import csv
import gzip
import io
import json
import random

from mutants.changes import Table
from mutants.values import as_number

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


def gzip_file(dice: random.Random, table: Table, *, mild: bool) -> bytes:
    """The same compressed, now and then in two members."""
    content = csv_file(dice, table, mild=mild)
    half = dice.choice((0, 0, len(content) // 2))
    return b"".join(gzip.compress(part, mtime=0) for part in (content[:half], content[half:]) if part)


def json_file(dice: random.Random, table: Table, *, mild: bool) -> bytes:
    """A list of objects, or an answer of clsctl; hostile: with a key twice in an object, in an encoding of Windows."""
    header, *lines = table or [[]]
    rows = [dict(zip(header, (as_number(dice, cell) for cell in line), strict=False)) for line in lines]
    text = json.dumps({"rows": rows} if dice.random() < 0.5 else rows, ensure_ascii=dice.random() < 0.2, indent=1)
    if mild or dice.random() < 0.8:
        return text.encode("utf-8-sig" if dice.random() < 0.1 else "utf-8")
    doubled = text.replace('"montant":', f'"montant": {dice.choice(("1e2", "null", "12.5", "NaN"))}, "montant":', 1)
    return doubled.encode(dice.choice(("utf-8", "utf-16", "cp1252")), "replace")

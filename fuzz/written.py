"""Files of clsctl are read back whole: lines with hostile labels, in every format that is read, under its options."""

import csv
import gzip
import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import mutants
from mutants import HOSTILE
from mutants.changes import ACTION, OBJECTIF, REMARQUE, Table
from mutants.texts import as_csv
from mutants.values import TEXTS
from trial import SEEN, Outcome, Verdict, invoke, judged

ENDINGS = ("csv", "tsv", "json", "xlsx", "ods", "parquet")
EXCEL = ("--format", "excel-fr")
SELECTIONS: Sequence[Sequence[str]] = (
    (),
    (),
    ("--axe", "1"),
    ("--axe", "4"),
    ("--type", "metropole"),
    ("--territoire", "Nord"),
)
SORTED = ((), (), ("--sort", "montant"))
LIMIT = 3
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
Lines = list[dict[str, str]]


def try_written(dice: random.Random, folder: Path) -> Verdict:
    """`lines` to a format, `fmt` of that, and both against the lines that were given."""
    table = _hostile(dice, mutants.few(dice))
    source = folder / "contracts.csv"
    source.write_bytes(as_csv(table))
    selection, order = dice.choice(SELECTIONS), dice.choice(SORTED)
    first = folder / "first.csv"
    if (end := invoke("fmt", str(source), "-o", str(first))).code:
        return judged(end) or Verdict(Outcome.REFUSED)
    given = _rows(first)
    if (seen := _texts(given)) != (wanted := _texts([dict(zip(table[0], row, strict=True)) for row in table[1:]])):
        return Verdict(Outcome.WRONG, f"fmt: {sorted(set(seen) - set(wanted))}, not {sorted(set(wanted) - set(seen))}")
    expected = [row for row in given if _is_picked(row, selection)]
    if not order and dice.random() < 0.2:
        order, expected = ("--limit", str(LIMIT)), expected[:LIMIT]
    ending = dice.choice((*ENDINGS, "excel-fr", "csv"))
    written = folder / f"written.{'csv' if ending == 'excel-fr' else ending}"
    form = EXCEL if ending == "excel-fr" else ()
    end = invoke("lines", *selection, *order, "--data", str(first), *form, "-o", str(written))
    if fault := judged(end):
        return fault
    if end.code:
        return Verdict(Outcome.DENIED, f"lines {ending}: {end.talk[-SEEN:]}") if expected else Verdict(Outcome.REFUSED)
    if dice.random() < 0.3 and ending in {"csv", "tsv", "json", "excel-fr"}:
        packed = folder / f"{written.name}.gz"
        packed.write_bytes(gzip.compress(written.read_bytes()))
        written = packed
    if ending == "ods":
        expected = [{name: _in_xml(text) for name, text in row.items()} for row in expected]
    return _again(written, expected, folder, ending, is_whole=not selection)


def _in_xml(text: str) -> str:
    """The text with what XML cannot hold spelled out, as docs/inputs.md says of `.ods`."""
    return UNWRITABLE.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def _again(written: Path, expected: Lines, folder: Path, ending: str, *, is_whole: bool) -> Verdict:
    """The file as `fmt` and `lines` read it; a selection may leave holes, which are said, and nothing else is lost."""
    back = folder / "back.csv"
    end = invoke("fmt", str(written), "-o", str(back))
    if fault := judged(end):
        return fault
    if end.code:
        is_denied = is_whole or "rang-hole" not in end.talk
        return Verdict(Outcome.DENIED if is_denied else Outcome.REFUSED, f"{ending} read back: {end.talk[-SEEN:]}")
    found = _rows(back)
    if found != expected:
        return Verdict(Outcome.WRONG, f"{ending}: {_difference(found, expected)}")
    return Verdict(Outcome.ANSWERED)


def _hostile(dice: random.Random, table: Table) -> Table:
    """The lines with up to six labels that mean something to a spreadsheet, a parser or a terminal."""
    rows = table[1:]
    for _label in range(dice.randrange(7)):
        place = dice.choice((OBJECTIF, ACTION, ACTION, REMARQUE))
        text = dice.choice(
            (*TEXTS, *HOSTILE, "=SUM(A1)", "-1+1", "@cmd", "''", "'", "+33 3 20", "a;b,c\td|e", "  a  b ")
        )
        row = dice.choice(rows)
        row[place] = f"{text}{dice.choice(('', ' ?', ' e'))}" if dice.random() < 0.7 else f"x{text}"
        if not row[ACTION].strip():
            row[ACTION] = "une action"
    return table


def _rows(path: Path) -> Lines:
    csv.field_size_limit(2**31 - 1)
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _texts(lines: Lines) -> list[tuple[str, ...]]:
    """The key and the labels of each line, without the blanks about them."""
    names = ("territoire_code", "axe", "rang", "objectif", "action", "remarque")
    return sorted(tuple(line[name].strip() for name in names) for line in lines)


def _is_picked(line: Mapping[str, str], selection: Sequence[str]) -> bool:
    if not selection:
        return True
    option, value = selection
    if option == "--axe":
        return line["axe"] == value
    code = line["territoire_code"]
    return code == "59" if option == "--territoire" else len(code) > 2


def _difference(found: Lines, expected: Lines) -> str:
    if len(found) != len(expected):
        return f"{len(found)} lines, not {len(expected)}"
    for one, other in zip(found, expected, strict=True):
        for name in other:
            if one.get(name) != other[name]:
                return f"{name} {one.get(name)!r}, not {other[name]!r}"
    return "in another order"

"""Coverage-guided trials of the readers by atheris, which is no dependency: install it where there is a wheel."""

import csv
import io
import json
import random
import sys
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import atheris

import mutants
import oracle
from mutants import changes, texts, values

with atheris.instrument_imports(
    include=["clsctl.sheets", "clsctl.verdict", "clsctl.dataset", "clsctl.montant", "clsctl.vocabulary.referentiel"]
):
    from clsctl.sheets.formats import open_sheet
    from clsctl.sheets.sources import file_source
    from clsctl.verdict.records import read_records
from clsctl.errors import ReadError
from clsctl.finding import FindingLog
from clsctl.montant import readings
from clsctl.vocabulary.schema import package

SCHEMA = package().schema("contracts")
SEEDS = 200
KINDS = ("csv", "csv", "json")
BLIND = 0.3  # the share of inputs that libFuzzer changes as it likes
MOST_FAULTS = 20
WRITTEN_EACH = 100
FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-"))
COUNTS: Counter[str] = Counter()
FAULTS: list[str] = []


def target(data: bytes) -> None:
    """An amount where the first byte is an A, else a file; whatever is raised is a fault, and the search goes on."""
    try:
        outcome = amount(data[1:]) if data[:1] == b"A" else file(data)
    except Exception as error:  # noqa: BLE001 (that is what is looked for)
        outcome = f"crashes: {type(error).__name__}: {error}"
    kind, _colon, seen = outcome.partition(": ")
    COUNTS[kind] += 1
    if seen and len(FAULTS) < MOST_FAULTS:
        FAULTS.append(f"{data!r}: {kind}: {seen}")
    if seen or COUNTS.total() % WRITTEN_EACH == 0:  # libFuzzer ends the process and asks Python nothing
        Path(sys.argv[1]).write_text(json.dumps({"counts": COUNTS, "faults": FAULTS}), encoding="utf-8")


def amount(data: bytes) -> str:
    """One reading of clsctl must be the oracle's."""
    text = data.decode("utf-8", "replace")[:60]
    found = readings(text) if text.strip(oracle.SPACES) else (None,)
    if len(found) != 1:
        return "refused"
    try:
        expected = oracle.amount(text)
    except oracle.NoTotal as error:
        return f"wrong totals: {text!r} is read as {found[0]}, but {error}"
    return "answered" if found[0] == expected else f"wrong totals: {text!r} is {expected}, read as {found[0]}"


def file(data: bytes) -> str:
    """The records of a file without finding must be the oracle's, as many and with the same sum."""
    path = FOLDER / "input"
    path.write_bytes(data)
    log = FindingLog()
    try:
        sheet = open_sheet(file_source(str(path), FOLDER), SCHEMA)
        amounts = [record.values["montant"] for record in read_records(sheet, SCHEMA, log)]
    except ReadError:
        return "refused"
    if log.close().counts:
        return "refused"
    given = sum((each for each in amounts if isinstance(each, Decimal)), Decimal())
    try:
        read = [oracle.amount(record["montant"]) for record in oracle.records(data)]
    except oracle.NoTotal as error:
        return f"wrong totals: {len(amounts)} records of {given} euros, but {error}"
    expected = sum((each for each in read if each is not None), Decimal())
    same = (len(read), expected) == (len(amounts), given)
    return "answered" if same else f"wrong totals: {expected} in {len(read)} records, read as {given} in {len(amounts)}"


def mutate(data: bytes, most: int, seed: int) -> bytes:
    """An input like this one: an amount with another mark or digit, a table as an office changes it, or any bytes.

    Without it libFuzzer's own mutations would break nearly every file, and few sums would be compared.
    """
    dice = random.Random(seed)
    if dice.random() < BLIND:
        return bytes(atheris.Mutate(data, most))
    if data[:1] == b"A":
        return (b"A" + respelled(dice, data[1:].decode("utf-8", "replace")).encode())[:most]
    table = _table(data)
    if len(table) > 1 and all(len(row) == len(mutants.sound()[0]) for row in table):
        changes.changed(dice, table, mild=True)
        return texts.csv_file(dice, table, mild=True)[:most]
    return mutants.mutant(dice, dice.choice(KINDS), lines=3)[:most]


def respelled(dice: random.Random, text: str) -> str:
    """The amount with a letter lost, put in or replaced; or another one."""
    if dice.random() < 0.5:
        return values.spelled(dice)
    place = dice.randrange(len(text) + 1)
    return text[:place] + dice.choice(values.MARKS) * dice.randrange(2) + text[place + dice.randrange(2) :]


def _table(data: bytes) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(data.decode("utf-8", "replace"), newline="")))
    except csv.Error:
        return []


def main() -> None:
    """`python fuzz/guided.py RESULT SECONDS SEED`: the tally goes to the file RESULT as JSON."""
    _result, seconds, seed = sys.argv[1:]
    corpus = FOLDER / "corpus"
    corpus.mkdir()
    for number in range(SEEDS):
        dice = random.Random(f"{seed} {number}")
        (corpus / f"file{number}").write_bytes(mutants.mutant(dice, dice.choice(KINDS), lines=3))
        (corpus / f"amount{number}").write_bytes(
            b"A" + dice.choice((values.spelled(dice), dice.choice(values.HOSTILE))).encode()
        )
    limits = [f"-max_total_time={seconds}", f"-seed={seed}", "-timeout=20", "-rss_limit_mb=2048", "-max_len=4096"]
    atheris.Setup([__file__, *limits, str(corpus)], target, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

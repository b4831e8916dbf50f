"""Data left out are named: a table on a second sheet, a file whose name begins like a table and is not read."""

import random
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import mutants
import oracle
from mutants import Table, letters, texts
from mutants.changes import MONTANT
from mutants.letters import Cell, Sheet
from mutants.ods import sheet, zipped
from mutants.ods_formats import document, rows_of
from mutants.texts import as_csv
from trial import BY, SEEN, Outcome, Verdict, found_in, invoke, judged

NUMBERS = {"exercice", "axe", "rang", "montant", "page"}
# Beside contracts_2025.csv: names that begin like a table of ours, and names that do not.
UNREAD = (
    "contracts_2024.txt",
    "contracts_2023.xlsm",
    "contracts_2024.CSV.bak",
    "Contracts_2022.xlsb",
    "contracts_2021.zip",
)
READ_OVER = ("notes.txt", "photo.png", "old_contracts.csv")


def try_left_out(dice: random.Random, folder: Path) -> Verdict:
    """A workbook of two tables, or a folder with files of other endings."""
    table = mutants.few(dice)
    return _folder(dice, table, folder) if dice.random() < 0.3 else _sheets(dice, table, folder)


def _sheets(dice: random.Random, table: Table, folder: Path) -> Verdict:
    """`totals` answers for the first sheet and says the lines and the euros of the other; `validate` refuses."""
    lines = [[*row[:MONTANT], row[MONTANT] or "0", *row[MONTANT + 1 :]] for row in table[1:]]
    cut = dice.randrange(len(lines) + 1)
    tables = [[table[0], *lines[:cut]], [table[0], *lines[cut:]]]
    path, answer = folder / "input", folder / "answer.json"
    path.write_bytes(_workbook(tables) if dice.random() < 0.5 else _spreadsheet(tables))
    end = invoke("totals", *BY, "--data", str(path), "-o", str(answer))
    check = invoke("validate", str(path))
    if fault := judged(end) or judged(check):
        return fault
    if end.code:
        return Verdict(Outcome.REFUSED)  # a hole in `rang`, where the lines of a table are parted
    read, left = (0, 1) if found_in(answer) == _sums(tables[0]) else (1, 0)
    if found_in(answer) != _sums(tables[read]):
        return Verdict(Outcome.WRONG, f"two sheets: {found_in(answer)} is the sum of neither")
    rest = tables[left][1:]
    if rest and not _says(end.talk, len(rest), sum((Decimal(row[MONTANT]) for row in rest), Decimal())):
        seen = f"{len(rest)} lines of another sheet are left out, and this is said: {end.talk[-SEEN:]}"
        return Verdict(Outcome.WRONG, seen)
    if rest and tables[read][1:] and check.code == 0:
        return Verdict(Outcome.WRONG, "validate finds nothing in a table that two sheets hold")
    return Verdict(Outcome.ANSWERED)


def _says(talk: str, lines: int, euros: Decimal) -> bool:
    """True where both numbers stand there, however they are grouped."""
    bare = re.sub(r"(?<=[0-9])[,\s\u202f\u00a0](?=[0-9]{3})", "", talk)
    numbers = {Decimal(each) for each in re.findall(r"[0-9]+(?:\.[0-9]+)?", bare)}
    return {Decimal(lines), euros} <= numbers


def _sums(table: Table) -> oracle.Totals:
    return oracle.totals(as_csv(table))


def _workbook(tables: Sequence[Table]) -> bytes:
    sheets = []
    for number, table in enumerate(tables, 1):
        header, *lines = table
        rows = [[Cell(name) for name in header]]
        for row in lines:
            cells = zip(header, row, strict=True)
            rows.append([Cell(text, "n" if text and name in NUMBERS else "s") for name, text in cells])
        sheets.append(Sheet(f"Feuille {number}", rows))
    return letters.archive(letters.workbook(sheets))


def _spreadsheet(tables: Sequence[Table]) -> bytes:
    return zipped(document("".join(sheet(f"F{number}", rows_of(table)) for number, table in enumerate(tables)), ""))


def _folder(dice: random.Random, table: Table, folder: Path) -> Verdict:
    """Each file that looks like a table and is not read is named."""
    content = texts.csv_file(dice, table, mild=True)
    (folder / "contracts_2025.csv").write_bytes(content)
    unread = dice.sample(UNREAD, dice.randrange(3))
    for name in (*unread, *dice.sample(READ_OVER, dice.randrange(2))):
        (folder / name).write_bytes(dice.choice((content, b"x", b"")))
    answer = folder / "answer.json"
    end = invoke("totals", *BY, "--data", str(folder), "-o", str(answer))
    if fault := judged(end):
        return fault
    if end.code:
        return Verdict(Outcome.DENIED, end.talk[-SEEN:])
    if found_in(answer) != oracle.totals(content):
        return Verdict(Outcome.WRONG, f"{found_in(answer)}, not {oracle.totals(content)}")
    unsaid = [name for name in unread if name not in end.talk]
    return Verdict(Outcome.WRONG, f"{unsaid} are not read, and not named") if unsaid else Verdict(Outcome.ANSWERED)

"""The remedies of the gallery, followed: `mend` beside a case's `cmd` says what a person does who reads the message.

    contrats.csv:2: 1.234 → 1234    in that line, the text left of the arrow becomes the one right of it
    contrats.csv:2: add TEXT        at the end of that line; `insert TEXT` before it, `delete` takes it away
    contrats.csv: write TEXT        the whole file; `delete` takes it away, `folder` makes a folder
    contrats.xlsx: H2 = 100         a cell retyped as a number, or as text: `= text 100`
    do NAME                         a function below, for what is done in another program
    first COMMAND                   run before; then the case's own command is run again
    then COMMAND                    run in place of the case's own
    with the real limits            where the case lowers one
    leaves SLUG                     what the file still breaks, and the message does not speak of
    not-followable REASON           instead of all that

`\\n` and `\\t` in a text are a line end and a tab. An empty line parts two ways that the message offers.
"""

import gzip
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import polars as pl
import pypdfium2
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from conftest import ROOT
from support import recipes
from support.gallery import Case
from support.in_process import session
from support.samples import csv_text, line
from support.workbooks import ods

EDIT = re.compile(r"(?P<file>[^ :]+)(?::(?P<line>\d+))?: (?P<act>.+)")
NOT_FOLLOWABLE = "not-followable "
AGAIN = csv_text([line(1)])
SAID: dict[tuple[str, str, frozenset[tuple[str, bytes | None]]], str] = {}


@dataclass(frozen=True, slots=True)
class Way:
    """One way of following the remedy of a case: its steps, a line each."""

    case: Case
    number: int
    steps: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.case.name}-{self.number}"

    @property
    def leaves(self) -> frozenset[str]:
        """The slugs of what is found once this is mended."""
        return frozenset(slug for step in self._of("leaves") for slug in step.split())

    def followed(self, folder: Path) -> str:
        """The text that is printed at last; many mended folders are the same, and then the command runs once."""
        lowered = "with the real limits" not in self.steps
        with self.case.staged(folder, lowered=lowered):
            for step in self.steps:
                _follow(step, folder)
            (command,) = self._of("then") or (self.case.command,)
            key = (command, self.case.limits if lowered else "", _content(folder))
            if key not in SAID:
                SAID[key] = session(command, folder, "en")
            return SAID[key]

    def _of(self, word: str) -> tuple[str, ...]:
        return tuple(step.partition(" ")[2] for step in self.steps if step.startswith(f"{word} "))


def ways(case: Case) -> tuple[Way, ...]:
    """The ways of a case; none where its remedy cannot be followed here."""
    if reason(case):
        return ()
    blocks = case.mend.strip("\n").split("\n\n")
    return tuple(Way(case, number, tuple(block.split("\n"))) for number, block in enumerate(blocks, 1))


def reason(case: Case) -> str:
    """The reason why the remedy of a case cannot be followed; empty where it can."""
    return case.mend.removeprefix(NOT_FOLLOWABLE).strip() if case.mend.startswith(NOT_FOLLOWABLE) else ""


def _content(folder: Path) -> frozenset[tuple[str, bytes | None]]:
    """Every name in a folder, with the bytes of a file, or where a link leads."""
    return frozenset((path.relative_to(folder).as_posix(), _bytes(path)) for path in folder.rglob("*"))


def _bytes(path: Path) -> bytes | None:
    if path.is_symlink():
        return str(path.readlink()).encode()
    return path.read_bytes() if path.is_file() else None


def _follow(step: str, folder: Path) -> None:
    word, _, rest = step.partition(" ")
    if word == "do":
        BY_HAND[rest](folder)
    elif word == "first":
        done = session(rest, folder, "en")
        assert not done.endswith(("[exit 2]\n", "[exit 3]\n")), done
    elif word not in {"then", "with", "leaves"}:
        found = EDIT.fullmatch(step)
        assert found, step
        _edit(folder / found["file"], int(found["line"] or 0), found["act"].replace("\\n", "\n").replace("\\t", "\t"))


def _edit(path: Path, number: int, act: str) -> None:
    word, _, text = act.partition(" ")
    if number:
        lines = path.read_text("utf-8", "surrogateescape").split("\n")
        lines[number - 1 : number] = _edited(lines[number - 1], word, text, act)
        path.write_text("\n".join(lines), "utf-8", "surrogateescape")
    elif word == "write":
        path.write_text(f"{text}\n", "utf-8")
    elif word == "delete":
        path.unlink()
    elif word == "folder":
        path.mkdir()
    else:
        retype(path, word, text.removeprefix("= "))


def _edited(written: str, word: str, text: str, act: str) -> list[str]:
    """The lines that take the place of one."""
    if word == "delete":
        return []
    if word == "add":
        return [written + text]
    if word == "insert":
        return [text, written]
    old, _, new = act.partition(" → ") if " → " in act else (act.removesuffix(" →"), "", "")
    assert written.count(old) == 1, (written, act)
    return [written.replace(old, new)]


# ── what is done in another program ──


def sheet_of(path: Path) -> Worksheet:
    """The first sheet of a workbook."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def save(sheet: Worksheet, path: Path) -> None:
    """Save the workbook of a sheet."""
    assert sheet.parent is not None
    sheet.parent.save(path)


def retype(path: Path, cell: str, value: str) -> None:
    """Type a number in a cell with a plain format, or a text."""
    sheet = sheet_of(path)
    text = value.removeprefix("text ")
    sheet[cell] = text if text != value else float(value)
    sheet[cell].number_format = "@" if text != value else "General"
    save(sheet, path)


def _unhide(folder: Path) -> None:
    sheet = sheet_of(folder / recipes.NAME)
    assert sheet.parent is not None
    for each in sheet.parent.worksheets:
        each.sheet_state = "visible"
    for sizes in (sheet.row_dimensions, sheet.column_dimensions):
        for size in sizes.values():
            size.hidden = False
    save(sheet, folder / recipes.NAME)


def _delete_hidden(folder: Path) -> None:
    sheet = sheet_of(folder / recipes.NAME)
    assert sheet.parent is not None
    for each in [each for each in sheet.parent.worksheets if each.sheet_state == "hidden"]:
        sheet.parent.remove(each)
    for row in [row for row, size in sheet.row_dimensions.items() if size.hidden]:
        sheet.delete_rows(row)
    for letter in [letter for letter, size in sheet.column_dimensions.items() if size.hidden]:
        sheet.delete_cols(column_index_from_string(letter))
    sheet.row_dimensions.clear()
    sheet.column_dimensions.clear()
    save(sheet, folder / recipes.NAME)


def _unmerge(folder: Path) -> None:
    sheet = sheet_of(folder / recipes.NAME)
    for cells in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(cells))
    save(sheet, folder / recipes.NAME)


def _gather(folder: Path) -> None:
    sheet = sheet_of(folder / recipes.NAME)
    assert sheet.parent is not None
    for other in sheet.parent.worksheets[1:]:
        for row in list(other.values)[1:]:
            sheet.append(row)
        sheet.parent.remove(other)
    save(sheet, folder / recipes.NAME)


def _exact_parquet(folder: Path) -> None:
    path = folder / "contrats.parquet"
    pl.read_parquet(path).with_columns(montant=pl.lit("1910075.50")).write_parquet(path)


def _save_as_utf_8(folder: Path) -> None:
    path = folder / "contrats.csv"
    path.write_text(path.read_text("cp1252", "ignore"), "utf-8")


def _unpack(folder: Path) -> None:
    (folder / "contrats.csv").write_bytes(gzip.decompress((folder / "contrats.csv.gz").read_bytes()))


def _remove_second_sheet(folder: Path) -> None:
    path = folder / "brochure.pdf"
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        document.del_page(1)
        document.save(path)


def _copy_reference(folder: Path) -> None:
    for name in ("territoires.csv", "axes.csv"):
        shutil.copy(ROOT / "data" / name, folder)


BY_HAND: Mapping[str, Callable[[Path], object]] = {
    "unhide": _unhide,
    "delete_hidden": _delete_hidden,
    "unmerge": _unmerge,
    "gather": _gather,
    "exact_parquet": _exact_parquet,
    "save_as_utf_8": _save_as_utf_8,
    "unpack": _unpack,
    "remove_second_sheet": _remove_second_sheet,
    "copy_reference": _copy_reference,
    "copy_data": lambda folder: shutil.copytree(ROOT / "data", folder / "data"),
    "retyped_ods": lambda folder: ods(folder / "contrats.ods", [line(1)]),
    "export_again": lambda folder: (folder / "contrats.csv").write_text(AGAIN, "utf-8"),
    "sound_brochure": lambda folder: shutil.copy(
        ROOT / "tests" / "errors" / "refused-option-missing" / "brochure.md", folder
    ),
}

"""No label, heading, cell or file name starts a command in a CI log; CSV and JSON stay exact."""

import json
import re
from pathlib import Path

import pytest

from conftest import Run
from support.samples import line, write

pytestmark = pytest.mark.slow(reason="every answer in every CI format")

COMMANDS = [
    "::error file=x::forged",
    "##[group]forged",
    "##vso[task.complete]",
    "section_start:1:forged",
    "a\n::warning::forged",
]
# What a runner obeys: at the head of a line, or anywhere in it.
OBEYED = re.compile(r"^\s*::[A-Za-z]|##\[|##vso\[|section_(?:start|end):", re.MULTILINE)
TEXTS = ["table", "plain", "simple", "grid", "markdown", "rst", "latex", "html"]


def hostile(folder: Path, name: str = "f.csv") -> str:
    rows = [line(rang, action=text, objectif=text, remarque=text) for rang, text in enumerate(COMMANDS, 1)]
    return str(write(folder / name, rows))


@pytest.mark.parametrize("form", TEXTS)
@pytest.mark.parametrize("command", ["lines", "totals --by objectif", "totals --across objectif"])
def test_no_cell_starts_a_command(clsctl: Run, command: str, form: str, tmp_path: Path) -> None:
    done = clsctl(*command.split(), "--format", form, "--data", hostile(tmp_path))
    assert done.returncode == 0
    assert not OBEYED.search(done.stdout.decode())
    assert "forged" in done.stdout.decode()


SELECTING = {"totals", "lines", "check"}
NAMES = {"::error::": "a.csv", "##[error]": "b.csv", "##vso[x]": "c.csv", "section_start:1:": "d.csv"}


@pytest.mark.parametrize(
    "command",
    [
        *("totals", "lines", "check", "validate", "fmt", "fmt --check", "fmt --renumber"),
        *("validate --format junit", "validate --format gitlab", "validate --format sarif"),
    ],
)
def test_no_file_name_and_no_finding_starts_a_command(clsctl: Run, command: str, tmp_path: Path) -> None:
    """Each file has a name that a runner would obey, and in a year of its own cells that it would obey."""
    for year, (start, end) in enumerate(NAMES.items(), 2001):
        rows = [line(rang, exercice=str(year), montant=text, territoire=text) for rang, text in enumerate(COMMANDS, 1)]
        write(tmp_path / f"{start}{end}", rows)
    for files in _given(command):
        done = clsctl(*command.split(), *files)
        said = done.stdout.decode() + "\n" + done.stderr.decode()
        assert done.returncode in {1, 3}, files
        assert not OBEYED.search(said), files
        assert "\\" in said
        assert [file for file in files if file != "--data" and file[-5:] not in said] == []


def _given(command: str) -> list[list[str]]:
    """The files together, in the words of the command, or one after another where it takes one alone."""
    files = [f"{start}{end}" for start, end in NAMES.items()]
    if command in {"fmt", "fmt --renumber"}:
        return [[file] for file in files]
    return [[word for file in files for word in (["--data", file] if command in SELECTING else [file])]]


@pytest.mark.parametrize(
    "words", [["totals", "::error::x"], ["lines", "--search", "##[x]"], ["totals", "--axe", "::error::x"]]
)
def test_no_argument_starts_a_command(clsctl: Run, words: list[str]) -> None:
    done = clsctl(*words)
    assert not OBEYED.search(done.stderr.decode())


def test_csv_and_json_hold_each_letter(clsctl: Run, tmp_path: Path) -> None:
    file = hostile(tmp_path)
    answer = json.loads(clsctl("lines", "--data", file, "--format", "json").stdout)
    assert [row["action"] for row in answer["rows"]] == COMMANDS
    assert clsctl("lines", "--data", file, "--format", "csv").stdout.decode().count("::error file=x::forged") == 3


@pytest.mark.parametrize("sign", "＝＋－＠")
def test_a_full_width_sign_is_guarded_in_french_excel_and_read_back(clsctl: Run, sign: str, tmp_path: Path) -> None:
    file = write(tmp_path / "f.csv", [line(action=f"{sign}1+1")])
    out = tmp_path / "fr.csv"
    assert clsctl("lines", "--data", str(file), "--format", "excel-fr", "-o", str(out)).returncode == 0
    assert f"'{sign}1+1" in out.read_text("utf-8-sig")
    assert clsctl("fmt", str(out)).stdout == clsctl("fmt", str(file)).stdout

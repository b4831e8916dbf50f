"""Exit codes, languages and start-up."""

import csv
import io
import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from conftest import ENVIRONMENT, PROGRAM, ROOT, Run
from support.samples import line, write
from support.warm_runs import Job, answered
from support.within import ran


def test_the_version_is_that_of_the_program_and_of_its_data(clsctl: Run) -> None:
    package = json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))
    said = f"clsctl {version('clsctl')} (data {package['version']})\n"
    assert clsctl("--version").stdout.decode() == said


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("totals", 0),
        ("check", 0),
        ("--help", 0),
        ("--version", 0),
        ("totals -h", 0),
        ("", 0),
        ("nope", 2),
        ("totals --nope", 2),
        ("totals extra", 2),
        ("totals --by", 2),
        ("totals --by nope", 2),
        ("totals --by axe --by axe", 2),
        ("totals --share row", 2),
        ("totals --limit 0", 2),
        ("totals --limit -1", 2),
        ("totals --limit 1.5", 2),
        ("totals --per-inhabitant", 2),
        ("totals --parts=1", 2),
        ("totals --territoire nope", 2),
        ("lines --search (", 2),
        ("lines --columns nope", 2),
        ("check --search x", 2),
        ("check --objectif x", 2),
        ("totals --data nope.csv", 3),
        ("totals --data .", 3),
        ("check --published nope.csv", 3),
        ("check --published .", 3),
    ],
)
def test_exit_codes(clsctl: Run, arguments: str, code: int) -> None:
    done = clsctl(*arguments.split())
    assert done.returncode == code, done.stderr.decode()
    assert not (code and done.stdout)
    assert b"Traceback" not in done.stderr
    if code:
        first, *rest = done.stderr.decode().splitlines()
        assert first.startswith("Error: ")
        assert any(text.startswith("  → ") for text in rest)


def test_exit_1_is_said_on_stderr_and_the_table_on_stdout(clsctl: Run, tmp_path: Path) -> None:
    write(tmp_path / "contracts_2025.csv", [line(1)])
    done = clsctl("check", "--data", "contracts_2025.csv", "--published", str(ROOT / "data" / "published_2025.csv"))
    assert done.returncode == 1
    assert b"Published figures" in done.stdout
    assert done.stderr.decode().count("Error: ") == 29


def test_a_bug_shows_its_traceback_and_says_that_it_is_one(tmp_path: Path) -> None:
    script = (
        "import sys, clsctl.dataset.opening as d\n"
        "def broken(*a, **k): raise LookupError('out of the blue')\n"
        "d.open_dataset = broken\n"
        "from clsctl.cli.run import run\n"
        "sys.exit(run(['totals']))\n"
    )
    done = answered(Job((), script), tmp_path, ENVIRONMENT)
    assert (done.returncode, done.stdout) == (4, b"")
    assert b"LookupError: out of the blue" in done.stderr
    assert b"This is a bug in clsctl, not a fault in your data." in done.stderr


def test_no_number_of_rows_is_too_great(clsctl: Run) -> None:
    assert clsctl("lines", "--limit", "9" * 5000).stdout == clsctl("lines").stdout


def test_an_empty_name_is_not_the_current_folder(clsctl: Run, tmp_path: Path) -> None:
    """As `--data "$UNSET"` would have it."""
    write(tmp_path / "contracts_2025.csv", [line(1)])
    assert clsctl("totals", "--data", "").returncode == 3
    assert clsctl("totals", "--data", ".").returncode == 0


def test_clsctl_data_names_the_data_and_the_option_comes_before_it(clsctl: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.csv", [line(1, montant="7")])
    write(tmp_path / "b.csv", [line(1, montant="5", axe="2")])
    both = clsctl("totals", env={"CLSCTL_DATA": os.pathsep.join(["a.csv", "b.csv"])})
    assert [row.split(",")[-2] for row in both.stdout.decode().splitlines()[1:]] == ["7", "5"]
    assert b",7,100.00" in clsctl("totals", "--data", "a.csv", env={"CLSCTL_DATA": "b.csv"}).stdout
    assert b"14392105" in clsctl("totals", env={"CLSCTL_DATA": ""}).stdout


FRENCH, ENGLISH = "Erreur : ", "Error: "
UNSET = {name: value for name, value in ENVIRONMENT.items() if name not in {"LC_ALL", "CLSCTL_LANG"}}


FRENCH_SYSTEM, ENGLISH_PROGRAM = {"LANG": "fr_FR.UTF-8"}, {"CLSCTL_LANG": "en", "LC_ALL": "fr_FR"}


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({}, ENGLISH),
        (FRENCH_SYSTEM, FRENCH),
        ({"LANG": "fr"}, FRENCH),
        ({"LANG": "FR_fr"}, FRENCH),
        ({"LANG": "de_DE.UTF-8"}, ENGLISH),
        ({"LC_MESSAGES": "fr_CA", "LANG": "en_US"}, FRENCH),
        ({"LC_ALL": "C", "LC_MESSAGES": "fr_FR", "LANG": "fr_FR"}, ENGLISH),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "fr_FR"}, FRENCH),
        ({"LC_ALL": "fr_BE@euro"}, FRENCH),
        ({"CLSCTL_LANG": "fr", "LC_ALL": "en_US"}, FRENCH),
        (ENGLISH_PROGRAM, ENGLISH),
        ({"CLSCTL_LANG": "", "LC_ALL": "fr_FR"}, FRENCH),
        ({"LANGUAGE": "fr", "LANG": "en_US"}, ENGLISH),
    ],
)
def test_the_first_variable_that_is_set_chooses_the_language(
    tmp_path: Path, env: dict[str, str], expected: str
) -> None:
    assert ran(["nope"], tmp_path, {**UNSET, **env}).stderr.decode().startswith(expected)


@pytest.mark.slow(reason="each case is a start of the program")
@pytest.mark.parametrize(("env", "expected"), [(FRENCH_SYSTEM, FRENCH), (ENGLISH_PROGRAM, ENGLISH)])
def test_a_start_of_the_program_settles_nothing_else(tmp_path: Path, env: dict[str, str], expected: str) -> None:
    done = subprocess.run(
        [PROGRAM, "nope"], capture_output=True, cwd=tmp_path, env={**UNSET, **env}, check=False, timeout=60
    )
    assert done.stderr.decode().startswith(expected)


def test_columns_slugs_and_codes_are_the_same_in_both_languages(clsctl: Run) -> None:
    french = {"CLSCTL_LANG": "fr"}
    for arguments in (("lines",), ("check", "--format", "csv")):
        assert clsctl(*arguments, env=french).stdout == clsctl(*arguments).stdout


def imported(*command: str, cwd: Path) -> set[str]:
    """The packages that a run of Python imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *command],
        capture_output=True,
        text=True,
        cwd=cwd,
        env=ENVIRONMENT,
        check=False,
        timeout=60,
    )
    return {text.rpartition("|")[2].strip().partition(".")[0] for text in done.stderr.splitlines() if "|" in text}


HEAVY = {"duckdb", "_duckdb", "pandas", "numpy", "babel", "tabulate", "rapidfuzz"}


@pytest.mark.slow(reason="each case is a process")
@pytest.mark.parametrize("arguments", ["--help", "--version", "totals --help", "totals --nope", "nope"])
def test_help_and_wrong_options_import_no_engine(arguments: str, tmp_path: Path) -> None:
    names = imported(PROGRAM, *arguments.split(), cwd=tmp_path)
    assert "clsctl" in names
    assert not names & {"duckdb", "_duckdb", "pandas", "numpy"}


def test_importing_clsctl_imports_neither_engine_nor_command_line(tmp_path: Path) -> None:
    names = imported("-c", "import clsctl", cwd=tmp_path)
    assert "clsctl" in names
    assert not names & (HEAVY | {"typer", "rich"})


def test_csv_pays_for_no_renderer(tmp_path: Path) -> None:
    names = imported(PROGRAM, "totals", cwd=tmp_path)
    assert "duckdb" in names or "_duckdb" in names
    assert not names & {"pandas", "numpy", "babel", "tabulate", "rapidfuzz"}


HOSTILE = (
    "[/]",
    "[bold]x[/bold]",
    ":house:",
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\u202egnp.exe",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "a|b",
    "\\input{/etc/passwd}",
    "x\ny",
    "x\r\ny",
    "\tx",
    "'quoted",
    '"double"',
    "{0}",
    "%s",
    "\u2028",
    "🙂",
)
ACTING = ("\x1b", "\x07", "\u202e", "\u2028")


@pytest.mark.parametrize("form", ["table", "markdown", "html", "latex", "rst", "plain"])
def test_hostile_cells_are_harmless_wherever_people_read(clsctl: Run, tmp_path: Path, form: str) -> None:
    rows = [line(i, action=text, objectif=text, remarque=text) for i, text in enumerate(HOSTILE, 1)]
    write(tmp_path / "x.csv", rows)
    for arguments in (["lines"], ["totals", "--across", "objectif"]):
        done = clsctl(*arguments, "--data", "x.csv", "--format", form)
        assert done.returncode == 0, done.stderr
        out = done.stdout.decode()
        assert not [char for char in ACTING if char in out]
        assert "<script>" not in out or form not in {"html", "markdown"}
        assert "\\input{" not in out or form != "latex"


@pytest.mark.parametrize("form", ["csv", "tsv", "json"])
def test_hostile_cells_reach_machines_unaltered(clsctl: Run, tmp_path: Path, form: str) -> None:
    write(tmp_path / "x.csv", [line(i, action=text) for i, text in enumerate(HOSTILE, 1)])
    out = clsctl("lines", "--data", "x.csv", "--format", form).stdout.decode()
    if form == "json":
        actions = [row["action"] for row in json.loads(out)["rows"]]
    else:
        reader = csv.DictReader(io.StringIO(out, newline=""), delimiter="\t" if form == "tsv" else ",")
        actions = [row["action"] for row in reader]
    assert actions == list(HOSTILE)


def test_hostile_names_and_values_are_harmless_in_errors(clsctl: Run, tmp_path: Path) -> None:
    name = "\x1b[31m[bold]\u202e.csv"
    write(tmp_path / name, [line(1, montant="\x1b[2J[/]"), line(2, territoire="\x1b]0;x\x07")])
    for arguments in (["--data", name], ["--territoire", "\x1b[2J"], ["--by", "[/red]\x07"], ["\x1b[2J"]):
        done = clsctl("totals", *arguments)
        assert done.returncode in {2, 3}
        assert not [char for char in ACTING if char in (done.stdout + done.stderr).decode()]

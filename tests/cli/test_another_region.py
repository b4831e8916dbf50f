"""Another region, invented for the tests: every command reads its folder, and nothing of the bundled region is said."""

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path

import frictionless
import pytest

from conftest import Run
from support.region import FOREIGN, region

pytestmark = pytest.mark.slow(reason="every command on the data of another region")

COMMANDS = (
    "totals --data d --by territoire --across theme --format table",
    "totals --data d --by territoire --per-inhabitant --parts",
    "totals --data d --by axe --chart --format html",
    "totals --data d --by territoire --across axe --format svg",
    "totals --data d --theme eau --with-context --format table",
    "lines --data d --theme logis --with-marks",
    "check d --all",
    "info --data d",
    "validate d --strict",
    "fmt d/contracts_2025.csv --check",
    "themes --data d",
    "themes propose --data d",
    "context --data d --format table",
    "context --data d --cross --format json",
    "compare d d --by theme",
    'sql "SELECT id, themes.libelle FROM contexte JOIN themes USING (theme)" --data d',
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the region."""
    return region(tmp_path / "d")


def foreign(text: str) -> list[str]:
    return [name for name in FOREIGN if re.search(rf"\b{re.escape(name)}\b", text)]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_works_and_names_nothing_of_the_bundled_region(clsctl: Run, command: str) -> None:
    words = [word.strip('"') for word in re.findall(r'"[^"]+"|\S+', command)]
    done = clsctl(*words)
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == 0, said
    assert foreign(said) == []
    assert "clsctl, not of the State" not in said


@pytest.mark.parametrize("language", ["en", "fr"])
def test_its_report_is_proved_and_says_what_holds_for_it(
    clsctl: Run, folder: Path, tmp_path: Path, language: str
) -> None:
    made = clsctl("report", "--data", str(folder), "-o", "r.html", env={"CLSCTL_LANG": language})
    assert made.returncode == 0
    page = (tmp_path / "r.html").read_text("utf-8")
    assert foreign(page) == []
    assert "Valmorée" in page
    assert "fontaines" in page
    assert "brochure" not in re.sub(r"<style>.*</style>", "", page, flags=re.DOTALL)
    assert clsctl("check", "r.html").returncode == 0


def test_its_workbook_is_read_beside_its_territories(clsctl: Run, folder: Path) -> None:
    assert clsctl("report", "--data", str(folder), "-o", str(folder / "classeur.xlsx")).returncode == 0
    assert clsctl("check", str(folder / "classeur.xlsx")).returncode == 0


def test_its_export_is_valid_and_names_its_own_files_as_source(clsctl: Run, folder: Path, tmp_path: Path) -> None:
    assert clsctl("export", "out", "--data", str(folder)).returncode == 0
    report = frictionless.Package(str(tmp_path / "out" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])
    schema = json.loads((tmp_path / "out" / "schema.json").read_text("utf-8"))
    assert schema["sources"] == [{"title": "contracts_2025.csv"}]
    assert foreign(json.dumps(schema["contributors"])) == []


def test_its_sums_are_those_of_its_lines(clsctl: Run, folder: Path) -> None:
    for by in ("axe", "territoire", "theme", "type"):
        done = clsctl("totals", "--data", str(folder), "--by", by, "--format", "csv")
        rows = csv.DictReader(io.StringIO(done.stdout.decode()))
        assert sum(Decimal(row["montant"] or 0) for row in rows) == 375_000


@pytest.mark.parametrize(
    ("option", "typed", "offered"),
    [
        ("--territoire", "Haut", "Haut-Orvet"),
        ("--theme", "ro", "route"),
        ("--axe", "Ea", "Eau"),
        ("--programme", "", "Sources"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_completion_offers_its_names(clsctl: Run, option: str, typed: str, offered: str) -> None:
    command = "context" if option == "--programme" else "totals"
    words = ["clsctl", command, "--data", "d", option, typed]
    environment = {"_CLSCTL_COMPLETE": "complete_bash", "COMP_WORDS": "\n".join(words), "COMP_CWORD": "5"}
    assert clsctl(env=environment).stdout.decode().splitlines() == [offered]


def test_a_dictionary_of_its_own_without_decided_lines_leaves_lines_without_theme(clsctl: Run, folder: Path) -> None:
    (folder / "lignes_themes_2025.csv").unlink()
    done = clsctl("totals", "--data", str(folder), "--by", "theme", "--format", "csv")
    assert [row["lignes"] for row in csv.DictReader(io.StringIO(done.stdout.decode()))] == ["8"]
    assert clsctl("report", "--data", str(folder), "-o", "r.html").returncode == 0


def test_the_bundled_context_is_not_shown_for_it(clsctl: Run, folder: Path) -> None:
    (folder / "contexte.csv").unlink()
    done = clsctl("context", "--data", str(folder), "--format", "csv")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1)
    assert b"Not documented here" in done.stderr

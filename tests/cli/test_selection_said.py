"""An answer names its selection and what a limit leaves; a misplaced word is told its option."""

import json
from pathlib import Path

import pytest

from conftest import ROOT, Run

pytestmark = pytest.mark.slow(reason="each test is a whole run, or several")

DATA = str(ROOT / "data")


@pytest.mark.parametrize("form", ["table", "plain", "markdown", "html", "latex", "rst", "json"])
@pytest.mark.parametrize("command", ["totals", "lines"])
def test_a_rendered_answer_names_its_selection(clsctl: Run, command: str, form: str) -> None:
    done = clsctl(command, "--search", "alimentaire", "--territoire", "nord", "--axe", "4", "--format", form)
    said = done.stdout.decode().replace("\n", " ")
    assert "Selection: territory Nord; axis 4; words alimentaire." in " ".join(said.split())
    assert "Selection:" not in clsctl(command, "--format", form).stdout.decode()


@pytest.mark.parametrize("form", ["csv", "tsv", "excel-fr"])
@pytest.mark.parametrize("command", ["totals", "lines", "check"])
def test_a_format_that_is_read_back_says_it_on_stderr(clsctl: Run, command: str, form: str) -> None:
    done = clsctl(command, "--axe", "4", "--format", form)
    assert b"Selection" not in done.stdout
    assert b"Note: Selection: axis 4." in done.stderr


def test_parquet_says_it_too(clsctl: Run, tmp_path: Path) -> None:
    done = clsctl("lines", "--axe", "4", "-o", str(tmp_path / "f.parquet"))
    assert b"Note: Selection: axis 4." in done.stderr


def test_in_french_it_is_said_in_french(clsctl: Run) -> None:
    done = clsctl("totals", "--axe", "4", "--search", "mobilité", env={"CLSCTL_LANG": "fr"})
    assert "Sélection : axe 4 ; mots mobilité." in done.stderr.decode().replace(
        "\N{NARROW NO-BREAK SPACE}", " "
    ).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    "arguments", ["lines --sort montant --limit 3", "totals --by territoire --sort montant --limit 2"]
)
def test_what_a_limit_leaves_is_said_in_euros_to_people_and_programs(clsctl: Run, arguments: str) -> None:
    answer = json.loads(clsctl(*arguments.split(), "--format", "json").stdout)
    montants = [int(row["montant"]) for row in answer["rows"]]
    assert answer["shown"]["montant"] == str(sum(montants))
    assert answer["total"]["montant"] == "29007615"
    assert f"€{sum(montants):,} of €29,007,615" in " ".join(answer["notes"])
    whole = json.loads(clsctl(arguments.partition(" ")[0], "--format", "json").stdout)
    assert "shown" not in whole


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        ("totals Nord", "--territoire Nord"),
        ("totals mel", "--territoire mel"),
        ("totals axe", "--by axe"),
        ("lines alimentaire", "--search alimentaire"),
        ("totals 2025", "--exercice 2025"),
        (f"totals {DATA}", f"--data {DATA}"),
        ("info Nord", ""),
    ],
)
def test_a_misplaced_word_is_told_its_option(clsctl: Run, arguments: str, meant: str) -> None:
    done = clsctl(*arguments.split())
    assert (done.returncode, done.stdout) == (2, b"")
    assert (f"Did you mean {meant}?" in done.stderr.decode()) == bool(meant)
    if meant:
        assert clsctl(arguments.partition(" ")[0], *meant.split()).returncode == 0


def test_files_of_check_may_be_named_without_an_option(clsctl: Run) -> None:
    named, optional = clsctl("check", DATA), clsctl("check", "--data", DATA)
    assert (named.returncode, named.stdout, named.stderr) == (optional.returncode, optional.stdout, optional.stderr)


@pytest.mark.parametrize("command", ["totals", "lines"])
def test_a_search_without_a_hit_offers_near_words_of_the_labels(clsctl: Run, command: str) -> None:
    done = clsctl(command, "--search", "alimantaire")
    assert "Near words in the labels: “alimentaire”" in done.stderr.decode()
    assert clsctl(command, "--search", "alimentaire").stdout.count(b"\n") > 1
    assert b"Near words" not in clsctl(command, "--search", "xyzxyz").stderr

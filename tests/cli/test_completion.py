"""The Tab key offers commands, choices, territoires and objectifs, each as one word."""

import subprocess
from pathlib import Path

import pytest

from clsctl.cli.shell_quotes import open_quote, quoted_value
from conftest import Run
from support.samples import line, write


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("clsctl to", {"totals"}),
        ("clsctl totals --by t", {"territoire", "theme", "type"}),
        ("clsctl totals --across ax", {"axe"}),
        ("clsctl totals --share r", {"row"}),
        ("clsctl totals --sort montant_p", {"montant_par_habitant"}),
        ("clsctl totals --stat me", {"mean", "median"}),
        ("clsctl totals --axe 1", {"1"}),
        ("clsctl check --fail-on ecart_", {"ecart_connu"}),
        ("clsctl lines --columns cle,mon", {"cle,montant"}),
        ("clsctl lines --territoire Ai", {"Aisne"}),
        ("clsctl totals --type m", {"metropole"}),
        ("clsctl check --format ex", {"excel-fr"}),
        ("clsctl totals --format sv", {"svg"}),
        ("clsctl lines --format sv", set()),
    ],
)
def test_tab(clsctl: Run, typed: str, offered: set[str]) -> None:
    words = typed.split()
    environment = {"_CLSCTL_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1)}
    assert set(clsctl(env=environment).stdout.decode().split()) == offered


def offered(clsctl: Run, *words: str) -> list[str]:
    """The answer to bash, where each word is on a line of its own."""
    place = str(len(words) - 1)
    environment = {"_CLSCTL_COMPLETE": "complete_bash", "COMP_WORDS": "\n".join(words), "COMP_CWORD": place}
    return clsctl(env=environment).stdout.decode().splitlines()


@pytest.mark.parametrize(
    ("typed", "value"),
    [("Am", r"Amiens\ Métropole"), (r"Amiens\ M", r"Amiens\ Métropole"), ('"Am', "Amiens Métropole")],
)
def test_a_value_with_a_blank_is_offered_as_one_word(clsctl: Run, typed: str, value: str) -> None:
    assert offered(clsctl, "clsctl", "lines", "--territoire", typed) == [value]


@pytest.mark.parametrize("value", ["Amiens Métropole", "dès l'enfance", 'dit "sûr" à $5 (`x`) \\ & * !', "simple"])
@pytest.mark.posix
@pytest.mark.parametrize("opening", ["", "'", '"'])
def test_a_quoted_value_is_read_back_by_bash(value: str, opening: str) -> None:
    typed = f"clsctl lines --territoire {opening}"
    assert open_quote(typed) == opening
    said = subprocess.run(
        ["bash", "-c", f"printf %s {opening}{quoted_value(value, typed)}{opening}"], check=False, capture_output=True
    )
    assert said.stdout.decode() == value


def test_objectifs_are_those_of_the_data_named(clsctl: Run, tmp_path: Path) -> None:
    path = str(write(tmp_path / "lignes.csv", [line(1, objectif="Accès au droit"), line(2, objectif="Mobilité")]))
    assert offered(clsctl, "clsctl", "lines", "--data", path, "--objectif", "Acc") == [r"Accès\ au\ droit"]
    assert offered(clsctl, "clsctl", "lines", "--data", f"{path}x", "--objectif", "A") in ([], [""])

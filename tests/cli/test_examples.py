"""The examples below each command's help: run as they stand beside the bundled data, each ends with exit code 0."""

import itertools
import shlex
import shutil
from importlib import import_module
from pathlib import Path

import pytest

from clsctl.cli.app import COMMANDS
from conftest import ROOT, Run
from support.samples import bundled, write

pytestmark = pytest.mark.slow(reason="each test is a whole run")

BELOW = {name.rstrip("_"): import_module(f"clsctl.cli.commands.{name}").EXAMPLES for name in COMMANDS}
EXAMPLES = [example for examples in BELOW.values() for example in examples]
BROCHURE = """# 2026

# Somme

## AXE 2 - Renforcer l'accès à l'emploi pour tous

Former 10 jeunes\t5 000€
Aider les aînés\t-

**Total Axe 2**

**5 000€**
"""


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_runs_as_it_stands(example: str, clsctl: Run, tmp_path: Path) -> None:
    for path in (ROOT / "data").glob("*_2025.csv"):
        shutil.copy(path, tmp_path)
    (tmp_path / "brochure.md").write_text(BROCHURE, encoding="utf-8")
    if "contracts_2026.csv" in example:
        write(tmp_path / "contracts_2026.csv", [{**row, "exercice": "2026"} for row in bundled()])
    if example == "clsctl check rapport.html":
        clsctl("report", "--output", "rapport.html")
    before = set(tmp_path.iterdir())
    program, *arguments = shlex.split(example)
    assert program == "clsctl"
    done = clsctl(*arguments)
    assert done.returncode == 0, done.stderr.decode()
    written = {tmp_path / value for option, value in itertools.pairwise(arguments) if _writes(option)}
    new = set(tmp_path.iterdir()) - before
    assert new >= written
    assert done.stdout or new or "--in-place" in arguments or "--check" in arguments


def _writes(option: str) -> bool:
    return option in {"--output", "-o", "--report"}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", [name.rstrip("_") for name in COMMANDS])
def test_the_help_of_a_command_ends_with_its_examples(name: str, language: str, clsctl: Run) -> None:
    heading = {"en": "  Examples:", "fr": "  Exemples :"}[language]
    _above, _heading, below = clsctl(name, "--help", env={"CLSCTL_LANG": language}).stdout.decode().rpartition(heading)
    shown = [line.strip() for line in below.splitlines()[1:]]
    assert len(shown) > 1
    assert shown == list(BELOW[name])


def test_an_example_fits_in_a_terminal_of_80_columns() -> None:
    assert [example for example in EXAMPLES if len(example) > 76] == []

"""The Tab key offers commands, choices and territoires."""

import pytest

from conftest import Run


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("clsctl to", {"totals"}),
        ("clsctl totals --by t", {"territoire", "type"}),
        ("clsctl totals --across ax", {"axe"}),
        ("clsctl totals --share r", {"row"}),
        ("clsctl totals --sort m", {"montant"}),
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

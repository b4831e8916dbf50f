"""The end of `clsctl --help`: each exit code and each variable that the program reads, within 80 columns."""

import re

import pytest

from clsctl.cli.settings import EXIT_CODES, SETTINGS
from clsctl.errors import ExitCode
from conftest import ROOT, Run
from support.processes import on_terminal

READ = re.compile(r"""["'](CLSCTL_\w+|NO_COLOR|CLICOLOR_\w+|COLUMNS)["']""")


def test_each_exit_code_and_each_setting_of_ours_is_listed() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py") if path.name != "settings.py"]
    assert set(SETTINGS) == {name for source in sources for name in READ.findall(source)}
    assert list(EXIT_CODES) == list(ExitCode)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_help_ends_with_them(clsctl: Run, language: str) -> None:
    lines = clsctl("--help", env={"CLSCTL_LANG": language}).stdout.decode().splitlines()
    codes, settings = "\n".join(lines).split("\n\n")[-2:]
    assert [row.split()[0] for row in codes.splitlines()[1:]] == [str(code.value) for code in ExitCode]
    assert [row.split()[0] for row in settings.splitlines()[1:]] == list(SETTINGS)
    assert max(map(len, lines)) <= 80


@pytest.mark.posix
@pytest.mark.slow(reason="a process on a pseudo-terminal")
def test_a_terminal_of_80_columns_wraps_none_of_them() -> None:
    _code, shown = on_terminal("--help", env={"CLSCTL_LANG": "fr", "NO_COLOR": "1"})
    rows = [row.strip() for row in shown.splitlines()]
    assert all(any(row.startswith(f"{name}  ") and row.endswith(".") for row in rows) for name in SETTINGS)

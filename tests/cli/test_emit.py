"""The destination of an answer: precedence of formats, terminals, colours, streams that refuse."""

import ctypes
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest

from clsctl.cli.output.streams import takes_escapes
from conftest import Run
from support.launched import IN_TURN
from support.processes import on_terminal, session

TOTALS = ("totals", "--by", "axe")
ESCAPE = "\x1b["
ROOM = "clsctl.cli.output.answers"


@pytest.mark.parametrize(
    ("arguments", "env", "start"),
    [
        ((), {}, "axe,libelle"),
        (("--format", "json"), {}, "{"),
        ((), {"CLSCTL_FORMAT": "json"}, "{"),
        ((), {"CLSCTL_FORMAT": " JSON "}, "{"),
        ((), {"CLSCTL_FORMAT": ""}, "axe,libelle"),
        ((), {"CLSCTL_FORMAT": "auto"}, "axe,libelle"),
        (("--format", "tsv"), {"CLSCTL_FORMAT": "json"}, "axe\tlibelle"),
        (("--format", "auto"), {"CLSCTL_FORMAT": "json"}, "axe,libelle"),
        (("-o", "-"), {"CLSCTL_FORMAT": "json"}, "{"),
    ],
)
def test_the_format_is_the_option_then_the_variable_then_auto(
    clsctl: Run, arguments: tuple[str, ...], env: Mapping[str, str], start: str
) -> None:
    done = clsctl(*TOTALS, *arguments, env=env)
    assert (done.returncode, done.stdout.decode()[: len(start)]) == (0, start)


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (("-o", "a.json"), b"{"),
        (("-o", "a.csv", "--format", "json"), b"{"),
        (("-o", "a.json", "--format", "auto"), b"{"),
        (("-o", "a.xlsx"), b"PK"),
        (("-o", "a.ods"), b"PK"),
        (("-o", "a.parquet"), b"PAR1"),
        (("-o", "a.bin", "-f", "parquet"), b"PAR1"),
    ],
)
def test_a_file_has_the_format_of_the_option_then_of_its_ending(
    clsctl: Run, tmp_path: Path, arguments: tuple[str, ...], start: bytes
) -> None:
    done = clsctl(*TOTALS, *arguments, env={"CLSCTL_FORMAT": "rst"})
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / arguments[1]).read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("arguments", "env", "fact"),
    [
        (("--format", "xls"), {}, "--format: “xls” is unknown."),
        ((), {"CLSCTL_FORMAT": "cvs"}, "CLSCTL_FORMAT: “cvs” is unknown."),
        (("-o", "a.pdf"), {}, "a.pdf: the extension does not match any output format."),
        (("-o", ""), {}, "The name of the output file is empty."),
    ],
)
def test_a_format_that_there_is_not_is_refused_before_anything_is_read(
    clsctl: Run, arguments: tuple[str, ...], env: Mapping[str, str], fact: str
) -> None:
    done = clsctl(*TOTALS, "--data", "nothing-there.csv", *arguments, env=env)
    assert (done.returncode, done.stdout) == (2, b"")
    assert fact in done.stderr.decode()


@pytest.mark.slow(reason="each case is a process")
@pytest.mark.posix
@pytest.mark.parametrize("form", ["xlsx", "ods", "parquet"])
def test_a_workbook_goes_into_a_pipe_and_not_to_a_terminal(clsctl: Run, form: str) -> None:
    assert clsctl(*TOTALS, "-f", form).stdout.startswith((b"PK", b"PAR1"))
    code, shown = on_terminal(*TOTALS, "-f", form)
    assert code == 2
    assert f"Error: {form} is a binary format, which a terminal cannot show.\n" in shown
    assert f"  → Name a file (--output FILE.{form}), or redirect the output." in shown


@pytest.mark.posix
def test_a_terminal_gets_a_table_as_wide_as_it_is_in_colour() -> None:
    code, shown = on_terminal(*TOTALS, columns=60)
    assert code == 0
    assert ESCAPE in shown
    assert max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in shown.splitlines()) == 60


@pytest.mark.slow(reason="each case is a process")
@pytest.mark.posix
def test_columns_has_the_last_word_on_a_terminal_and_none_in_a_pipe(clsctl: Run) -> None:
    _code, shown = on_terminal(*TOTALS, env={"COLUMNS": "70", "NO_COLOR": "1"}, columns=200)
    assert max(map(len, shown.splitlines())) == 70
    piped = clsctl(*TOTALS, "-f", "table", env={"COLUMNS": "20"}).stdout
    assert piped == clsctl(*TOTALS, "-f", "table").stdout
    assert max(map(len, piped.decode().splitlines())) > 100


@pytest.mark.slow(reason="each case is a process")
@pytest.mark.posix
@pytest.mark.parametrize(
    ("env", "colored"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "0"}, False),
        ({"NO_COLOR": ""}, True),
        ({"TERM": "dumb"}, False),
        ({"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, False),
    ],
)
def test_colours_of_a_terminal(env: Mapping[str, str], colored: bool) -> None:
    _code, shown = on_terminal(*TOTALS, env=env)
    assert (ESCAPE in shown) is colored


@pytest.mark.slow(reason="each case is a process")
@pytest.mark.parametrize(
    ("env", "colored"),
    [
        ({}, False),
        ({"GITHUB_ACTIONS": "true", "FORCE_COLOR": "1", "PY_COLORS": "1"}, False),
        ({"CLICOLOR_FORCE": "1"}, True),
        ({"CLICOLOR_FORCE": "0"}, False),
        ({"CLICOLOR_FORCE": ""}, False),
        ({"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colours_in_a_pipe(program: Run, env: Mapping[str, str], colored: bool) -> None:
    assert (ESCAPE in program(*TOTALS, "-f", "table", env=env).stdout.decode()) is colored


@pytest.mark.slow(reason="each case is a process")
@pytest.mark.posix
def test_a_terminal_of_another_encoding_shows_what_it_can() -> None:
    lines = (f"totals --by axe --format {form}" for form in ("table", "csv", "json", "plain"))
    code, shown = on_terminal("", "", ROOM, *lines, script=IN_TURN, env={"PYTHONIOENCODING": "ascii"})
    assert code == 0
    assert "Amounts by axis" in shown
    assert {"axe,libelle,lignes,non_chiffrees,montant,part_pct", "{"} <= set(shown.splitlines())
    assert "Traceback" not in shown
    assert shown.isascii()


@pytest.mark.slow(reason="a start of the program")
def test_off_a_terminal_the_encoding_is_utf8(program: Run) -> None:
    done = program(*TOTALS, env={"PYTHONIOENCODING": "cp1252", "LC_ALL": "C"})
    assert "Prévenir" in done.stdout.decode("utf-8")


@pytest.mark.slow(reason="a start of the program")
@pytest.mark.posix
def test_a_closed_stdout_is_said_before_anything_is_read(tmp_path: Path) -> None:
    done = session("$CLSCTL lines --data nothing-there.csv >&-", tmp_path)
    assert done.returncode == 3
    assert "Standard output is closed." in done.stderr


@pytest.mark.slow(reason="a start of the program")
@pytest.mark.posix
def test_a_closed_stdout_does_not_matter_to_a_file(tmp_path: Path) -> None:
    done = session("$CLSCTL lines -o a.csv >&-", tmp_path)
    assert (done.returncode, "Error" in done.stderr) == (0, False)
    assert (tmp_path / "a.csv").read_bytes().startswith(b"cle,")


def test_windows_says_of_a_closed_pipe_that_the_argument_is_invalid(monkeypatch: pytest.MonkeyPatch) -> None:
    from clsctl.cli.output import answers

    def closed_on_windows() -> None:
        with answers._met_errors():
            raise OSError(22, "Invalid argument")

    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(BrokenPipeError):
        closed_on_windows()


@pytest.mark.parametrize(("knows", "takes"), [((1, 1), True), ((1, 0), False), ((0, 1), False)])
def test_a_console_of_windows_is_told_to_understand_colours(
    monkeypatch: pytest.MonkeyPatch, knows: tuple[int, int], takes: bool
) -> None:
    modes: list[int] = []

    def set_mode(_handle: int, mode: int) -> int:
        modes.append(mode)
        return knows[1]

    console = SimpleNamespace(
        GetStdHandle=lambda number: number,
        GetConsoleMode=lambda _handle, _mode: knows[0],
        SetConsoleMode=set_mode,
    )
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=console), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert takes_escapes() is takes
    assert modes == [4] * knows[0]


def test_notes_that_a_file_has_no_place_for_go_to_stderr(clsctl: Run) -> None:
    note = b"Note: 6 lines have no amount in the source and are left out of the sums."
    assert note in clsctl(*TOTALS, "-f", "parquet").stderr
    assert note not in clsctl(*TOTALS, "-f", "xlsx").stderr

"""The answer on a terminal and off one: widths, colour, encodings."""

import re
from collections import Counter
from pathlib import Path

import pytest

from conftest import ENVIRONMENT, Run
from support.launched import in_turn
from support.processes import on_terminal
from support.samples import line, write

pytestmark = pytest.mark.slow(reason="each test is a process on a pseudo-terminal")

CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
PROGRESS = re.compile(r"^Reading ━.*[\r\n]+", re.MULTILINE)  # drawn on a busy machine, and erased again
NUMBER = re.compile(r"[0-9]+(?:[,.][0-9]+)*")
WORD = re.compile(r"[^\W\d_]")


def plain(text: str) -> str:
    return PROGRESS.sub("", CONTROL.sub("", text).replace("\r", "\n"))


@pytest.mark.posix
@pytest.mark.parametrize(
    "command",
    [
        "totals --by territoire --across axe",
        "totals --by territoire --parts --per-inhabitant",
        "lines --search alimentaire",
        "check --territoire Nord --all",
    ],
)
def test_at_any_width_nothing_is_lost_and_amounts_stay_whole(command: str, clsctl: Run) -> None:
    whole = clsctl(*command.split(), "--format", "table").stdout.decode()
    for columns in (40, 80, 200):
        code, text = on_terminal(*command.split(), "--format", "table", columns=columns)
        shown = plain(text)
        assert code == 0
        assert max(map(len, shown.splitlines())) <= columns
        assert "…" not in shown
        numbers = Counter(NUMBER.findall(shown))
        assert Counter(number for number in NUMBER.findall(whole) if "," in number) <= numbers
        assert Counter(WORD.findall(whole)) <= Counter(WORD.findall(shown))


@pytest.mark.posix
@pytest.mark.parametrize("command", ["validate", "totals --data"])
def test_findings_break_between_words_and_what_goes_on_is_set_in(command: str, clsctl: Run, tmp_path: Path) -> None:
    write(tmp_path / "x.csv", [line(1, montant="1.234"), line(2, montant="-1")])
    done = clsctl(*command.split(), "x.csv")
    lines = (done.stdout + done.stderr).decode().splitlines()
    _code, text = on_terminal(*command.split(), "x.csv", columns=40, cwd=tmp_path)
    shown = plain(text)
    assert max(map(len, shown.splitlines())) <= 40
    assert " ".join(shown.split()) == " ".join(" ".join(lines).split())
    starts = [text for text in shown.splitlines() if not text.startswith("    ")]
    assert len(starts) == len(lines)
    assert all(whole.startswith(start) for whole, start in zip(lines, starts, strict=True))


@pytest.mark.posix
def test_columns_settles_the_width(clsctl: Run) -> None:
    _code, text = on_terminal("totals", columns=200, env={"COLUMNS": "60"})
    assert max(map(len, plain(text).splitlines())) <= 60
    narrow = clsctl("lines", "--format", "table", env={"COLUMNS": "40"}).stdout
    assert narrow == clsctl("lines", "--format", "table").stdout


@pytest.mark.parametrize("arguments", ["--help", "totals --help", "totals --nope", "nope", "totals --by x", "check"])
def test_nothing_is_boxed_or_coloured_in_a_log(program: Run, arguments: str) -> None:
    done = program(*arguments.split(), env={"GITHUB_ACTIONS": "true", "FORCE_COLOR": "1", "TERM": "xterm"})
    assert not re.search(r"\x1b|[╭╮╰╯│┌┐└┘║═┃━]", (done.stdout + done.stderr).decode())


@pytest.mark.posix
def test_the_locale_changes_no_byte_off_a_terminal(program: Run) -> None:
    lines = ("totals --format table", "check", "--help", "totals --by x")
    plainly = [program(*arguments.split(), env={"CLSCTL_LANG": "fr"}) for arguments in lines]
    for env in (
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ):
        room = "clsctl.cli.output.check_report"
        ends = in_turn(*lines, env={**ENVIRONMENT, "CLSCTL_LANG": "fr", **env}, room=room)
        for end, done in zip(ends, plainly, strict=True):
            assert (end.code, end.out, end.talk) == (done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.posix
@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_that_is_not_utf_8_still_shows_the_sums(encoding: str) -> None:
    code, shown = on_terminal("totals", columns=120, env={"PYTHONIOENCODING": encoding, "CLSCTL_LANG": "fr"})
    assert code == 0
    assert "29 007 615 EUR" in shown


@pytest.mark.posix
def test_a_terminal_gets_a_table_and_a_pipe_gets_csv(clsctl: Run) -> None:
    assert "Amounts by axis" in on_terminal("totals")[1]
    assert "✓" in on_terminal("check", env={"TERM": "dumb"})[1]
    assert clsctl("totals").stdout.startswith(b"axe,libelle,")
    assert clsctl("check").stdout.startswith(b"Published figures")


@pytest.mark.posix
def test_help_is_boxed_on_a_terminal_only(clsctl: Run) -> None:
    assert "─" in on_terminal("--help")[1]
    assert "─" not in clsctl("--help").stdout.decode()


@pytest.mark.posix
@pytest.mark.parametrize("command", ["totals", "lines", "check", "info", "validate", "fmt", "import"])
def test_help_names_what_to_give_and_no_type_of_python(clsctl: Run, command: str) -> None:
    for text in (clsctl(command, "--help").stdout.decode(), on_terminal(command, "--help")[1]):
        assert not re.search(r"\bstr\b|\blist\[", text)


@pytest.mark.posix
def test_hostile_cells_do_nothing_to_a_terminal(tmp_path: Path) -> None:
    action = "[/] [bold]x[/bold] :house: \x1b]0;owned\x07\x1b[2J \u202eevil\u2066 =1+1"
    write(tmp_path / "x.csv", [line(1, action=action, objectif="[red]"), line(2)])
    code, shown = on_terminal("lines", "--data", str(tmp_path / "x.csv"), columns=200)
    assert code == 0
    assert not re.search(r"\x1b(?!\[(?:[0-9;]*m|\?25[lh]|1A|2K))|[\x07\u202e\u2066]", shown)
    for kept in ("[/]", "[bold]x[/bold]", ":house:", "\\x1b]0;owned\\x07", "\\u202eevil\\u2066", "=1+1"):
        assert kept in plain(shown)

"""A run that is forked from an imported program is what a start of its own is; what only a start settles gets one."""

import json
import signal
import socket
import sys
from pathlib import Path

import pytest

from conftest import ENVIRONMENT, PROGRAM
from support import warm_runs
from support.processes import on_terminal, session
from support.warm_program import FREE, ROOMS
from support.warm_runs import Job, answered, for_shell

pytestmark = [
    pytest.mark.slow(reason="each run is compared with a start of its own"),
    pytest.mark.posix,
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each run is a start of its own"),
]

# What a process finds at its start, as far as a program can tell.
FOUND = """
import gc, json, os, signal, sys, threading

def stream(it):
    return {
        "name": it.name, "mode": it.mode, "number": it.fileno(), "encoding": it.encoding, "errors": it.errors,
        "terminal": it.isatty(), "by line": it.line_buffering, "through": it.write_through, "ends": it.newlines,
        "buffer": [type(it.buffer).__name__, it.buffer.name, it.buffer.raw.mode, it.buffer.raw.closefd],
    }

print(json.dumps({
    "arguments": sys.argv, "path": sys.path, "flags": list(sys.flags), "recursion": sys.getrecursionlimit(),
    "folder": os.getcwd(), "umask": os.umask(0), "environment": dict(os.environ), "garbage": gc.get_threshold(),
    "open": len(os.listdir("/proc/self/fd")), "threads": [threading.active_count(), len(os.listdir("/proc/self/task"))],
    "handlers": [str(signal.getsignal(number)).partition(" at ")[0] for number in signal.valid_signals()],
    "blocked": list(signal.pthread_sigmask(signal.SIG_BLOCK, ())),
    "streams": [stream(sys.stdin), stream(sys.stdout), stream(sys.stderr)],
    "at the start": [sys.stdin is sys.__stdin__, sys.stdout is sys.__stdout__, sys.stderr is sys.__stderr__],
}))
"""
HAS_PROGRAM = "import sys; print('clsctl.cli.app' in sys.modules)"


@pytest.mark.slow(reason="each run is started twice")
def test_a_process_finds_what_it_finds_at_a_start_of_its_own(tmp_path: Path) -> None:
    env = {**ENVIRONMENT, "CLSCTL_LANG": "fr", "COLUMNS": "é"}
    here, there = (
        json.loads(answered(Job(("a", "é b"), FOUND, is_fresh), tmp_path, env).stdout) for is_fresh in (False, True)
    )
    assert here == there
    assert (here["arguments"], here["environment"]) == (["-c", "a", "é b"], env)
    here, there = (
        json.loads(on_terminal(script=FOUND, cwd=tmp_path, is_fresh=is_fresh)[1]) for is_fresh in (False, True)
    )
    assert here == there
    assert (here["folder"], here["streams"][0]["terminal"]) == (str(tmp_path), True)


@pytest.mark.slow(reason="each run is started twice")
@pytest.mark.parametrize(
    ("language", "arguments", "stdin", "code"),
    [
        ("fr", ("totals", "--format", "table"), b"", 0),
        ("fr", ("totals", "--hlep"), b"", 2),
        ("en", ("totals", "--data", "-"), b"\xff", 3),
    ],
)
def test_a_run_says_what_it_says_at_a_start_of_its_own(
    language: str, arguments: tuple[str, ...], stdin: bytes, code: int, tmp_path: Path
) -> None:
    env = {**ENVIRONMENT, "CLSCTL_LANG": language}
    here, there = (answered(Job(arguments, "", is_fresh), tmp_path, env, stdin) for is_fresh in (False, True))
    assert (here.returncode, here.stdout.decode(), here.stderr.decode()) == (
        code,
        there.stdout.decode(),
        there.stderr.decode(),
    )
    assert there.returncode == code


@pytest.mark.slow(reason="each run is started twice")
@pytest.mark.parametrize("arguments", [("--help",), ("check", "--territoire", "Nord")])
def test_a_terminal_shows_what_it_shows_after_a_start_of_its_own(arguments: tuple[str, ...]) -> None:
    env = {"CLSCTL_LANG": "fr", "GITHUB_ACTIONS": "true"}
    assert on_terminal(*arguments, env=env) == on_terminal(*arguments, env=env, is_fresh=True)


@pytest.mark.parametrize(
    ("env", "is_warm"),
    [
        ({}, True),
        ({"CLSCTL_DATA": "x", "NO_COLOR": "1", "TERM": "dumb"}, True),
        ({"LC_ALL": "C"}, False),
        ({"PYTHONIOENCODING": "ascii"}, False),
        ({"TZ": "Asia/Tokyo"}, False),
    ],
)
def test_what_a_start_settles_gets_a_start(env: dict[str, str], is_warm: bool, tmp_path: Path) -> None:
    assert answered(Job((), HAS_PROGRAM), tmp_path, {**ENVIRONMENT, **env}).stdout.decode() == f"{is_warm}\n"
    without = {name: value for name, value in ENVIRONMENT.items() if name != "LC_ALL"}
    assert answered(Job((), HAS_PROGRAM), tmp_path, without).stdout == b"False\n"


def test_no_import_before_a_run_reads_what_a_run_may_set(tmp_path: Path) -> None:
    script = f"""
import os, sys
from importlib import import_module
read = set()
class Heard(type(os.environ)):
    def __getitem__(self, name):
        read.add(name)
        return super().__getitem__(name)
    def __contains__(self, name):
        read.add(name)
        return super().__contains__(name)
    def __iter__(self):
        read.update(self._data)
        return super().__iter__()
os.environ.__class__ = Heard
for room in {ROOMS!r}:
    import_module(room)
print(*read)
"""
    read = answered(Job((), script, is_fresh=True), tmp_path, ENVIRONMENT).stdout.decode().split()
    assert "TYPER_USE_RICH" in read
    assert [name for name in read if FREE.fullmatch(name)] == []


def test_a_shell_hands_its_streams_over_and_hears_of_each_end(tmp_path: Path) -> None:
    line = "printf x | $CLSCTL totals --data - 2>talk; echo $?; clsctl lines | head -1; echo ${PIPESTATUS[0]}"
    refused, header, code = session(line, tmp_path).stdout.splitlines()
    assert (refused, header.partition(",")[0], code) == ("3", "cle", "0")
    assert (tmp_path / "talk").read_text("utf-8").startswith("-:1: the first line is not a header")


def test_what_a_shell_adds_to_the_environment_needs_no_start_of_its_own(tmp_path: Path) -> None:
    program, *rows = session("type -p clsctl; env", tmp_path).stdout.splitlines()
    assert program == for_shell(ENVIRONMENT)["CLSCTL"]
    added = {row.partition("=")[0] for row in rows} - ENVIRONMENT.keys()
    assert {"SHLVL", "PWD"} <= added
    assert [name for name in added if not FREE.fullmatch(name)] == []


def test_elsewhere_each_run_is_a_start_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = answered(Job(("nope",)), tmp_path, ENVIRONMENT, b"x")
    monkeypatch.setattr(warm_runs, "IS_SERVED", False)
    there = answered(Job(("nope",)), tmp_path, ENVIRONMENT, b"x")
    assert (there.returncode, there.stdout, there.stderr) == (here.returncode, here.stdout, here.stderr)
    assert answered(Job((), HAS_PROGRAM), tmp_path, ENVIRONMENT).stdout == b"False\n"
    assert for_shell(ENVIRONMENT)["CLSCTL"] == PROGRAM


def test_the_server_outlives_a_caller_that_leaves(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as caller:
        caller.connect(str(Path(for_shell(ENVIRONMENT)["CLSCTL"]).parent / "door"))
    assert answered(Job((), "print(1)"), tmp_path, ENVIRONMENT).stdout == b"1\n"


@pytest.mark.parametrize("name", ["SIGTERM", "SIGKILL"])
def test_an_end_by_a_signal_is_told(name: str, tmp_path: Path) -> None:
    number = signal.Signals[name]
    job = Job((str(int(number)),), "import os, sys; os.kill(os.getpid(), int(sys.argv[1]))")
    assert answered(job, tmp_path, ENVIRONMENT).returncode == -number

"""Pipes that close, disks that are full, signals that come in the midst of work."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import ENVIRONMENT, PROGRAM, Run
from support.processes import session
from support.samples import PARTIES, line, write
from support.warm_runs import Job, answered, for_shell

pytestmark = pytest.mark.slow(reason="each test is a process, and waits for it to be at work")


LEAVING = [(command, "head -c 1") for command in ("lines --format json", "check", "totals --format grid", "--help")]
LEAVING += [("lines", reader) for reader in ("head -1", "head -c 1", "true")]


@pytest.mark.posix
@pytest.mark.parametrize(("command", "reader"), LEAVING)
def test_a_reader_that_leaves_ends_the_program_quietly(command: str, reader: str, tmp_path: Path) -> None:
    done = session(f"$CLSCTL {command} 2>talk | {reader} >/dev/null; echo ${{PIPESTATUS[0]}}", tmp_path)
    assert done.stdout == "0\n"
    assert all(text.startswith("Note: ") for text in (tmp_path / "talk").read_text("utf-8").splitlines())


@pytest.mark.posix
def test_a_reader_that_leaves_a_large_answer(big: Path, tmp_path: Path) -> None:
    done = session(f"$CLSCTL lines --data '{big}' 2>/dev/null | head -1; echo ${{PIPESTATUS[0]}}", tmp_path)
    assert done.stdout.splitlines()[1] == "0"


@pytest.mark.posix
@pytest.mark.parametrize(
    "command", ["totals", "lines", "check", "info", "totals --format table", "--help", "--version"]
)
def test_a_full_disk_is_said_in_a_sentence(command: str, tmp_path: Path) -> None:
    done = session(f"$CLSCTL {command} >/dev/full", tmp_path)
    assert done.returncode == 3
    assert "Error: " in done.stderr
    assert "→ Free some space" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.posix
@pytest.mark.parametrize("command", ["totals", "lines", "check"])
def test_a_closed_stdout_is_said_in_a_sentence(command: str, tmp_path: Path) -> None:
    done = session(f"$CLSCTL {command} >&-", tmp_path)
    assert done.returncode == 3
    assert "Standard output is closed" in done.stderr


@pytest.mark.posix
@pytest.mark.parametrize("stderr", ["2>&-", "2>/dev/full"])
def test_a_stderr_that_takes_nothing_changes_no_exit_code(stderr: str, tmp_path: Path) -> None:
    assert session(f"$CLSCTL totals {stderr}", tmp_path).returncode == 0
    assert session(f"$CLSCTL totals --data nope {stderr}", tmp_path).returncode == 3
    assert session(f"$CLSCTL nope {stderr}", tmp_path).returncode == 2


@pytest.mark.posix
def test_a_closed_stdin_is_said_in_a_sentence(tmp_path: Path) -> None:
    done = session("$CLSCTL totals --data - <&-", tmp_path)
    assert done.returncode == 3
    assert "Standard input is closed" in done.stderr
    assert session("$CLSCTL totals <&-", tmp_path).returncode == 0


@pytest.fixture(scope="session")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lines enough that a signal finds the engine at work."""
    rows = (
        line(
            rang,
            territoire_code=code,
            territoire=name,
            axe=str(axe),
            action=f"Une action pour les familles, la {rang}e",
        )
        for code, name in PARTIES.items()
        for axe in range(1, 5)
        for rang in range(1, 2001)
    )
    return write(tmp_path_factory.mktemp("big") / "big.csv", rows)


@contextmanager
def started(cwd: Path, *arguments: str, program: str = "") -> Iterator["subprocess.Popen[bytes]"]:
    (cwd / "tmp").mkdir(exist_ok=True)
    env = for_shell({**ENVIRONMENT, "TMPDIR": str(cwd / "tmp")})
    with subprocess.Popen(
        [program or env["CLSCTL"], *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=cwd,
        env=env,
    ) as process:
        yield process


def wait_for_work(process: "subprocess.Popen[bytes]", cwd: Path) -> None:
    """Until the program has its folder for temporary files, hence its handlers and its engine's modules."""
    while process.poll() is None and not os.listdir(cwd / "tmp"):  # noqa: PTH208 (names, not paths)
        time.sleep(0.002)


@pytest.mark.posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("delay", [0.0, 0.03, 0.1, 0.2])
def test_a_signal_while_the_engine_works(big: Path, tmp_path: Path, number: int, code: int, delay: float) -> None:
    command = ["lines", "--search", "familles", "--data", str(big), "-o", "out.json"]
    with started(tmp_path, *command) as process:
        wait_for_work(process, tmp_path)
        time.sleep(delay)
        process.send_signal(number)
        _out, talk = process.communicate(timeout=60)
    assert (process.returncode, talk) == (code, b"")
    assert [path.name for path in tmp_path.iterdir()] == ["tmp"]
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_while_a_pipe_is_read_that_never_ends(tmp_path: Path, number: int, code: int) -> None:
    os.mkfifo(tmp_path / "pipe")
    with (
        started(tmp_path, "totals", "--data", "pipe", program=PROGRAM) as process,
        (tmp_path / "pipe").open("wb") as writer,
    ):
        writer.write(b"exercice,territoire_code\n")
        writer.flush()
        wait_for_work(process, tmp_path)
        time.sleep(0.2)  # Python meets a signal that comes in the microseconds before a blocking read only after it
        process.send_signal(number)
        _out, talk = process.communicate(timeout=60)
    assert (process.returncode, talk) == (code, b"")
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.posix
def test_a_signal_that_the_caller_has_us_ignore_stays_ignored(big: Path, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    script = f"trap '' INT; exec $CLSCTL totals --data '{big}' --format json"
    with subprocess.Popen(
        ["bash", "-c", script],
        stdout=subprocess.PIPE,
        cwd=tmp_path,
        env={**ENVIRONMENT, "CLSCTL": PROGRAM, "TMPDIR": str(tmp_path / "tmp")},
    ) as process:
        wait_for_work(process, tmp_path)
        process.send_signal(signal.SIGINT)
        out, _talk = process.communicate(timeout=60)
    assert process.returncode == 0
    assert out.endswith(b"}\n")


@pytest.mark.posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_signal_after_the_answer_ends_the_program_without_a_word(name: str, tmp_path: Path) -> None:
    late = f"import atexit, os, signal; atexit.register(os.kill, os.getpid(), signal.{name})"
    job = Job(("--version",), f"{late}; from clsctl.cli import main; main()")
    done = answered(job, tmp_path, ENVIRONMENT)
    assert (done.returncode, done.stdout[:7], done.stderr) == (-signal.Signals[name], b"clsctl ", b"")


def test_nothing_temporary_is_left_by_any_end(program: Run, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    env = {"TMPDIR": str(tmp_path / "tmp")}
    assert program("totals", "--data", "-", stdin=b"nothing", env=env).returncode == 3
    assert program("totals", "--data", "-", "--territoire", "x", env=env).returncode == 3
    assert program("check", env=env).returncode == 0
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_refusal_beside_an_open_engine_says_nothing_of_the_engine(tmp_path: Path) -> None:
    """The engine's own report of what was never freed came after the remedy."""
    done = answered(Job(("compare", "2025", "absent.csv"), is_fresh=True), tmp_path, ENVIRONMENT)
    assert done.stderr.decode().splitlines() == [
        "Error: absent.csv: the file or folder does not exist.",
        "  → Check the path.",
    ]

"""`fmt --in-place` on a machine that fails: the file is the old one or the new one, whole."""

import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from clsctl.errors import ExitCode
from conftest import ENVIRONMENT, PROGRAM
from support.launched import DIE, LIMIT, OBEY, launched
from support.samples import HEADER

# 5 000 lines, in the wrong order and in that of their keys.
ROWS = [f'2025,02,Aisne,1,{rang},,"Une action, la {rang}e",100,2,\n' for rang in range(1, 5_001)]
HEAD = ",".join(HEADER) + "\n"
OLD, NEW = HEAD + "".join(reversed(ROWS)), HEAD + "".join(ROWS)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "f.csv"
    path.parent.mkdir()
    path.write_text(OLD, "utf-8")
    return path


@pytest.fixture
def env(tmp_path: Path) -> Mapping[str, str]:
    """A folder of its own for what a killed program cannot clear away."""
    (tmp_path / "spool").mkdir()
    return {**ENVIRONMENT, "TMPDIR": str(tmp_path / "spool")}


# The temporary file is made, is complete and flushed, takes the mode of the old one, and its name.
@pytest.mark.posix
@pytest.mark.parametrize("event", ["open .clsctl-", "os.chmod", "os.rename"])
def test_a_kill_at_any_step_leaves_the_old_file_whole(event: str, file: Path, env: Mapping[str, str]) -> None:
    end = launched(DIE, [event], "fmt", "--in-place", file.name, cwd=file.parent, env=env)
    assert end.code == -signal.SIGKILL
    assert file.read_text("utf-8") == OLD


def test_a_kill_while_the_lines_are_written_leaves_one_file_whole(file: Path, env: Mapping[str, str]) -> None:
    with subprocess.Popen([PROGRAM, "fmt", "--in-place", file.name], env=env, cwd=file.parent) as process:
        while process.poll() is None and len(list(file.parent.iterdir())) == 1:  # until its temporary file is there
            time.sleep(0.001)
        process.kill()
    assert file.read_text("utf-8") in {OLD, NEW}


@pytest.mark.posix
def test_what_a_kill_left_behind_disturbs_no_later_run(file: Path, env: Mapping[str, str]) -> None:
    launched(DIE, ["os.rename"], "fmt", "--in-place", file.name, cwd=file.parent, env=env)
    assert launched(OBEY, [], "fmt", "--in-place", file.name, cwd=file.parent, env=env).code == 0
    assert file.read_text("utf-8") == NEW


@pytest.mark.posix
@pytest.mark.parametrize("content", [OLD, OLD.replace(",100,", ',"100,00 €",')], ids=["plain", "careful"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(content: str, file: Path) -> None:
    file.write_text(content, "utf-8")
    end = launched(LIMIT, [str(len(NEW) // 2)], "fmt", "--in-place", file.name, cwd=file.parent)
    assert (end.code, end.out) == (ExitCode.UNREADABLE, "")
    assert "Error: " in end.talk
    assert "→ " in end.talk
    assert "Traceback" not in end.talk
    assert [(path.name, path.read_text("utf-8")) for path in file.parent.iterdir()] == [("f.csv", content)]


@pytest.mark.posix
def test_a_folder_that_may_not_be_written_keeps_the_old_file(file: Path) -> None:
    file.parent.chmod(0o555)
    end = launched(OBEY, [], "fmt", "--in-place", file.name, cwd=file.parent)
    file.parent.chmod(0o755)
    assert (end.code, end.out) == (ExitCode.UNREADABLE, "")
    assert "cannot be written" in end.talk
    assert [(path.name, path.read_text("utf-8")) for path in file.parent.iterdir()] == [("f.csv", OLD)]

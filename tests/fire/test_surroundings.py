"""Places where there is little: no HOME, no TERM, no right to write, a log in place of a terminal."""

import gzip
import re
from pathlib import Path

import pytest

from conftest import ENVIRONMENT, Run
from support.launched import LIMIT, OBEY, launched
from support.processes import on_terminal
from support.samples import csv_text, line


@pytest.mark.posix
@pytest.mark.parametrize("arguments", ["totals", "check"])
def test_without_home_in_a_folder_that_may_not_be_written(arguments: str, tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    env = {name: value for name, value in ENVIRONMENT.items() if name != "HOME"}
    end = launched(OBEY, [], *arguments.split(), cwd=tmp_path, env=env)
    tmp_path.chmod(0o755)
    assert end.code == 0, end.talk
    assert list(tmp_path.iterdir()) == []


@pytest.mark.posix
def test_an_answer_to_a_folder_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    end = launched(OBEY, [], "totals", "-o", "out.csv", cwd=tmp_path)
    tmp_path.chmod(0o755)
    assert (end.code, end.out) == (3, "")
    assert "out.csv: the file cannot be written" in end.talk


@pytest.mark.posix
def test_a_full_disk_for_temporary_files_is_said(tmp_path: Path) -> None:
    text = csv_text(line(rang) for rang in range(1, 5001))
    (tmp_path / "x.csv.gz").write_bytes(gzip.compress(text.encode()))
    end = launched(LIMIT, ["50000"], "totals", "--data", "x.csv.gz", cwd=tmp_path)
    assert (end.code, end.out) == (3, "")
    assert "→ Free some memory and disk space" in end.talk


@pytest.mark.posix
@pytest.mark.parametrize("term", ["", "no-such-terminal"])
def test_a_terminal_without_a_known_name_shows_the_table(term: str) -> None:
    code, shown = on_terminal("totals", columns=120, env={"TERM": term})
    assert code == 0
    assert "€29,007,615" in shown


def test_a_log_of_github_has_the_same_bytes_as_a_pipe(program: Run) -> None:
    plain = program("totals")
    done = program("totals", env={"GITHUB_ACTIONS": "true", "CI": "true", "TERM": "xterm", "FORCE_COLOR": "1"})
    assert (done.returncode, done.stdout, done.stderr) == (0, plain.stdout, plain.stderr)
    assert not re.search(rb"\x1b", done.stdout + done.stderr)

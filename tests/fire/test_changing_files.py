"""Files that change, grow or vanish while they are read: one version is answered for, or none."""

import os
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.opening import open_dataset
from clsctl.engine.connection import Connection
from clsctl.errors import ExitCode, ReadError
from clsctl.questions.fmt import canonical_form
from clsctl.verdict import lines as verdict_lines
from clsctl.verdict.examination import examine
from clsctl.verdict.lines import PLAIN
from clsctl.verdict.marks import create_marks
from clsctl.vocabulary.selection import Request
from conftest import ENVIRONMENT
from support.launched import CHANGE, launched
from support.processes import session
from support.samples import line, write
from support.warm_runs import Job, answered

LINES = 25_000  # more than the engine hands over at once


def _append(path: Path) -> None:
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f"2025,02,Aisne,1,{LINES + 1},,une de plus,1,2,\n")


def _truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _replace(path: Path) -> None:
    write(path.with_suffix(".new"), [line(1)]).replace(path)


def _overwrite(path: Path) -> None:
    """Other bytes, as many."""
    with path.open("r+b") as stream:
        stream.seek(path.stat().st_size // 2)
        stream.write(b"9")


def _delete(path: Path) -> None:
    path.unlink()


CHANGES = pytest.mark.parametrize("change", [_append, _truncate, _replace, _overwrite, _delete])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / "contracts_2025.csv", map(line, range(1, LINES + 1)))


@CHANGES
def test_a_second_reading_of_a_changed_file_is_refused(file: Path, change: Callable[[Path], None]) -> None:
    with open_dataset([str(file)]) as dataset:
        words = dataset.select(Request(search=("action",)))
        change(file)
        with pytest.raises(ReadError, match="changed while it was read"):
            next(dataset.lignes())
        with pytest.raises(ReadError, match="changed while it was read"):
            dataset.aggregate((), words)


def test_an_answer_that_was_read_whole_stands_though_the_file_goes_after_it(file: Path) -> None:
    with open_dataset([str(file)]) as dataset:
        lignes = dataset.lignes()
        first = next(lignes)
        _delete(file)
        assert [first.rang, *(ligne.rang for ligne in lignes)] == list(range(1, LINES + 1))


def test_two_questions_at_once_are_never_mixed(file: Path) -> None:
    with open_dataset([str(file)]) as dataset:
        lignes = dataset.lignes()
        next(lignes)
        dataset.aggregate(())
        with pytest.raises(RuntimeError):
            list(lignes)


@CHANGES
def test_a_file_that_changes_during_its_first_reading_is_refused(
    file: Path, change: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from clsctl.verdict import relations

    rangs_fit = relations.rangs_fit

    def changed_meanwhile(connection: object) -> bool:
        change(file)
        return rangs_fit(connection)  # type: ignore[arg-type]

    monkeypatch.setattr(verdict_lines, "rangs_fit", changed_meanwhile)
    with pytest.raises(ReadError, match="changed while it was read"):
        open_dataset([str(file)])


@pytest.mark.posix
@pytest.mark.parametrize("how", ["delete", "cut", "empty"])
def test_a_program_whose_file_changes_in_the_midst_of_its_work_computes_nothing(how: str, file: Path) -> None:
    end = launched(CHANGE, [how, str(file)], "totals", "--data", str(file))
    assert (end.code, end.out) == (3, "")
    assert "changed while it was read" in end.talk
    assert "Traceback" not in end.talk


def test_a_file_that_grows_all_the_time_is_refused_or_read_as_it_was_once(file: Path) -> None:
    """A process that appends whole lines; whatever the moment, no sum is of a half."""
    stop = threading.Event()
    rang = LINES

    def grow() -> None:
        nonlocal rang
        with file.open("a", encoding="utf-8") as stream:
            while not stop.wait(0.001):
                rang += 1
                stream.write(f"2025,02,Aisne,1,{rang},,une de plus,100,2,\n")
                stream.flush()

    thread = threading.Thread(target=grow)
    thread.start()
    try:
        codes = [_totals(file) for _again in range(3)]
    finally:
        stop.set()
        thread.join()
    for code, out, talk in codes:
        assert code in {0, 3}
        assert "Traceback" not in talk
        if code == 0:
            (lignes, montant) = re.findall(r"^1,.*?,(\d+),0,(\d+)", out, re.MULTILINE)[0]
            assert int(montant) == 100 * int(lignes)
        else:
            assert out == ""
            assert "changed while it was read" in talk


def _totals(file: Path) -> tuple[int, str, str]:
    done = answered(Job(("totals", "--data", str(file))), file.parent, ENVIRONMENT)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_in_place_leaves_what_somebody_saved_meanwhile(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from clsctl.cli.output import fmt_files
    from clsctl.questions import fmt

    write(file, [line(2), line(1)])

    def saved_meanwhile(dataset: Dataset) -> Iterator[bytes]:
        yield from canonical_form(dataset)
        write(file, [line(1, action="saved by somebody else")])

    monkeypatch.setattr(fmt, "canonical_form", saved_meanwhile)
    monkeypatch.setattr(fmt_files, "is_canonical", lambda *_arguments: False)
    assert fmt_files.rewrite([str(file)], PLAIN) == ExitCode.UNREADABLE
    assert "changed while it was read" in capsys.readouterr().err
    assert "saved by somebody else" in file.read_text("utf-8")


@pytest.mark.posix
def test_a_pipe_is_read_once_and_to_its_end(file: Path, tmp_path: Path) -> None:
    done = session(f"$CLSCTL lines --data <(cat '{file}') | wc -l", tmp_path)
    assert (done.returncode, done.stdout.strip()) == (0, str(LINES + 1))


@CHANGES
def test_a_file_that_changes_before_its_warnings_are_placed_is_refused(
    file: Path, change: Callable[[Path], None]
) -> None:
    rows = [line(rang, action=f"{rang} et\n") for rang in range(1, 100)]
    write(file, rows)

    def changed(connection: Connection) -> None:
        create_marks(connection)
        change(file)

    with patch("clsctl.verdict.warnings.create_marks", changed), pytest.raises(ReadError):
        examine([str(file)])

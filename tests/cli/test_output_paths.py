"""A place where no file can be made is told before anything is read, and leaves nothing behind."""

from pathlib import Path

import pytest

from conftest import Run
from support.samples import line, write


@pytest.mark.parametrize(
    "command",
    [
        "totals --data {data} -o {target}",
        "lines --data {data} -o {target}",
        "check --data {data} -o {target}",
        "check --data {data} --format junit -o {target}",
        "info --data {data} -o {target}",
        "validate {data} -o {target}",
        "fmt {data} -o {target}",
        "import {data} --exercice 2025 --report {target}.md",
    ],
)
@pytest.mark.parametrize("target", ["nowhere/f.csv", "folder.csv"])
def test_it_is_refused_before_the_data_are_read(clsctl: Run, command: str, target: str, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "folder.csv.md").mkdir()
    (tmp_path / "faulty.csv").write_text("nothing that could be read\n", "utf-8")
    done = clsctl(*command.format(data=tmp_path / "faulty.csv", target=tmp_path / target).split())
    assert (done.returncode, done.stdout) == (3, b"")
    assert (b"nowhere does not exist" if "nowhere" in target else b"cannot be written") in done.stderr
    assert b"faulty.csv" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["faulty.csv", "folder.csv", "folder.csv.md"]


@pytest.mark.parametrize("named", ["contracts_2025.csv", "."])
@pytest.mark.parametrize("command", ["totals --data", "lines --data", "check --data", "info --data", "validate"])
def test_a_file_of_the_data_is_not_overwritten(clsctl: Run, command: str, named: str, tmp_path: Path) -> None:
    write(tmp_path / "contracts_2025.csv", [line()])
    before = (tmp_path / "contracts_2025.csv").read_bytes()
    done = clsctl(*command.split(), str(tmp_path / named), "-o", str(tmp_path / "contracts_2025.csv"))
    assert done.returncode == 2
    assert b"would be overwritten" in done.stderr
    assert (tmp_path / "contracts_2025.csv").read_bytes() == before


def test_no_bundled_file_is_overwritten_where_the_published_figures_lie_elsewhere(
    clsctl: Run, data: Path, tmp_path: Path
) -> None:
    target, published = data / "territoires.csv", tmp_path / "published_2025.csv"
    before = target.read_bytes()
    published.write_bytes((data / "published_2025.csv").read_bytes())
    done = clsctl("check", "--published", str(published), "--format", "csv", "-o", str(target))
    after = target.read_bytes()
    target.write_bytes(before)
    assert (done.returncode, after) == (2, before)

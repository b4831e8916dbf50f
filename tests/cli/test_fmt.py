"""`clsctl fmt`: canonical bytes, and no file lost on the way."""

import gzip
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ENVIRONMENT, PROGRAM, ROOT, Run, shell
from support.processes import on_terminal
from support.samples import HEADER, bundled, csv_text, line, write

CANONICAL = (ROOT / "data" / "contracts_2025.csv").read_bytes()


def test_fmt_of_the_bundled_data_changes_nothing(clsctl: Run) -> None:
    assert clsctl("fmt").stdout == CANONICAL
    done = clsctl("fmt", "--check")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_lines_in_any_order_become_canonical(clsctl: Run, tmp_path: Path) -> None:
    rows = [{**row, "montant": f"{row['montant']},00 €" if row["montant"] else "-"} for row in reversed(bundled())]
    path = write(tmp_path / "f.csv", rows, ";", "\r\n")
    done = clsctl("fmt", str(path))
    assert (done.returncode, done.stdout) == (0, CANONICAL)


@pytest.mark.posix
def test_in_place_rewrites_the_file_behind_a_link_and_keeps_its_mode(clsctl: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "f.csv", bundled(), ";", "\r\n")
    path.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(path)
    assert clsctl("fmt", "--in-place", str(link)).returncode == 0
    assert link.is_symlink()
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (CANONICAL, 0o640)


def test_in_place_leaves_a_canonical_file_alone(clsctl: Run, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(CANONICAL)
    before = path.stat()
    assert clsctl("fmt", "--in-place", str(path)).returncode == 0
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_in_place_rewrites_a_file_whose_name_is_as_long_as_names_may_be(clsctl: Run, tmp_path: Path) -> None:
    path = write(tmp_path / f"{'f' * 251}.csv", bundled(), ";")
    done = clsctl("fmt", "--in-place", path.name)
    assert (done.returncode, done.stderr, path.read_bytes()) == (0, b"", CANONICAL)


def test_in_place_touches_nothing_that_breaks_the_schema(clsctl: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "f.csv", [line(montant="1.234")], ";")
    before = path.read_bytes()
    done = clsctl("fmt", "--in-place", str(path))
    assert (done.returncode, path.read_bytes()) == (3, before)
    assert b"ambiguous-montant" in done.stderr


def test_in_place_loses_no_extra_column(clsctl: Run, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(csv_text([{**line(), "suivi": "=x, é"}], ";", header=("suivi", *HEADER)), "utf-8")
    before = path.read_bytes()
    assert clsctl("fmt", "--in-place", str(path)).returncode == 2
    assert path.read_bytes() == before
    done = clsctl("fmt", "--in-place", "--keep-extra", str(path))
    assert (done.returncode, done.stderr) == (0, b"")
    assert path.read_text("utf-8") == csv_text([{**line(), "suivi": "=x, é"}], header=(*HEADER, "suivi"))


def test_a_workbook_is_not_rewritten_in_place(clsctl: Run, tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text(json.dumps([line()]), "utf-8")
    done = clsctl("fmt", "--in-place", str(path))
    assert (done.returncode, json.loads(path.read_text("utf-8"))) == (2, [line()])


def test_check_shows_the_difference_and_exits_1(clsctl: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "f.csv", [line(montant="100,50")], ";", "\r\n")
    done = clsctl("fmt", "--check", "f.csv")
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.decode() == (
        "--- f.csv\n+++ f.csv\t(canonical)\n@@ -1,2 +1,2 @@\n"
        f"-{';'.join(HEADER)}\r\n-2025;02;Aisne;1;1;;action 1;100,50;2;\r\n"
        f"+{','.join(HEADER)}\n+2025,02,Aisne,1,1,,action 1,100.50,2,\n"
    )
    assert path.read_bytes().endswith(b"\r\n")


@pytest.mark.slow(reason="a start of the program")
@pytest.mark.posix
def test_check_accepts_canonical_bytes_from_wherever_they_come(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "c [1].csv").write_bytes(CANONICAL)
    piped = shell(f"{PROGRAM} fmt --check <(cat 'c [1].csv')", tmp_path, ENVIRONMENT)
    for done in (clsctl("fmt", "--check", "-", stdin=CANONICAL), piped, clsctl("fmt", "--check", "c [1].csv")):
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_check_shows_the_difference_of_standard_input(clsctl: Run) -> None:
    done = clsctl("fmt", "--check", "-", stdin=csv_text([line(montant="100.00")]).encode())
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"\n-2025,02,Aisne,1,1,,action 1,100.00,2,\n+2025,02,Aisne,1,1,,action 1,100,2,\n" in done.stdout


@pytest.mark.posix
def test_on_a_terminal_nothing_of_the_file_acts(tmp_path: Path) -> None:
    write(tmp_path / "f.csv", [line(action="\x1b[31mrouge", montant="100.00")])
    code, shown = on_terminal("fmt", "--check", "f.csv", cwd=tmp_path)
    assert code == 1
    assert "\x1b" not in shown
    assert r"-2025,02,Aisne,1,1,,\x1b[31mrouge,100.00" in shown


def reordered() -> bytes:
    return csv_text(list(reversed(bundled())), ";", "\r\n").encode()


def unfinished() -> bytes:
    return CANONICAL.removesuffix(b"\n").replace(b",6000,", b",6000.00,").replace(b",11180,", b",11 180,")


def large() -> bytes:
    rows = [line(rang, montant="100.00" if rang in {7, 3000, 9000} else "100") for rang in range(1, 12001)]
    return csv_text([*rows[6000:6100], *rows[:6000], *rows[6100:]]).encode()


PATCHES = {
    "patch": ("patch", "--quiet", "f f.csv", "f.diff"),
    "git": ("git", "apply", "-p0", "f.diff"),
}


@pytest.mark.slow(reason="whole runs, and a process of patch")
@pytest.mark.parametrize("written", [reordered, unfinished, large])
def test_patch_makes_the_canonical_form_of_the_difference(
    clsctl: Run, tmp_path: Path, written: Callable[[], bytes]
) -> None:
    installed = [name for name in PATCHES if shutil.which(name)]
    if not installed:
        pytest.skip(f"none of {', '.join(PATCHES)} is installed here; tests/test_difference.py applies diffs itself")
    before = written()
    (tmp_path / "f f.csv").write_bytes(before)
    canonical = clsctl("fmt", "f f.csv").stdout
    (tmp_path / "f.diff").write_bytes(clsctl("fmt", "--check", "f f.csv").stdout)
    for name in installed:
        (tmp_path / "f f.csv").write_bytes(before)
        patched = subprocess.run(PATCHES[name], cwd=tmp_path, capture_output=True, check=False)
        assert (patched.returncode, patched.stderr) == (0, b""), name
        assert (tmp_path / "f f.csv").read_bytes() == canonical, name
    assert clsctl("fmt", "--check", "f f.csv").returncode == 0


@pytest.mark.parametrize(("encoding", "applies"), [("utf-8", True), ("utf-8-sig", True), ("cp1252", False)])
def test_a_difference_that_patch_cannot_apply_says_so(
    clsctl: Run, tmp_path: Path, encoding: str, applies: bool
) -> None:
    (tmp_path / "f.csv").write_bytes(csv_text(reversed(bundled()), ";", "\r\n").encode(encoding))
    done = clsctl("fmt", "--check", "f.csv")
    assert done.returncode == 1
    assert (b"patch cannot apply it" in done.stderr) == (not applies)
    assert "inégalité" in done.stdout.decode("utf-8")
    if shutil.which("patch"):
        (tmp_path / "f.diff").write_bytes(done.stdout)
        patched = subprocess.run(("patch", "--quiet", "f.csv", "f.diff"), cwd=tmp_path, check=False)
        assert (patched.returncode == 0, (tmp_path / "f.csv").read_bytes() == CANONICAL) == (applies, applies)


def test_check_finds_a_compression_that_is_not_canonical(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "f.csv.gz").write_bytes(gzip.compress(CANONICAL))
    done = clsctl("fmt", "--check", "f.csv.gz")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"f.csv.gz: only its encoding or compression is not canonical." in done.stderr


@pytest.mark.parametrize(("encoding", "said"), [("utf-16", "encoding"), ("utf-8-sig", "")])
def test_check_finds_an_encoding_that_is_not_canonical(clsctl: Run, tmp_path: Path, encoding: str, said: str) -> None:
    (tmp_path / "f.csv").write_bytes(CANONICAL.decode().encode(encoding))
    done = clsctl("fmt", "--check", "f.csv")
    assert done.returncode == 1
    assert said in done.stderr.decode()


def test_the_difference_of_a_large_file_is_no_longer_than_its_changes(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(large())
    lines = clsctl("fmt", "--check", "f.csv").stdout.decode().splitlines()
    assert sum(each.startswith("-2025") for each in lines) == sum(each.startswith("+2025") for each in lines) == 103
    assert len(lines) < 103 * 2 + 6 * 7 + 2


def test_check_takes_several_files_and_misses_none(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(CANONICAL)
    write(tmp_path / "b.csv", [line(montant="1.234")])
    write(tmp_path / "c.csv", [line()], ";")
    assert clsctl("fmt", "--check", "a.csv", "a.csv").returncode == 0
    assert clsctl("fmt", "--check", "c.csv", "a.csv").returncode == 1
    done = clsctl("fmt", "--check", "b.csv", "none.csv", "c.csv", "a.csv")
    assert done.returncode == 3
    assert done.stdout.startswith(b"--- c.csv\n")
    assert b"Error: b.csv: the data break their schema; the file is left as it is.\n" in done.stderr
    assert b"Error: none.csv: the file or folder does not exist.\n" in done.stderr


def test_in_place_rewrites_every_file_that_it_can_and_names_the_others(clsctl: Run, tmp_path: Path) -> None:
    for name in ("a.csv", "c.csv"):
        write(tmp_path / name, bundled(), ";")
    unsound = write(tmp_path / "b.csv", [line(montant="1.234")], ";").read_bytes()
    (tmp_path / "d.json").write_text(json.dumps([line()]), "utf-8")
    done = clsctl("fmt", "--in-place", "a.csv", "b.csv", "d.json", "c.csv")
    assert done.returncode == 3
    assert [(tmp_path / f"{name}.csv").read_bytes() for name in "abc"] == [CANONICAL, unsound, CANONICAL]
    assert done.stderr.decode().splitlines()[-5:] == [
        "1 finding",
        "Error: b.csv: the data break their schema; the file is left as it is.",
        "Error: d.json: only a text file can be rewritten in place.",
        "  → Write another file: clsctl fmt d.json --output FILE.csv",
        "Note: The 2 other files are canonical.",
    ]


@pytest.mark.slow(reason="a start of the program")
@pytest.mark.posix
def test_in_place_refuses_a_pipe(tmp_path: Path) -> None:
    write(tmp_path / "f.csv", bundled(), ";")
    done = shell(f"{PROGRAM} fmt --in-place <(cat f.csv)", tmp_path, ENVIRONMENT)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"only a text file can be rewritten in place" in done.stderr


def test_in_place_rewrites_no_file_that_only_the_environment_names(clsctl: Run, tmp_path: Path) -> None:
    before = write(tmp_path / "f.csv", bundled(), ";").read_bytes()
    done = clsctl("fmt", "--in-place", env={"CLSCTL_DATA": "f.csv"})
    assert (done.returncode, (tmp_path / "f.csv").read_bytes()) == (2, before)
    assert clsctl("fmt", "--check", env={"CLSCTL_DATA": "f.csv"}).returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("a.csv", "b.csv"),
        ("--in-place",),
        ("--check", "--in-place", "a.csv"),
        ("a.csv", "-o", "a.xlsx"),
        ("a.csv", "-o", "a.csv"),
        ("--in-place", "-"),
    ],
)
def test_options_that_do_not_go_together_are_refused(clsctl: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(CANONICAL)
    assert clsctl("fmt", *arguments, stdin=CANONICAL).returncode == 2
    assert (tmp_path / "a.csv").read_bytes() == CANONICAL


def test_output_names_another_file(clsctl: Run, tmp_path: Path) -> None:
    write(tmp_path / "f.csv", bundled(), "|")
    assert clsctl("fmt", "f.csv", "-o", "g.csv").returncode == 0
    assert (tmp_path / "g.csv").read_bytes() == CANONICAL


def test_standard_input_is_formatted(clsctl: Run) -> None:
    done = clsctl("fmt", "-", stdin=csv_text(bundled(), ";").encode("cp1252"))
    assert (done.stdout, done.stderr) == (CANONICAL, b"Note: -: read as Windows-1252.\n")


@pytest.mark.posix
def test_a_full_disk_leaves_no_half_file(clsctl: Run) -> None:
    done = clsctl("fmt", "-o", "/dev/full")
    assert done.returncode == 3

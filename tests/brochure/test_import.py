"""`clsctl import` as users run it: what it writes, what it says, how it ends."""

import json
from pathlib import Path

import pytest

from clsctl.cli.output.whole_file import write_all
from clsctl.errors import ReadError
from conftest import Run
from support.brochures.printed_again import printed_again

pytestmark = pytest.mark.slow(reason="each test reads a brochure")

FILES = ["contracts_2025.csv", "published_2025.csv"]


@pytest.fixture
def text(data: Path) -> str:
    return printed_again(data)


def _source(folder: Path, text: str) -> Path:
    path = folder / "brochure.md"
    path.write_text(text, encoding="utf-8")
    return path


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_proved_brochure_is_written_and_accepted(clsctl: Run, text: str, tmp_path: Path, data: Path) -> None:
    _source(tmp_path, text)
    done = clsctl("import", "brochure.md", "--exercice", "2025", "-o", "out", "--report", "report.json")
    assert done.returncode == 0
    assert done.stdout == b""
    assert b"Proved: every printed figure is reproduced" in done.stderr
    assert done.stderr.decode().splitlines()[-1] == "Written: out/contracts_2025.csv, out/published_2025.csv"
    assert _names(tmp_path / "out") == FILES
    assert (tmp_path / "out" / FILES[1]).read_bytes() == (data / FILES[1]).read_bytes()
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert len(report["rows"]) == 29
    assert set(report["beside"]) == {"attributions", "coverage"}
    assert clsctl("check", "--data", "out").returncode == 0


def test_a_doubt_writes_nothing_but_a_draft(clsctl: Run, text: str, tmp_path: Path) -> None:
    _source(tmp_path, text.replace("11 180€", "11 18O€"))
    done = clsctl("import", "brochure.md", "--exercice", "2025", "-o", "out")
    assert done.returncode == 1
    assert b"[amount-unreadable]" in done.stderr
    assert b"proposed: the total then agrees" in done.stderr
    assert done.stderr.decode().splitlines()[-1].startswith("Nothing was written, as the reading is not proved;")
    assert _names(tmp_path / "out") == []
    assert clsctl("import", "brochure.md", "--exercice", "2025", "--draft", "draft").returncode == 1
    assert _names(tmp_path / "draft") == FILES
    assert clsctl("import", "brochure.md", "--exercice", "2025", "-o", "forced", "--force").returncode == 1
    assert _names(tmp_path / "forced") == FILES
    assert clsctl("import", "brochure.md", "--exercice", "2025", "-o", "mended", "--repair").returncode == 0
    assert "texte : « 11 18O€ »" in (tmp_path / "mended" / FILES[0]).read_text(encoding="utf-8")


def test_review_shows_the_row_beside_its_source(clsctl: Run, text: str, tmp_path: Path) -> None:
    _source(
        tmp_path, text.replace("Favoriser l'engagement citoyen\t90 000€", "Favoriser l'engagement\x1b[31m citoyen\t")
    )
    done = clsctl("import", "brochure.md", "--exercice", "2025", "--review")
    shown = done.stdout.decode("utf-8")
    assert done.returncode == 1
    assert "[row-without-amount]" in shown
    assert any(line.startswith("  > ") and "Favoriser l'engagement" in line for line in shown.splitlines())
    assert "\x1b" not in shown
    assert _names(tmp_path) == ["brochure.md"]


def test_another_region_brings_its_territoires(clsctl: Run, text: str, data: Path, tmp_path: Path) -> None:
    _source(tmp_path, text)
    header, *rows = (data / "territoires.csv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "few.csv").write_text("\n".join([header, *rows[:3]]) + "\n", encoding="utf-8")
    done = clsctl("import", "brochure.md", "--exercice", "2025", "--territoires", "few.csv")
    assert done.returncode == 1
    assert b"[attribution-impossible]" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nothing.md", "--exercice", "2025"], 3),
        (["brochure.md"], 2),
        (["brochure.md", "--exercice", "25"], 2),
        (["brochure.md", "--exercice", "2025", "--report", "report.csv"], 2),
        (["brochure.md", "--exercice", "2025", "--report", "brochure.md"], 2),
        (["brochure.md", "--exercice", "2025", "--territoires", "nothing.csv"], 3),
        (["brochure.md", "--exercice", "2025", "--output", "-"], 2),
        (["brochure.md", "--exercice", "2025", "--output", ""], 2),
        (["brochure.md", "--exercice", "2025", "--draft", ""], 2),
        (["", "--exercice", "2025"], 2),
        ([".", "--exercice", "2025"], 3),
    ],
)
def test_an_impossible_request_is_refused(
    arguments: list[str], code: int, clsctl: Run, text: str, tmp_path: Path
) -> None:
    _source(tmp_path, text)
    done = clsctl("import", *arguments)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert b"\n  \xe2\x86\x92 " in done.stderr  # the remedy
    assert _names(tmp_path) == ["brochure.md"]
    assert (tmp_path / "brochure.md").read_text(encoding="utf-8") == text


def test_a_missing_option_is_called_by_its_name(clsctl: Run) -> None:
    assert b"The option --exercice is missing." in clsctl("import", "brochure.md").stderr


def test_a_brochure_comes_through_a_pipe(clsctl: Run, text: str, tmp_path: Path) -> None:
    done = clsctl("import", "-", "--exercice", "2025", "--output", "new", stdin=text.encode())
    assert done.returncode == 0
    assert _names(tmp_path / "new") == ["contracts_2025.csv", "published_2025.csv"]


@pytest.mark.parametrize("name", ["empty", "binary", "large", "long"])
def test_what_is_no_brochure_is_refused_with_a_remedy(name: str, clsctl: Run, tmp_path: Path) -> None:
    contents = {"empty": b"", "binary": bytes(range(256)) * 9, "large": b"mot \n" * 4 * 2**20, "long": b"x\n" * 60_000}
    (tmp_path / "source.md").write_bytes(contents[name])
    done = clsctl("import", "source.md", "--exercice", "2025")
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.startswith(b"Error: source.md: ")
    assert b"\n  \xe2\x86\x92 " in done.stderr
    assert _names(tmp_path) == ["source.md"]


def test_an_output_that_is_no_folder_keeps_what_is_there(clsctl: Run, text: str, tmp_path: Path) -> None:
    _source(tmp_path, text)
    (tmp_path / "new").write_bytes(b"mine")
    done = clsctl("import", "brochure.md", "--exercice", "2025", "--output", "new")
    assert done.returncode == 3
    assert b"new/contracts.csv: the file cannot be written" in done.stderr
    assert (tmp_path / "new").read_bytes() == b"mine"


def test_a_file_that_cannot_be_replaced_is_named_as_the_user_would(clsctl: Run, text: str, tmp_path: Path) -> None:
    _source(tmp_path, text)
    (tmp_path / "new" / "published_2025.csv").mkdir(parents=True)
    done = clsctl("import", "brochure.md", "--exercice", "2025", "--output", "new")
    assert done.returncode == 3
    said = f"Error: {Path('new') / 'published_2025.csv'}: the file cannot be written"
    assert said.encode() in done.stderr
    assert _names(tmp_path / "new") == ["published_2025.csv"]


def test_both_files_or_none(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"old")
    (tmp_path / "two").mkdir()
    with pytest.raises(ReadError):
        write_all({tmp_path / "one": b"new", tmp_path / "two": b"new", tmp_path / "three": b"new"})
    assert (tmp_path / "one").read_bytes() == b"old"
    assert _names(tmp_path) == ["one", "two"]

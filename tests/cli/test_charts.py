"""Charts of totals: pictures and bars, where they are written, and where they are refused."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conftest import Run

SVG = "{http://www.w3.org/2000/svg}"


def test_an_ending_and_a_format_draw_the_same_picture(clsctl: Run, tmp_path: Path) -> None:
    question = ("totals", "--territoire", "MEL")
    assert clsctl(*question, "--output", "mel.svg").stdout == b""
    written = (tmp_path / "mel.svg").read_bytes()
    assert clsctl(*question, "--format", "svg").stdout == written
    assert clsctl(*question, "--format", "svg", "--chart").stdout == written
    root = ET.fromstring(written)
    assert root.get("lang") == "en"
    assert "Selection: territory Métropole européenne de Lille." in [text.text for text in root.iter(f"{SVG}text")]


def test_notes_stand_in_a_picture_and_not_on_stderr(clsctl: Run) -> None:
    run = clsctl("totals", "--format", "svg")
    assert run.stderr == b""
    assert b"6 lines have no amount" in run.stdout


def test_a_png_without_its_library_is_refused_before_anything_is_read(
    clsctl: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("clsctl.cli.output.destination.PNG_LIBRARY", "no_such_library")
    run = clsctl("totals", "--data", "missing.csv", "-o", "image.png")
    assert run.returncode == 2
    assert b"needs the library no_such_library" in run.stderr
    assert b'python -m pip install "clsctl[png]"' in run.stderr
    assert not (tmp_path / "image.png").exists()


def test_a_png_is_written(clsctl: Run, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py", reason="the extra png is not installed")
    assert clsctl("totals", "-o", "image.png").returncode == 0
    assert (tmp_path / "image.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("arguments", [("lines",), ("info",), ("check",), ("validate",)])
def test_an_answer_without_a_chart_has_no_picture(clsctl: Run, arguments: tuple[str, ...], tmp_path: Path) -> None:
    run = clsctl(*arguments, "--output", "image.svg")
    assert run.returncode == 2
    assert b"clsctl totals" in run.stderr
    assert not (tmp_path / "image.svg").exists()


def test_bars_stand_in_a_table_of_a_pipe(clsctl: Run) -> None:
    plain = clsctl("totals", "--by", "territoire", "--format", "table").stdout.decode()
    charted = clsctl("totals", "--by", "territoire", "--format", "table", "--chart").stdout.decode()
    assert "█" not in plain
    assert charted.count("█" * 60) == 1
    assert set(plain.splitlines()[3:4]) <= {line[: len(plain.splitlines()[3])] for line in charted.splitlines()}


@pytest.mark.slow(reason="a process of its own")
def test_totals_without_a_chart_load_no_drawing() -> None:
    code = (
        "import sys; from clsctl.cli.run import run\n"
        "for form in ('csv', 'table', 'html'): run(['totals', '--format', form])\n"
        "sys.exit(any('scene' in name or 'picture' in name for name in sys.modules if name.startswith('clsctl')))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_bars_stand_in_a_page_beside_the_numbers(clsctl: Run) -> None:
    page = clsctl("totals", "--by", "territoire", "--across", "axe", "--format", "html", "--chart").stdout.decode()
    assert page.count('<svg class="bar" aria-hidden="true"') == 7
    assert "<p>All bars have one scale, whose full width is €12,667,960.</p>" in page
    assert "<rect" not in clsctl("totals", "--format", "html").stdout.decode()

"""A page proved again: its data read in every command, the page rebuilt and compared byte for byte."""

import random
import re
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest

from clsctl.report.page import writer
from clsctl.sheets.carried import address_text
from conftest import ROOT, Run
from support.pages import PUBLISHED, bundled_page, page_of, small_page
from support.samples import csv_text, line

pytestmark = pytest.mark.slow(reason="each test writes a page and builds it again")

CARRIED = re.compile(r'data-file="([^"]+)" href="data:text/csv;charset=utf-8,([^"]+)"')
HOSTILE = '</script><img src=x onerror="alert(1)"> {{ 7*7 }} \x1b[31m \u202e "a", b & \r c ::error::x'


@pytest.fixture(scope="module")
def original() -> bytes:
    return bundled_page()


@pytest.fixture
def page(tmp_path: Path, original: bytes) -> Path:
    path = tmp_path / "rapport.html"
    path.write_bytes(original)
    return path


def test_the_page_carries_the_canonical_files_of_its_data(original: bytes) -> None:
    files = {name: unquote_to_bytes(text) for name, text in CARRIED.findall(original.decode())}
    assert files == {
        name: (ROOT / "data" / name).read_bytes()
        for name in (
            *("contracts_2025.csv", "published_2025.csv", "known_gaps_2025.csv", "lignes_themes_2025.csv"),
            *("territoires.csv", "axes.csv", "themes.csv", "contexte.csv"),
        )
    }


@pytest.mark.parametrize(
    "command", ["totals --by objectif", "totals --by theme", "lines", "check --format csv", "info", "fmt"]
)
def test_every_command_reads_the_page_as_it_reads_the_data(clsctl: Run, page: Path, command: str) -> None:
    words = command.split()
    option = [] if words[0] in {"check", "fmt"} else ["--data"]
    of_page = clsctl(*words, *option, str(page))
    of_data = clsctl(*words, *(option or ()), str(ROOT / "data" / "contracts_2025.csv"))
    assert (of_page.returncode, of_page.stdout) == (0, of_data.stdout)


def test_validate_judges_all_files_of_the_page(clsctl: Run, page: Path) -> None:
    said = clsctl("validate", str(page)).stdout.decode()
    assert all(f"{page}#{name}" in said for name in ("contracts_2025.csv", "published_2025.csv"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_page_is_proved_in_its_own_language_whatever_the_user_speaks(clsctl: Run, page: Path, language: str) -> None:
    done = clsctl("check", str(page), env={"CLSCTL_LANG": language})
    assert done.returncode == 0
    assert f"{page}".encode() in done.stderr


def test_a_page_written_again_from_a_page_is_the_same(clsctl: Run, page: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.html"
    clsctl("report", "--data", str(page), "--output", str(again), env={"CLSCTL_LANG": "fr"})
    assert again.read_bytes() == page.read_bytes()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("action 1", "action 7"),
        ("200\u202f€", "201\u202f€"),
        ('width="100.00%"', 'width="80.00%"'),
        ("1 sur 1", "2 sur 2"),
        ("Source, ", "Sources, "),
        ("</body>", "<p>ajout</p></body>"),
        ("</html>", "</html>\n"),
        ("\n", "\r\n"),
        ("default-src &#39;none&#39;", "default-src *"),
    ],
)
def test_an_edited_page_is_found_out(clsctl: Run, tmp_path: Path, old: str, new: str) -> None:
    page, text = tmp_path / "rapport.html", small_page().decode()
    assert old in text
    page.write_bytes(text.replace(old, new).encode())
    done = clsctl("check", str(page))
    assert done.returncode == 1
    assert b"[report-altered]" in done.stderr
    assert clsctl("check", str(page), "--data-only").returncode == 0


def test_edited_data_are_found_out_too(clsctl: Run, page: Path) -> None:
    data = (ROOT / "data" / "contracts_2025.csv").read_bytes()
    carried = address_text(data).encode()
    changed = carried.replace(b",6000,", b",6001,", 1)
    page.write_bytes(page.read_bytes().replace(carried, changed))
    done = clsctl("check", str(page))
    assert done.returncode == 1
    assert b"[ecart]" in done.stderr
    assert b"[report-altered]" in done.stderr


def test_any_changed_byte_is_found_out(clsctl: Run, page: Path, original: bytes) -> None:
    dice = random.Random(13)
    for place in dice.sample(range(len(original)), 6):
        changed = bytearray(original)
        changed[place] ^= 1 << dice.randrange(7)
        page.write_bytes(changed)
        assert clsctl("check", str(page)).returncode != 0, place


def test_a_page_of_another_version_is_not_proved_and_its_data_are(clsctl: Run, page: Path) -> None:
    text = page.read_text("utf-8").replace(writer(), "clsctl 99.0, Babel 9.9").replace("Sommaire", "Contenu")
    page.write_text(text, "utf-8")
    done = clsctl("check", str(page))
    assert done.returncode == 1
    assert b"[page-not-proved]" in done.stderr
    assert clsctl("check", str(page), "--data-only").returncode == 0


def test_a_page_of_another_version_with_the_same_bytes_is_proved(clsctl: Run, page: Path) -> None:
    page.write_text(page.read_text("utf-8").replace(writer(), "clsctl 99.0, Babel 9.9"), "utf-8")
    assert clsctl("check", str(page)).returncode == 0


def test_hostile_labels_come_back_from_the_page(clsctl: Run, tmp_path: Path) -> None:
    rows = [line(1, action=HOSTILE, objectif=HOSTILE, remarque=HOSTILE), line(2, montant="")]
    path = tmp_path / "rapport.html"
    path.write_bytes(page_of(tmp_path / "data", rows, "2025,02,Aisne,1,Total Axe 1,100,1,2\n"))
    assert clsctl("check", str(path)).returncode == 0
    of_data = clsctl("lines", "--data", str(tmp_path / "data")).stdout
    assert clsctl("lines", "--data", str(path)).stdout == of_data


def test_the_source_of_a_page_names_no_folder(tmp_path: Path) -> None:
    assert str(tmp_path).encode() not in page_of(tmp_path / "data", [line(1)])


def test_a_report_exits_with_0_whatever_the_proofs_say(clsctl: Run, tmp_path: Path) -> None:
    page_of(tmp_path / "data", [line(1)], "2025,02,Aisne,1,Total Axe 1,101,1,2\n")
    done = clsctl("report", "--data", str(tmp_path / "data"), "--output", "rapport.html")
    text = (tmp_path / "rapport.html").read_text("utf-8")
    assert done.returncode == 0
    assert text.index('class="alert"') < text.index('class="keys"')
    assert clsctl("check", "rapport.html").returncode == 1


def test_the_drafts_of_known_gaps_of_a_page_are_refused(clsctl: Run, page: Path) -> None:
    assert clsctl("check", str(page), "--write-known-gaps").returncode == 2


def test_a_page_with_changes_carries_both_years_and_is_proved_again(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text(
        csv_text([line(1, action="Ouvrir une épicerie", montant="100"), line(2)]), "utf-8"
    )
    rows = [
        line(1, exercice="2026", action="Ouvrir une épicerie", montant="150"),
        line(2, exercice="2026", action="new"),
    ]
    (tmp_path / "new.csv").write_text(csv_text(rows), "utf-8")
    assert clsctl("report", "--data", "new.csv", "--against", "old.csv", "-o", "page.html").returncode == 0
    text = (tmp_path / "page.html").read_text("utf-8")
    assert 'id="changements"' in text
    assert clsctl("totals", "--data", "page.html").stdout == clsctl("totals", "--data", "new.csv").stdout
    assert clsctl("report", "--data", "page.html", "-o", "again.html").returncode == 0
    assert (tmp_path / "again.html").read_text("utf-8") == text
    (tmp_path / "published.csv").write_text(PUBLISHED + "2026,02,Aisne,1,Total Axe 1,250,1,2\n", "utf-8")
    assert clsctl("check", "page.html", "--published", "published.csv").returncode == 0
    altered = text.replace("€50", "€60")
    assert altered != text
    (tmp_path / "page.html").write_text(altered, "utf-8")
    assert clsctl("check", "page.html", "--published", "published.csv").returncode == 1

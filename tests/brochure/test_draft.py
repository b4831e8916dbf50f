"""Nothing is lost: what is written replaces nothing unasked, and a draft keeps every row and total, marked."""

import csv
from pathlib import Path

import pytest

from conftest import Run

AXE = "AXE 2 - Renforcer l'accès à l'emploi pour tous"
NAMES = ("contracts_2025.csv", "published_2025.csv")
COMMAND = ("import", "text.md", "--exercice", "2025")


def _text(*rows: str, name: str = "Somme", total: str = "9 000€", year: str = "2025", after: str = "") -> str:
    body = "\n".join(rows)
    heading = f"# {name}\n\n" if name else ""
    return (f"# {year}\n\n{heading}## {AXE}\n\n{body}\n\n**Total Axe 2**\t**{total}**\n\n"
            f"# Ventilation\n\n{heading}**Montant total du Pacte : {total}**\n\n{after}\n")  # fmt: skip


PROVED = _text("Aider les jeunes\t4 000€", "Aider les aînés\t5 000€")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _draft(clsctl: Run, folder: Path, text: str) -> tuple[list[dict[str, str]], list[dict[str, str]], str]:
    """The lines and figures of the draft, and what `validate` says of it, which ends with 1."""
    (folder / "text.md").write_text(text, encoding="utf-8")
    done = clsctl(*COMMAND, "-o", "out", "--draft", "draft")
    assert done.returncode == 1
    assert not (folder / "out").exists()
    assert b"This is a draft: each cell that begins with" in done.stderr
    said = clsctl("validate", "draft")
    assert said.returncode == 1
    assert clsctl("totals", "--data", "draft").returncode == 3
    contracts, published = (_rows(folder / "draft" / name) for name in NAMES)
    return contracts, published, (said.stdout + said.stderr).decode()


def test_a_file_that_holds_something_else_is_kept(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "text.md").write_text(PROVED, encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / NAMES[1]).write_text("mine", encoding="utf-8")
    done = clsctl(*COMMAND, "-o", "out")
    assert done.returncode == 3
    assert f"{Path('out') / NAMES[1]}: a file of that name has other content; nothing was written." in (
        done.stderr.decode()
    )
    assert b"Name another folder with --output, or add --replace" in done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [NAMES[1]]
    assert (tmp_path / "out" / NAMES[1]).read_text(encoding="utf-8") == "mine"
    assert clsctl(*COMMAND, "-o", "other").returncode == 0
    replaced = clsctl(*COMMAND, "-o", "out", "--replace")
    assert replaced.returncode == 0
    assert replaced.stderr.decode().splitlines()[-1] == f"Written: out/{NAMES[0]}, out/{NAMES[1]} (replaced)"
    again = clsctl(*COMMAND, "-o", "out")
    assert again.returncode == 0
    assert again.stderr.decode().splitlines()[-1] == f"Unchanged: out/{NAMES[0]}, out/{NAMES[1]}"
    (tmp_path / "out" / NAMES[0]).unlink()
    part = clsctl(*COMMAND, "-o", "out")
    assert part.stderr.decode().splitlines()[-1] == f"Written: out/{NAMES[0]}, out/{NAMES[1]} (unchanged)"


@pytest.mark.parametrize("option", ["--draft", "--force"])
def test_a_draft_that_someone_works_on_is_kept(option: str, clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "text.md").write_text(_text("Aider les jeunes\t4 000€", "Aider les aînés"), encoding="utf-8")
    words = (*COMMAND, "--draft", "place") if option == "--draft" else (*COMMAND, "-o", "place", "--force")
    assert clsctl(*words).returncode == 1
    (tmp_path / "place" / NAMES[0]).write_text("work", encoding="utf-8")
    done = clsctl(*words)
    assert done.returncode == 3
    assert b"add --replace" in done.stderr
    assert (tmp_path / "place" / NAMES[0]).read_text(encoding="utf-8") == "work"
    assert clsctl(*words, "--replace").returncode == 1
    assert (tmp_path / "place" / NAMES[0]).read_text(encoding="utf-8") != "work"


@pytest.mark.parametrize(
    ("row", "action", "montant"),
    [
        ("Aider les aînés", "Aider les aînés", "?"),
        ("Aider les aînés\t5 O00€", "Aider les aînés", "?5 O00€"),
        ("Aider les aînés\t5 000€\t6 000€", "Aider les aînés", "?5 000€ ; 6 000€"),
        ("Aider les aînés\t5 001€", "Aider les aînés", "?5001"),
    ],
)
def test_each_doubtful_row_is_there_and_marked(
    row: str, action: str, montant: str, clsctl: Run, tmp_path: Path
) -> None:
    contracts, published, said = _draft(clsctl, tmp_path, _text("Aider les jeunes\t4 000€", row))
    assert [line["rang"] for line in contracts] == ["1", "2"]
    assert (contracts[1]["action"], contracts[1]["montant"]) == (action, montant)
    assert contracts[1]["remarque"].startswith("[à vérifier] ")
    assert "(text.md:" in contracts[1]["remarque"]
    assert [line["libelle"] for line in published] == ["Total Axe 2", "Montant total du Pacte"]
    assert f"contracts_2025.csv:3: “montant” is not an amount in euros: {montant}" in said


def test_a_row_that_is_sound_is_not_marked(clsctl: Run, tmp_path: Path) -> None:
    contracts, published, _said = _draft(clsctl, tmp_path, _text("Aider les jeunes\t4 000€", "Aider les aînés"))
    assert (contracts[0]["montant"], contracts[0]["remarque"]) == ("4000", "")
    assert not any(cell.startswith("?") for figure in published for cell in figure.values())


def test_an_unknown_territory_keeps_its_name_rows_and_totals(clsctl: Run, tmp_path: Path) -> None:
    rows = "Aider les jeunes\t4 000€", "Aider les aînés\t5 000€"
    contracts, published, said = _draft(clsctl, tmp_path, _text(*rows, name="Eure"))
    assert [(line["territoire_code"], line["territoire"], line["montant"]) for line in contracts] == [
        ("?", "Eure", "4000"),
        ("?", "Eure", "5000"),
    ]
    assert [(each["territoire"], each["libelle"], each["montant"]) for each in published] == [
        ("Eure", "Total Axe 2", "9000"),
        ("Eure", "Montant total du Pacte", "9000"),
    ]
    assert "unknown-territoire" in said


def test_a_doubt_about_the_year_marks_every_line(clsctl: Run, tmp_path: Path) -> None:
    contracts, published, said = _draft(clsctl, tmp_path, PROVED.replace("# 2025", "# 2024"))
    assert {line["exercice"] for line in (*contracts, *published)} == {"?2025"}
    assert "not-a-year" in said


def test_a_label_in_doubt_marks_its_row(clsctl: Run, tmp_path: Path) -> None:
    rows = "Aider les jeu\ufffdes    4 000€", "Aider les aînés    5 000€"
    contracts, _published, _said = _draft(clsctl, tmp_path, _text(*rows))
    assert [line["rang"] for line in contracts] == ["?1", "2"]
    assert "letters-unknown" in contracts[0]["remarque"]


def test_a_line_without_table_stands_at_the_end(clsctl: Run, tmp_path: Path) -> None:
    text = _text("Aider les jeunes\t4 000€", "Aider les aînés\t5 000€", after="Former les aînés\t7 000€")
    contracts, _published, _said = _draft(clsctl, tmp_path, text)
    assert (contracts[-1]["action"], contracts[-1]["montant"], contracts[-1]["axe"]) == (
        "Former les aînés",
        "?7 000€",
        "?",
    )
    assert contracts[-1]["remarque"].startswith("[à vérifier] amount-outside")


def test_a_draft_that_is_completed_is_sound(clsctl: Run, tmp_path: Path) -> None:
    _draft(clsctl, tmp_path, _text("Aider les jeunes\t4 000€", "Aider les aînés\t5 O00€"))
    path = tmp_path / "draft" / NAMES[0]
    path.write_text(path.read_text(encoding="utf-8").replace("?5 O00€", "5000"), encoding="utf-8")
    assert clsctl("validate", "draft").returncode == 0
    assert clsctl("check", "--data", "draft").returncode == 0


def test_where_nothing_was_found_nothing_is_written(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "text.md").write_text("Un texte.\n", encoding="utf-8")
    done = clsctl(*COMMAND, "--draft", "draft")
    assert done.returncode == 1
    assert done.stderr.decode().splitlines()[-1] == "Nothing was written, as no row was found."
    assert not (tmp_path / "draft").exists()

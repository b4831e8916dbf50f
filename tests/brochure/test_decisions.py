"""Doubts answered by people: drafted, read, refused where they do not fit, and quoted by the proof."""

import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from clsctl.cli.output import import_report
from conftest import Run

CHOICE = "sans montant|suite|intertitre,,"
HEAD = "ligne_source,page,doute,texte,decision,decide_par,date\n"
TEXT = """# 2026

# Somme

## AXE 2 - Renforcer l'accès à l'emploi pour tous

Former 10 jeunes\t5 000€
Aider les aînés

Total Axe 2\t5 000€
"""


def _import(
    clsctl: Run, folder: Path, answer: str, *, signed: str = "A. Martin,2026-11-27", row: str = "Aider les aînés"
) -> tuple[int, str]:
    (folder / "b.md").write_text(TEXT.replace("Aider les aînés", row), encoding="utf-8")
    (folder / "d.csv").write_text(f"{HEAD}{answer},{signed}\n", encoding="utf-8")
    done = clsctl("import", "b.md", "--exercice", "2026", "--decisions", "d.csv", "-o", "out")
    return done.returncode, done.stderr.decode()


def test_an_answer_is_taken_and_quoted(clsctl: Run, tmp_path: Path) -> None:
    code, said = _import(clsctl, tmp_path, "8,,row-without-amount,Aider les aînés,sans montant")
    assert code == 0
    assert "Proved with 1 decision of a person" in said
    assert "décision : sans montant (A. Martin, 2026-11-27)" in (tmp_path / "out/contracts_2026.csv").read_text("utf-8")


def test_a_line_may_continue_the_row_above(clsctl: Run, tmp_path: Path) -> None:
    code, _said = _import(clsctl, tmp_path, "8,,row-without-amount,Secteur de Péronne,suite", row="Secteur de Péronne")
    assert code == 0
    assert ",Former 10 jeunes Secteur de Péronne,5000," in (tmp_path / "out/contracts_2026.csv").read_text("utf-8")


def test_a_row_without_an_amount_may_be_a_sub_heading(clsctl: Run, tmp_path: Path) -> None:
    text = TEXT.replace("Former 10", "Lutter contre l'exclusion\n\nFormer 10").replace("Aider les aînés\n", "")
    (tmp_path / "b.md").write_text(text, encoding="utf-8")
    row = "7,,row-without-amount,Lutter contre l'exclusion,intertitre,A. Martin,2026-11-27"
    (tmp_path / "d.csv").write_text(f"{HEAD}{row}\n", encoding="utf-8")
    done = clsctl("import", "b.md", "--exercice", "2026", "--decisions", "d.csv", "-o", "out")
    assert done.returncode == 0
    assert ",1,Lutter contre l'exclusion,Former 10 jeunes,5000," in (tmp_path / "out/contracts_2026.csv").read_text(
        "utf-8"
    )


@pytest.mark.parametrize(
    ("answer", "signed", "code", "slug"),
    [
        ("8,,row-without-amount,Aider les jeunes,sans montant", "A,2026", 1, "decision-stale"),
        ("8,,row-without-amount,Aider les aînés,gratuit", "A,2026", 3, "decision-unknown"),
        ("8,,figure-not-reproduced,Aider les aînés,confirmé", "A,2026", 3, "decision-unknown"),
        ("8,,row-without-amount,Aider les aînés,sans montant", ",", 3, "decision-unsigned"),
        ("8,,row-without-amount,Aider les aînés,sans montant|suite", ",", 1, "row-without-amount"),
    ],
)
def test_what_is_no_answer_proves_nothing(
    answer: str, signed: str, code: int, slug: str, clsctl: Run, tmp_path: Path
) -> None:
    ended, said = _import(clsctl, tmp_path, answer, signed=signed)
    assert (ended, f"[{slug}]" in said) == (code, True)
    assert not (tmp_path / "out").exists()


def test_a_person_names_the_territory_that_order_alone_gives(clsctl: Run, tmp_path: Path) -> None:
    table = "## AXE 2 - Renforcer l'accès à l'emploi pour tous\n\nAider\t5 000€\n\nTotal Axe 2\t5 000€\n"
    (tmp_path / "b.md").write_text(f"# 2026\n\n{table}", encoding="utf-8")
    command = ("import", "b.md", "--exercice", "2026", "--decisions", "d.csv")
    assert clsctl(*command, "--review").returncode == 1
    draft = (tmp_path / "d.csv").read_text("utf-8")
    assert "attribution-by-order" in draft
    (tmp_path / "d.csv").write_text(draft.replace("02|59|60|62|80|200093201|248000531,,", "80,A. Martin,2026"), "utf-8")
    done = clsctl(*command, "-o", "out")
    assert done.returncode == 0
    assert b"a person's decision" in done.stderr
    assert ",80,Somme,2,1," in (tmp_path / "out/contracts_2026.csv").read_text("utf-8")


def test_a_draft_keeps_the_file_that_is_there(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "d.csv").write_text(HEAD, encoding="utf-8")
    assert clsctl("import", "b.md", "--exercice", "2026", "--decisions", "d.csv", "--review").returncode == 1
    assert (tmp_path / "d.csv").read_text("utf-8") == HEAD


def test_the_lines_of_another_year_say_what_is_new(clsctl: Run, tmp_path: Path, data: Path) -> None:
    (tmp_path / "b.md").write_text(TEXT.replace("Aider les aînés\n", ""), encoding="utf-8")
    lines = data / "contracts_2025.csv"
    done = clsctl("import", "b.md", "--exercice", "2026", "--against", str(lines), "-o", "out")
    assert done.returncode == 0
    assert b"Lines that are new since 2025: 1 of 1" in done.stderr


@pytest.mark.parametrize("columns", [80, 200])
def test_the_report_keeps_its_tables_on_a_terminal(
    columns: int, clsctl: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_report, "width", lambda _stream: columns)
    (tmp_path / "b.md").write_text(TEXT.replace("Aider les aînés\n", ""), encoding="utf-8")
    said = clsctl("import", "b.md", "--exercice", "2026", "-o", "out").stderr.decode()
    tables = said.partition("Lines read")[0].split("\n")
    head = next(line for line in tables if line.startswith("Status"))
    assert ("Computed" in head) == (columns == 200)
    assert max(map(len, tables)) <= columns


def _pdf() -> bytes:
    """A page with a ruled table of four columns: one row has no amount, and the shares stand beside the total."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.setFont("Helvetica-Bold", 16)
    for y, text in ((780, "Contrats 2026"), (750, "Somme")):
        canvas.drawString(50, y, text)
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(50, 720, "AXE 2 - Renforcer l'accès à l'emploi pour tous")
    rows = [
        ("Action", "Part État", "Part collectivité", "Total"),
        ("Former 10 jeunes", "2 000 €", "3 000 €", "5 000 €"),
        ("Aider les aînés", "", "", ""),
        ("Total Axe 2", "2 000 €", "3 000 €", "5 000 €"),
    ]
    edges, tops = [50, 290, 370, 460, 545], [700, 680, 660, 640, 620]
    canvas.grid(edges, tops)
    canvas.setFont("Helvetica", 9)
    for row, y in zip(rows, tops, strict=False):
        for text, x in zip(row, edges, strict=False):
            canvas.drawString(x + 4, y - 14, text)
    canvas.save()
    return buffer.getvalue()


@pytest.mark.slow(reason="the whole walk from a PDF to a report")
def test_a_pdf_becomes_a_proved_file_and_a_report(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(_pdf())
    command = ("import", "b.pdf", "--exercice", "2026", "--decisions", "d.csv")
    shown = clsctl(*command, "--review")
    assert shown.returncode == 1
    assert "page 1 of the file, table 1, row 3" in shown.stdout.decode()
    draft = (tmp_path / "d.csv").read_text("utf-8")
    assert '"page 1 of the file, table 1, row 3"' in draft
    (tmp_path / "d.csv").write_text(draft.replace(CHOICE, "sans montant,A. Martin,2026-11-27"), "utf-8")
    done = clsctl(*command, "-o", "out")
    assert done.returncode == 0
    assert b"In 1 row, the shares of the State and of the territory add up to the amount" in done.stderr
    assert clsctl("check", "--data", "out").returncode == 0
    assert clsctl("validate", "out").returncode == 0
    assert clsctl("report", "--data", "out", "-o", "rapport.html").returncode == 0

"""The year of a brochure: what decides it, what is no evidence, what contradicts."""

import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from clsctl.brochure.page.markdown import read_markdown
from clsctl.brochure.page.outline import Outline
from clsctl.brochure.page.source import read_source
from clsctl.brochure.reader import read_outline
from clsctl.brochure.reading import Reading
from conftest import ROOT, Run
from support.brochures.printed_again import printed_again
from support.samples import bundled_referentiel

pytestmark = pytest.mark.slow(reason="brochures of other years, read whole")

BODY = """

# Somme

## AXE 2 - Renforcer l'accès à l'emploi pour tous

Aider les jeunes depuis 2023\t5 000€

<b>Total Axe 2</b>\t<b>5 000€</b>

# {part}

# Somme

**Montant total du Pacte : 5 000€**
"""
INTRODUCTION = "# Les contrats\n\n# INTRODUCTION\n\n"
YEARS = (2018, 2022, 2023, 2024, 2025, 2026, 2027, 2030)


def _read(front: str, part: str, exercice: int) -> Reading:
    text = front + BODY.format(part=part)
    return read_outline(Outline("text", tuple(read_markdown(text))), exercice, bundled_referentiel())


def _proved(front: str, part: str = "Ventilation") -> list[int]:
    readings = [_read(front, part, year) for year in YEARS]
    found = {finding.rule.slug for reading in readings for finding in reading.findings}
    assert found <= {"year-not-named", "year-contradicted", "year-unsaid"}
    return [reading.exercice for reading in readings if reading.is_proved]


@pytest.mark.parametrize(
    ("front", "part"),
    [
        ("# 2025", "Ventilation"),
        ("# Les CLS 2025", "Ventilation des contrats"),
        ("# Les Contrats Locaux des Solidarités\n# 2025", "Ventilation"),
        ("# Les contrats 2024-2027 : année 2025", "Ventilation"),
        ("# Stratégie 2018–2023 et Pacte 2024 à 2027\n\n## Programmation 2025", "Ventilation"),
        ("# Les contrats\n\nÉdition 2025", "Ventilation"),
        ("HAUTS-DE-FRANCE\n\nLes contrats locaux des solidarités\n2025\nPréfecture", "Ventilation"),
        ("# Bilan 2025", "Ventilation"),
        ("# Les contrats 2024/2027\n\nMars 2026", "Ventilation des contrats 2025"),
        ("# Les contrats\n\nLille, le 03/03/2026", "Ventilation des contrats 2025"),
        ("# Les contrats\n\nPublié en 2026", "Ventilation des contrats 2025"),
        ("# Les contrats", "Poids des axes par contrat départemental en 2025 (en €)"),
        ("# Les contrats 2025", "Ventilation des contrats 2024 (rappel)"),
        ("# Les contrats 2025", "Comparaison avec les contrats 2024"),
        ("# Populations légales 2022\n\n# Les contrats 2025", "Ventilation"),
        (INTRODUCTION + "Lancé en 2024, il finance les priorités pour l'année 2025 que voici.", "Ventilation"),
        (INTRODUCTION + "Au titre de l'exercice\n2025, le Pacte finance ceci.", "Ventilation"),
        (INTRODUCTION + "Pour l'année 2024, 25 projets ont été aidés.", "Ventilation des contrats 2025"),
        (INTRODUCTION + "Loi de finances 2024, décret du 1er janvier 2023.", "Ventilation des contrats 2025"),
    ],
)
def test_the_year_that_a_line_decides_is_proved_and_no_other(front: str, part: str) -> None:
    assert _proved(front, part) == [2025]


@pytest.mark.parametrize(
    "front",
    [
        "# Les contrats locaux des solidarités 2024-2027",
        "# Les contrats locaux des solidarités 2024–2027",
        "# Les contrats locaux des solidarités 2024 à 2027",
        "# Les contrats locaux des solidarités 2024/2027",
        "# Les contrats locaux des solidarités 2024 - 27",
        "# Les contrats de l'année scolaire 2024-2025",
        "# Les contrats entre 2024 et 2027",
        "# Les contrats depuis 2018",
        "# Les contrats\n\nmars 2025",
        INTRODUCTION + "Le Pacte, qui a succédé en 2024 à la stratégie (2018-2023), poursuit en 2025 sa montée.",
        INTRODUCTION + "Dès l'année 2018, la stratégie grandit.",
    ],
)
def test_ranges_history_and_dates_are_no_evidence(front: str) -> None:
    assert _proved(front) == []
    assert {finding.rule.slug for finding in _read(front, "Ventilation", 2025).findings} == {"year-unsaid"}


@pytest.mark.parametrize(
    ("front", "part"),
    [
        ("# Les contrats 2025", "Ventilation des contrats 2024"),
        ("# Les contrats\n\nÉdition 2026", "Ventilation des contrats 2025"),
        ("# Les contrats\n\n2024\n\n2027", "Ventilation"),
        ("# Les contrats 2026\n\n# INTRODUCTION\n\nVoici les priorités pour l'année 2025.", "Ventilation"),
    ],
)
def test_two_deciding_lines_that_contradict_are_both_named(front: str, part: str) -> None:
    assert _proved(front, part) == []
    (finding,) = _read(front, part, 2025).findings
    assert finding.rule.slug == "year-contradicted"
    one, two = str(finding.facts["one"]), str(finding.facts["two"])
    assert one in str(finding.facts["text"])
    assert two in str(finding.facts["other"])
    assert f"line {finding.facts['beside']}" in finding.fact


@pytest.mark.parametrize("exercice", [2018, 2023, 2024, 2026, 2027])
def test_the_brochure_of_2025_is_proved_for_no_other_year(exercice: int) -> None:
    text = printed_again(ROOT / "data").replace(
        "# INTRODUCTION\n", "# INTRODUCTION\n\nDe 2018 à 2023, puis 2024-2027.\n"
    )
    reading = read_outline(Outline("again", tuple(read_markdown(text))), exercice, bundled_referentiel())
    assert [finding.rule.slug for finding in reading.findings] == ["year-not-named"]


def test_the_brochure_of_the_next_year_is_proved_from_markdown_html_and_pdf(tmp_path: Path) -> None:
    rows = ("<h1>Somme</h1><h2>AXE 2 - Renforcer l'accès à l'emploi pour tous</h2><table><tr><td>Aider les jeunes</td>"
            "<td>5 000 €</td></tr><tr><td>Total Axe 2</td><td>5 000 €</td></tr></table>")  # fmt: skip
    (tmp_path / "page").write_text(f"<!doctype html><h1>Les contrats</h1><p>2026</p>{rows}", encoding="utf-8")
    (tmp_path / "text").write_text(f"# Les contrats\n\n## 2026{BODY.format(part='Ventilation')}", encoding="utf-8")
    (tmp_path / "print").write_bytes(_pdf(cover=("Les contrats", "2026")))
    for name in ("page", "text", "print"):
        for year in YEARS:
            reading = read_outline(read_source(tmp_path / name), year, bundled_referentiel())
            assert reading.is_proved == (year == 2026), (name, year, reading.findings)


def _pdf(*, cover: tuple[str, str]) -> bytes:
    """Two pages: a cover whose year stands at its foot, as a page number does, and a table."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.setFont("Helvetica-Bold", 24)
    canvas.drawString(60, 600, cover[0])
    canvas.drawString(60, 40, cover[1])
    canvas.showPage()
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(60, 700, "Somme")
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(60, 670, "AXE 2 - Renforcer l'accès à l'emploi pour tous")
    canvas.setFont("Helvetica", 10)
    for y, label in ((640, "Aider les jeunes"), (600, "Total Axe 2")):
        canvas.drawString(60, y, label)
        canvas.drawRightString(540, y, "5 000 €")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_the_remedy_for_a_text_without_year_works(clsctl: Run, tmp_path: Path) -> None:
    text = f"# Les contrats{BODY.format(part='Ventilation')}"
    (tmp_path / "text.md").write_text(text, encoding="utf-8")
    done = clsctl("import", "text.md", "--exercice", "2026", "-o", "new")
    assert done.returncode == 1
    assert b"write the year as the first heading of the text" in done.stderr
    (tmp_path / "text.md").write_text(f"# 2026\n\n{text}", encoding="utf-8")
    assert clsctl("import", "text.md", "--exercice", "2026", "-o", "new").returncode == 0

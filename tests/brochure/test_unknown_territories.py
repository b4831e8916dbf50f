"""A territory that territoires.csv does not hold is said to be one, and is never taken for another."""

import shutil
from pathlib import Path

import pytest

from clsctl.brochure.page.markdown import read_markdown
from clsctl.brochure.page.outline import Outline
from clsctl.brochure.reader import read_outline
from clsctl.brochure.reading import Reading
from clsctl.brochure.territories.attribution import Evidence
from clsctl.brochure.words.names import Names
from conftest import Run
from support.samples import bundled_referentiel

AXE = "AXE 2 - Renforcer l'accès à l'emploi pour tous"
OTHERS = ("Aisne", "Nord", "Oise", "Pas-de-Calais", "Métropole européenne de Lille", "Amiens Métropole")


def _table(name: str, thousands: int, mark: str = "# ") -> str:
    heading = f"{mark}{name}\n\n" if name else ""
    return f"{heading}## {AXE}\n\nAider les jeunes\t{thousands} 000€\n\n**Total Axe 2**\t**{thousands} 000€**\n\n"


BUT_ONE = "".join(_table(name, 2 + index) for index, name in enumerate(OTHERS))
TOTAL = "# Ventilation des contrats 2025\n\n{}\n\n**Montant total du Pacte : 9 000€**\n"


def _read(text: str) -> Reading:
    return read_outline(Outline("text", tuple(read_markdown("# 2025\n\n" + text))), 2025, bundled_referentiel())


def _slugs(reading: Reading) -> set[str]:
    return {finding.rule.slug for finding in reading.findings}


@pytest.mark.parametrize(
    "text",
    [
        BUT_ONE + _table("Eure", 9),
        _table("Eure", 9) + BUT_ONE,
        _table("Eure", 9, mark="") + BUT_ONE,
        _table("Département de l'Eure", 9) + BUT_ONE,
        BUT_ONE + _table("Nantes Métropole", 9),
        BUT_ONE.replace("Amiens", "Nantes") + _table("Somme", 9),
        _table("Seine-Maritime", 9) + TOTAL.format("# Seine-Maritime"),
    ],
)
def test_the_last_free_territory_is_not_given_to_an_unknown_one(text: str) -> None:
    reading = _read(text)
    assert _slugs(reading) == {"heading-unknown"}
    (first, *_rest) = reading.findings
    assert "a new territory? add a line to territoires.csv" in first.remedy
    assert "alias" not in first.remedy
    forced = {given.proof for given in reading.attributions} & {Evidence.TAKEN, Evidence.TOTALS, Evidence.ORDER}
    assert not forced
    assert not reading.is_proved


@pytest.mark.parametrize(
    "heading", ["# Eure", "Eure", "# Eure\n\n## Ventilation des contrats 2025 par axe", "# Somme\n\n# Eure"]
)
def test_the_total_of_an_unknown_territory_is_that_of_no_other(heading: str) -> None:
    reading = _read(_table("Somme", 9) + TOTAL.format(heading))
    assert _slugs(reading) == {"heading-unknown"}


def test_an_unknown_name_below_a_known_one_is_a_doubt() -> None:
    assert _slugs(_read(f"# Somme\n\n## {AXE}\n\n# Eure\n\nAider\t9 000€\n\nTotal Axe 2\t9 000€\n")) == {
        "heading-unknown"
    }


def test_a_name_misread_is_taken_where_the_figures_force_it_and_else_resembles() -> None:
    assert _read(BUT_ONE + _table("Sommc", 9)).is_proved
    reading = _read(_table("Sommc", 9))
    assert _slugs(reading) == {"attribution-by-order", "heading-unclear"}
    assert any("this heading resembles Somme" in finding.fact for finding in reading.findings)


@pytest.mark.parametrize(
    "front", ["", "# INTRODUCTION\n\nLe Pacte.\n\n", "**PRÉFET**\n\n*Liberté\nÉgalité\nFraternité*\n\n"]
)
def test_a_table_without_name_is_still_forced(front: str) -> None:
    reading = _read(front + _table("", 9) + BUT_ONE)
    assert reading.is_proved
    assert [given.territoire for given in reading.attributions if given.proof is Evidence.TAKEN] == ["Somme"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sommc", "80"),
        ("Métropole européenne dc Lille", "200093201"),
        ("Nantes Métropole", None),
        ("Angers Métropole", None),
        ("Métropole de Lyon", None),
        ("Eure", None),
        ("Val-d'Oise", None),
        ("PasdeCalais", "62"),
    ],
)
def test_only_an_optical_error_makes_a_name_near(text: str, code: str | None) -> None:
    assert Names(bundled_referentiel()).near_territoire(text) == code


def test_the_remedy_for_a_new_territory_works(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "text.md").write_text("# 2026\n\n" + _table("Eure", 9), encoding="utf-8")
    command = ("import", "text.md", "--exercice", "2026", "-o", "new")
    assert clsctl(*command).returncode == 1
    folder = clsctl("info", "--folder").stdout.decode().strip()
    shutil.copy(Path(folder) / "territoires.csv", tmp_path / "territoires.csv")
    with (tmp_path / "territoires.csv").open("a", encoding="utf-8") as file:
        file.write("27,Eure,departement,222702292,32,,,,,\n")
    assert clsctl(*command, "--territoires", "territoires.csv").returncode == 0
    assert b"2026,27,Eure,2,1,,Aider les jeunes,9000" in (tmp_path / "new" / "contracts_2026.csv").read_bytes()

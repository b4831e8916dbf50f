"""The 2025 brochure: its text against the canonical files, and the same files set as a brochure again."""

import csv
import os
from pathlib import Path

import pytest

from clsctl.brochure.canonical_files import canonical_files
from clsctl.brochure.page.source import read_source
from clsctl.brochure.reader import read_outline
from clsctl.brochure.reading import Reading
from clsctl.brochure.territories.attribution import Evidence
from conftest import ROOT
from support.brochures.printed_again import printed_again
from support.samples import bundled_referentiel

# The source does not enter the project: it lies beside it, or where the variable says.
SHARED = Path(os.environ.get("CLSCTL_SHARED", ROOT.parent / "shared"))
SOURCE = SHARED / "sources" / "cls_hauts_de_france_2025.md"
COLUMNS = ("exercice", "territoire_code", "territoire", "axe", "rang", "objectif", "montant", "page")


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(content.decode("utf-8").splitlines()))


def _read(path: Path, *, repair: bool = False) -> Reading:
    return read_outline(read_source(path), 2025, bundled_referentiel(), repair=repair)


def _compare(reading: Reading, data: Path) -> list[tuple[str, str]]:
    """Every column is that of the canonical file; the labels that differ, as read and as the file has them."""
    files = canonical_files(reading)
    expected = _rows((data / "contracts_2025.csv").read_bytes())
    seen = _rows(files["contracts_2025.csv"])
    assert [{name: row[name] for name in COLUMNS} for row in seen] == [
        {name: row[name] for name in COLUMNS} for row in expected
    ]
    for one, two in zip(seen, expected, strict=True):
        if "appel de note" in two["remarque"]:
            assert one["remarque"] == two["remarque"]
    return [
        (one["action"], two["remarque"])
        for one, two in zip(seen, expected, strict=True)
        if one["action"] != two["action"]
    ]


@pytest.mark.skipif(not SOURCE.is_file(), reason="the source of 2025 does not enter the project")
def test_the_text_of_2025_gives_the_canonical_files(data: Path) -> None:
    reading = _read(SOURCE)
    assert reading.is_proved
    assert (len(reading.lignes), len(reading.figures)) == (124, 29)
    assert Evidence.ORDER not in {given.proof for given in reading.attributions}
    differing = _compare(reading, data)
    assert [remarque for _action, remarque in differing] == ["texte : « lieunesses »"]
    assert canonical_files(reading)["published_2025.csv"] == (data / "published_2025.csv").read_bytes()


def test_the_canonical_files_set_as_a_brochure_give_themselves(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "again.md"
    path.write_text(printed_again(data), encoding="utf-8")
    reading = _read(path)
    assert not reading.findings
    assert reading.is_proved
    assert _compare(reading, data) == []
    assert canonical_files(reading)["published_2025.csv"] == (data / "published_2025.csv").read_bytes()

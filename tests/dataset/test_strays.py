"""A line whose key is in doubt is the line that its table lacks; a line that is really lost is still said to be."""

from pathlib import Path

import pytest

from clsctl.verdict.doubtful_keys import Strays
from clsctl.verdict.examination import examine
from support.samples import Cells, csv_text, line

SOUND = [line(rang) for rang in range(1, 6)]


def counts(folder: Path, text: str) -> dict[str, int]:
    (folder / "contracts_2025.csv").write_text(text, "utf-8")
    return dict(examine([str(folder / "contracts_2025.csv")]).findings.counts)


def changed(cells: Cells) -> list[Cells]:
    """The third of five lines with other cells."""
    return [*SOUND[:2], {**SOUND[2], **cells}, *SOUND[3:]]


@pytest.mark.parametrize(
    ("cells", "slug"),
    [
        ({"territoire_code": "2", "territoire": "Oise"}, "lost-zero"),
        ({"territoire_code": "999"}, "unknown-territoire"),
        ({"axe": "7"}, "out-of-bounds"),
        ({"axe": "x"}, "not-an-integer"),
        ({"rang": "x"}, "not-an-integer"),
        ({"exercice": "25"}, "not-a-year"),
        ({"territoire_code": "32", "territoire": "Hauts-de-France"}, "region-ligne"),
    ],
)
def test_a_line_with_a_faulty_key_is_no_hole_as_well(cells: Cells, slug: str, tmp_path: Path) -> None:
    assert counts(tmp_path, csv_text(changed(cells))) == {slug: 1}


def test_a_line_that_cannot_be_read_is_no_hole_as_well(tmp_path: Path) -> None:
    text = csv_text(SOUND).replace("2025,02,Aisne,1,3,", "2025,02,Aisne,1,3,,,,")
    assert counts(tmp_path, text) == {"column-count": 1}


@pytest.mark.parametrize(
    "rows",
    [
        changed({"territoire_code": "2", "territoire": "Oise"})[:3] + SOUND[4:],
        changed({"territoire_code": "2", "territoire": "Oise"}),
    ],
)
def test_a_hole_that_no_stray_fills_is_said(rows: list[Cells], tmp_path: Path) -> None:
    other = [line(1, axe="3"), line(3, axe="3", territoire_code="02")]
    found = counts(tmp_path, csv_text([*rows, *other]))
    assert found == {"lost-zero": 1, "rang-hole": len(SOUND) - len(rows) + 1}


def test_a_stray_fills_what_its_sound_cells_allow() -> None:
    strays = Strays()
    strays.add((2025, None, 1), 3)
    strays.add((2025, "02", None), None)
    assert strays.may_fill((2025, "02", 1), 3, 3)
    assert strays.may_fill((2025, "59", 1), 3, 3)
    assert strays.may_fill((2025, "02", 4), 9, 9)
    assert strays.may_fill((2025, "02", 1), 3, 4)
    assert not strays.may_fill((2025, "59", 1), 4, 4)
    assert not strays.may_fill((2024, "02", 1), 3, 3)
    assert not strays.may_fill((2025, "02", 1), 3, 5)
    strays.add_unread(1)
    assert strays.may_fill((2025, "02", 1), 3, 5)
    assert not strays.may_fill((2025, "02", 1), 1, 10**9)

"""The files beside the lines: territoires within each other, differences from the bundled data, rounding."""

import json
from pathlib import Path

import pytest

from clsctl.dataset.opening import open_dataset
from clsctl.finding import InvalidDataError
from clsctl.verdict.examination import examine
from conftest import ROOT, Run
from support.samples import bundled, line, read, write

TERRITOIRES = (ROOT / "data" / "territoires.csv").read_text("utf-8")
AISNE = "02,Aisne,departement,220200026,32,"
FIGURES = (ROOT / "data" / "published_2025.csv").read_text("utf-8")


def folder(tmp_path: Path, **files: str) -> Path:
    """The lines of 2025, and these files beside them."""
    write(tmp_path / "contracts_2025.csv", bundled())
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    return tmp_path


def said(path: Path) -> list[tuple[str, int | None, str]]:
    return [(each.rule.slug, each.place.line, each.fact) for each in examine([str(path)]).findings.kept]


@pytest.mark.parametrize(
    ("old", "new", "facts"),
    [
        (AISNE, AISNE.replace(",32,", ",02,"), [(3, "is 02, which would place it inside itself: 02 → 02")]),
        (AISNE, AISNE.replace(",32,", ",99,"), [(3, "is 99, which is missing from the file")]),
        (AISNE, AISNE.replace(",32,", ",2,"), [(3, "is 2, which is missing from the file")]),
        (AISNE, AISNE.replace(",32,", ",59,"), [(3, "is 59, of type departement, which cannot contain a departement")]),
        (
            AISNE,
            AISNE.replace(",32,", ",200093201,"),
            [(3, "is 200093201, of type metropole, which cannot contain a departement")],
        ),
        ("200053742,,", "200053742,02,", [(2, "is 02, which would place it inside itself: 32 → 02 → 32")]),
        ("200053742,,", "200053742,32,", [(2, "is 32, which would place it inside itself: 32 → 32")]),
    ],
    ids=[
        "in itself",
        "in nothing known",
        "a lost zero",
        "in another",
        "in a metropole",
        "the region",
        "the region itself",
    ],
)
def test_a_territoire_lies_in_one_that_may_hold_it(
    clsctl: Run, tmp_path: Path, old: str, new: str, facts: list[tuple[int, str]]
) -> None:
    assert old in TERRITOIRES
    path = folder(tmp_path, territoires=TERRITOIRES.replace(old, new))
    found = said(path)
    assert {slug for slug, _line, _fact in found} == {"wrong-container"}
    assert set(facts) <= {(at, fact.removeprefix("“inclus_dans” ")) for _slug, at, fact in found}
    done = clsctl("totals", "--territoire", "Hauts-de-France", "--data", ".")
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"territoires.csv:" in done.stderr


def test_two_regions_may_stand_side_by_side_and_none_in_another(tmp_path: Path) -> None:
    bretagne = "53,Bretagne,region,,{holder},,,,,\n29,Finistère,departement,,53,,,,,\n"
    assert said(folder(tmp_path, territoires=TERRITOIRES + bretagne.format(holder=""))) == []
    for holder in ("32", "02"):
        kind = "region" if holder == "32" else "departement"
        fact = f"“inclus_dans” is {holder}, of type {kind}, which cannot contain a region"
        found = said(folder(tmp_path, territoires=TERRITOIRES + bretagne.format(holder=holder)))
        assert found == [("wrong-container", 10, fact)]


def test_what_is_said_otherwise_than_in_the_bundled_data_is_named(clsctl: Run, tmp_path: Path) -> None:
    changed = TERRITOIRES.replace(AISNE, "02,Aisne,departement,220200027,,").replace("2616909", "26169090")
    axes = (ROOT / "data" / "axes.csv").read_text("utf-8").replace("Renforcer l'accès à", "Favoriser")
    path = folder(tmp_path, territoires=changed, axes=axes)
    said = "differs from the data bundled with clsctl"
    places = "02 siren 220200027 (220200026); 02 inclus_dans – (32); 59 population 26169090 (2616909)"
    label = "2 libelle Favoriser l'emploi pour tous (Renforcer l'accès à l'emploi pour tous)"
    notes = (f"{path / 'territoires.csv'}: {said}: {places}.", f"{path / 'axes.csv'}: {said}: {label}.")
    assert examine([str(path)]).notes == notes
    with open_dataset([str(path)]) as dataset:
        assert dataset.notes == notes
    assert len(json.loads(clsctl("totals", "--data", ".", "--format", "json").stdout)["notes"]) == 3


def test_what_the_bundled_data_do_not_know_or_the_file_leaves_empty_is_no_difference(tmp_path: Path) -> None:
    rows = "\n".join(
        ",".join([*text.split(",")[:5], "", "", "", "another alias"]) for text in TERRITOIRES.splitlines()[1:]
    )
    header = TERRITOIRES.splitlines()[0]
    path = folder(tmp_path, territoires=f"{header}\n{rows}\n53,Bretagne,region,,,,,,\n".replace("another alias", ""))
    assert examine([str(path)]).notes == ()


def test_the_number_of_differences_shown_is_bounded(tmp_path: Path) -> None:
    rows = read(ROOT / "data" / "territoires.csv")
    text = TERRITOIRES
    for row in rows:
        text = text.replace(row["population"], "7").replace(f",{row['siren']},", ",999999999,")
    (note,) = examine([str(folder(tmp_path, territoires=text))]).notes
    assert note.endswith("… (16).")


@pytest.mark.parametrize(
    ("figure", "fact"),
    [
        ("1910075,1000000000", "a figure of €1,910,075 cannot be rounded to €1,000,000,000"),
        ("1910075,2", "a figure of €1,910,075 cannot be rounded to €2"),
        ("1910075,10", "a figure of €1,910,075 cannot be rounded to €10"),
        ("1910075,3820150", "a figure of €1,910,075 cannot be rounded to €3,820,150"),
        ("1910075.50,1", "a figure of €1,910,075.50 cannot be rounded to €1"),
        ("0,10", "a figure of €0 cannot be rounded to €10"),
        ("1910075,0", "“arrondi” is 0, not 0.01 or more"),
        ("1910075,-1", "“arrondi” is negative: -1"),
    ],
)
def test_a_figure_is_a_multiple_of_what_it_is_rounded_to(clsctl: Run, tmp_path: Path, figure: str, fact: str) -> None:
    path = folder(tmp_path, published_2025=FIGURES.replace("1910075,1,", f"{figure},"))
    assert [(at, text) for _slug, at, text in said(path)] == [(3, fact)]
    done = clsctl("check", "--data", ".")
    assert (done.returncode, done.stdout) == (3, b"")


@pytest.mark.parametrize("figure", ["1910075,1", "1910075,25", "1910075,1910075", "1910075.50,0.5", "0,1", "0,0.01"])
def test_any_unit_of_a_figure_may_be_its_rounding(tmp_path: Path, figure: str) -> None:
    assert said(folder(tmp_path, published_2025=FIGURES.replace("1910075,1,", f"{figure},"))) == []


def test_an_arrondi_that_hides_a_gap_proves_nothing(tmp_path: Path) -> None:
    write(tmp_path / "contracts_2025.csv", [line(1, montant="594000")])
    text = (
        "exercice,territoire_code,territoire,axe,libelle,montant,arrondi,page\n2025,02,Aisne,1,Total,100,1000000000,\n"
    )
    (tmp_path / "published_2025.csv").write_text(text, "utf-8")
    with open_dataset([str(tmp_path)]) as dataset, pytest.raises(InvalidDataError):
        dataset.figures()

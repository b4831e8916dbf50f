"""Several files and folders are one dataset; what stands beside the lines belongs to them."""

import csv
import gzip
import json
import shutil
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from clsctl.dataset.opening import open_dataset
from clsctl.dataset.sums import Dimension
from clsctl.errors import ReadError
from clsctl.finding import InvalidDataError
from clsctl.verdict.examination import examine
from clsctl.vocabulary.selection import Request
from conftest import ROOT, Run
from support.samples import bundled, csv_text, line, write
from support.workbooks import ods, xlsx


def test_several_files_and_folders_are_one_dataset(tmp_path: Path) -> None:
    nord = {"territoire_code": "59", "territoire": "Nord"}
    (tmp_path / "d").mkdir()
    paths = [
        write(tmp_path / "a.csv", [line(1, montant="1"), line(2, montant="2")]),
        write(tmp_path / "b.csv", [line(1, montant="4", **nord)], ";", "\r\n"),
        write(tmp_path / "d" / "contracts_2026.csv", [line(1, montant="8", exercice="2026")]),
        write(tmp_path / "d" / "contracts_2027.csv", [line(1, montant="16", exercice="2027")]),
    ]
    write(tmp_path / "d" / "other.csv", [line(1)])
    with open_dataset([str(paths[0]), str(tmp_path / "d"), str(paths[1])]) as dataset:
        (everything,) = dataset.aggregate(())
        assert (everything.lignes, everything.montant) == (5, Decimal(31))
        assert dataset.exercices == (2025, 2026, 2027)
        assert len(dataset.sources) == 4


def test_a_table_may_go_on_in_another_file(tmp_path: Path) -> None:
    first = write(tmp_path / "a.csv", [line(2), line(4)])
    second = write(tmp_path / "b.csv", [line(1), line(3)])
    with open_dataset([str(first), str(second)]) as dataset:
        assert [ligne.rang for ligne in dataset.lignes()] == [1, 2, 3, 4]


def test_a_key_in_two_files_names_both_places(tmp_path: Path) -> None:
    first = write(tmp_path / "a.csv", [line(1), line(2)])
    second = write(tmp_path / "b.csv", [line(3), line(2)])
    with pytest.raises(InvalidDataError) as caught:
        open_dataset([str(first), str(second)])
    (found,) = caught.value.findings.kept
    assert found.rule.slug == "duplicate-key"
    assert str(found.place) == f"{second}:3"
    assert f"{first}:3" in found.fact


@pytest.mark.posix
@pytest.mark.parametrize("again", ["a.csv", "./a.csv", "link.csv", "."])
def test_a_file_named_twice_is_refused(clsctl: Run, tmp_path: Path, again: str) -> None:
    path = write(tmp_path / "contracts_2025.csv", [line(1)])
    (tmp_path / "a.csv").symlink_to(path.name)
    (tmp_path / "link.csv").symlink_to(path.name)
    done = clsctl("totals", "--data", "a.csv", "--data", again)
    assert (done.returncode, done.stdout) == (3, b"")
    assert "named twice" in done.stderr.decode()


def test_another_region_brings_its_own_territoires_and_axes(tmp_path: Path) -> None:
    (tmp_path / "territoires.csv").write_text(
        "territoire_code,territoire,type,siren,inclus_dans,population,population_millesime,population_source,alias\n"
        "53,Bretagne,region,,,,,,\n"
        "29,Finistère,departement,,53,1000,2022,INSEE,Penn-ar-Bed\n"
        "02,Aisne,departement,,,,,,\n",
        encoding="utf-8",
    )
    (tmp_path / "axes.csv").write_text("axe,libelle,libelle_court,alias\n3,Trois,Trois,\n", encoding="utf-8")
    finistere = {"territoire_code": "29", "territoire": "Finistère", "axe": "3"}
    write(tmp_path / "contracts_2025.csv", [line(1, montant="5", **finistere), line(1, axe="3", montant="7")])
    with open_dataset([str(tmp_path)]) as dataset:
        bretagne = dataset.select(Request(territoire=["bretagne"]))
        assert [group.montant for group in dataset.aggregate((), bretagne)] == [Decimal(5)]
        assert [group.keys for group in dataset.aggregate((Dimension.TERRITOIRE,))] == [("29",), ("02",)]
    write(tmp_path / "contracts_2025.csv", [line(1, axe="3", territoire_code="59", territoire="Nord")])
    with pytest.raises(InvalidDataError) as caught:
        open_dataset([str(tmp_path)])
    assert list(caught.value.findings.counts) == ["unknown-territoire"]


def test_two_folders_whose_territoires_differ_are_refused(tmp_path: Path) -> None:
    text = (ROOT / "data" / "territoires.csv").read_text(encoding="utf-8")
    for name, alias in (("a", "MEL"), ("b", "MELL")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "territoires.csv").write_text(text.replace("MEL", alias), encoding="utf-8")
        write(tmp_path / name / "contracts_2025.csv", [line(1, exercice="2025" if name == "a" else "2026")])
    with pytest.raises(ReadError) as caught:
        open_dataset([str(tmp_path / "a"), str(tmp_path / "b")])
    assert "differ" in caught.value.fact
    shutil.copy(tmp_path / "a" / "territoires.csv", tmp_path / "b")
    with open_dataset([str(tmp_path / "a"), str(tmp_path / "b")]) as dataset:
        assert dataset.exercices == (2025, 2026)


def sums(*arguments: Path) -> tuple[int, tuple[str, ...]]:
    with open_dataset(map(str, arguments)) as dataset:
        return dataset.aggregate(())[0].lignes, dataset.notes


def test_a_folder_is_read_whatever_the_format_of_its_files(tmp_path: Path) -> None:
    write(tmp_path / "contracts_2024.csv", [line(exercice="2024")])
    xlsx(tmp_path / "contracts_2025.XLSX", [line(1), line(2)])
    (tmp_path / "contracts_2026.csv.gz").write_bytes(gzip.compress(csv_text([line(exercice="2026")]).encode()))
    for other in ("brochure.pdf", "~$contracts_2025.xlsx", "notes.xlsx", "contractsx.csv"):
        (tmp_path / other).write_bytes(b"no table")
    lignes, notes = sums(tmp_path)
    assert (lignes, notes) == (4, (f"{tmp_path / 'contracts_2025.XLSX'}: the sheet “CLS” is read.",))


ENDINGS = ".csv .csv.gz .tsv .tsv.gz .xlsx .xls .ods .parquet .json .json.gz"
PASSED_OVER = "not read, though named like a table"


@pytest.mark.slow(reason="many folders are opened")
@pytest.mark.parametrize(
    "name",
    [
        *(
            "contracts_2024.txt",
            "contracts_2023.xlsm",
            "contracts_2022.csv.zip",
            "Contracts_2021.CSV.bak",
            "contracts_2020",
        ),
        *("contracts.csv", "contracts-2024.csv", "CONTRACTS 2024.xlsx", "contracts_2024.csv~", "contracts_2024.csv/"),
    ],
)
def test_what_is_named_like_a_table_and_is_not_read_is_named(tmp_path: Path, name: str) -> None:
    write(tmp_path / "contracts_2025.csv", [line()])
    if name.endswith("/"):
        (tmp_path / name).mkdir()
    else:
        write(tmp_path / name, [line(exercice="2024")])
    note = (
        f"{tmp_path}: {PASSED_OVER}: “{name.rstrip('/')}”; a table is named contracts_*, with the extension {ENDINGS}."
    )
    assert sums(tmp_path) == (1, (note,))
    assert examine([str(tmp_path)]).notes == (note,)
    # whoever names the file has seen the folder
    assert sums(tmp_path / "contracts_2025.csv") == (1, ())


def test_that_is_so_of_the_files_beside_the_lines_too_and_every_command_says_it(clsctl: Run, tmp_path: Path) -> None:
    write(tmp_path / "contracts_2025.csv", [line()])
    for name in (
        "published_2025.txt",
        "known_gaps_2025.csv.bak",
        "territoires.txt",
        "Axes.CSV.old",
        "territoires_2025.csv",
    ):
        (tmp_path / name).write_text("x", "utf-8")
    note = (
        f".: {PASSED_OVER}: “Axes.CSV.old”, “known_gaps_2025.csv.bak”, “published_2025.txt”, “territoires.txt”, "
        "“territoires_2025.csv”; a table is named published_*, known_gaps_*, territoires, axes, "
        f"themes, lexique, lignes_themes_*, contexte, with the extension {ENDINGS}."
    )
    asked = (["totals", "--data", "."], ["lines", "--data", "."], ["info", "--data", "."], ["validate", "."])
    for words in (*asked, ["fmt", "contracts_2025.csv"]):
        done = clsctl(*words)
        assert (done.returncode, f"Note: {note}" in done.stderr.decode()) == (0, True)
    for words in asked:
        assert note in json.loads(clsctl(*words, "--format", "json").stdout)["notes"]


def test_a_folder_whose_tables_all_have_other_endings_says_so(tmp_path: Path) -> None:
    write(tmp_path / "contracts_2024.txt", [line()])
    with pytest.raises(ReadError, match=r"contains no table named contracts_\*.*named like a table: “contracts_2024"):
        sums(tmp_path)


def test_figures_of_a_year_without_lines_are_named(clsctl: Run, tmp_path: Path) -> None:
    write(tmp_path / "contracts_2025.csv", [line(1)])
    figures = "exercice,territoire_code,territoire,axe,libelle,montant,arrondi,page\n2025,02,Aisne,1,Total,100,1,2\n"
    (tmp_path / "published_2025.csv").write_text(figures, "utf-8")
    (tmp_path / "published_2024.csv").write_text(figures.replace("2025", "2024"), "utf-8")
    done = clsctl("check", "--data", ".")
    assert done.returncode == 0
    assert b"Note: published_2024.csv: its figures are not compared, as no line is of its year.\n" in done.stderr


def test_of_one_file_in_two_formats_the_csv_is_read_and_the_other_named(tmp_path: Path) -> None:
    path = write(tmp_path / "contracts_2025.csv", [line()])
    xlsx(tmp_path / "contracts_2025.xlsx", [line(1), line(2)])
    ods(tmp_path / "contracts_2025.ods", [line(1), line(2)])
    assert sums(tmp_path) == (1, (f"{path}: read instead of contracts_2025.xlsx, contracts_2025.ods beside it.",))
    assert sums(path) == (1, ())


def test_two_workbooks_of_one_name_are_refused(tmp_path: Path) -> None:
    xlsx(tmp_path / "contracts_2025.xlsx", [line()])
    ods(tmp_path / "contracts_2025.ods", [line()])
    with pytest.raises(ReadError, match="either of the two could be meant"):
        sums(tmp_path)


def test_what_was_decided_about_the_files_beside_the_lines_is_noted(tmp_path: Path, data: Path) -> None:
    write(tmp_path / "contracts_2025.csv", bundled())
    for name in ("territoires.csv", "axes.csv", "published_2025.csv"):
        (tmp_path / name).write_bytes((data / name).read_text("utf-8").encode("cp1252"))
    beside = [f"{tmp_path / name}: read as Windows-1252." for name in ("territoires.csv", "axes.csv")]
    published = f"{tmp_path / 'published_2025.csv'}: read as Windows-1252."
    with open_dataset([str(tmp_path)]) as dataset:
        assert list(dataset.notes) == beside
        dataset.figures()
        dataset.figures()
        assert list(dataset.notes) == [*beside, published]
    assert sorted(examine([str(tmp_path)]).notes) == sorted([*beside, published])


def test_what_stands_beside_the_lines_may_be_a_workbook_too(clsctl: Run, tmp_path: Path, data: Path) -> None:
    for name in ("contracts_2025", "published_2025", "territoires"):
        with (data / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            book = openpyxl.Workbook()
            for row in csv.reader(stream):
                book.worksheets[0].append(row)
            book.save(tmp_path / f"{name}.xlsx")
    done = clsctl("check", "--data", ".")
    assert (done.returncode, done.stdout.splitlines()[-3:]) == (0, clsctl("check").stdout.splitlines()[-3:])
    assert b"28 figures exact" in done.stdout
    for name in ("contracts_2025", "published_2025", "territoires"):
        assert f"{name}.xlsx: the sheet “Sheet” is read." in done.stderr.decode()
    (tmp_path / "territoires.ods").touch()
    refused = clsctl("check", "--data", ".")
    assert refused.returncode == 3
    assert b"territoires.xlsx and territoires.ods: either of the two could be meant" in refused.stderr


def test_an_answer_never_takes_the_place_of_a_file_beside_the_lines(clsctl: Run, tmp_path: Path, data: Path) -> None:
    (tmp_path / "contracts_2025.csv").write_bytes((data / "contracts_2025.csv").read_bytes())
    (tmp_path / "published_2025.xlsx").write_bytes(b"a workbook")
    assert clsctl("totals", "--data", ".", "-o", "published_2025.xlsx").returncode == 2
    assert (tmp_path / "published_2025.xlsx").read_bytes() == b"a workbook"


def test_a_folder_knows_no_capitals(clsctl: Run, tmp_path: Path) -> None:
    write(tmp_path / "CONTRACTS_2025.CSV", [line(1, montant="7")])
    xlsx(tmp_path / "Contracts_2026.Xlsx", [line(exercice="2026", montant="8")])
    assert clsctl("totals", "--data", ".").stdout.splitlines()[1].endswith(b",2,0,15,100.00")
    write(tmp_path / "contracts_2025.csv", [line(1, montant="7")])
    refused = clsctl("totals", "--data", ".")
    assert refused.returncode == 3
    assert b"CONTRACTS_2025.CSV and contracts_2025.csv: either of the two could be meant" in refused.stderr


def test_a_folder_is_examined_with_all_that_stands_beside_the_lines(clsctl: Run, tmp_path: Path) -> None:
    write(tmp_path / "contracts_2025.csv", [line(1)])
    (tmp_path / "known_gaps_2025.csv").write_text("exercice,ecart\n2025,un\n", encoding="utf-8")
    done = clsctl("validate", ".")
    assert done.returncode == 1
    assert b"known_gaps_2025.csv:1" in done.stdout

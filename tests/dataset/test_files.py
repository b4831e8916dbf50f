"""Any file, folder or pipe that holds the lines gives the same sums."""

import gzip
import os
import shutil
import threading
from decimal import Decimal
from pathlib import Path

import pytest

from clsctl.dataset import Dimension, examine, open_dataset
from clsctl.errors import ReadError
from clsctl.finding import InvalidDataError
from clsctl.selection import Request
from conftest import ROOT, Run
from dataset.workbooks import ods, xlsx
from samples import HEADER, bundled, csv_text, line, total, write

BUNDLED = (ROOT / "data" / "contracts_2025.csv").read_bytes()
TEXT = BUNDLED.decode()
ROWS = bundled()
LONG = "x" * 5_000_000


def mixed(text: str) -> str:
    """The first lines end otherwise than the rest."""
    return text.replace("\n", "\r\n", 20)


def with_quoted_newlines(end: str) -> str:
    rows = [{**row, "action": f'{row["action"]}{end}suite, "citée"{end}{end}'} for row in ROWS]
    return csv_text(rows)


def with_extra_columns() -> str:
    rows = [{**row, "extra": 'a,"b', "": "z"} for row in ROWS]
    return csv_text(rows, header=("extra", *HEADER[::-1], "autre"))


FORMS = {
    "LF": BUNDLED,
    "CRLF": TEXT.replace("\n", "\r\n").encode(),
    "CR": TEXT.replace("\n", "\r").encode(),
    "mixed line ends": mixed(TEXT).encode(),
    "BOM": b"\xef\xbb\xbf" + BUNDLED,
    "BOM and CRLF": b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode(),
    "semicolons": csv_text(ROWS, ";").encode(),
    "tabs": csv_text(ROWS, "\t").encode(),
    "bars": csv_text(ROWS, "|").encode(),
    "blank lines": TEXT.replace("\n", "\n\n").encode(),
    "blank lines at the top": b"\n\r\n\n" + BUNDLED,
    "no last line end": BUNDLED.removesuffix(b"\n"),
    "quoted newlines": with_quoted_newlines("\n").encode(),
    "quoted CRLF": with_quoted_newlines("\r\n").encode(),
    "quoted CR": with_quoted_newlines("\r").encode(),
    "everything quoted": "\n".join(
        ",".join(f'"{cell}"' for cell in (row[name].replace('"', '""') for name in HEADER))
        for row in [dict(zip(HEADER, HEADER, strict=True)), *ROWS]
    ).encode(),
    "columns in another order, and more of them": with_extra_columns().encode(),
    "spaces around the names of columns": TEXT.replace("exercice,terr", " exercice , terr", 1).encode(),
    "a cell of 5 MB": TEXT.replace(ROWS[3]["action"], f'"{LONG}, ""et"""', 1).encode(),
    "a remark of 5 MB": csv_text([*ROWS[:-1], {**ROWS[-1], "remarque": LONG}]).encode(),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_lines_in_any_form_give_the_same_sums(form: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(FORMS[form])
    with open_dataset([str(path)]) as dataset:
        found = dataset.aggregate((Dimension.AXE,))
    assert [(group.lignes, group.non_chiffrees, group.montant) for group in found] == [
        (43, 0, Decimal(14392105)),
        (3, 0, Decimal(169000)),
        (37, 5, Decimal(9330422)),
        (41, 1, Decimal(5116088)),
    ]


@pytest.mark.parametrize("form", ["LF", "CRLF", "mixed line ends", "tabs", "quoted newlines", "quoted CRLF"])
def test_cells_come_back_as_they_stand(form: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(FORMS[form])
    end = {"quoted newlines": "\n", "quoted CRLF": "\r\n"}.get(form)
    with open_dataset([str(path)]) as dataset:
        actions = [ligne.action for ligne in dataset.lignes()]
    ending = f'{end}suite, "citée"{end}{end}' if end else ""
    assert actions == [row["action"] + ending for row in ROWS]


@pytest.mark.parametrize(
    "name",
    [
        "x.csv",
        "a b.csv",
        'it\'s "quoted".csv',
        "a[1]*?.csv",
        "{a,b}.csv",
        "été.csv",
        "-x.csv",
        "x",
        "http:x.csv",
        "~x.csv",
        "new\nline.csv",
        "%20$HOME.csv",
        "\udce9.csv",
    ],
)
def test_a_file_or_its_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / f"d{name}"
    folder.mkdir()
    for path in (write(tmp_path / name, [line(1, montant="7")]), write(folder / "contracts_1.csv", [line(1)]).parent):
        with open_dataset([str(path)]) as dataset:
            assert [ligne.cle for ligne in dataset.lignes()] == ["2025-02-1-01"]


def test_a_relative_name_that_looks_like_an_option_or_an_address(clsctl: Run, tmp_path: Path) -> None:
    for name in ("-x.csv", "http:x.csv", "~x.csv", "\udce9*.csv"):
        write(tmp_path / name, [line(1, montant="7")])
        assert b",7,100.00" in clsctl("totals", f"--data={name}").stdout


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


@pytest.mark.parametrize("again", ["a.csv", "./a.csv", "link.csv", "."])
def test_a_file_named_twice_is_refused(clsctl: Run, tmp_path: Path, again: str) -> None:
    path = write(tmp_path / "contracts_2025.csv", [line(1)])
    (tmp_path / "a.csv").symlink_to(path.name)
    (tmp_path / "link.csv").symlink_to(path.name)
    done = clsctl("totals", "--data", "a.csv", "--data", again)
    assert (done.returncode, done.stdout) == (3, b"")
    assert "named twice" in done.stderr.decode()


def test_standard_input(clsctl: Run) -> None:
    assert clsctl("totals", "--data", "-", stdin=BUNDLED).stdout == clsctl("totals").stdout
    twice = clsctl("totals", "--data", "-", "--data", "-", stdin=BUNDLED)
    assert (twice.returncode, b"named twice" in twice.stderr) == (3, True)
    broken = clsctl("totals", "--data", "-", stdin=BUNDLED.replace(b",6000,2,", b",abc,2,", 1))
    assert (broken.returncode, broken.stderr.startswith(b"-:2: ")) == (3, True)


def test_a_named_pipe(clsctl: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=(BUNDLED,))
    writer.start()
    done = clsctl("totals", "--data", "pipe")
    writer.join()
    assert done.stdout == clsctl("totals").stdout


@pytest.mark.parametrize("name", ["nowhere", "nowhere/x.csv", "\0", "empty"])
def test_what_cannot_be_read_is_refused_by_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError) as caught:
        open_dataset([str(tmp_path / name)])
    assert name in caught.value.fact
    assert caught.value.remedy


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


def test_territoires_come_in_the_order_of_their_file(tmp_path: Path) -> None:
    rows = [line(1, territoire_code=code, territoire=name) for code, name in (("80", "Somme"), ("59", "Nord"))]
    rows.append(line(1))
    with open_dataset([str(write(tmp_path / "x.csv", rows))]) as dataset:
        assert [ligne.territoire for ligne in dataset.lignes()] == ["Aisne", "Nord", "Somme"]
        assert [group.keys[0] for group in dataset.aggregate((Dimension.TERRITOIRE,))] == ["02", "59", "80"]


def test_a_file_of_a_header_alone_is_sound_and_has_no_lines(tmp_path: Path) -> None:
    with open_dataset([str(write(tmp_path / "x.csv", []))]) as dataset:
        (everything,) = dataset.aggregate(())
        assert (everything.lignes, everything.montant) == (0, None)


def test_a_file_is_never_changed_by_reading_it(clsctl: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", ROWS, ";", "\r\n")
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    for command in ("totals", "lines", "info"):
        assert clsctl(command, "--data", "x.csv").returncode == 0
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [each.name for each in tmp_path.iterdir()] == ["x.csv"]


def test_the_sample_is_the_bundled_sum() -> None:
    assert total(ROWS) == Decimal(29007615)


def sums(*arguments: Path) -> tuple[int, tuple[str, ...]]:
    with open_dataset(map(str, arguments)) as dataset:
        return dataset.aggregate(())[0].lignes, dataset.notes


def test_a_folder_is_read_whatever_the_format_of_its_files(tmp_path: Path) -> None:
    write(tmp_path / "contracts_2024.csv", [line(exercice="2024")])
    xlsx(tmp_path / "contracts_2025.XLSX", [line(1), line(2)])
    (tmp_path / "contracts_2026.csv.gz").write_bytes(gzip.compress(csv_text([line(exercice="2026")]).encode()))
    for other in ("contracts_2025.pdf", "~$contracts_2025.xlsx", "notes.xlsx"):
        (tmp_path / other).write_bytes(b"no table")
    lignes, notes = sums(tmp_path)
    assert (lignes, notes) == (4, (f"{tmp_path / 'contracts_2025.XLSX'}: the sheet «CLS» is read.",))


def test_of_one_file_in_two_formats_the_csv_is_read_and_the_other_named(tmp_path: Path) -> None:
    path = write(tmp_path / "contracts_2025.csv", [line()])
    xlsx(tmp_path / "contracts_2025.xlsx", [line(1), line(2)])
    ods(tmp_path / "contracts_2025.ods", [line(1), line(2)])
    assert sums(tmp_path) == (1, (f"{path}: read, and not contracts_2025.xlsx, contracts_2025.ods beside it.",))
    assert sums(path) == (1, ())


def test_two_workbooks_of_one_name_are_refused(tmp_path: Path) -> None:
    xlsx(tmp_path / "contracts_2025.xlsx", [line()])
    ods(tmp_path / "contracts_2025.ods", [line()])
    with pytest.raises(ReadError, match="nothing says which of the two is meant"):
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


@pytest.mark.parametrize("fault", [b"\0", b"\xff\x81"])
def test_every_command_refuses_a_fault_in_a_column_that_no_schema_declares(
    clsctl: Run, tmp_path: Path, fault: bytes
) -> None:
    content = csv_text([{**line(), "suivi": "é!"}], header=("suivi", *HEADER)).encode()
    (tmp_path / "sound.csv").write_bytes(content)
    (tmp_path / "x.csv").write_bytes(content.replace(b"!", fault))
    assert clsctl("totals", "--data", "sound.csv").returncode == 0
    assert clsctl("totals", "--data", "x.csv").returncode == 3
    assert clsctl("validate", "x.csv").returncode == 1


def test_a_bare_carriage_return_in_a_cell_survives_the_careful_reading(tmp_path: Path) -> None:
    write(tmp_path / "x.csv", [line(1, action="une\raction", montant="1 000,50 €")], end="\r\n")
    with open_dataset([str(tmp_path / "x.csv")]) as dataset:
        assert [(ligne.action, ligne.montant) for ligne in dataset.lignes()] == [("une\raction", Decimal("1000.50"))]

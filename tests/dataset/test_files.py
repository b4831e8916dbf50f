"""Any file, folder or pipe that holds the lines gives the same sums."""

import os
import threading
from decimal import Decimal
from pathlib import Path

import pytest

from clsctl.dataset.opening import open_dataset
from clsctl.dataset.sums import Dimension
from clsctl.errors import ReadError
from conftest import ROOT, Run
from support.samples import HEADER, bundled, csv_text, line, total, write

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


SUMS: list[tuple[int, int, Decimal | None]] = [
    (43, 0, Decimal(14392105)),
    (3, 0, Decimal(169000)),
    (37, 5, Decimal(9330422)),
    (41, 1, Decimal(5116088)),
]


@pytest.mark.slow(reason="many files are opened")
def test_the_same_lines_in_any_form_give_the_same_sums(tmp_path: Path) -> None:
    """Each form in a year of its own, so that one reading tells of all."""
    forms = dict(enumerate(FORMS, 2001))
    for year, form in forms.items():
        (tmp_path / f"{year}.csv").write_bytes(FORMS[form].replace(b"2025", str(year).encode()))
    found: dict[str, list[tuple[int, int, Decimal | None]]] = {form: [] for form in FORMS}
    with open_dataset(str(tmp_path / f"{year}.csv") for year in forms) as dataset:
        for group in dataset.aggregate((Dimension.EXERCICE, Dimension.AXE)):
            found[forms[int(group.keys[0])]].append((group.lignes, group.non_chiffrees, group.montant))
    assert {form: sums for form, sums in found.items() if sums != SUMS} == {}


@pytest.mark.parametrize("form", ["LF", "CRLF", "mixed line ends", "tabs", "quoted newlines", "quoted CRLF"])
def test_cells_come_back_as_they_stand(form: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(FORMS[form])
    end = {"quoted newlines": "\n", "quoted CRLF": "\r\n"}.get(form)
    with open_dataset([str(path)]) as dataset:
        actions = [ligne.action for ligne in dataset.lignes()]
    ending = f'{end}suite, "citée"{end}{end}' if end else ""
    assert actions == [row["action"] + ending for row in ROWS]


NAMES = (
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
)


def test_a_file_or_its_folder_may_have_any_name(tmp_path: Path) -> None:
    """Each name in a year of its own, so that one reading tells of all files, and one of all folders."""
    years = dict(enumerate(NAMES, 2001))
    for year, name in years.items():
        (tmp_path / f"d{name}").mkdir()
        for path in (tmp_path / name, tmp_path / f"d{name}" / "contracts_1.csv"):
            write(path, [line(1, exercice=str(year))])
    for paths in ([tmp_path / name for name in NAMES], [tmp_path / f"d{name}" for name in NAMES]):
        with open_dataset(map(str, paths)) as dataset:
            assert {years[ligne.exercice]: ligne.cle for ligne in dataset.lignes()} == {
                name: f"{year}-02-1-01" for year, name in years.items()
            }


def test_a_relative_name_that_looks_like_an_option_or_an_address(clsctl: Run, tmp_path: Path) -> None:
    for name in ("-x.csv", "http:x.csv", "~x.csv", "\udce9*.csv"):
        write(tmp_path / name, [line(1, montant="7")])
        assert b",7,100.00" in clsctl("totals", f"--data={name}").stdout


def test_standard_input(clsctl: Run) -> None:
    assert clsctl("totals", "--data", "-", stdin=BUNDLED).stdout == clsctl("totals").stdout
    twice = clsctl("totals", "--data", "-", "--data", "-", stdin=BUNDLED)
    assert (twice.returncode, b"named twice" in twice.stderr) == (3, True)
    broken = clsctl("totals", "--data", "-", stdin=BUNDLED.replace(b",6000,2,", b",abc,2,", 1))
    assert (broken.returncode, broken.stderr.startswith(b"-:2: ")) == (3, True)


@pytest.mark.posix
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

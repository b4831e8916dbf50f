"""The natural edit: what a spreadsheet or a person makes of codes and names is read where one reading is left."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import ROOT, Run
from support.samples import Cells, bundled, line, write

CONTRACTS = ROOT / "data" / "contracts_2025.csv"
WITHOUT_ZERO = CONTRACTS.read_text("utf-8").replace("\n2025,02,", "\n2025,2,")
SPELLINGS = [
    WITHOUT_ZERO,
    CONTRACTS.read_text("utf-8").replace(",Métropole européenne de Lille,", ",MEL,"),
    CONTRACTS.read_text("utf-8").replace(",Nord,", ",nord,").replace(",Oise,", ",OISE,"),
    CONTRACTS.read_text("utf-8").replace("\n2025,02,Aisne,", "\n2025,2,département de l’aisne,"),
]


@pytest.mark.slow(reason="nine whole runs each")
@pytest.mark.parametrize("text", SPELLINGS, ids=["zero", "alias", "case", "both"])
def test_one_reading_is_read_with_one_note_and_restored_byte_for_byte(clsctl: Run, text: str, tmp_path: Path) -> None:
    file = tmp_path / "contracts_2025.csv"
    file.write_text(text, "utf-8")
    assert file.read_bytes() != CONTRACTS.read_bytes()
    done, whole = clsctl("totals", "--by", "territoire", "--data", str(file)), clsctl("totals", "--by", "territoire")
    assert (done.returncode, done.stdout) == (0, whole.stdout)
    assert done.stderr.decode().count("in their canonical form") == 1
    assert (
        clsctl("check", "--data", str(file), "--published", str(ROOT / "data" / "published_2025.csv")).returncode == 0
    )
    judged = clsctl("validate", str(file))
    assert judged.returncode == 0
    assert judged.stdout.count(b"[respelled-territoire]") >= 17
    assert clsctl("validate", "--strict", str(file)).returncode == 1
    assert clsctl("fmt", "--check", str(file)).returncode == 1
    assert clsctl("fmt", "--in-place", str(file)).returncode == 0
    assert file.read_bytes() == CONTRACTS.read_bytes()
    assert b"canonical" not in clsctl("totals", "--data", str(file)).stderr


def test_the_files_beside_the_lines_are_read_alike(clsctl: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    for name in ("contracts_2025.csv", "published_2025.csv", "territoires.csv"):
        text = (folder / name).read_text("utf-8")
        changed = text.replace("\n2025,02,", "\n2025,2,").replace("\n02,", "\n2,")
        assert changed != text
        (folder / name).write_text(changed, "utf-8")
    gaps = "exercice,territoire_code,territoire,axe,libelle,preuve,ecart,raison,signale_par,date\n"
    (folder / "known_gaps_2025.csv").write_text(
        gaps + "2025,2,aisne,1,Total Axe 1,lignes,1,une raison,A. Martin,2025-06-01\n", "utf-8"
    )
    assert clsctl("totals", "--data", str(folder)).stdout == clsctl("totals").stdout
    checked = clsctl("check", "--data", str(folder))
    assert checked.returncode in {0, 1}
    for name in ("contracts_2025.csv", "published_2025.csv", "territoires.csv", "known_gaps_2025.csv"):
        assert f"{name}: code" in checked.stderr.decode()
    judged = clsctl("validate", str(folder))
    assert (judged.returncode, judged.stdout.rstrip().rpartition(b"\n")[2]) == (0, b"38 warnings")


def test_with_and_without_its_zero_a_code_is_one_key(clsctl: Run, tmp_path: Path) -> None:
    write(tmp_path / "f.csv", [line(), line(territoire_code="2")])
    done = clsctl("validate", str(tmp_path / "f.csv"))
    assert done.returncode == 1
    assert b"[duplicate-key]" in done.stdout


@pytest.mark.parametrize("nom", ["Oise", "", "Atlantide"])
def test_what_has_two_readings_or_none_stays_a_finding_and_its_remedy_mends_it(
    clsctl: Run, nom: str, tmp_path: Path
) -> None:
    file = tmp_path / "f.csv"
    write(file, [line(territoire_code="2", territoire=nom)])
    done = clsctl("totals", "--data", str(file))
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"write the code 02 and the name \xe2\x80\x9cAisne\xe2\x80\x9d" in done.stderr or not nom
    if nom == "Oise":
        assert b"or the code 60 where Oise is meant" in done.stderr
    write(file, [line(territoire_code="02", territoire="Aisne")])
    assert clsctl("validate", str(file)).returncode == 0


def test_a_name_beside_the_code_of_another_is_not_guessed(clsctl: Run, tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    write(file, [line(territoire_code="02", territoire="nord")])
    done = clsctl("validate", str(file))
    assert done.returncode == 1
    assert "write the name “Aisne”, or the code 59 where Nord is meant" in done.stdout.decode()


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["contracts_2025.csv", "excel-fr.csv", "lignes.xlsx", "lignes.ods"])
def test_what_libreoffice_opens_and_saves_is_read_back(clsctl: Run, name: str, tmp_path: Path) -> None:
    source, saved = tmp_path / name, tmp_path / "saved"
    if name == "contracts_2025.csv":
        shutil.copy(CONTRACTS, source)
    else:
        form = ["--format", "excel-fr"] if name == "excel-fr.csv" else []
        assert clsctl("lines", *form, "-o", str(source)).returncode == 0
    separator = "59" if name == "excel-fr.csv" else "44"
    text = f"{separator},34,76,1,,1036,false,true"
    options = [f"--infilter=Text - txt - csv (StarCalc):{text}"] if source.suffix == ".csv" else []
    kind = f"csv:Text - txt - csv (StarCalc):{text},false" if source.suffix == ".csv" else source.suffix[1:]
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", *options),
            *("--convert-to", kind, "--outdir", str(saved), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    done = clsctl("totals", "--data", str(saved / name))
    assert (done.returncode, done.stdout) == (0, clsctl("totals").stdout)
    assert clsctl("fmt", str(saved / name)).stdout == CONTRACTS.read_bytes()


def test_canonical_files_get_no_note(clsctl: Run) -> None:
    assert b"canonical" not in clsctl("totals").stderr


# What a person does who reads the remedy of a finding, by its first words: the cells written, with their new texts.
REMEDIES = {
    re.compile("write the code (.+?) and the name “(.+?)”"): ("territoire_code", "territoire"),
    re.compile("write the name “(.+?)”"): ("territoire",),
    re.compile("format the column as text, and retype the code in full: (.+)"): ("territoire_code",),
    re.compile("write ([0-9]+), the next free rang"): ("rang",),
    re.compile("delete the line if it was entered twice, otherwise write ([0-9]+), the next free rang"): ("rang",),
}


def followed(rows: list[Cells], findings: list[dict[str, str]]) -> list[Cells]:
    """The rows once every remedy is followed to the letter."""
    mended = [dict(row) for row in rows]
    for finding in findings:
        ways = ((pattern.match(finding["remedy"]), columns) for pattern, columns in REMEDIES.items())
        ((found, columns),) = [(found, columns) for found, columns in ways if found]
        mended[int(finding["line"]) - 2].update(zip(columns, found.groups(), strict=True))
    return mended


@pytest.mark.slow(reason="four whole runs over all lines")
def test_the_remedies_of_all_findings_followed_in_one_go_end_at_the_sound_file(clsctl: Run, tmp_path: Path) -> None:
    rows = bundled()
    edited = [dict(row) for row in rows]
    for row in edited:
        row["territoire_code"] = row["territoire_code"].lstrip("0")  # as a spreadsheet saves it
    aisne = [row for row in edited if row["territoire"] == "Aisne"]
    nord = [row for row in edited if row["territoire"] == "Nord"]
    lille = next(row for row in edited if row["territoire"] == "Métropole européenne de Lille")
    lille["territoire_code"] = "2,00093E+08"
    aisne[0]["territoire"] = "Oise"  # filled down too far
    aisne[1]["territoire"] = ""
    aisne[2]["territoire"] = "Aine"
    nord[0]["territoire"] = ""
    nord[1]["territoire_code"] = ""
    nord[2]["territoire"] = "Oise"
    aisne[3]["rang"] = ""
    aisne[5]["rang"] = aisne[4]["rang"]
    file = write(tmp_path / "contracts_2025.csv", edited)
    judged = json.loads(clsctl("validate", str(file), "--format", "json").stdout)
    kinds = {"lost-zero", "lost-digits", "missing-territoire", "territoire-name", "missing-rang", "duplicate-key"}
    assert {row["slug"] for row in judged["rows"] if row["severity"] == "error"} == kinds
    write(file, followed(edited, [row for row in judged["rows"] if row["severity"] == "error"]))
    assert clsctl("validate", str(file)).returncode == 0
    assert (
        clsctl("totals", "--by", "territoire", "--data", str(file)).stdout
        == clsctl("totals", "--by", "territoire").stdout
    )
    assert clsctl("fmt", str(file)).stdout == CONTRACTS.read_bytes()

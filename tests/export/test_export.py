"""`clsctl export`: a Data Package that others validate, a SQLite file with exact amounts, nothing overwritten."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import frictionless
import pytest

from clsctl.vocabulary.schema import package
from conftest import Run

pytestmark = pytest.mark.slow(reason="each test writes a package and reads it again")

SHARED = (
    *("contracts_2025.csv", "published_2025.csv", "known_gaps_2025.csv", "lignes_themes_2025.csv"),
    *("territoires.csv", "axes.csv", "themes.csv", "contexte.csv"),
)
OURS = (
    f"{','.join(package().schema('contracts').names)}\n"
    "2026,02,Aisne,1,1,,=1+1 « un »,10.50,2,\n"
    "2026,02,Aisne,1,2,,Deux,,2,\n"
)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("export")


def test_the_bundled_data_come_out_as_they_are(clsctl: Run, exported: Path, data: Path) -> None:
    done = clsctl("export", str(exported))
    assert (done.returncode, done.stdout) == (0, b"")
    for name in SHARED:
        assert (exported / name).read_bytes() == (data / name).read_bytes()
    report = frictionless.Package(str(exported / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])
    assert [each.name for each in report.tasks] == [name.removesuffix(".csv") for name in SHARED]


def test_the_schema_validates_the_lines_and_finds_a_fault(clsctl: Run, exported: Path) -> None:
    clsctl("export", str(exported))
    schema = json.loads((exported / "schema.json").read_text("utf-8"))
    assert {"$schema", "name", "title", "description", "created", "lastModified", "version", "contributors"} <= set(
        schema
    )
    assert schema["version"].count(".") == 2
    by_name = {field["name"]: field for field in schema["fields"]}
    assert by_name["territoire_code"]["example"] == "02"
    assert by_name["montant"]["example"]
    assert is_valid(exported, "contracts_2025.csv")
    lines = (exported / "contracts_2025.csv").read_text("utf-8")
    (exported / "wrong.csv").write_text(lines.replace("2025,02,Aisne,1,1,", "2025,02,Aisne,9,1,"), "utf-8")
    assert not is_valid(exported, "wrong.csv")


def is_valid(folder: Path, name: str) -> bool:
    """True where frictionless finds the file sound under the schema."""
    schema = frictionless.Schema.from_descriptor(json.loads((folder / "schema.json").read_text("utf-8")))
    return bool(frictionless.Resource(path=name, basepath=str(folder), schema=schema).validate().valid)


def test_data_of_others_come_out_with_their_own_name_and_source(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "lignes.csv").write_text(OURS, "utf-8")
    assert clsctl("export", "out", "--data", "lignes.csv").returncode == 0
    assert (tmp_path / "out" / "contracts_2026.csv").read_text("utf-8") == OURS
    described = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    assert described["sources"] == [{"title": "lignes.csv"}]
    assert "contributors" not in described
    assert [each["name"] for each in described["resources"]] == ["contracts_2026", "territoires", "axes"]
    assert described["resources"][0]["title"].endswith(", 2026")
    assert frictionless.Package(str(tmp_path / "out" / "datapackage.json")).validate().valid
    again = clsctl("totals", "--data", "out", "--format", "csv")
    assert again.stdout == clsctl("totals", "--data", "lignes.csv", "--format", "csv").stdout


def test_themes_come_out_where_they_hold_and_are_read_again(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "contracts_2026.csv").write_text(OURS, "utf-8")
    head = "cle,action,theme,marques,raison,decision\n"
    held = "2026-02-1-02,Deux,sante,jeunesse|droits,parce que,main\n"
    orphan = "2026-02-1-09,Neuf,sante,,parce que,main\n"
    (tmp_path / "lignes_themes_2026.csv").write_text(f"{head}{orphan}{held}", "utf-8")
    assert b"not of the State" in clsctl("export", "out", "--data", ".").stderr
    assert (tmp_path / "out" / "lignes_themes_2026.csv").read_text("utf-8") == head + held
    assert frictionless.Package(str(tmp_path / "out" / "datapackage.json")).validate().valid
    assert clsctl("export", "out.sqlite", "--data", "out").returncode == 0
    with closing(sqlite3.connect(tmp_path / "out.sqlite")) as base:
        assert base.execute("SELECT cle, theme FROM lignes_themes").fetchall() == [("2026-02-1-02", "sante")]


def test_nothing_is_overwritten(clsctl: Run, tmp_path: Path) -> None:
    for target in ("out", "out.sqlite"):
        assert clsctl("export", target).returncode == 0
        assert b"unchanged" in clsctl("export", target).stderr
    (tmp_path / "out" / "axes.csv").write_bytes(b"mine")
    (tmp_path / "out" / "schema.json").unlink()
    done = clsctl("export", "out")
    assert done.returncode == 3
    assert b"axes.csv: a file of that name has other content; nothing was written." in done.stderr
    assert not (tmp_path / "out" / "schema.json").exists()
    (tmp_path / "out.sqlite").write_bytes(b"mine")
    assert clsctl("export", "out.sqlite").returncode == 3
    assert (tmp_path / "out.sqlite").read_bytes() == b"mine"


def test_a_sqlite_file_sums_exactly_and_keeps_its_keys(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "lignes.csv").write_text(OURS, "utf-8")
    assert clsctl("export", "data.sqlite").returncode == 0
    assert clsctl("export", "ours.db", "--data", "lignes.csv").returncode == 0
    with closing(sqlite3.connect(tmp_path / "data.sqlite")) as base:
        (cents,) = base.execute("SELECT sum(montant_centimes) FROM lignes").fetchone()
        assert cents == 29_007_615_00
        assert base.execute("SELECT count(*), count(montant) FROM lignes_en_euros").fetchone() == (124, 118)
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        joined = "SELECT count(*) FROM publies JOIN territoires USING (territoire_code) LEFT JOIN axes USING (axe)"
        assert base.execute(joined).fetchone() == (29,)
        by_theme = "SELECT sum(montant_centimes) FROM lignes JOIN lignes_themes USING (cle) JOIN themes USING (theme)"
        assert base.execute(by_theme).fetchone() == (29_007_615_00,)
        columns = base.execute("SELECT count(*) FROM dictionnaire WHERE nom_table = 'lignes'").fetchone()
        assert columns == (len(package().schema("contracts").fields),)
        base.execute("PRAGMA foreign_keys = ON")
        base.execute("UPDATE lignes SET territoire_code = '99' WHERE cle = '2025-02-1-01'")
        with pytest.raises(sqlite3.IntegrityError):
            base.commit()
    with closing(sqlite3.connect(tmp_path / "ours.db")) as base:
        cells = base.execute("SELECT cle, action, montant FROM lignes_en_euros ORDER BY cle").fetchall()
        assert cells == [("2026-02-1-01", "=1+1 « un »", "10.50"), ("2026-02-1-02", "Deux", None)]
        tables = {name for (name,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        assert tables == {"dictionnaire", "territoires", "axes", "lignes"}

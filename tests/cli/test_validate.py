"""`clsctl validate`: every finding, warnings apart, and the exit code."""

import gzip
import json
from pathlib import Path

import pytest

from clsctl.rules.catalogue import RULES
from conftest import Run
from support.samples import bundled, csv_text, line, write


def test_sound_files_exit_0_and_say_so(clsctl: Run, data: Path) -> None:
    done = clsctl("validate", str(data))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().endswith("valid, nothing breaks the schema.\n")


def test_findings_exit_1_with_place_fact_remedy_and_slug(clsctl: Run, tmp_path: Path) -> None:
    write(tmp_path / "f.csv", [line(1, montant="-5"), line(3, page="x")])
    done = clsctl("validate", "f.csv")
    assert done.returncode == 1
    assert done.stdout.decode() == (
        "f.csv:2: “montant” is negative: -5 [negative-montant]\n"
        "  → an amount is 0 or more; leave the cell empty if no amount is printed\n"
        "f.csv:3: “page” is not a whole number: x [not-an-integer]\n"
        "  → write digits only\n"
        "f.csv:3: rang 2 is missing before this line from the table 2025-02-1, which runs to 3 [rang-hole]\n"
        "  → restore the lost line; if none is lost, close the gap with clsctl fmt --renumber\n"
        "3 findings\n"
    )


@pytest.mark.parametrize("content", [b"", b"\n\n", b"bonjour\n", bytes(range(256)), b"\0" * 5000, b"PK\x03\x04"])
def test_what_is_no_table_exits_3(clsctl: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "f.csv").write_bytes(content)
    done = clsctl("validate", "f.csv")
    assert done.returncode == 3
    assert done.stdout.startswith(b"f.csv")
    assert b"Traceback" not in done.stderr


def test_a_file_that_is_no_table_does_not_hide_the_findings_of_another(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_bytes(b"")
    write(tmp_path / "f.csv", [line(montant="-5")])
    done = clsctl("validate", "e.csv", "f.csv", "--format", "csv")
    assert done.returncode == 3
    assert [row.split(",")[1] for row in done.stdout.decode().splitlines()[1:]] == ["empty-file", "negative-montant"]


def test_a_file_that_cannot_be_read_does_not_hide_the_findings_of_another(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "cut.csv.gz").write_bytes(gzip.compress(csv_text(bundled()).encode())[:500])
    write(tmp_path / "f.csv", [line(montant="-5")])
    done = clsctl("validate", "none.csv", "f.csv", "cut.csv.gz", "--format", "csv")
    assert done.returncode == 3
    assert [row.split(",")[1] for row in done.stdout.decode().splitlines()[1:]] == ["negative-montant"]
    assert [text.split(" (")[0] for text in done.stderr.decode().splitlines() if not text.startswith("  →")] == [
        "Error: none.csv: the file or folder does not exist.",
        "Error: cut.csv.gz: the file cannot be decompressed",
    ]


def test_a_file_that_cannot_be_read_does_not_hide_the_findings_of_its_folder(clsctl: Run, tmp_path: Path) -> None:
    for name in ("contracts_2024.csv.gz", "published_2024.csv.gz"):
        (tmp_path / name).write_bytes(gzip.compress(csv_text(bundled()).encode())[:500])
    write(tmp_path / "contracts_2025.csv", [line(montant="-5")])
    done = clsctl("validate", ".")
    assert done.returncode == 3
    assert done.stdout.startswith("contracts_2025.csv:2: “montant” is negative".encode())
    assert [
        f"Error: {name}: the file cannot be decompressed" in done.stderr.decode()
        for name in ("contracts_2024.csv.gz", "published_2024.csv.gz")
    ] == [True, True]


def test_where_no_file_can_be_read_nothing_is_judged_and_no_answer_written(clsctl: Run, tmp_path: Path) -> None:
    done = clsctl("validate", "one.csv", "other.csv", "-o", "findings.json")
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"one.csv: the file or folder does not exist" in done.stderr
    assert b"other.csv: the file or folder does not exist" in done.stderr
    assert not (tmp_path / "findings.json").exists()


WARNINGS = {
    "duplicate-label": [line(1, action="x"), line(2, action="x")],
    "outlying-montant": [line(rang, montant="100000" if rang < 9 else "100000000") for rang in range(1, 10)],
    "cut-text": [line(action="Aider les familles et")],
    "edge-spaces": [line(action=" Aider")],
    "mixed-apostrophes": [line(1, action="l'aide"), line(2, action="l'accès"), line(3, action="l’eau")],
    "mojibake": [line(action="Ã©tÃ©")],
    "respelled-territoire": [line(territoire_code="2", territoire="aisne")],
}
SILENT = [
    line(1, action="x", montant="1"),
    line(2, action="x", montant="2"),
    line(3, action="Aider les familles et", remarque="coupé dans la brochure"),
    line(4, action="l'été (16 - 25 ans)"),
    line(5, action="Maraude, vers l'Est"),
]


@pytest.mark.parametrize("slug", WARNINGS)
def test_a_warning_is_said_apart_and_counts_only_when_strict(clsctl: Run, tmp_path: Path, slug: str) -> None:
    write(tmp_path / "f.csv", WARNINGS[slug])
    done = clsctl("validate", "f.csv")
    assert done.returncode == 0
    head, warnings = done.stdout.decode().split("\n\n")
    assert head == "f.csv: valid, nothing breaks the schema."
    assert f"[{slug}]" in warnings
    assert warnings.endswith("1 warning\n")
    assert clsctl("validate", "--strict", "f.csv").returncode == 1


def test_what_is_usual_warns_of_nothing(clsctl: Run, tmp_path: Path) -> None:
    write(tmp_path / "f.csv", SILENT)
    assert clsctl("validate", "--strict", "f.csv").returncode == 0


def test_each_warning_has_a_case() -> None:
    of_themes = {"line-without-theme", "orphan-theme", "other-label"}  # tests/themes has theirs
    assert {rule.slug for rule in RULES if rule.warns} - of_themes == set(WARNINGS)


def test_a_mojibake_is_read_back(clsctl: Run, tmp_path: Path) -> None:
    write(tmp_path / "f.csv", [line(action="lâ€™Ã©tÃ© Ã\N{NO-BREAK SPACE} Lille")])
    assert "the original is l’été à Lille" in clsctl("validate", "f.csv").stdout.decode()


@pytest.mark.parametrize(
    "text", ["dit \N{REPLACEMENT CHARACTER} ici", "GRÂ€CE FÂ°", "dÃ©jÃ  là", "Ã©t\N{REPLACEMENT CHARACTER}"]
)
def test_a_mojibake_that_cannot_be_read_back_is_not_guessed(clsctl: Run, tmp_path: Path, text: str) -> None:
    write(tmp_path / "f.csv", [line(action=text)])
    said = clsctl("validate", "f.csv").stdout.decode()
    assert "[mojibake]\n  → write it as the source does\n" in said


def test_json_has_each_finding_and_the_exact_counts(clsctl: Run, tmp_path: Path) -> None:
    write(tmp_path / "f.csv", [line(rang, montant="x") for rang in range(1, 101)])
    document = json.loads(clsctl("validate", "f.csv", "--format", "json").stdout)
    assert len(document["rows"]) == 20
    assert document["rows"][0] == {
        "severity": "error",
        "slug": "not-a-montant",
        "file": "f.csv",
        "line": 2,
        "column": "montant",
        "fact": "“montant” is not an amount in euros: x",
        "remedy": document["rows"][0]["remedy"],
    }
    assert document["beside"]["counts"]["rows"] == [{"severity": "error", "slug": "not-a-montant", "count": 100}]
    assert document["notes"] == ["80 more are not listed."]


@pytest.mark.parametrize("name", ["published_2025.csv", "territoires.csv", "axes.csv"])
def test_each_kind_of_file_is_known_by_its_header(clsctl: Run, tmp_path: Path, data: Path, name: str) -> None:
    text = (data / name).read_text("utf-8")
    (tmp_path / "f.csv").write_text(text, "utf-8")
    assert clsctl("validate", "f.csv").returncode == 0
    first = text.splitlines()[1]
    (tmp_path / "f.csv").write_text(f"{text}{first.replace('2025,32,', '2025,99,')}\n", "utf-8")
    found = clsctl("validate", "f.csv")
    assert found.returncode == 1
    assert (b"unknown-territoire" if "published" in name else b"duplicate-code") in found.stdout


def test_keys_must_not_collide_between_files(clsctl: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.csv", bundled())
    write(tmp_path / "b.csv", bundled()[:1])
    done = clsctl("validate", "a.csv", "b.csv")
    assert (done.returncode, done.stdout.decode().splitlines()[0]) == (
        1,
        "b.csv:2: the key 2025-02-1-01 is already at a.csv:2 [duplicate-key]",
    )


def test_the_list_has_every_kind(clsctl: Run) -> None:
    rows = json.loads(clsctl("validate", "--list", "--format", "json").stdout)["rows"]
    assert [row["slug"] for row in rows] == [rule.slug for rule in RULES]

"""People's decisions on links: drafted, decided, read again; they win over every step."""

import csv
from pathlib import Path

import pytest

from conftest import Run
from support.samples import csv_text, line

OLD = [line(1, action="Déployer des outils de traduction dans les accueils", montant="30000"), line(2, action="Autre")]
NEW = [
    line(1, action="Déployer des outils de médiation dans les accueils", montant="20000", exercice="2026"),
    line(2, action="Autre", exercice="2026"),
]
HEAD = "cle_a,action_a,cle_b,action_b,relation,decide_par,date,raison\n"


@pytest.fixture
def years(tmp_path: Path) -> Path:
    (tmp_path / "a.csv").write_text(csv_text(OLD), "utf-8")
    (tmp_path / "b.csv").write_text(csv_text(NEW), "utf-8")
    return tmp_path


def test_links_to_verify_are_drafted_with_the_choices_and_never_over_a_file(clsctl: Run, years: Path) -> None:
    assert clsctl("compare", "a.csv", "b.csv", "--write-links").returncode == 0
    (row,) = csv.DictReader((years / "liens_2025_2026.csv").read_text("utf-8").splitlines())
    assert (row["cle_a"], row["cle_b"], row["relation"]) == ("2025-02-1-01", "2026-02-1-01", "meme|aucune")
    assert row["action_a"] == OLD[0]["action"]
    (years / "liens_2025_2026.csv").write_text("work", "utf-8")
    assert clsctl("compare", "a.csv", "b.csv", "--write-links").returncode == 3
    assert (years / "liens_2025_2026.csv").read_text("utf-8") == "work"


@pytest.mark.parametrize(
    ("relation", "said"),
    [
        ("meme", ["libelle+montant,sure"]),
        ("aucune", ["retiree,sure", "ajoutee,sure"]),
        ("meme|aucune", ["libelle+montant,a_verifier"]),
    ],
)
def test_a_decision_wins(clsctl: Run, years: Path, relation: str, said: list[str]) -> None:
    clsctl("compare", "a.csv", "b.csv", "--write-links")
    path = years / "liens_2025_2026.csv"
    path.write_text(path.read_text("utf-8").replace("meme|aucune,,,", f"{relation},Lemaire,2026-01-05,vu au comité"))
    done = clsctl("compare", "a.csv", "b.csv", "--links", path.name, "--lines", "--format", "csv")
    found = [",".join(row.split(",")[1:3]) for row in done.stdout.decode().splitlines()[1:]]
    assert sorted(found) == sorted(said)
    assert (b"vu au comit" in done.stdout) == (relation == "meme")
    assert (b"not decided yet" in done.stderr) == ("|" in relation)


@pytest.mark.parametrize(
    ("decision", "slug"),
    [
        ("2025-02-1-01,Autre texte,2026-02-1-01,Autre,meme,L,2026-01-05,r", "stale-lien"),
        ("2025-02-1-09,Autre,2026-02-1-02,Autre,meme,L,2026-01-05,r", "stale-lien"),
        ("2025-02-1-02,Autre,2026-02-1-02,Autre,pareille,L,2026-01-05,r", "unknown-relation"),
        ("2025-02-1-02,Autre,2026-02-1-02,Autre,meme,L,2026-01-05,r\n" * 2, "repeated-lien"),
    ],
)
def test_a_decision_that_does_not_fit_is_a_finding(clsctl: Run, years: Path, decision: str, slug: str) -> None:
    (years / "liens.csv").write_text(HEAD + decision, "utf-8")
    done = clsctl("compare", "a.csv", "b.csv", "--links", "liens.csv")
    assert done.returncode == 3
    assert done.stdout == b""
    assert f"[{slug}]".encode() in done.stderr


def test_a_division_that_a_person_decided_is_sure(clsctl: Run, years: Path) -> None:
    rows = [
        f"2025-02-1-01,{OLD[0]['action']},2026-02-1-01,{NEW[0]['action']},division,L,2026-01-05,comité",
        f"2025-02-1-01,{OLD[0]['action']},2026-02-1-02,Autre,division,L,2026-01-05,comité",
    ]
    (years / "liens.csv").write_text(HEAD + "\n".join(rows), "utf-8")
    done = clsctl("compare", "a.csv", "b.csv", "--links", "liens.csv", "--lines", "--format", "csv")
    assert done.stdout.decode().count("division,sure") == 3

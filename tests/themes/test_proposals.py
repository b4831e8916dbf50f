"""`clsctl themes propose`: from no theme to a file that `validate` accepts, carried over where a link is sure."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from clsctl.dataset.opening import open_dataset
from clsctl.dataset.proposing_terms import lexicon_of
from clsctl.vocabulary.folding import fold_search
from clsctl.vocabulary.lexicon import Lexicon, Term, TermRole
from conftest import ROOT, Run
from lexicon import left_out_score, own_score
from support.samples import csv_text, line, total

pytestmark = pytest.mark.slow(reason="the lexicon is held against every line")

HEAD = "cle,action,theme,marques,raison,decision\n"
BEFORE = [
    line(1, action="Créer un service de conciergerie", montant="10"),
    line(2, action="Financer les épiceries sociales du canton", montant="20"),
]
LINES = [
    line(1, action="Financer les épiceries sociales du canton", montant="25", exercice="2026"),
    line(2, action="Former les jeunes au numérique", montant="7.50", exercice="2026"),
    line(3, action="Poursuivre", montant="1", exercice="2026"),
    line(4, action="Poursuivre encore", objectif="Prévenir les expulsions locatives", exercice="2026"),
]
TERMS = (
    ("insertion", "emploi", TermRole.FOURNI),
    ("jeune", "jeunesse", TermRole.PUBLIC),
    ("coord*", "pilotage", TermRole.MOYEN),
)


def read(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode())))


def known(*terms: tuple[str, str, TermRole]) -> Lexicon:
    return Lexicon(tuple(Term(terme, fold_search(terme), theme, role) for terme, theme, role in terms))


def proposed(label: str, heading: str = "", *more: tuple[str, str, TermRole]) -> tuple[str, tuple[str, ...]] | None:
    found = known(*TERMS, *more).proposal(label, heading)
    return None if found is None else (found.theme, found.marques)


def test_what_is_provided_decides_then_for_whom_then_how() -> None:
    assert proposed("Coordonner l'insertion des jeunes") == ("emploi", ("pilotage", "jeunesse"))
    assert proposed("Coordination des JEUNES") == ("jeunesse", ("pilotage",))
    assert proposed("La coordination") == ("pilotage", ())
    assert proposed("Coordonner", "L'insertion") == ("pilotage", ())
    assert proposed("Poursuivre", "L'insertion des jeunes") == ("emploi", ())
    assert proposed("Réinsertion") is None


def test_the_longer_term_decides_and_hides_what_is_within_it() -> None:
    longer = ("insertion par le logement", "logement", TermRole.FOURNI)
    assert proposed("L'insertion par le logement", "", longer) == ("logement", ())
    assert proposed("L'insertion par le logement et l'insertion", "", longer) == ("logement", ("emploi",))
    assert proposed("L'insertion puis le logement", "", longer) == ("emploi", ())


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    path = tmp_path / "data" / "contracts_2026.csv"
    path.write_text(csv_text(LINES), "utf-8")
    return path


def test_from_no_theme_to_a_file_that_validate_accepts(clsctl: Run, lines: Path) -> None:
    """The walk of an officer: propose, put the draft beside the lines, fill in what validate names, sum."""
    done = clsctl("themes", "propose", "--data", str(lines), "--output", "draft.csv")
    assert done.returncode == 0
    assert b"1 line has no proposal: fill in its theme." in done.stderr
    draft = (lines.parent.parent / "draft.csv").read_text("utf-8")
    rows = read(draft.encode())
    assert draft.startswith(HEAD)
    assert [row["theme"] for row in rows] == ["alimentation", "numerique", "", "logement"]
    assert rows[1]["marques"] == "jeunesse"
    assert [row["decision"] for row in rows] == ["lexique", "lexique", "main", "lexique"]
    beside = lines.parent / "lignes_themes_2026.csv"
    beside.write_text(draft, "utf-8")
    found = clsctl("validate", str(lines.parent))
    assert found.returncode == 1
    assert b"lignes_themes_2026.csv:4" in found.stdout
    asked = ("totals", "--by", "theme", "--data", str(lines.parent), "--format", "csv")
    refused = clsctl(*asked)
    assert (
        refused.returncode,
        b"lignes_themes_2026.csv:4: \xe2\x80\x9ctheme\xe2\x80\x9d is empty" in refused.stderr,
    ) == (3, True)
    beside.write_text("".join(row for row in draft.splitlines(keepends=True) if "Poursuivre,," not in row), "utf-8")
    assert {row["theme"]: row["montant"] for row in read(clsctl(*asked).stdout)}[""] == "1"
    beside.write_text(draft.replace("Poursuivre,,", "Poursuivre,emploi,", 1), "utf-8")
    found = clsctl("validate", str(lines.parent), "--strict")
    assert (found.returncode, b"theme]" in found.stdout) == (0, False), found.stdout
    sums = read(clsctl(*asked).stdout)
    assert sum(Decimal(row["montant"]) for row in sums) == total(LINES)
    again = clsctl("themes", "propose", "--data", str(lines.parent), "--format", "csv")
    assert again.stdout == beside.read_bytes()
    assert b"4 lines have a theme already." in again.stderr


def test_themes_are_carried_over_sure_links(clsctl: Run, lines: Path, tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    (tmp_path / "before" / "contracts_2025.csv").write_text(csv_text(BEFORE), "utf-8")
    decided = f"2025-02-1-02,{BEFORE[1]['action']},sante,emploi,parce que,main\n"
    (tmp_path / "before" / "lignes_themes_2025.csv").write_text(HEAD + decided, "utf-8")
    asked = ("themes", "propose", "--data", str(lines), "--against", "before", "--format", "csv")
    first, second, *_others = read(clsctl(*asked).stdout)
    assert (first["theme"], first["marques"], first["decision"]) == ("sante", "emploi", "reprise")
    assert first["raison"] == "as 2025-02-1-02: parce que"
    assert second["decision"] == "lexique"


def test_compare_by_theme_carries_them_and_its_causes_sum_to_the_gap(clsctl: Run, lines: Path, tmp_path: Path) -> None:
    test_themes_are_carried_over_sure_links(clsctl, lines, tmp_path)
    asked = ("compare", "before", str(lines), "--by", "theme", "--causes", "--format", "csv")
    done = clsctl(*asked)
    rows = {row["theme"]: row for row in read(done.stdout)}
    assert set(rows) == {"sante", ""}
    assert (rows["sante"]["montant_a"], rows["sante"]["montant_b"], rows["sante"]["modifiees"]) == ("20", "25", "5")
    for row in rows.values():
        causes = ("ajoutees", "retirees", "modifiees", "entrees", "sorties", "a_verifier")
        assert sum(Decimal(row[name]) for name in causes) == Decimal(row["ecart"])
    assert b"1 line of the second year has the theme of its line in the first" in done.stderr
    assert b"not of the State" in done.stderr


def test_a_lexicon_beside_the_lines_proposes(clsctl: Run, lines: Path) -> None:
    (lines.parent / "lexique.csv").write_text("terme,theme,role\npoursuivre,culture,moyen\n", "utf-8")
    rows = read(clsctl("themes", "propose", "--data", str(lines.parent), "--format", "csv").stdout)
    assert [row["theme"] for row in rows] == ["", "", "culture", "culture"]
    assert rows[2]["raison"] == "“poursuivre” in the label, how"
    (lines.parent / "lexique.csv").write_text("terme,theme,role\npoursuivre,cultures,moyen\n", "utf-8")
    done = clsctl("themes", "propose", "--data", str(lines.parent))
    assert (done.returncode, b"[unknown-theme]" in done.stderr) == (3, True)
    assert b"lexique.csv:2" in clsctl("validate", str(lines.parent / "lexique.csv")).stdout


def test_the_bundled_lexicon_proposes_known_themes_and_the_guides_state_its_figures() -> None:
    with open_dataset() as dataset:
        lexicon, _notes = lexicon_of(dataset)
        assert {term.theme for term in lexicon.terms} == set(dataset.referentiel.themes.by_name)
        assert all(term.words for term in lexicon.terms)
        own, left_out = own_score(dataset), left_out_score(dataset)
    for page, decimal, percent in (("docs/themes.md", ".", "%"), ("docs/fr/themes.md", ",", " %")):
        text = (ROOT / page).read_text("utf-8")
        for score in (own, left_out):
            share = f"{score.lignes / 1.24:.1f}".replace(".", decimal)
            assert f"| {score.lignes} / 124 | {share}{percent} |" in text

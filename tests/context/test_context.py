"""Context: figures of other programmes at their places in their documents, listed and crossed, and never added."""

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import clsctl as interface
from conftest import ROOT, Run
from support.samples import csv_text, line, read

DATA = ROOT / "data"
SOURCES = ROOT.parent / "shared" / "sources"
FILES = {
    "2025-10-08": "solidarites_alimentaires_2025.txt",
    "2020-11-18": "accompagnement_logement_2020.txt",
    "2022-12-16": "logement_dabord_arras_2022.txt",
    "2024-04-11": "cop_des_quartiers_2024.txt",
}
FIGURES = read(DATA / "contexte.csv")
NAMED = {"un": 1, "deux": 2, "cinquantaine": 50}
SCALE = {"million": 10**6, "M€": 10**6, "milliard": 10**9}
NUMBER = re.compile(
    rf"(?P<number>\d[\d  \u202f]*(?:,\d+)?|\b(?:{'|'.join(NAMED)})\b)\s*(?P<scale>{'|'.join(SCALE)})?", re.IGNORECASE
)
HEAD = (DATA / "contexte.csv").read_text("utf-8").splitlines()[0] + "\n"
OWN = "lo-01,Un toit,2024,{theme},02,Aisne,Aisne,relogés,12,ménages,exact,{cumul},ménages,un bilan,2024-12-31,\n"


def rows(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode())))


def printed(text: str, end: int) -> set[int]:
    """The numbers that begin before `end`, scaled by the words behind them."""
    found = (match for match in NUMBER.finditer(text) if match.start() < end)
    return {int(_number(match["number"]) * SCALE.get(match["scale"] or "", 1)) for match in found}


def _number(text: str) -> Decimal:
    return Decimal(NAMED.get(text.lower(), 0) or re.sub(r"\s", "", text).replace(",", "."))


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the documents do not stand beside this tree")
@pytest.mark.parametrize("figure", FIGURES, ids=lambda row: row["id"])
def test_a_figure_stands_at_its_line_in_its_document(figure: dict[str, str]) -> None:
    text = (SOURCES / FILES[figure["date_source"]]).read_text("utf-8").splitlines()
    first, second = text[int(figure["ligne"]) - 1], text[int(figure["ligne"])]
    assert int(figure["valeur"]) in printed(f"{first} {second}", len(first))


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the documents do not stand beside this tree")
def test_no_description_is_a_sentence_of_a_document() -> None:
    texts = " ".join((SOURCES / name).read_text("utf-8") for name in FILES.values())
    whole = re.sub(r"\s+", " ", texts).replace("’", "'").lower()
    for figure in FIGURES:
        words = figure["libelle"].lower().split()
        pieces = [" ".join(words[start : start + 9]) for start in range(len(words) - 8)]
        assert not [piece for piece in pieces if piece in whole]


def test_the_file_is_what_the_command_writes(clsctl: Run) -> None:
    assert clsctl("context", "--format", "csv").stdout == (DATA / "contexte.csv").read_bytes()


@pytest.mark.parametrize("words", [("context",), ("context", "--cross")])
@pytest.mark.parametrize("form", ["table", "csv", "excel-fr", "json", "html"])
def test_no_format_has_a_total(clsctl: Run, words: tuple[str, ...], form: str) -> None:
    done = clsctl(*words, "--format", form)
    assert done.returncode == 0
    said = done.stdout.decode()
    assert not re.search(r"^\W*Total\b", re.sub(r"<[^>]+>", "", said), re.MULTILINE)
    assert "never added" in said + done.stderr.decode()
    if form == "json":
        assert json.loads(said)["total"] is None


def test_no_workbook_has_a_total(clsctl: Run, tmp_path: Path) -> None:
    assert clsctl("context", "--cross", "-o", "croisement.xlsx").returncode == 0
    book = openpyxl.load_workbook(tmp_path / "croisement.xlsx")
    assert book.sheetnames == ["crossing", "context", "notes"]
    assert [len(list(book[name].values)) - 1 for name in ("crossing", "context")] == [len(crossed(clsctl)), 26]


def crossed(clsctl: Run, *words: str) -> list[dict[str, str]]:
    return rows(clsctl("context", "--cross", *words, "--format", "csv").stdout)


def test_the_crossing_has_every_line_and_every_figure_once(clsctl: Run) -> None:
    cells = crossed(clsctl)
    assert sum(Decimal(cell["montant"] or 0) for cell in cells) == 29007615
    assert sum(int(cell["lignes"] or 0) for cell in cells) == 124
    ids = [each for cell in cells for each in cell["contexte"].split("|") if each]
    assert sorted(ids) == sorted(figure["id"] for figure in FIGURES)
    places = {each: (cell["theme"], cell["territoire_code"]) for cell in cells for each in cell["contexte"].split("|")}
    for figure in FIGURES:
        assert places[figure["id"]] == (figure["theme"], figure["territoire_code"])


def test_a_cell_of_contracts_is_that_of_totals(clsctl: Run) -> None:
    sums = rows(clsctl("totals", "--by", "theme", "--by", "territoire", "--format", "csv").stdout)
    names = ("theme", "territoire_code", "lignes", "non_chiffrees", "montant")
    assert {tuple(cell[name] for name in names) for cell in crossed(clsctl) if cell["lignes"] not in {"", "0"}} == {
        tuple(row[name] for name in names) for row in sums
    }


def test_a_region_has_no_contract_and_a_territory_without_line_none_counted(clsctl: Run) -> None:
    cells = {(cell["theme"], cell["territoire_code"]): cell for cell in crossed(clsctl)}
    assert (cells["alimentation", "32"]["lignes"], cells["logement", ""]["lignes"]) == ("", "")
    assert (cells["alimentation", "02"]["lignes"], cells["alimentation", "02"]["montant"]) == ("0", "")


def test_themes_territories_and_programmes_select(clsctl: Run) -> None:
    def ids(*words: str) -> list[str]:
        return [row["id"] for row in rows(clsctl("context", *words, "--format", "csv").stdout)]

    assert ids("--theme", "alimentation") == ["sa-01", "sa-02", "cq-17", "cq-18", "cq-19"]
    assert ids("--theme", "logement", "--territoire", "MEL") == ["cq-11", "cq-12"]
    assert ids("--programme", "plan climat de la mel") == ["cq-13", "cq-14"]
    assert len(ids("--territoire", "Hauts-de-France")) == 25
    assert {cell["theme"] for cell in crossed(clsctl, "--theme", "energie")} == {"energie"}


def test_a_territory_is_told_of_the_wider_scopes(clsctl: Run) -> None:
    said = clsctl("context", "--theme", "logement", "--territoire", "MEL", "--format", "csv").stderr.decode()
    assert "9 figures of wider scopes are left out: Hauts-de-France, France entière, Nord." in said


def test_nothing_documented_is_not_nothing(clsctl: Run) -> None:
    done = clsctl("context", "--theme", "jeunesse", "--format", "table")
    assert (done.returncode, b"Not documented here" in done.stdout) == (0, True)


def test_totals_show_the_context_below_and_apart(clsctl: Run) -> None:
    words = ("totals", "--theme", "alimentation", "--by", "territoire")
    alone = clsctl(*words, "--format", "plain").stdout.decode()
    both = clsctl(*words, "--with-context", "--format", "plain").stdout.decode()
    assert both.startswith(alone)
    assert "Context: other programmes, never added" in both.removeprefix(alone)
    assert "sa-01" in both
    answer = json.loads(clsctl(*words, "--with-context", "--format", "json").stdout)
    assert [row["id"] for row in answer["beside"]["context"]["rows"]][:2] == ["sa-01", "sa-02"]
    assert answer["total"]["montant"] == "1571960"


def test_a_format_of_one_table_says_where_the_context_is(clsctl: Run) -> None:
    words = ("totals", "--theme", "alimentation", "--territoire", "MEL")
    done = clsctl(*words, "--with-context", "--format", "csv")
    assert done.stdout == clsctl(*words, "--format", "csv").stdout
    assert "clsctl context --territoire 200093201 --theme alimentation" in done.stderr.decode()


def folder(path: Path, figures: str) -> None:
    (path / "contracts_2025.csv").write_text(csv_text([line(1)]), "utf-8")
    (path / "contexte.csv").write_text(HEAD + figures, "utf-8")


def test_a_file_beside_the_data_replaces_the_bundled_one(clsctl: Run, tmp_path: Path) -> None:
    folder(tmp_path, OWN.format(theme="logement", cumul="annee"))
    assert [row["id"] for row in rows(clsctl("context", "--data", ".", "--format", "csv").stdout)] == ["lo-01"]
    assert clsctl("validate", ".").returncode == 0


@pytest.mark.parametrize(
    ("theme", "cumul", "slug"),
    [("logment", "annee", "unknown-theme"), ("logement", "depuis", "impossible-periode"), ("", "an", "not-allowed")],
)
def test_a_faulty_file_is_found_and_stops_the_command(
    clsctl: Run, tmp_path: Path, theme: str, cumul: str, slug: str
) -> None:
    folder(tmp_path, OWN.format(theme=theme, cumul=cumul))
    assert "contexte.csv:2: " in clsctl("validate", ".").stdout.decode()
    done = clsctl("context", "--data", ".")
    assert (done.returncode, f"[{slug}]" in done.stderr.decode()) == (3, True)
    assert clsctl("totals", "--data", ".").returncode == 0


def test_the_same_figure_of_two_folders_is_one(clsctl: Run, tmp_path: Path) -> None:
    for name, year in (("a", "2025"), ("b", "2026")):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"contracts_{year}.csv").write_text(csv_text([line(1, exercice=year)]), "utf-8")
        (tmp_path / name / "contexte.csv").write_text(HEAD + OWN.format(theme="", cumul="annee"), "utf-8")
    assert len(rows(clsctl("context", "--data", "a", "--data", "b", "--format", "csv").stdout)) == 1
    with (tmp_path / "b" / "contexte.csv").open("a", encoding="utf-8") as stream:
        stream.write(OWN.format(theme="sante", cumul="annee"))
    assert b"[duplicate-code]" in clsctl("context", "--data", "a", "--data", "b").stderr


def test_python_has_every_column_of_the_figures_and_of_the_crossing() -> None:
    with interface.open() as contracts:
        food = contracts.context(theme="alimentation", programme="Solidarités alimentaires")
        crossing = contracts.context(cross=True, theme="logement").to_frame()
    assert list(food.to_frame()["valeur"]) == [7_150_000, 15_000_000]
    assert "about" in repr(food)
    assert crossing["montant"].sum() == 8_713_526


def test_sql_sees_the_figures_and_says_that_they_are_never_added(clsctl: Run) -> None:
    asked = "SELECT theme, count(*) AS chiffres FROM contexte WHERE unite = 'EUR' GROUP BY ALL ORDER BY theme"
    done = clsctl("sql", asked, "--format", "csv")
    assert done.stdout.decode() == "theme,chiffres\n,2\nalimentation,2\nlogement,3\n"
    assert b"never added" in done.stderr


def test_an_export_holds_the_figures_that_lie_beside_the_data_alone(clsctl: Run, tmp_path: Path) -> None:
    folder(tmp_path, OWN.format(theme="logement", cumul="annee"))
    (tmp_path / "seul.csv").write_text(csv_text([line(1)]), "utf-8")
    assert clsctl("export", "tout", "--data", ".").returncode == 0
    assert (tmp_path / "tout" / "contexte.csv").read_text("utf-8") == HEAD + OWN.format(theme="logement", cumul="annee")
    (tmp_path / "contexte.csv").unlink()
    clsctl("export", "rien", "--data", "seul.csv")
    assert not (tmp_path / "rien" / "contexte.csv").exists()


def test_a_bundled_unit_is_read_in_the_language_of_the_reader_and_any_other_as_its_file_has_it(
    clsctl: Run, tmp_path: Path
) -> None:
    folder(tmp_path, OWN.format(theme="logement", cumul="stock").replace(",ménages,exact", ",chambrées,exact"))
    units = {row["unite"] for row in FIGURES} - {"EUR", "places", "m²"}  # euros, and the same in both languages

    def figures(language: str, *words: str) -> str:
        done = clsctl("context", *words, "--format", "markdown", env={"CLSCTL_LANG": language})
        return " ".join(row.split("|")[3] for row in done.stdout.decode().splitlines() if row.startswith("| "))

    assert units <= set(figures("fr").split())
    assert not units & set(figures("en").split())
    assert "4,634 households from 2018 to 2020" in figures("en")
    assert "12 chambrées in 2024" in figures("en", "--data", ".")

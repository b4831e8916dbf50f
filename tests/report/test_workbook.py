"""The workbook of a report: its values by an oracle, its formulas by LibreOffice, its lines and figures read back."""

import random
import re
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from clsctl.dataset.opening import open_dataset
from clsctl.errors import UsageError
from clsctl.questions.check.examination import Question, examine_proof
from clsctl.questions.fmt import canonical_form
from clsctl.report.content import ReportContent
from clsctl.report.gathering import gather
from clsctl.report.workbook.book import workbook
from clsctl.report.workbook.exact_sums import is_criterion, is_exact
from clsctl.vocabulary.selection import Request
from conftest import ROOT, Run
from support.native_charts import native_charts
from support.office import OFFICE, computed, with_cell, without_values
from support.pages import bundled_content, bundled_workbook
from support.samples import PARTIES, TYPES, Cells, bundled, csv_text, decided_themes, line, read, total, write

pytestmark = pytest.mark.slow(reason="each test writes a workbook and opens it")

FIGURES = ("exercice", "territoire_code", "territoire", "axe", "libelle", "montant", "arrondi", "page")
LINES = "xl/worksheets/sheet2.xml"
AMOUNTS = "H"  # the column of amounts in the sheet of lines
office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def content_of(*data: Path) -> ReportContent:
    with open_dataset(map(str, data)) as dataset:
        return gather(dataset, Request())


@cache
def opened() -> Workbook:
    """The workbook of 2025 in English, as another program opens it."""
    return openpyxl.load_workbook(BytesIO(bundled_workbook()))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The workbook of 2025, alone in a folder."""
    path = tmp_path / "classeur.xlsx"
    path.write_bytes(bundled_workbook())
    return path


def folder_of(path: Path, rows: Sequence[Cells], figures: Sequence[Cells], gaps: Sequence[Cells] = ()) -> Path:
    """A folder of lines and their figures."""
    path.mkdir()
    write(path / "contracts_2025.csv", rows)
    (path / "published_2025.csv").write_text(csv_text(figures, header=FIGURES), encoding="utf-8")
    if gaps:
        (path / "known_gaps_2025.csv").write_text(csv_text(gaps, header=tuple(gaps[0])), encoding="utf-8")
    return path


def figure(montant: str, axe: str = "", **cells: str) -> Cells:
    sound = {"exercice": "2025", "territoire_code": "02", "territoire": "Aisne", "arrondi": "1", "page": "2"}
    return {**sound, "axe": axe, "libelle": f"Total {axe}", "montant": montant, **cells}


def rows_of(content: bytes, sheet: str) -> list[list[object]]:
    page = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(sheet)
    return [list(row) for row in page.to_python(skip_empty_area=False)]


def part_of(content: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode()


def euros(rows: Sequence[Cells], **wanted: str) -> float | str:
    """The sum of the wanted rows, a dash where none has an amount."""
    priced = [row for row in rows if row["montant"] and all(row[name] == value for name, value in wanted.items())]
    return float(total(priced)) if priced else "–"


def test_each_sum_is_that_of_an_oracle_in_decimal() -> None:
    rows, found = bundled(), rows_of(bundled_workbook(), "Totals")
    names = list(dict.fromkeys(row["territoire"] for row in rows))
    matrix = found[4 : 4 + len(names)]
    assert [row[0] for row in matrix] == names
    for name, row in zip(names, matrix, strict=True):
        of_name = [each for each in rows if each["territoire"] == name]
        assert row[2:7] == [*(euros(of_name, axe=str(axe)) for axe in range(1, 5)), euros(of_name)]
        assert row[8:] == [len(of_name), sum(not each["montant"] for each in of_name)]
    assert found[4 + len(names)][6:] == [float(total(rows)), 100, len(rows), 6]
    sums = {str(row[0]): row[1] for row in found[4 + len(names) + 3 :] if row[0]}
    for axe, label in ((1, "Enfance"), (2, "Emploi"), (3, "Accès aux droits"), (4, "Transition écologique")):
        assert sums[f"Axis {axe}: {label}"] == euros(rows, axe=str(axe))
    for word, type_ in (("department", "departement"), ("metropolis", "metropole")):
        assert sums[word] == euros([each for each in rows if TYPES[each["territoire_code"]] == type_])


def test_each_sum_by_theme_is_that_of_an_oracle() -> None:
    themes, rows = decided_themes(), bundled()
    keys = [f"2025-{row['territoire_code']}-{row['axe']}-{int(row['rang']):02}" for row in rows]
    found = rows_of(bundled_workbook(), "Totals")
    start = next(place for place, row in enumerate(found) if row[0] == "Theme")
    sums = {str(row[0]): row[1:5] for row in found[start + 1 : start + 16]}
    for name in set(themes.values()):
        of_name = [row for key, row in zip(keys, rows, strict=True) if themes[key] == name]
        share = round(float(total(of_name)) * 100 / 29_007_615, 2)
        assert sums[name] == [euros(of_name), share, len(of_name), sum(not row["montant"] for row in of_name)]
    assert found[start + 16][1:4] == [29_007_615, 100, 124]
    assert str(found[start + 17][0]).startswith("Themes are a classification of clsctl, not of the State")
    table = rows_of(bundled_workbook(), "Themes")
    assert [(row[0], row[3]) for row in table[1:]] == [(key, themes[key]) for key in keys]
    assert [row[6] for row in table[1:]] == [float(row["montant"]) if row["montant"] else "–" for row in rows]


def test_each_formula_carries_its_value() -> None:
    with zipfile.ZipFile(BytesIO(bundled_workbook())) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "/worksheets/sheet" in name]
    formulas = [len(re.findall("<f>", sheet)) for sheet in sheets]
    assert formulas == [len(re.findall("</f><v>[^<]+</v>", sheet)) for sheet in sheets]
    assert sum(formulas) > 400
    assert formulas[1] == 0  # the sheet of lines is what was read


def test_the_lines_are_a_table_with_filters_and_codes_are_text() -> None:
    page = opened()["Lines"]
    assert {name: page.tables[name].ref for name in page.tables} == {"lignes": "A1:J125"}
    assert [cell.value for cell in page[1]][:5] == ["Year", "Code", "Territory", "Axis", "Rank"]
    assert (page["B2"].value, page["B2"].number_format, page["H2"].number_format) == ("02", "@", '#,##0 "€"')
    assert (page.freeze_panes, page.print_title_rows) == ("A2", "$1:$1")
    french = CalamineWorkbook.from_filelike(BytesIO(bundled_workbook("fr")))
    assert french.sheet_names == [
        *("Lisez-moi", "Lignes", "Totaux", "Thèmes", "Contexte"),
        *("Contrôle", "Seconde preuve", "Graphiques"),
    ]
    assert french.get_sheet_by_name("Lignes").to_python()[0][:5] == ["Exercice", "Code", "Territoire", "Axe", "Rang"]


def test_the_first_sheet_names_the_others_their_sums_and_the_commands() -> None:
    found = [row[:2] for row in rows_of(bundled_workbook(), "Read me")]
    for line_ in (
        ["Amount", 29007615],
        ["Lines", 124],
        ["Without amount", 6],
        ["Check: “exact”", 28],
        ["Check: “rounded”", 1],
        ["Check: “gap”", 0],
        ["Second proof: “exact”", 5],
        ["Check the figures again", "clsctl check classeur.xlsx"],
    ):
        assert line_ in found
    links = opened()["Read me"]
    named = [cell.value for cell in links["A"] if cell.hyperlink]
    assert named == ["Lines", "Totals", "Themes", "Context", "Check", "Second proof", "Charts"]


def test_the_sheet_of_context_has_every_figure_in_words_that_cannot_be_added(data: Path) -> None:
    head, *found = rows_of(bundled_workbook(), "Context")
    figures = read(data / "contexte.csv")
    assert [row[head.index("Id")] for row in found] == [each["id"] for each in figures]
    assert [row[head.index("Label")] for row in found] == [each["libelle"] for each in figures]
    assert "about €15,000,000 every year" in found[1]
    assert {type(cell) for row in found for cell in row} == {str}


@pytest.mark.slow(reason="a workbook read by three commands")
def test_lines_and_figures_are_read_back_without_a_file_beside_them(
    tmp_path: Path, data: Path, clsctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLSCTL_LANG", "fr")
    path = tmp_path / "classeur.xlsx"
    path.write_bytes(bundled_workbook("fr"))
    with open_dataset([str(path)]) as dataset:
        assert b"".join(canonical_form(dataset)) == (data / "contracts_2025.csv").read_bytes()
    checked = clsctl("check", "classeur.xlsx", "--format", "csv")
    assert (checked.returncode, checked.stdout) == (0, clsctl("check", "--format", "csv").stdout)
    assert b"look like" not in checked.stderr
    assert clsctl("validate", "classeur.xlsx").returncode == 0


def test_the_charts_draw_the_numbers_of_the_scenes() -> None:
    content = bundled_content()
    scenes = {each.name: each.scene for each in content.figures}
    if content.themes:
        scenes["themes"] = content.themes.drawing.scene
    drawn = native_charts(BytesIO(bundled_workbook()))
    assert list(drawn) == list(scenes)
    assert len(drawn) == 16
    for name, scene in scenes.items():
        parts = [part.label for part in scene.parts] or [""]
        expected = {
            (row.label, part): bar.value for row in scene.rows for part, bar in zip(parts, row.bars, strict=True)
        }
        assert (name, drawn[name]) == (name, expected)


def test_a_chart_has_bars_a_title_an_axis_in_euros_and_a_legend_for_several_parts_alone() -> None:
    with zipfile.ZipFile(BytesIO(bundled_workbook())) as archive:
        charts = [archive.read(f"xl/charts/chart{number}.xml").decode() for number in range(1, 17)]
    for chart in charts:
        several = chart.count("<c:ser>") > 1
        assert ('<c:barDir val="bar"/>' in chart, "<c:legend>" in chart) == (True, several)
        assert "<c:title>" in chart
        assert ("€" in chart) or 'val="percentStacked"' in chart
    assert sum('val="percentStacked"' in chart for chart in charts) == 2


def test_each_chart_is_printed_whole() -> None:
    page = opened()["Charts"]
    drawing = ET.fromstring(part_of(bundled_workbook(), "xl/drawings/drawing1.xml"))
    rows = [int(each.text or 0) for each in drawing.iter() if each.tag.endswith("}row")]
    breaks = [each.id for each in page.row_breaks.brk]
    for first, last in zip(rows[::2], rows[1::2], strict=True):
        assert not any(first < edge <= last for edge in breaks)
    assert int(re.findall(r"\d+", page.print_area)[-1]) >= max(rows)


def test_the_second_workbook_of_a_process_is_the_first(clsctl: Run, tmp_path: Path) -> None:
    made = []
    for _time in range(2):
        assert clsctl("report", "--output", "classeur.xlsx").returncode == 0
        made.append((tmp_path / "classeur.xlsx").read_bytes())
    assert made[0] == made[1]


@pytest.mark.slow(reason="a process of its own")
def test_the_same_content_is_the_same_file(program: Run, tmp_path: Path) -> None:
    env = {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Pacific/Auckland"}
    assert program("report", "--output", "classeur.xlsx", env=env).returncode == 0
    assert (tmp_path / "classeur.xlsx").read_bytes() == bundled_workbook()
    with zipfile.ZipFile(BytesIO(bundled_workbook())) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_no_text_of_a_file_is_a_formula_or_a_link(tmp_path: Path) -> None:
    hostile = ["=1+1", "+33", "@SUM(A1)", "https://x.fr", "{=1}", "<c>", "'x", "a\nb", "\u202eab", "[1]!x", '","']
    write(tmp_path / "f.csv", [line(rang, action=text, objectif=text) for rang, text in enumerate(hostile, 1)])
    content = workbook(content_of(tmp_path / "f.csv"))
    page = openpyxl.load_workbook(BytesIO(content))["Lines"]
    cells = [cell for row in page.iter_rows(min_row=2) for cell in row]
    assert [cell.value for cell in page["G"][1:]] == hostile
    assert all(cell.hyperlink is None and cell.data_type != "f" for cell in cells)
    assert page["G2"].quotePrefix


def test_what_a_spreadsheet_would_compute_otherwise_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "f.csv", [line(1, montant="9999999999999.99"), line(2, montant="0.01")])
    with pytest.raises(UsageError, match="not add these amounts to the cent"):
        workbook(content_of(tmp_path / "f.csv"))


@pytest.mark.parametrize("name", ["Ai*ne", "Aisne?", "=Aisne", ">5", "02", "1e5", "~", "A" * 256])
def test_a_name_that_sumifs_takes_for_a_pattern_is_refused(name: str, tmp_path: Path) -> None:
    assert not is_criterion(name)
    known = (ROOT / "data" / "territoires.csv").read_text(encoding="utf-8")
    (tmp_path / "territoires.csv").write_text(known.replace("02,Aisne,", f"02,{name},"), encoding="utf-8")
    write(tmp_path / "contracts_2025.csv", [line(1, territoire=name)])
    with pytest.raises(UsageError, match="by its name"):
        workbook(content_of(tmp_path))


@pytest.mark.parametrize(
    ("montants", "expected"),
    [
        (["0.10"] * 3, True),
        (["9007199254740990"], True),
        (["9007199254740992"], False),
        (["9999999999999.99"], True),
        (["9999999999999.99", "0.01"], False),
        (["900000000.10"] * 124, True),
        (["9000000000.10"] * 5000, False),
    ],
)
def test_sums_of_floats_are_trusted_only_where_they_round_to_the_cent(montants: list[str], expected: bool) -> None:
    assert is_exact(map(Decimal, montants)) is expected


def test_without_figures_nothing_is_proved_and_the_workbook_says_so(tmp_path: Path) -> None:
    write(tmp_path / "f.csv", [line(1), line(2, montant="")])
    content = workbook(content_of(tmp_path / "f.csv"))
    assert CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names == ["Read me", "Lines", "Totals", "Charts"]
    assert any("nothing in this workbook is proved" in str(row) for row in rows_of(content, "Read me"))


# Every status, with cents, a figure without lines, two known gaps, and a region that covers a part of the lines.
GAP = {
    "exercice": "2025",
    "territoire_code": "02",
    "territoire": "Aisne",
    "axe": "",
    "libelle": "Total 2",
    "preuve": "lignes",
    "ecart": "10",
    "raison": "r",
    "signale_par": "x",
    "date": "2025-01-01",
}
STATUSES = (
    [
        line(1, montant="100.10"),
        line(2, montant="0.40"),
        line(3, montant=""),
        line(1, axe="3", montant="50"),
        line(1, axe="4", montant=""),
        line(1, axe="2", montant="10.01"),
        line(1, territoire_code="59", territoire="Nord", montant="7"),
    ],
    [
        figure("100.50", "1", arrondi="0.01"),
        figure("101", "1", libelle="rounded", arrondi="1"),
        figure("102", "1", libelle="gap"),
        figure("40", "3", libelle="Total 2"),
        figure("60", "3", libelle="last of two", arrondi="20"),
        figure("5", "4"),
        figure("0.01", "2", arrondi="0.01"),
        figure("170", arrondi="10"),
        figure("7", territoire_code="59", territoire="Nord"),
        figure("3", "1", territoire_code="60", territoire="Oise"),
        figure("4", "2", territoire_code="60", territoire="Oise"),
        figure("7", territoire_code="60", territoire="Oise", libelle="whole"),
        figure("170", territoire_code="32", territoire="Hauts-de-France", arrondi="10"),
        figure("110", "1", territoire_code="32", territoire="Hauts-de-France", arrondi="10"),
    ],
    [
        {**GAP, "axe": "3"},
        {**GAP, "territoire_code": "60", "territoire": "Oise", "axe": "1", "libelle": "Total 1", "ecart": ""},
        {**GAP, "territoire_code": "60", "territoire": "Oise", "libelle": "whole", "ecart": "1"},
    ],
)


def at_the_edges(dice: random.Random) -> tuple[list[Cells], list[Cells]]:
    """Lines with cents, and figures that lie at the edges of their rounding, a cent within and a cent beyond."""
    rows, figures = [], []
    for code, name in list(PARTIES.items())[:5]:
        for axe in ("1", "2", "3"):
            cents = [dice.randrange(1, 10**7) for _line in range(4)]
            here = {"territoire_code": code, "territoire": name, "axe": axe}
            rows += [line(rang, montant=str(Decimal(each) / 100), **here) for rang, each in enumerate(cents, 1)]
            for unit in ("0.01", "1", "10", "1000"):
                edge = Decimal(sum(cents)) / 100 + dice.choice((-1, 1)) * Decimal(unit) / 2
                near = edge + dice.choice((Decimal("-0.01"), Decimal(0), Decimal("0.01")))
                printed = (near / Decimal(unit)).to_integral_value() * Decimal(unit)
                figures.append(figure(str(printed), arrondi=unit, **here, libelle=f"Total {axe} {unit}"))
        printed = Decimal(dice.randrange(10**5)) * 10
        figures.append(figure(str(printed), arrondi="10", territoire_code=code, territoire=name))
    return rows, figures


def contradicted(folder: Path) -> set[tuple[str, str, str]]:
    """The proof, figure and status of each figure that the lines of the folder contradict."""
    with open_dataset([str(folder)]) as dataset:
        proof = examine_proof(dataset, Question(explain=False)).accepted.proof
        names = {code: known.nom for code, known in dataset.referentiel.by_code.items()}
    return {
        (sheet, f"{names[each.scope.territoire_code]} {each.figure.libelle}", each.statut.value)
        for sheet, found in {"Check": proof.figures, "Second proof": proof.axes}.items()
        for each in found
        if each.figure and each.statut.is_contradiction
    }


def turned(path: Path) -> set[tuple[str, str, str]]:
    """The same of the rows whose verdict is a contradiction in a workbook."""
    book = openpyxl.load_workbook(path, data_only=True)
    words = {"gap": "ecart", "no lines": "sans_lignes"}
    found: set[tuple[str, str, str]] = set()
    for sheet in ("Check", "Second proof"):
        header, *rows = book[sheet].iter_rows(values_only=True)
        places = [header.index(name) for name in ("Territory", "Label", "Status")]
        for row in rows:
            territoire, libelle, word = (str(row[place]) for place in places)
            if word in words:
                found.add((sheet, f"{territoire} {libelle}", words[word]))
    return found


def differences(one: Path, other: Path) -> Iterator[tuple[str, str, object, object]]:
    """Each cell whose value differs between two workbooks."""
    first, second = (openpyxl.load_workbook(path, data_only=True) for path in (one, other))
    for page in first.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if cell.value != (found := second[page.title][cell.coordinate].value):
                    yield page.title, cell.coordinate, cell.value, found


@pytest.mark.office
@pytest.mark.slow(reason="LibreOffice")
@office
def test_libreoffice_computes_what_the_formulas_carry(tmp_path: Path, book: Path) -> None:
    every = tmp_path / "every.xlsx"
    every.write_bytes(workbook(content_of(folder_of(tmp_path / "data", *STATUSES))))
    assert {str(row[13]) for row in rows_of(every.read_bytes(), "Check")[1:]} == {
        "exact",
        "rounded",
        "gap",
        "no lines",
        "known gap",
    }
    edges = tmp_path / "edges.xlsx"
    edges.write_bytes(workbook(content_of(folder_of(tmp_path / "edges", *at_the_edges(random.Random(13))))))
    books = (book, every, edges)
    bare = [tmp_path / f"bare_{path.name}" for path in books]
    assert min(without_values(path, target) for path, target in zip(books, bare, strict=True)) > 200
    for path, found in zip(books, computed(bare, tmp_path), strict=True):
        assert list(differences(path, found)) == []


@pytest.mark.office
@pytest.mark.slow(reason="LibreOffice")
@office
def test_a_changed_amount_turns_the_rows_that_check_names(tmp_path: Path, book: Path) -> None:
    """A euro more, half a euro more, no amount, six millions more, and an amount where there was none."""
    figures = (ROOT / "data" / "published_2025.csv").read_bytes()
    bare, expected = [], []
    for place, add in ((0, "1"), (40, "0.50"), (60, ""), (90, "6000000"), (123, "0.51")):
        rows = bundled()
        rows[place]["montant"] = add and str(Decimal(rows[place]["montant"] or "0") + Decimal(add))
        folder = folder_of(tmp_path / str(place), rows, [])
        (folder / "published_2025.csv").write_bytes(figures)
        expected.append(contradicted(folder))
        changed = tmp_path / f"changed_{place}.xlsx"
        with_cell(book, changed, LINES, f"{AMOUNTS}{place + 2}", rows[place]["montant"])
        without_values(changed, target := tmp_path / f"bare_{place}.xlsx")
        bare.append(target)
    assert [len(each) for each in expected] == [2, 0, 2, 2, 1]
    assert list(map(turned, computed(bare, tmp_path))) == expected

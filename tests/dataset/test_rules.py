"""Each rule of a contract file in CSV: one case that fires, with its exact place, and one that stays silent."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from clsctl.dataset.opening import open_dataset
from clsctl.dataset.sums import Dimension
from clsctl.finding import Finding, InvalidDataError
from clsctl.verdict.examination import examine
from conftest import Run
from support.samples import HEADER, PARTIES, Cells, csv_text, line

HEAD = ",".join(HEADER)
SOUND = "2025,02,Aisne,1,1,,texte,100,2,"
NEXT = "2025,02,Aisne,1,2,,texte,100,2,"


@dataclass(frozen=True, slots=True)
class Case:
    """A file that breaks one rule at one place, and the same file mended."""

    slug: str
    broken: str | bytes
    mended: str | bytes
    line: int | None
    column: str | None = None


def rows(*lines: str, head: str = HEAD) -> str:
    return "".join(f"{each}\n" for each in (head, *lines))


def cell(slug: str, column: str, broken: str, mended: str) -> Case:
    """A cell of the second line."""
    return Case(
        slug,
        csv_text([line(1), {**line(2), column: broken}]),
        csv_text([line(1), {**line(2), column: mended}]),
        3,
        column,
    )


def table_of(*rangs: int) -> str:
    return csv_text([line(rang) for rang in rangs])


CASES = (
    Case("empty-file", "", rows(SOUND), None),
    Case("empty-file", "\ufeff\n\n", "\ufeff\n\n" + rows(SOUND), None),
    Case("no-header", rows(SOUND, head="a,b,c"), rows(SOUND), 1),
    Case("no-header", f"{SOUND}\n", rows(SOUND), 1),
    Case("missing-column", rows(SOUND, head=HEAD.replace("remarque", "note")), rows(SOUND), 1, "remarque"),
    Case("duplicate-column", rows(f"{SOUND},x", head=f"{HEAD},page"), rows(f"{SOUND},x", head=f"{HEAD},x"), 1, "page"),
    Case("encoding", rows(f"{SOUND}é", f"{NEXT}!").encode().replace(b"!", b"\xff"), rows(f"{SOUND}é", NEXT), 3),
    Case("nul-byte", rows(SOUND, NEXT).replace("texte", "a\0b", 1), rows(SOUND, NEXT), 2),
    Case("open-quote", rows(SOUND, NEXT.replace("texte", '"action')), rows(SOUND, NEXT.replace("texte", '"a"')), 3),
    Case("open-quote", rows(SOUND, NEXT.replace("texte", '"a"b')), rows(SOUND, NEXT.replace("texte", '"a""b"')), 3),
    Case("open-quote", rows(f"{SOUND},", f'{NEXT},"', head=f'{HEAD},"x'), rows(f"{SOUND},", head=f'{HEAD},"x"'), 1),
    Case(
        "open-quote", rows(SOUND, head=f'""{HEAD}'), rows(SOUND, head=f'"exercice"{HEAD.removeprefix("exercice")}'), 1
    ),
    Case("column-count", rows(SOUND, NEXT.removesuffix(",")), rows(SOUND, NEXT), 3),
    Case("column-count", rows(SOUND, "x"), rows(SOUND), 3),
    cell("missing-value", "action", "", "x"),
    cell("missing-value", "exercice", "", "2025"),
    cell("missing-value", "axe", "", "1"),
    cell("not-an-integer", "rang", "two", "2"),
    cell("not-an-integer", "rang", "2.0", "2"),
    cell("not-an-integer", "rang", "-2", "2"),
    cell("not-an-integer", "rang", "0000000002", "2"),
    cell("not-an-integer", "page", "p. 3", "3"),
    cell("not-an-integer", "page", "²", ""),
    cell("not-a-year", "exercice", "25", "2025"),
    cell("not-a-year", "exercice", "2025-26", "2025"),
    cell("not-a-montant", "montant", "abc", "100"),
    cell("not-a-montant", "montant", "1e3", "1000"),
    cell("not-a-montant", "montant", "NaN", "0"),
    cell("not-a-montant", "montant", "12345678901234567", "1234567890123456.99"),
    cell("not-a-montant", "montant", "١٢", ""),
    cell("not-a-montant", "montant", "6 mille", "6000"),
    cell("not-a-montant", "montant", "12 euros", "12"),
    cell("date-montant", "montant", "22-mai", "22.5"),
    cell("date-montant", "montant", "févr-25", "2.25"),
    cell("negative-montant", "montant", "-1", "1"),
    cell("negative-montant", "montant", "\N{MINUS SIGN}1", "1.5"),
    cell("out-of-bounds", "page", "0", "1"),
    cell("out-of-bounds", "rang", "0", "2"),
    cell("unknown-territoire", "territoire_code", "99", "02"),
    cell("territoire-name", "territoire", "Nord", "Aisne"),
    Case(
        "region-ligne",
        csv_text([line(1), line(1, territoire_code="32", territoire="Hauts-de-France")]),
        csv_text([line(1), line(1, territoire_code="59", territoire="Nord")]),
        3,
        "territoire_code",
    ),
    Case("duplicate-key", table_of(1, 2, 2, 3), table_of(1, 2, 3), 4, "rang"),
    Case("rang-hole", table_of(1, 2, 4), table_of(1, 3, 2), 4, "rang"),
    Case("rang-hole", table_of(2), table_of(1), 2, "rang"),
)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Amiens Mé\N{ZERO WIDTH SPACE}tropole", " (with U+200B)"),
        ("AmiensMétropole", ""),
        ("Amiens la Métropole", ""),
    ],
)
def test_a_name_that_looks_right_says_its_unseen_characters(name: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(csv_text([line(territoire_code="248000531", territoire=name)]), "utf-8")
    (finding,) = examine([str(path)]).findings.kept
    assert finding.fact == f"code 248000531 is that of Amiens Métropole in territoires.csv, not of {name}{told}"


def content(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def written(folder: Path, contents: Sequence[str | bytes]) -> list[Path]:
    """Each as a file of a year of its own, so that one reading judges them all."""
    paths = [folder / f"{year}.csv" for year, _content in enumerate(contents, 2001)]
    for path, text in zip(paths, contents, strict=True):
        path.write_bytes(content(text).replace(b"2025", path.stem.encode()))
    return paths


@pytest.mark.parametrize("start", range(0, len(CASES), 15))  # of each kind of finding, the first 20 are kept
def test_a_fault_is_found_at_its_place_and_no_other_and_reads_fact_and_remedy(start: int, tmp_path: Path) -> None:
    cases = CASES[start : start + 15]
    paths = written(tmp_path, [case.broken for case in cases])
    with pytest.raises(InvalidDataError) as caught:
        open_dataset(map(str, paths))
    kept = caught.value.findings.kept
    assert {each.place.file for each in kept} == set(map(str, paths))
    wrong = {
        f"{case.slug} in {path.name}": list(map(str, kept))
        for case, path in zip(cases, paths, strict=True)
        if not _is_found(case, path, [each for each in kept if each.place.file == str(path)])
    }
    assert wrong == {}
    assert [str(each) for each in kept if not each.fact or not each.remedy or "{" in each.fact + each.remedy] == []


def _is_found(case: Case, path: Path, kept: Sequence[Finding]) -> bool:
    """True where the fault is found there; the line that has it may be missed by its table."""
    faults = [each for each in kept if each.rule.slug == case.slug]
    places = [(each.place.line, each.place.column) for each in faults]
    others = {each.rule.slug for each in kept} - {case.slug, "rang-hole"}
    name = str(path) if case.line is None else f"{path}:{case.line}"
    return (case.line, case.column) in places and not others and str(faults[0].place) == name


def test_the_mended_files_have_no_finding(tmp_path: Path) -> None:
    paths = written(tmp_path, [case.mended for case in CASES])
    with open_dataset(map(str, paths)) as dataset:
        found = {group.keys for group in dataset.aggregate((Dimension.EXERCICE,)) if group.lignes > 0}
    assert found == {(int(path.stem),) for path in paths}


@pytest.mark.parametrize(
    ("text", "code"),
    [(rows(SOUND, NEXT), 0), (rows(SOUND, NEXT.replace("100", "abc")), 3), (table_of(1, 3), 3), ("", 3)],
)
def test_the_program_ends_with_3_and_no_table(clsctl: Run, tmp_path: Path, text: str, code: int) -> None:
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    for command in ("totals", "lines", "info"):
        done = clsctl(command, "--data", "x.csv")
        assert done.returncode == code
        assert bool(done.stdout) == (code == 0)
        assert (b"x.csv" in done.stderr) == (code != 0 or command == "info")


AXES = "axe,libelle,libelle_court,alias\n1,Un,Un,\n"
TERRITOIRES = (
    "territoire_code,territoire,type,siren,inclus_dans,population,population_millesime,population_source,alias\n"
)


@pytest.mark.parametrize(
    ("name", "text", "slug", "line_", "column"),
    [
        ("axes.csv", AXES, "unknown-axe", 3, "axe"),
        ("axes.csv", AXES + "1,Deux,Deux,\n", "duplicate-code", 3, "axe"),
        ("territoires.csv", TERRITOIRES + "02,Aisne,canton,,,,,,\n", "not-allowed", 2, "type"),
        ("territoires.csv", TERRITOIRES + "59,Nord,departement,,,,,,\n", "unknown-territoire", 2, "territoire_code"),
        (
            "territoires.csv",
            TERRITOIRES + "02,Aisne,departement,,,,,,\n" * 2,
            "duplicate-code",
            3,
            "territoire_code",
        ),
        (
            "territoires.csv",
            TERRITOIRES + "02,Aisne,departement,,,,,,Picardie\n80,Somme,departement,,,,,,CD80|PICARDIE\n",
            "ambiguous-alias",
            3,
            "alias",
        ),
        ("axes.csv", f"{AXES.strip()}L'un\n2,Deux,Deux,l’UN\n", "ambiguous-alias", 3, "alias"),
    ],
)
def test_a_fault_against_the_files_beside_the_data(
    tmp_path: Path, name: str, text: str, slug: str, line_: int, column: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "contracts_2025.csv").write_text(csv_text([line(1), line(1, axe="2")]), encoding="utf-8")
    with pytest.raises(InvalidDataError) as caught:
        open_dataset([str(tmp_path)])
    found = next(each for each in caught.value.findings.kept if each.rule.slug == slug)
    assert (found.place.line, found.place.column) == (line_, column)


def test_an_alias_may_repeat_its_own_line_and_gives_way_to_a_name(tmp_path: Path) -> None:
    rows = "02,Aisne,departement,,,,,,AISNE|l'Aisne|L’Aisne|02|Somme\n80,Somme,departement,,,,,,CD80\n"
    (tmp_path / "territoires.csv").write_text(TERRITOIRES + rows, encoding="utf-8")
    (tmp_path / "contracts_2025.csv").write_text(csv_text([line(1)]), encoding="utf-8")
    with open_dataset([str(tmp_path)]) as dataset:
        assert dataset.referentiel.territoire_names["l'aisne"] == "02"
        assert dataset.referentiel.territoire_names["somme"] == "80"


def test_all_findings_of_a_run_are_reported_and_past_20_counted_exactly(clsctl: Run, tmp_path: Path) -> None:
    bad = [line(rang, montant="abc", page="x" if rang <= 3 else "2") for rang in range(1, 48)]
    (tmp_path / "x.csv").write_text(csv_text(bad), encoding="utf-8")
    with pytest.raises(InvalidDataError) as caught:
        open_dataset([str(tmp_path / "x.csv")])
    counts = caught.value.findings.counts
    assert (counts["not-a-montant"], counts["not-an-integer"]) == (47, 3)
    kept = [each for each in caught.value.findings.kept if each.rule.slug == "not-a-montant"]
    assert [each.place.line for each in kept] == list(range(2, 22))
    talk = clsctl("totals", "--data", "x.csv").stderr.decode()
    assert "… and 27 more of the kind not-a-montant" in talk


@pytest.mark.parametrize(
    ("rangs", "holes"),
    [
        ((1, 2, 4), [(4, "3", 4)]),
        ((2,), [(2, "1", 2)]),
        ((4, 1), [(2, "2-3", 4)]),
        ((3, 6, 5), [(2, "1-2", 6), (4, "4", 6)]),
    ],
)
def test_a_hole_says_which_rangs_are_missing_and_how_far_the_table_goes(
    tmp_path: Path, rangs: tuple[int, ...], holes: list[tuple[int, str, int]]
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(table_of(*rangs), "utf-8")
    kept = examine([str(path)]).findings.kept
    assert [(each.place.line, each.facts["value"], each.facts["high"]) for each in kept] == holes
    assert {each.facts["table"] for each in kept} == {"2025-02-1"}


def test_a_key_that_stands_three_times_is_held_against_the_first(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(table_of(1, 2, 1, 1), "utf-8")
    kept = examine([str(path)]).findings.kept
    said = [(each.place.line, each.facts["value"], str(each.facts["other"])) for each in kept]
    assert said == [(4, "2025-02-1-01", f"{path}:2"), (5, "2025-02-1-01", f"{path}:2")]


@pytest.mark.parametrize("repeats", [20, 21, 100])
def test_keys_that_stand_twice_and_holes_are_counted_exactly(tmp_path: Path, repeats: int) -> None:
    twice: list[Cells] = [line(rang) for rang in range(1, repeats + 1)] * 2
    holes = [
        line(3, territoire_code=code, territoire=name, axe=str(axe), exercice=str(year))
        for code, name in PARTIES.items()
        for axe in range(1, 5)
        for year in (2026, 2027)
    ]
    (tmp_path / "x.csv").write_text(csv_text(twice + holes), encoding="utf-8")
    with pytest.raises(InvalidDataError) as caught:
        open_dataset([str(tmp_path / "x.csv")])
    assert caught.value.findings.counts == {"duplicate-key": repeats, "rang-hole": 56}


def test_lines_that_lack_columns_are_judged_as_lines(clsctl: Run, tmp_path: Path) -> None:
    header = "exercice;territoire_code;territoire;axe;action;montant;page"
    (tmp_path / "x.csv").write_text(f"{header}\n2025;02;Aisne;1;Aides;100;2\n", encoding="utf-8")
    done = clsctl("validate", "x.csv")
    assert done.returncode == 1
    assert [
        text.split("“")[1].split("”")[0] for text in done.stdout.decode().splitlines() if "missing-column" in text
    ] == [
        "rang",
        "objectif",
        "remarque",
    ]

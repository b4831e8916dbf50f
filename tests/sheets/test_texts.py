"""Texts as spreadsheets save them come in without loss, or are refused with both readings."""

import gzip
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.opening import open_dataset
from clsctl.dataset.sums import Dimension
from clsctl.errors import ReadError
from clsctl.finding import InvalidDataError
from clsctl.verdict.examination import Examination, examine
from conftest import Run
from support.examined import FIRST_YEAR, slugs_of
from support.samples import HEADER, bundled, csv_text, line, total, write

ENGLISH = ("year", "Territory code", "TERRITORY", "Axis", "rank", "Objectif", "Action", "Amount", "page", "remark")


def opened(path: Path) -> Dataset:
    return open_dataset([str(path)])


def slugs(*names: str) -> dict[str, int]:
    return dict(examine(names).findings.counts)


def french(montant: str, space: str = "\N{NARROW NO-BREAK SPACE}") -> str:
    whole, _, cents = montant.partition(".")
    return f"{int(whole):,}".replace(",", space) + (f",{cents}" if cents else "") + f"{space}€" if whole else "–"


@pytest.mark.slow(reason="every encoding with every separator")
@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", "UTF-16 LE"),
        ("utf-16-le", "UTF-16 LE"),
        ("utf-16-be", "UTF-16 BE"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_every_encoding_and_separator_gives_the_same_total(tmp_path: Path, encoding: str, note: str) -> None:
    """Each separator and line end in a year of its own."""
    rows = bundled()
    signs = dict(enumerate(product(",;\t|", ("\n", "\r\n")), FIRST_YEAR))
    for year, (separator, end) in signs.items():
        text = csv_text(({**row, "exercice": str(year)} for row in rows), separator, end)
        (tmp_path / f"{year}.csv").write_bytes(text.encode(encoding))
    paths = [tmp_path / f"{year}.csv" for year in signs]
    with open_dataset(map(str, paths)) as dataset:
        totals = {group.keys: group.montant for group in dataset.aggregate((Dimension.EXERCICE,))}
        actions: dict[int, list[str]] = {year: [] for year in signs}
        for ligne in dataset.lignes():
            actions[ligne.exercice].append(ligne.action)
        assert totals == {(year,): total(rows) for year in signs}
        assert [signs[year] for year, found in actions.items() if found != [row["action"] for row in rows]] == []
        assert dataset.notes == (tuple(f"{path}: read as {note}." for path in paths) if note else ())


def test_a_lost_letter_is_utf_8_even_where_it_is_the_only_one_beyond_ascii(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(csv_text([line(action="perdu \N{REPLACEMENT CHARACTER}")]), "utf-8")
    assert dict(examine([str(path)]).warnings.counts) == {"mojibake": 1}


@pytest.mark.parametrize("space", [" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}"])
def test_french_amounts_are_read_exactly(tmp_path: Path, space: str) -> None:
    rows = bundled()
    written = [{**row, "montant": french(row["montant"], space)} for row in rows]
    with opened(write(tmp_path / "f.csv", written, ";", "\r\n")) as dataset:
        (everything,) = dataset.aggregate(())
        assert (everything.montant, everything.non_chiffrees) == (total(rows), 6)


def test_a_last_line_without_end_counts(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(csv_text([line(1), line(2)]).encode().removesuffix(b"\n"))
    with opened(path) as dataset:
        assert dataset.aggregate(())[0].lignes == 2


def test_columns_are_known_by_declared_aliases_in_any_order_and_case(tmp_path: Path) -> None:
    rows = [dict(zip(ENGLISH, line(rang).values(), strict=True)) for rang in (1, 2)]
    path = tmp_path / "f.csv"
    path.write_text(csv_text(rows, header=tuple(reversed(ENGLISH))), "utf-8")
    with opened(path) as dataset:
        assert [ligne.cle for ligne in dataset.lignes()] == ["2025-02-1-01", "2025-02-1-02"]
        assert dataset.notes == ()


def test_an_alias_that_is_not_declared_is_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(csv_text([line()]).replace("montant", "somme"), "utf-8")
    assert slugs(str(path)) == {"missing-column": 1}


def test_a_column_under_its_name_and_its_alias_is_there_twice(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(csv_text([{**line(), "amount": "100"}], header=(*HEADER, "amount")), "utf-8")
    assert slugs(str(path)) == {"duplicate-column": 1}


def test_extra_columns_are_named_in_a_note(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(csv_text([{**line(), "suivi": "x"}], header=("suivi", *HEADER)), "utf-8")
    with opened(path) as dataset:
        assert dataset.notes == (f"{path}: not read, as the schema does not declare these columns: “suivi”.",)


def test_a_value_under_no_heading_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(csv_text([{**line(), "": "x"}], header=(*HEADER, "")), "utf-8")
    assert slugs(str(path)) == {"unnamed-column": 1}


def test_empty_columns_at_the_right_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(csv_text([line()]).replace("\n", ",,\n"), "utf-8")
    assert slugs(str(path)) == {}


@pytest.mark.parametrize("tail", [b"\x8e", b"\x82", b"\x81", b"\xe9 et \xc3\xa9"], ids=["mac", "dos", "no", "both"])
def test_an_encoding_that_is_not_certain_is_not_guessed(tmp_path: Path, tail: bytes) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(csv_text([line(action="caf@")]).encode().replace(b"@", tail))
    assert slugs(str(path)) == {"encoding": 1}


def test_a_cut_utf_16_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(csv_text([line()]).encode("utf-16") + b"\x00")
    with pytest.raises(ReadError, match="not UTF-16"):
        open_dataset([str(path)])
    (refused,) = examine([str(path)]).refused
    assert "not UTF-16" in refused.fact


def test_gzip_is_opened_whatever_lies_inside(tmp_path: Path) -> None:
    path = tmp_path / "f.csv.gz"
    path.write_bytes(gzip.compress(csv_text(bundled(), ";").encode("cp1252")))
    with opened(path) as dataset:
        assert dataset.aggregate(())[0].montant == total(bundled())


def test_a_cut_gzip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "f.csv.gz"
    path.write_bytes(gzip.compress(csv_text(bundled()).encode())[:-20])
    with pytest.raises(ReadError, match="cannot be decompressed"):
        open_dataset([str(path)])
    (refused,) = examine([str(path)]).refused
    assert "cannot be decompressed" in refused.fact


UNCERTAIN = {
    "1.234": "ambiguous-montant",
    "1,234": "ambiguous-montant",
    "1,234 M€": "ambiguous-montant",
    "- €": "ambiguous-montant",
    "22/05/2025": "date-montant",
    "22-mai": "date-montant",
    "mai-22": "date-montant",
    "2025-05-22": "date-montant",
    "-5": "negative-montant",
    "1 23": "not-a-montant",
    "12.345.6": "not-a-montant",
    "1,2,3": "not-a-montant",
    "NaN": "not-a-montant",
    "1e6": "not-a-montant",
    "12,345 6": "not-a-montant",
    "12345678901234567": "not-a-montant",
}


def test_an_amount_that_is_not_certain_is_refused(tmp_path: Path) -> None:
    files = {
        written: write(tmp_path / f"{number}.csv", [line(exercice=str(FIRST_YEAR + number), montant=written)], ";")
        for number, written in enumerate(UNCERTAIN)
    }
    assert slugs_of(files) == {written: {slug: 1} for written, slug in UNCERTAIN.items()}


def test_both_readings_are_said(tmp_path: Path) -> None:
    examination = examine([str(write(tmp_path / "f.csv", [line(montant="1.234 k€")]))])
    (finding,) = examination.findings.kept
    assert finding.fact == "“montant” can be read in two ways: 1.234 k€ is 1234 or 1234000"


@pytest.mark.parametrize(
    ("code", "slug"), [("2", "lost-zero"), ("2,00093E+08", "lost-digits"), ("77", "unknown-territoire")]
)
def test_a_code_that_a_spreadsheet_spoiled_is_told_from_an_unknown_one(tmp_path: Path, code: str, slug: str) -> None:
    rows = [line(territoire_code=code, territoire="Somme")]
    assert slugs(str(write(tmp_path / "f.csv", rows, ";"))) == {slug: 1}


GUARDS = {"'=1+1": "=1+1", "''tis": "'tis", "'-5 %": "-5 %", "'abc": "'abc", "=1": "=1"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_the_guard_of_french_excel_is_undone_in_what_it_writes(tmp_path: Path, encoding: str) -> None:
    assert list(_labels(tmp_path, ";", encoding)) == list(GUARDS.values())


@pytest.mark.parametrize(("separator", "encoding"), [(";", "utf-8"), (",", "utf-8-sig"), (",", "utf-8")])
def test_elsewhere_an_apostrophe_is_a_letter(tmp_path: Path, separator: str, encoding: str) -> None:
    assert list(_labels(tmp_path, separator, encoding)) == list(GUARDS)


def _labels(folder: Path, separator: str, encoding: str) -> Iterator[str]:
    rows = [line(rang, action=label, objectif="é") for rang, label in enumerate(GUARDS, 1)]
    path = folder / "f.csv"
    path.write_bytes(csv_text(rows, separator).encode(encoding))
    with opened(path) as dataset:
        yield from [ligne.action for ligne in dataset.lignes()]


@pytest.mark.posix
def test_a_file_under_two_names_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "f.csv", [line()], ";", "\r\n")
    (tmp_path / "g.csv").symlink_to(path)
    with pytest.raises(Exception, match="named twice"):
        examine([str(path), str(tmp_path / "g.csv")])


def test_findings_carry_the_notes_of_how_the_file_was_read(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(csv_text([line(montant="x", action="é")]).encode("cp1252"))
    with pytest.raises(InvalidDataError) as caught:
        opened(path)
    assert caught.value.notes == (f"{path}: read as Windows-1252.",)


def test_an_examination_is_sound_where_the_data_are() -> None:
    examination = examine()
    assert isinstance(examination, Examination)
    assert not examination.findings
    assert not examination.warnings


@pytest.mark.parametrize(
    ("above", "row"), [("Contrats 2025;;;\n;;;\n", 3), ("sep=;\n", 2), ('"Un titre\nen deux lignes";;\n', 3)]
)
def test_what_stands_above_the_header_of_a_text_is_no_line(clsctl: Run, tmp_path: Path, above: str, row: int) -> None:
    text = csv_text([line(1, montant="7"), line(2, montant="8")], ";")
    (tmp_path / "x.csv").write_text(above + text + ";" * (len(HEADER) - 1) + "\n\n", encoding="utf-8")
    done = clsctl("totals", "--data", "x.csv")
    assert done.stdout.splitlines()[1].endswith(b",2,0,15,100.00")
    assert f"x.csv: the table is read from its header, in row {row}." in done.stderr.decode()
    assert clsctl("validate", "x.csv").returncode == 0
    before = (tmp_path / "x.csv").read_bytes()
    refused = clsctl("fmt", "--in-place", "x.csv")
    assert (refused.returncode, (tmp_path / "x.csv").read_bytes()) == (2, before)
    assert b"rewriting it would lose the rows above its header" in refused.stderr


@pytest.mark.parametrize(
    "damaged",
    [str, lambda text: text.replace("2025", "2O25"), lambda text: text.removeprefix("2025,")],
    ids=["sound", "damaged", "shifted"],
)
def test_a_line_above_the_header_of_a_text_is_a_finding(
    clsctl: Run, tmp_path: Path, damaged: Callable[[str], str]
) -> None:
    header, first, second = csv_text([line(1), line(2)]).splitlines(keepends=True)
    (tmp_path / "x.csv").write_text(damaged(second) + header + first, encoding="utf-8")
    done = clsctl("totals", "--data", "x.csv")
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"x.csv:1: a line of the table precedes the header [line-above-header]" in done.stderr


def test_rows_that_hold_nothing_are_no_lines(clsctl: Run, tmp_path: Path) -> None:
    text = csv_text([line(1, montant="7")], ";").replace(";7;", ";7,00;") + (";" * (len(HEADER) - 1) + "\r\n") * 3
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    assert clsctl("fmt", "x.csv").stdout.decode() == csv_text([line(1, montant="7")])

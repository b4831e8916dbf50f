"""The bundled data proved by a program that does not know clsctl."""

import csv
import io
import re
import unicodedata
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from frictionless import Package

from conftest import ROOT
from support.samples import HEADER, bundled, read, total

DATA = ROOT / "data"
SOURCE = ROOT.parent / "shared" / "sources" / "cls_hauts_de_france_2025.md"
FILES = (
    "contracts_2025.csv",
    "published_2025.csv",
    "known_gaps_2025.csv",
    "territoires.csv",
    "axes.csv",
    "themes.csv",
    "lignes_themes_2025.csv",
    "lexique.csv",
    "contexte.csv",
)


def test_frictionless_says_valid() -> None:
    report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    assert sorted(task.place for task in report.tasks) == sorted(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_canonical_byte_for_byte(name: str) -> None:
    content = (DATA / name).read_bytes()
    with io.StringIO(newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(csv.reader(io.StringIO(content.decode(), newline="")))
        assert stream.getvalue().encode() == content
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content


def test_lines_stand_in_key_order_and_amounts_in_canonical_form() -> None:
    codes = [row["territoire_code"] for row in read(DATA / "territoires.csv")]
    rows = bundled()
    keys = [
        (int(row["exercice"]), codes.index(row["territoire_code"]), int(row["axe"]), int(row["rang"])) for row in rows
    ]
    assert tuple(rows[0]) == HEADER
    assert keys == sorted(set(keys))
    assert all(re.fullmatch(r"|0|[1-9][0-9]*(\.[0-9]{2})?", row["montant"]) for row in rows)
    assert not any(row["montant"].endswith(".00") for row in rows)


def test_there_are_124_lines_29_figures_and_29007615_euros() -> None:
    rows = bundled()
    assert len(rows) == 124
    assert sum(not row["montant"] for row in rows) == 6
    assert total(rows) == Decimal(29007615)
    assert len(read(DATA / "published_2025.csv")) == 29


@pytest.mark.parametrize(
    "figure", read(DATA / "published_2025.csv"), ids=lambda row: f"{row['territoire']}-{row['axe']}"
)
def test_a_printed_figure_is_the_sum_of_its_lines(figure: dict[str, str]) -> None:
    own = [
        row
        for row in bundled()
        if figure["territoire_code"] in {"32", row["territoire_code"]} and figure["axe"] in {"", row["axe"]}
    ]
    assert own
    half = Decimal(figure["arrondi"]) / 2 if figure["arrondi"] != "1" else 0
    assert abs(total(own) - Decimal(figure["montant"])) <= half


def test_every_page_follows_from_the_contents_list() -> None:
    starts = {"1": 1, "2": 10, "3": 13, "4": 22}
    order = [row["territoire_code"] for row in read(DATA / "territoires.csv") if row["type"] != "region"]
    axe_2 = order[-2:]
    for row in [*bundled(), *(row for row in read(DATA / "published_2025.csv") if row["axe"])]:
        parties = axe_2 if row["axe"] == "2" else order
        assert int(row["page"]) == starts[row["axe"]] + 1 + parties.index(row["territoire_code"])


def test_the_names_in_every_file_are_those_of_the_codes() -> None:
    names = {row["territoire_code"]: row["territoire"] for row in read(DATA / "territoires.csv")}
    for row in [*bundled(), *read(DATA / "published_2025.csv")]:
        assert row["territoire"] == names[row["territoire_code"]]


@pytest.mark.parametrize(
    "row", [row for row in bundled() if row["remarque"].startswith("texte")], ids=lambda row: row["rang"]
)
def test_a_repair_keeps_the_text_as_printed(row: dict[str, str]) -> None:
    (printed,) = re.findall(r"« (.+?) »", row["remarque"])
    assert printed not in row["action"]


@pytest.mark.skipif(not SOURCE.is_file(), reason="the text of the brochure does not stand beside this tree")
def test_every_label_stands_in_the_text_of_the_brochure_word_for_word() -> None:
    text = _plain(SOURCE.read_text(encoding="utf-8"))
    repaired = {printed: row for row in bundled() if row["remarque"].startswith("texte") for printed in [_printed(row)]}
    missing = [
        label
        for row in bundled()
        for label in (row["action"], row["objectif"])
        if _plain(label) not in text and row not in repaired.values()
    ]
    assert missing == []
    for printed, row in repaired.items():
        fixed = _closest(printed, row["action"])
        assert _plain(row["action"].replace(fixed, printed)) in text


@pytest.mark.skipif(not SOURCE.is_file(), reason="the text of the brochure does not stand beside this tree")
def test_no_amount_of_the_text_is_lost() -> None:
    """Each amount followed by € in the text is a line's or a printed total's, as often as it stands there."""
    text = re.sub(r"(?<=[0-9])[\s\u00a0\u202f]+(?=[0-9]{3}(?![0-9]))", "", SOURCE.read_text(encoding="utf-8"))
    known: dict[str, int] = defaultdict(int)
    for row in [*bundled(), *read(DATA / "published_2025.csv")]:
        known[row["montant"]] += 1
    seen: dict[str, int] = defaultdict(int)
    for amount in re.findall(r"([0-9]+)\s*€", text):
        seen[amount] += 1
    assert {amount: count for amount, count in seen.items() if count > known[amount]} == {}
    assert len(seen) > 50


def _printed(row: dict[str, str]) -> str:
    (printed,) = re.findall(r"« (.+?) »", row["remarque"])
    return str(printed)


def _closest(printed: str, action: str) -> str:
    """The word of the action that ends like the printed one: `jeunesses` for `lieunesses`."""
    return next(word for word in action.split() if word.endswith(printed[-6:]))


def _plain(text: str) -> str:
    """Without markup, footnote calls and the way lines are broken."""
    bare = re.sub(r"<[^>]+>|[*#|]|\s\([0-9]\)(?=[\s.])", "", text)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", bare).replace("’", "'")).strip()


def test_the_descriptor_lies_beside_the_files() -> None:
    assert {path.name for path in Path(DATA).glob("*.csv")} == set(FILES)

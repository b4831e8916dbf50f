"""The causes of a difference: for any two years and any grouping they sum to it exactly."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from operator import attrgetter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clsctl.questions.compare.causes import CAUSES
from clsctl.vocabulary.canonical_csv import canonical_csv
from clsctl.vocabulary.schema import package
from conftest import Run
from support.years import lines_of_2025, synthetic_year

BEFORE = lines_of_2025()
NAMES = package().schema("contracts").names


def written(folder: Path, seed: int) -> str:
    """The synthetic year of that seed as a file of the folder."""
    path = folder / f"contracts_2026_{seed}.csv"
    path.write_bytes(canonical_csv([NAMES, *map(attrgetter(*NAMES), synthetic_year(BEFORE, seed).lignes)]))
    return str(path)


def rows(clsctl: Run, *words: str) -> list[dict[str, str]]:
    done = clsctl("compare", *words, "--format", "csv")
    assert done.returncode == 0, done.stderr.decode()
    return list(csv.DictReader(io.StringIO(done.stdout.decode())))


@pytest.mark.parametrize("by", [("axe",), ("territoire", "axe"), ("type",), ("objectif",)])
def test_causes_sum_to_each_difference(clsctl: Run, tmp_path: Path, by: Sequence[str]) -> None:
    options = [word for each in by for word in ("--by", each)]
    for row in rows(clsctl, "2025", written(tmp_path, 3), *options, "--causes"):
        assert sum(Decimal(row[cause]) for cause in CAUSES) == Decimal(row["ecart"] or 0)
        assert Decimal(row["montant_b"] or 0) - Decimal(row["montant_a"] or 0) == Decimal(row["ecart"] or 0)


def test_lines_sum_to_the_difference_and_name_every_line_once(clsctl: Run, tmp_path: Path) -> None:
    year = synthetic_year(BEFORE, 5)
    found = rows(clsctl, "2025", written(tmp_path, 5), "--lines", "--all")
    assert Counter(row["cle_a"] for row in found if row["cle_a"]) == Counter(each.cle for each in BEFORE)
    assert Counter(row["cle_b"] for row in found if row["cle_b"]) == Counter(each.cle for each in year.lignes)
    difference = sum(Decimal(row["ecart"]) for row in found if row["ecart"])
    before, after = (sum(each.montant or 0 for each in lignes) for lignes in (BEFORE, year.lignes))
    assert difference == after - before


def test_a_gained_amount_is_no_growth_from_zero(clsctl: Run, tmp_path: Path) -> None:
    found = rows(clsctl, "2025", written(tmp_path, 6), "--lines")
    for row in found:
        changes = row["changement"].split("+")
        assert ("chiffree" in changes) == bool(
            row["cle_a"] and row["cle_b"] and not row["montant_a"] and row["montant_b"]
        )


def test_equal_years_do_not_differ(clsctl: Run) -> None:
    assert clsctl("compare", "2025", "2025", "--exit-code").returncode == 0
    assert rows(clsctl, "2025", "2025", "--lines") == []


def test_the_exit_code_tells_a_difference_on_request_alone(clsctl: Run, tmp_path: Path) -> None:
    path = written(tmp_path, 7)
    assert clsctl("compare", "2025", path).returncode == 0
    assert clsctl("compare", "2025", path, "--exit-code").returncode == 1


@given(st.integers(min_value=0, max_value=10**6))
@settings(max_examples=8, deadline=None)
def test_causes_sum_to_the_difference_for_any_year(seed: int) -> None:
    from clsctl.questions.compare.causes import differences
    from clsctl.questions.compare.changes import changes
    from clsctl.questions.compare.linking import link_lines

    year = synthetic_year(BEFORE, seed)
    for each in differences(
        changes(link_lines(year.before, year.lignes)), lambda ligne: (ligne.territoire_code, ligne.axe)
    ):
        assert sum(each.causes.values()) == (each.ecart or 0)

"""`clsctl fmt --renumber`: holes closed, room made, and nothing else changed."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clsctl.dataset.opening import open_dataset
from clsctl.questions.fmt import canonical_form
from clsctl.tempfolder import Spool
from clsctl.verdict.lines import Asked
from conftest import Run
from support.samples import Cells, csv_text, line, total, write


def table(*rangs: str, **cells: str) -> list[Cells]:
    """A line for each rang, labelled by its place in the file."""
    return [{**line(place), "rang": rang, **cells} for place, rang in enumerate(rangs, 1)]


@pytest.mark.parametrize(
    ("rangs", "order"),
    [
        (("1", "2", "4"), (1, 2, 3)),  # a hole
        (("1", "2", "2", "3"), (1, 2, 3, 4)),  # a rang twice: the first in the file leads
        (("1", "2", "", "3"), (1, 2, 3, 4)),  # a line put in between
        (("", "1", "2"), (1, 2, 3)),  # a line put in front
        (("1", "2", ""), (1, 2, 3)),  # a line at the end
        (("3", "", "1", "2"), (3, 4, 1, 2)),  # a line follows the one above it, wherever that goes
        (("", "", ""), (1, 2, 3)),  # no rang at all
        (("7", "5", "5", ""), (4, 1, 2, 3)),
    ],
)
def test_lines_keep_their_order_and_are_numbered_from_1(
    clsctl: Run, tmp_path: Path, rangs: tuple[str, ...], order: tuple[int, ...]
) -> None:
    write(tmp_path / "f.csv", table(*rangs))
    done = clsctl("fmt", "--renumber", "f.csv")
    wanted = [{**row, "rang": str(new)} for row, new in zip(table(*rangs), order, strict=True)]
    assert done.stdout.decode() == csv_text(sorted(wanted, key=lambda row: int(row["rang"])))
    changed = sum(old != str(new) for old, new in zip(rangs, order, strict=True))
    assert done.stderr.decode().count(" → ") == changed


def test_each_new_rang_is_said_with_its_line(clsctl: Run, tmp_path: Path) -> None:
    rows = [*table("1", "2", "", "5"), *table("4", axe="2", action="::error::x\x1b" + "long " * 20)]
    path = write(tmp_path / "f.csv", rows)
    done = clsctl("fmt", "--renumber", "--in-place", "f.csv")
    assert (done.returncode, done.stdout) == (0, b"")
    *said, last = done.stderr.decode().splitlines()
    assert said == [
        "Note: f.csv: the rangs of 3 lines change:",
        "  f.csv:4 → 2025-02-1-03  action 3",
        "  2025-02-1-05 → 2025-02-1-04  action 4",
    ]
    assert last.startswith("  2025-02-2-04 → 2025-02-2-01  :\\:error")
    assert last.endswith("…")
    assert "\x1b" not in last
    assert clsctl("validate", "f.csv").returncode == 0
    before = path.read_bytes()
    done = clsctl("fmt", "--renumber", "--in-place", "f.csv")
    assert (done.returncode, done.stderr, path.read_bytes()) == (0, b"", before)


def test_of_many_new_rangs_the_first_are_said_and_all_counted(clsctl: Run, tmp_path: Path) -> None:
    write(tmp_path / "f.csv", table(*map(str, range(2, 35))))
    said = clsctl("fmt", "--renumber", "f.csv").stderr.decode().splitlines()
    assert said[0] == "Note: f.csv: the rangs of 33 lines change:"
    assert (len(said), said[-1]) == (1 + 20 + 1, "  … and 13 more")


def test_check_shows_the_difference_and_writes_nothing(clsctl: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "f.csv", table("1", "3"))
    before = path.read_bytes()
    done = clsctl("fmt", "--renumber", "--check", "f.csv")
    assert (done.returncode, path.read_bytes()) == (1, before)
    assert b"\n-2025,02,Aisne,1,3,,action 2,100,2,\n+2025,02,Aisne,1,2,,action 2,100,2,\n" in done.stdout
    assert b"2025-02-1-03 \xe2\x86\x92 2025-02-1-02" in done.stderr


def test_another_finding_is_not_written_over(clsctl: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "f.csv", [*table("1", "3"), line(4, montant="-5")])
    before = path.read_bytes()
    done = clsctl("fmt", "--renumber", "--in-place", "f.csv")
    assert (done.returncode, path.read_bytes()) == (3, before)
    assert b"negative-montant" in done.stderr
    assert b"rang" not in done.stderr


def test_extra_columns_stay_with_their_lines(clsctl: Run, tmp_path: Path) -> None:
    rows = [{**row, "suivi": row["action"]} for row in table("2", "2", "")]
    (tmp_path / "f.csv").write_text(csv_text(rows, header=[*rows[0]]), "utf-8")
    done = clsctl("fmt", "--renumber", "--keep-extra", "f.csv")
    wanted = [{**row, "rang": str(place)} for place, row in enumerate(rows, 1)]
    assert done.stdout.decode() == csv_text(wanted, header=[*rows[0]])


def test_a_workbook_is_renumbered_too(clsctl: Run, tmp_path: Path) -> None:
    write(tmp_path / "f.csv", table("1", "2", "3"))
    clsctl("lines", "--data", "f.csv", "--limit", "1", "-o", "f.xlsx")
    done = clsctl("fmt", "--renumber", "f.xlsx")
    assert done.stdout.decode() == csv_text(table("1"))


# ── what holds of any file whose rangs alone are wrong ──

RANGS = st.sampled_from(["", "1", "2", "3", "5", "8"])
TABLES = st.sampled_from([("02", "Aisne", "1"), ("02", "Aisne", "2"), ("59", "Nord", "1"), ("2", "aisne", "1")])
ROWS = st.lists(st.tuples(RANGS, TABLES, st.sampled_from(["100", "250.50", ""])), min_size=1, max_size=12)


def renumbered(text: str) -> str:
    """The canonical form with new rangs."""
    with Spool() as spool:
        (spool / "f.csv").write_text(text, "utf-8")
        with open_dataset([str(spool / "f.csv")], asked=Asked(renumbers=True)) as dataset:
            return b"".join(canonical_form(dataset)).decode()


def cells(text: str) -> list[Cells]:
    head, *rows = (each.split(",") for each in text.splitlines())
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.slow(reason="each example reads two files")
@given(ROWS)
@settings(max_examples=10, deadline=None)
def test_no_line_and_no_euro_is_lost_and_twice_is_once(
    drawn: list[tuple[str, tuple[str, str, str], str]],
) -> None:
    rows = [
        {**line(place, territoire_code=code, territoire=nom, axe=axe, montant=montant), "rang": rang}
        for place, (rang, (code, nom, axe), montant) in enumerate(drawn)
    ]
    once = renumbered(csv_text(rows))
    written = cells(once)
    assert total(written) == total(rows)
    kept = ("exercice", "axe", "action", "montant")
    assert Counter(tuple(row[name] for name in kept) for row in written) == Counter(
        tuple(row[name] for name in kept) for row in rows
    )
    tables: dict[tuple[str, str], list[int]] = {}
    for row in written:
        tables.setdefault((row["territoire_code"], row["axe"]), []).append(int(row["rang"]))
    assert all(rangs == list(range(1, len(rangs) + 1)) for rangs in tables.values())
    assert renumbered(once) == once

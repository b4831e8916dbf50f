"""CSV is cut into cells as the engine cuts it, wherever the engine takes it at all."""

import re
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clsctl.engine.connection import scan
from clsctl.sheets.formats.csv_records import OpenQuoteError, records
from conftest import Run
from support.samples import HEADER, csv_text, line

NAMES = ("a", "b", "c")
pieces = st.sampled_from(["", "a", "b", " ", '"', '""', ",", "\n", ' "a"', '"a" ', '"a,b"', '"a" "b"', '"a\nb"'])
cells = st.one_of(st.sampled_from(["x", "", ' "q" ', '"q,"" r"', '"n\nm"']), st.lists(pieces, max_size=4).map("".join))
texts = st.lists(st.lists(cells, min_size=3, max_size=3).map(",".join), min_size=1, max_size=3).map("\n".join)


def cut(text: str) -> list[tuple[str, ...]] | None:
    """The records; None where a quote is wrong, or a record has not three cells but for empty ones behind."""
    try:
        found = [tuple(each) for _line, each in records(re.findall(r"[^\n]*\n|[^\n]+\Z", text), ",")]
    except OpenQuoteError:
        return None
    return None if any(len(each) < 3 or any(each[3:]) for each in found) else [each[:3] for each in found]


@pytest.mark.slow(reason="a hundred texts are read in both ways")
@given(st.lists(texts, min_size=20, max_size=20))
@settings(max_examples=8, deadline=None)
def test_what_the_engine_reads_is_cut_alike(tmp_path_factory: pytest.TempPathFactory, several: list[str]) -> None:
    path = tmp_path_factory.mktemp("cells") / "x.csv"
    with duckdb.connect(config={"threads": 1}) as connection:
        for text in several:
            path.write_text("a,b,c\n" + text, encoding="utf-8", newline="")
            try:
                rows = connection.execute(scan(path, ",", NAMES, NAMES)).fetchall()
            except duckdb.Error:
                continue
            assert cut(text) == [tuple(cell or "" for cell in row) for row in rows], text


@pytest.mark.parametrize("form", ["fast", "careful"])
def test_a_blank_beside_a_quote_is_no_part_of_the_cell(clsctl: Run, tmp_path: Path, form: str) -> None:
    text = csv_text([{**line(1), "action": "@"}]).replace("@", ' "Ateliers, cuisine" ')
    if form == "careful":
        text = text.replace(",100.00,", ",100 €,")
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    done = clsctl("lines", "--data", "x.csv", "--format", "csv")
    assert b',"Ateliers, cuisine",100,' in done.stdout
    assert clsctl("validate", "x.csv").returncode == 0


def test_two_rows_of_one_text_are_summed_alike_whatever_the_separator(clsctl: Run, tmp_path: Path) -> None:
    """A blank before a quote: the two readings had one euro here and hundred there."""
    row = '2025,02,Aisne,1,1, "x,Ateliers",100,2,,'
    sums = set()
    for name, row_text in (("a.csv", row), ("b.csv", row.replace(",100,", ", 100 ,"))):
        (tmp_path / name).write_text(",".join(HEADER) + "\n" + row_text + "\n", encoding="utf-8")
        sums.add(clsctl("totals", "--data", name).stdout)
    assert len(sums) == 1

"""Small files that unpack, repeat or nest are refused in 1 GiB, with what to do; the limits are documented."""

import random
from pathlib import Path
from unittest.mock import patch

import pytest

import mutants
from clsctl.dataset.limits import LIMITS
from conftest import ROOT
from fire.launched import measured
from mutants.bombs import BOMBS


# Each took 3 to 8 GB, or the time of a walk, before it was bounded.
@pytest.mark.parametrize(
    "bomb",
    [
        "spaces of an .ods",
        "deep rows",
        "styles",
        "one long text",
        "a far cell",
        "blanks in gzip",
        "zeros in gzip",
        "many keys",
        "rows of Parquet",
    ],
)
def test_a_small_file_that_grows_is_refused_within_a_gibibyte(tmp_path: Path, bomb: str) -> None:
    dice = random.Random(1)  # noqa: S311 (reproducible, not secret)
    table = mutants.few(dice)
    with patch.object(dice, "choice", lambda sizes: sizes[-1]):  # the largest of each kind
        content = BOMBS[bomb](dice, table)
    assert len(content) < 50_000_000
    (path := tmp_path / "input").write_bytes(content)
    end = measured("totals", "--data", str(path))
    assert (end.code, end.out) == (3, "")
    assert "→" in end.talk
    assert end.mebibytes < 1024


def test_the_limits_are_documented() -> None:
    page = (ROOT / "docs" / "inputs.md").read_text("utf-8")
    missing = [limit for limit in LIMITS if limit.words.format(limit=limit.text) not in page]
    assert missing == []

"""docs/notebook.ipynb is executed; `pytest --golden-refresh` rewrites what its cells show."""

import json
from pathlib import Path

import pytest

from conftest import ENVIRONMENT, ROOT
from support.notebook import played

NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


@pytest.mark.slow(reason="a report and two years in one session")
def test_the_notebook_shows_what_its_cells_give(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in {**ENVIRONMENT, "CLSCTL_LANG": "en"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    seen = played(NOTEBOOK)
    if request.config.getoption("--golden-refresh"):
        NOTEBOOK.write_text(seen, encoding="utf-8")
    assert NOTEBOOK.read_text(encoding="utf-8") == seen


def test_its_tables_are_tables_and_its_amounts_exact() -> None:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    shown = [
        "".join(data) for cell in cells for each in cell.get("outputs", ()) for data in each.get("data", {}).values()
    ]
    assert sum(text.startswith("<div>\n<table>") for text in shown) == 5
    assert "Decimal('29007615.00')" in shown

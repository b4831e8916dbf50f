"""JSON: a name that stands twice in an object hides a value, and nothing that is hidden is passed over."""

import json
from pathlib import Path

from clsctl.dataset import examine
from samples import line

OBJECT = json.dumps(line(1))


def said(path: Path, text: str) -> list[tuple[str, int | None, str]]:
    """The slug, the line and the fact of each finding."""
    path.write_text(text, "utf-8")
    return [(each.rule.slug, each.place.line, each.fact) for each in examine([str(path)]).findings.kept]


def test_an_object_that_names_a_column_twice_is_a_finding_on_its_line(tmp_path: Path) -> None:
    twice = json.dumps(line(2)).replace('"page"', '"montant": 900, "page"')
    assert said(tmp_path / "f.json", f"[{OBJECT},\n{twice}]") == [
        ("duplicate-column", 2, "the column «montant» is named 2 times")
    ]


def test_two_lists_of_rows_are_no_table(tmp_path: Path) -> None:
    found = said(tmp_path / "f.json", f'{{"rows": [{OBJECT}], "rows": []}}')
    assert found == [("no-table", None, "the file is no JSON that can be read (it names «rows» more than once)")]


def test_objects_that_name_each_column_once_are_sound(tmp_path: Path) -> None:
    assert said(tmp_path / "f.json", f"[{OBJECT}]") == []
    assert said(tmp_path / "f.json", f'{{"rows": [{OBJECT}]}}') == []

"""The measured tables of docs/ and docs/fr/ come from one run: the same rows and figures, each in its language."""

from collections.abc import Mapping
from pathlib import Path

import pytest

import check_errors
import documented
import import_brochures
from kinds import INJECTIONS


@pytest.mark.parametrize(
    ("page", "name", "words", "rows"),
    [
        (check_errors.PAGE, "measured", check_errors.FRENCH, list(INJECTIONS)),
        (
            import_brochures.PAGE,
            "measured",
            import_brochures.FRENCH,
            [f"{form}, {kind}" for form in import_brochures.FORMS for kind in import_brochures.KINDS] + ["**all**"],
        ),
        (
            import_brochures.PAGE,
            "offices",
            import_brochures.FRENCH,
            [words for words, _french in import_brochures.LAYOUTS.values()],
        ),
        (import_brochures.PAGE, "beyond", import_brochures.FRENCH, list(import_brochures.DAMAGES.values())),
    ],
)
def test_the_french_page_shows_the_same_measurement(
    page: str, name: str, words: Mapping[str, str], rows: list[str]
) -> None:
    table = documented.read(documented.ENGLISH, page, name)
    assert [row[2:].partition(" | ")[0] for row in table.splitlines()[2:]] == rows
    assert set(rows) <= set(words)
    assert documented.read(documented.FRENCH, page, name) == documented.in_french(table, words)


def test_figures_are_printed_as_each_language_prints_them() -> None:
    table = "| kind | share |\n|---|--:|\n| one | 0.917 |\n| two | 64% |\n| three | 4 of 100 |\n"
    words = {"kind": "genre", "share": "part", "one": "un", "two": "deux", "three": "trois"}
    assert documented.in_french(table, words) == (
        "| genre | part |\n|---|--:|\n| un | 0,917 |\n| deux | 64\u00a0% |\n| trois | 4 sur 100 |\n"
    )


def test_a_table_is_written_into_both_editions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    english, french = tmp_path / "a.md", tmp_path / "fr" / "a.md"
    french.parent.mkdir()
    for path in (english, french):
        path.write_text("before\n<!-- t -->\nold\n<!-- end -->\nafter\n", encoding="utf-8")
    monkeypatch.setattr(documented, "ENGLISH", english.parent)
    monkeypatch.setattr(documented, "FRENCH", french.parent)
    documented.write("a.md", "t", "| one | 1.5 |\n", {"one": "un"})
    assert english.read_text("utf-8") == "before\n<!-- t -->\n| one | 1.5 |\n<!-- end -->\nafter\n"
    assert french.read_text("utf-8") == "before\n<!-- t -->\n| un | 1,5 |\n<!-- end -->\nafter\n"

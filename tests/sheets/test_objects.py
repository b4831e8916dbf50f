"""JSON: nothing that an object or a document hides is passed over, and no document fills the memory."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from clsctl.dataset.opening import open_dataset
from clsctl.verdict.examination import examine
from conftest import Run
from support.samples import line, write

OBJECT = json.dumps(line(1))


def said(path: Path, text: str) -> list[tuple[str, int | None, str]]:
    """The slug, the line and the fact of each finding."""
    path.write_text(text, "utf-8")
    return [(each.rule.slug, each.place.line, each.fact) for each in examine([str(path)]).findings.kept]


def test_an_object_that_names_a_column_twice_is_a_finding_on_its_line(tmp_path: Path) -> None:
    twice = json.dumps(line(2)).replace('"page"', '"montant": 900, "page"')
    assert said(tmp_path / "f.json", f"[{OBJECT},\n{twice}]") == [
        ("duplicate-column", 2, "the column “montant” appears 2 times")
    ]


def test_two_lists_of_rows_are_no_table(tmp_path: Path) -> None:
    found = said(tmp_path / "f.json", f'{{"rows": [{OBJECT}], "rows": []}}')
    assert found == [("no-table", None, "the file cannot be read as JSON (“rows” appears more than once)")]


def test_objects_that_name_each_column_once_are_sound(tmp_path: Path) -> None:
    assert said(tmp_path / "f.json", f"[{OBJECT}]") == []
    assert said(tmp_path / "f.json", f'{{"rows": [{OBJECT}]}}') == []


def rows(*changed: dict[str, object]) -> list[dict[str, object]]:
    """As many sound lines, changed by these."""
    return [{**line(index), **change} for index, change in enumerate(changed, 1)]


def montant(path: Path, text: str) -> Decimal | None:
    path.write_text(text, "utf-8")
    with open_dataset([str(path)]) as dataset:
        return dataset.aggregate(())[0].montant


def with_montant(written: str) -> str:
    """A line whose amount is written so, and is no text."""
    return "[" + OBJECT.replace('"100"', written) + "]"


def test_an_amount_under_another_key_than_in_the_first_object_is_a_finding(tmp_path: Path) -> None:
    moved = line(2)
    moved["montant_2"] = moved.pop("montant")
    found = said(tmp_path / "f.json", f"[{OBJECT},\n{json.dumps(moved)},\n{json.dumps(line(3))}]")
    fact = "the keys of this object differ from those of the first; missing: montant; added: montant_2"
    assert found == [("object-keys", 2, fact)]


@pytest.mark.parametrize(
    "change",
    [
        {"take": "montant"},
        {"take": "remarque"},
        {"add": "prix"},
        {"add": ""},
        {"take": "montant", "add": "MONTANT"},
    ],
)
def test_the_keys_of_the_first_object_are_those_of_all(tmp_path: Path, change: dict[str, str]) -> None:
    other = dict(line(2))
    other.pop(change.get("take", ""), None)
    if "add" in change:
        other[change["add"]] = "900"
    assert [(slug, at) for slug, at, _fact in said(tmp_path / "f.json", f"[{OBJECT},\n{json.dumps(other)}]")] == [
        ("object-keys", 2)
    ]


def test_keys_may_stand_in_any_order(tmp_path: Path) -> None:
    turned = dict(reversed(line(2, montant="30").items()))
    assert montant(tmp_path / "f.json", f"[{OBJECT},{json.dumps(turned)}]") == Decimal(130)


def test_the_remedy_for_keys_that_are_missing_works(tmp_path: Path) -> None:
    text = json.dumps(rows({}, {"montant": None}, {"remarque": None}))
    assert said(tmp_path / "f.json", text) == []
    assert montant(tmp_path / "f.json", text) == Decimal(200)


def test_a_second_table_in_the_document_is_a_finding_that_names_it(tmp_path: Path) -> None:
    second = json.dumps({"rows": rows({}), "years": {"2024": rows({}, {})}})
    fact = "the file has a second table beside its rows, left out of every total: “years.2024” (2)"
    assert said(tmp_path / "f.json", second) == [("second-table", None, fact)]


def test_other_lists_of_objects_are_named_in_a_note(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text(json.dumps({"rows": rows({}), "people": [{"name": "A"}], "notes": ["a"], "more": []}), "utf-8")
    examined = examine([str(path)])
    assert not examined.findings
    assert examined.notes == (f"{path}: only the objects of “rows” are read, not those of “people”.",)


def test_what_clsctl_writes_is_read_back_whole(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "lines.json").write_bytes(clsctl("lines", "--format", "json").stdout)
    done = clsctl("totals", "--data", "lines.json")
    assert (done.returncode, done.stdout) == (0, clsctl("totals").stdout)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("1E5", 100_000), ("1.5e3", 1500), ("-0", 0), ("-0.0", 0), ("100.00", 100), ("1e-2", "0.01"), ("0.10e1", 1)],
)
def test_a_number_is_read_exactly_however_it_is_written(tmp_path: Path, written: str, expected: str | int) -> None:
    assert montant(tmp_path / "f.json", with_montant(written)) == Decimal(expected)


NUMBERS = (
    ("1e999999999", "outsize-number"),
    ("1e-999999999", "outsize-number"),
    ("-1e999999999999999999999", "outsize-number"),
    ("0e999999999", "outsize-number"),
    ("9" * 100_000, "outsize-number"),
    ("1." + "0" * 100_000, "outsize-number"),
    ("1e50", "not-a-montant"),
    ("0.001", "not-a-montant"),
    ("NaN", "not-one-value"),
    ("Infinity", "not-one-value"),
    ("-Infinity", "not-one-value"),
    ("[100]", "not-one-value"),
    ('{"euros": 100}', "not-one-value"),
    ("true", "not-a-montant"),
)


@pytest.mark.parametrize("column", ["montant", "page", "action", "exercice", "territoire_code"])
def test_a_number_that_no_column_holds_is_a_finding(tmp_path: Path, column: str) -> None:
    objects = [
        json.dumps({**line(rang), column: "?"}).replace('"?"', written)
        for rang, (written, _slug) in enumerate(NUMBERS, 1)
    ]
    found = said(tmp_path / "f.json", "[" + ",\n".join(objects) + "]")
    for at, (written, slug) in enumerate(NUMBERS, 1):
        kinds = [kind for kind, where, _fact in found if where == at]
        assert kinds, written
        if column == "montant" or slug in {"outsize-number", "not-one-value"}:
            assert slug in kinds, written


def test_a_list_is_no_label(tmp_path: Path) -> None:
    found = said(tmp_path / "f.json", json.dumps(rows({"action": ["a", "b"]})))
    assert found == [("not-one-value", 1, '“action” is neither text nor a number: ["a", "b"]')]


def test_a_published_file_with_such_a_number_is_refused_beside_sound_data(clsctl: Run, tmp_path: Path) -> None:
    figure = {"exercice": 2025, "territoire_code": "02", "territoire": "Aisne", "axe": 1, "libelle": "Total", "page": 2}
    text = json.dumps({**figure, "montant": "?", "arrondi": 1})
    write(tmp_path / "contracts_2025.csv", [line(1)])
    (tmp_path / "published_2025.json").write_text("[" + text.replace('"?"', "1e999999999") + "]", "utf-8")
    for command in (("check", "--data", "."), ("validate", ".")):
        done = clsctl(*command)
        assert done.returncode == (3 if command[0] == "check" else 1)
        assert b"outsize-number" in done.stdout + done.stderr


MILLION = 1_000_000
OPEN = OBJECT[:-1]


def members(count: int, value: str) -> str:
    """As many of an object, each of a name of its own."""
    return ", ".join(f'"k{number}": {value}' for number in range(count))


BOMBS: dict[str, Callable[[], str]] = {
    "keys": lambda: "[" + OPEN + ", " + members(MILLION // 5, "1") + "}]",
    "keys of the second": lambda: "[" + OBJECT + ", " + OPEN + ", " + members(MILLION // 5, "null") + "}]",
    "a key again": lambda: "[" + OPEN + ', "k": ""' * MILLION + "}]",
    "objects": lambda: "[" + "{}, " * MILLION + OBJECT + "]",
    "depth": lambda: "[" * (MILLION + 1),
    "a long cell": lambda: "[" + OPEN + ', "x": [' + "null, " * MILLION + "null]}]",
    "numbers": lambda: "[" + OPEN + ', "x": [' + "1.5, " * MILLION + "1]}]",
    "lists": lambda: '{"rows": [' + OBJECT + "], " + members(2000, "[{}]") + "}",
    "a long key": lambda: '[{"' + "k" * 2 * MILLION + '": 1}]',
    "blanks": lambda: "[" + " " * (34 * MILLION) + OBJECT + "]",
}


@pytest.mark.slow(reason="documents that would fill the memory")
@pytest.mark.parametrize("bomb", BOMBS)
def test_what_would_fill_the_memory_is_refused_with_what_to_do(tmp_path: Path, bomb: str) -> None:
    path = tmp_path / "f.json"
    path.write_text(BOMBS[bomb](), "utf-8")
    examined = examine([str(path)])
    assert [finding.rule.slug for finding in examined.findings.kept] == ["too-large"]
    assert examined.is_unreadable


def test_deep_nesting_is_no_table(tmp_path: Path) -> None:
    for text in ('{"a":' * 100_000, "[" + OPEN + ', "x": ' + "[" * 100_000 + "]" * 100_000 + "}]"):
        (slug, _line, _fact), *_more = said(tmp_path / "f.json", text)
        assert slug == "no-table"


@pytest.mark.parametrize(
    "text", ["[", "{", "[1]", "{}", '{"rows": 1}', "[{}", '[{"a": 1},]', '{"rows": [], }', "[{}] 1", "[{},1]"]
)
def test_what_is_no_json_or_no_table_is_refused(tmp_path: Path, text: str) -> None:
    ((slug, _line, _fact),) = said(tmp_path / "f.json", text)
    assert slug == "no-table"


def test_an_answer_without_lines_is_read_back_as_a_table_without_lines(tmp_path: Path) -> None:
    (path := tmp_path / "f.json").write_text('{"schema_version": 1, "rows": [], "total": null}', "utf-8")
    with open_dataset([str(path)]) as dataset:
        assert list(dataset.lignes()) == []
    path.write_text('{"rows": []}', "utf-8")
    assert dict(examine([str(path)]).findings.counts) == {"empty-file": 1}

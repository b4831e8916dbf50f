"""docs/reliability.md says what the last run found, and names tests that there are."""

import json
from importlib import import_module

import cases
import reliability

NAMED = [*(test for case in cases.CASES for test in case.tests), *(mended.test for mended in cases.MENDED)]


def test_each_case_names_a_test_that_there_is() -> None:
    for test in NAMED:
        file, _mark, name = test.partition("::")
        function, _bracket, value = name.rstrip("]").partition("[")
        known = getattr(import_module(file.removesuffix(".py").replace("/", ".")), function)
        values = [
            each for mark in getattr(known, "pytestmark", ()) if mark.name == "parametrize" for each in mark.args[1]
        ]
        assert value in values or not value, test


def test_the_document_is_that_of_the_last_run() -> None:
    run = json.loads(reliability.RESULTS.read_text("utf-8"))
    assert reliability.PAGE.read_text("utf-8") == reliability.page(run)


def test_the_document_counts_every_fault() -> None:
    tally = {"counts": {"answered": 5, "crashes": 1}, "faults": ["csv 1 7: crashes: exit 4"]}
    found = {"csv": tally}
    assert reliability.results(found).splitlines()[-1].endswith("| 6 | 83 % | 5 | 0 | 1 | 0 | 0 | 0 |")
    assert "csv 1 7: crashes" in "".join(reliability.explanations(found))

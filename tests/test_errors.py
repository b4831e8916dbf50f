"""The gallery of errors: for every rule and every refusal the smallest files and command that meet it.

`tests/errors/<name>/` holds `cmd` (a line as a user types it), what it reads, and what is printed, in `en` and `fr`; a
rule's folder has its slug for a name. Beside text files, `recipe` names a function of `support/recipes.py` that makes
one, and `limits` a limit that the case lowers so that its file can be small. All run within one process.

`pytest tests/test_errors.py --golden-refresh` rewrites `en`, `fr` and docs/findings.md.
"""

import shutil
from pathlib import Path

import pytest

from clsctl.rules.catalogue import RULES
from conftest import ROOT
from support import gallery
from support.gallery import CASES, Case
from support.in_process import session
from support.refusals import sentences

pytestmark = pytest.mark.slow(reason="180 cases in two languages, each a whole run")

LANGUAGES = ("en", "fr")
# What no run within one process can meet, by the function that says it: why, and the test that meets it.
ELSEWHERE = {
    "brochure/page/pdf.py:read_pdf": (
        "a process of its own is stopped at 15 s of CPU or 600 MiB",
        "tests/fire/test_bounds.py::test_a_hostile_brochure_is_refused_in_bounds",
    ),
    "brochure/page/source.py:read_source": (
        "the system refuses a file that is there, and root may read all",
        "tests/brochure/test_source.py::test_a_file_that_the_system_refuses_is_refused_with_its_reason",
    ),
    "cli/output/answers.py:_met_errors": (
        "the disk is full",
        "tests/cli/test_streams.py::test_a_full_disk_is_said_in_a_sentence",
    ),
    "cli/output/destination.py:_refuse_missing_library": (
        "the extra png is installed beside the tests",
        "tests/cli/test_charts.py::test_a_png_without_its_library_is_refused_before_anything_is_read",
    ),
    "cli/output/destination.py:_destination": (
        "stdout is a terminal",
        "tests/cli/test_emit.py::test_a_workbook_goes_into_a_pipe_and_not_to_a_terminal",
    ),
    "cli/output/destination.py:page_destination": (
        "stdout is a terminal",
        "tests/report/test_command.py::test_a_page_goes_into_a_pipe_and_not_to_a_terminal",
    ),
    "cli/run.py:run": (
        "a bug of clsctl",
        "tests/cli/test_command_line.py::test_a_bug_shows_its_traceback_and_says_that_it_is_one",
    ),
    "cli/run.py:_outcome": ("the disk is full", "tests/cli/test_streams.py::test_a_full_disk_is_said_in_a_sentence"),
    "cli/shells.py:install": (
        "the home folder of the user takes no file",
        "tests/cli/test_shells.py::test_a_home_that_takes_no_file_is_said",
    ),
    "cli/shells.py:shell_named": (
        "the shell that started the tests is known",
        "tests/cli/test_shells.py::test_a_current_shell_that_is_not_known_is_said",
    ),
    "sheets/sources.py:refuse_changed": (
        "somebody saves the file while it is read",
        "tests/fire/test_changing_files.py::test_a_second_reading_of_a_changed_file_is_refused",
    ),
    "sheets/sources.py:unreadable": (
        "the disk is full",
        "tests/fire/test_surroundings.py::test_a_full_disk_for_temporary_files_is_said",
    ),
    "verdict/session.py:_guarded": (
        "the engine lacks memory",
        "tests/test_errors.py::test_an_engine_without_memory_is_said",
    ),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_says_what_it_said(case: Case, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    for language in LANGUAGES:
        folder = tmp_path / language
        said = case.played(folder, language)
        if request.config.getoption("--golden-refresh"):
            (case.folder / language).write_text(said, "utf-8")
        assert case.said(language) == said
        assert "Traceback" not in said
        shutil.rmtree(folder)
    assert case.said("en") != case.said("fr")


def test_each_rule_has_a_case_that_breaks_it() -> None:
    said = {(rule.slug, language): gallery.case(rule.slug).said(language) for rule in RULES for language in LANGUAGES}
    assert [case for case, text in said.items() if f"[{case[0]}]" not in text] == []


def test_each_refusal_is_met() -> None:
    en = [case.said("en") for case in CASES]
    refusals = [each for each in sentences() if each.where not in ELSEWHERE]
    assert refusals
    assert [f"{each.where}: {each.text}" for each in refusals if not any(map(each.is_in, en))] == []


def test_what_is_met_elsewhere_is_met_there() -> None:
    tests = {where: test.partition("::") for where, (_why, test) in ELSEWHERE.items()}
    texts = {where: (ROOT / path).read_text("utf-8") for where, (path, _, _name) in tests.items()}
    assert [where for where, (_path, _, name) in tests.items() if f"def {name}(" not in texts[where]] == []


def test_the_page_of_findings_is_written_from_the_gallery(request: pytest.FixtureRequest) -> None:
    page = ROOT / "docs" / "findings.md"
    if request.config.getoption("--golden-refresh"):
        page.write_text(gallery.page(), "utf-8")
    assert page.read_text("utf-8") == gallery.page()


def test_an_engine_without_memory_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("clsctl.engine.connection.MEMORY", "1MiB")
    said = session("clsctl totals", tmp_path, "en")
    assert "contracts_2025.csv: reading stopped: Out of Memory Error" in said
    assert said.endswith("[exit 3]\n")

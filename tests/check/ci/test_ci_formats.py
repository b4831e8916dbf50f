"""A check as CI reads it: each format against its published grammar, with gaps, without, and with hostile names."""

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conftest import Run
from support.ci_grammars import GITHUB, GITLAB, SARIF, junit
from support.json_schemas import validate

pytestmark = pytest.mark.slow(reason="each case is a whole check, held against a grammar")

FORMATS = ("junit", "github-annotations", "gitlab", "sarif")
HOSTILE = "x,y:z%0A::error::\x1b[31m\u202e<b>&]]>"


def copy(folder: Path, data: Path) -> Path:
    """The bundled data in a folder of their own."""
    target = folder / "données 2025"
    shutil.copytree(data, target)
    return target


def edit(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(params=["sound", "gap", "many", "hostile", "known"])
def written(request: pytest.FixtureRequest, tmp_path: Path, data: Path) -> Path:
    """Data with nothing to report, a gap, a gap in every figure, names that attack, and a known gap."""
    folder = copy(tmp_path, data)
    contracts, published = folder / "contracts_2025.csv", folder / "published_2025.csv"
    match request.param:
        case "gap":
            edit(contracts, (",217350,2,", ",271350,2,"))
        case "many":
            published.write_text(re.sub(r",(\d+),1,", r",9\1,1,", published.read_text("utf-8")), "utf-8")
        case "hostile":
            name = '"' + HOSTILE + '"'
            edit(contracts, (",217350,2,", ",271350,2,"), ("Favoriser l'engagement citoyen", name))
            edit(published, ("Total Axe 1,1910075", f"{name},1910075"))
        case "known":
            edit(published, ("Total Axe 1,451922", "Total Axe 1,451900"), ("Pacte,1842444", "Pacte,1842443"))
            gaps = "2025,60,Oise,1,Total Axe 1,lignes,22,coquille,L. Martin,2025-03-01\n"
            with (folder / "known_gaps_2025.csv").open("a", encoding="utf-8") as stream:
                stream.write(gaps)
                stream.write("2025,60,Oise,3,Total Axe 3,lignes,22,coquille,L. Martin,2025-03-01\n")
    return folder


def test_junit_fits_the_grammar_and_counts_every_figure(written: Path, clsctl: Run) -> None:
    out = clsctl("check", "--data", str(written), "--format", "junit").stdout.decode()
    junit().validate(out)
    suites = ET.fromstring(out)
    assert len(suites.findall("testsuite[@name='figures and their lines']/testcase")) == 29 + 6
    for suite in suites:
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped", "")) == len(suite.findall("testcase/skipped"))


def test_sarif_fits_the_grammar_and_its_rules_are_those_of_its_results(written: Path, clsctl: Run) -> None:
    log = json.loads(clsctl("check", "--data", str(written), "--format", "sarif").stdout)
    validate(log, SARIF)
    (run,) = log["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    prints = [result["partialFingerprints"]["figure/v1"] for result in run["results"]]
    assert len(prints) == len(set(prints))


def test_gitlab_fits_the_grammar_and_no_two_issues_share_a_fingerprint(written: Path, clsctl: Run) -> None:
    entries = json.loads(clsctl("check", "--data", written.name, "--format", "gitlab", cwd=written.parent).stdout)
    validate(entries, GITLAB)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


def test_github_annotations_fit_the_grammar_and_are_ten_of_a_kind_at_most(written: Path, clsctl: Run) -> None:
    lines = clsctl("check", "--data", str(written), "--format", "github-annotations").stdout.decode().splitlines()
    matches = [GITHUB.fullmatch(line) for line in lines]
    assert all(matches), lines
    assert all(count <= 10 for count in Counter(match["kind"] for match in matches if match).values())


def test_more_gaps_than_annotations_are_named_in_the_last(tmp_path: Path, data: Path, clsctl: Run) -> None:
    folder = copy(tmp_path, data)
    published = folder / "published_2025.csv"
    published.write_text(re.sub(r",(\d+),1,", r",9\1,1,", published.read_text("utf-8")), "utf-8")
    done = clsctl("check", "--data", str(folder), "--format", "github-annotations")
    errors = [line for line in done.stdout.decode().splitlines() if line.startswith("::error")]
    gaps = done.stderr.decode().count("[ecart")
    assert (len(errors), gaps) == (10, 28 + 5)
    assert f"::{gaps - 9} more:%0A" in errors[-1]
    assert errors[-1].count("published_2025.csv:") == gaps - 9


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_says_the_gap_the_line_and_the_exit_code(
    form: str, tmp_path: Path, data: Path, clsctl: Run
) -> None:
    folder = copy(tmp_path, data)
    edit(folder / "contracts_2025.csv", (",217350,2,", ",271350,2,"))
    done = clsctl("check", "--data", folder.name, "--format", form, cwd=tmp_path)
    assert done.returncode == 1
    out = done.stdout.decode()
    assert "gap €54,000" in out
    assert "2025-02-1-06" in out
    assert "published_2025.csv" in out


@pytest.mark.parametrize("form", FORMATS)
def test_sound_data_have_no_issue_in_any_format(form: str, clsctl: Run) -> None:
    done = clsctl("check", "--format", form)
    assert done.returncode == 0
    assert b"gap" not in done.stdout
    assert b"failure " not in done.stdout


def test_annotations_stand_on_the_line_of_the_figure_and_of_the_suspect(
    tmp_path: Path, data: Path, clsctl: Run
) -> None:
    folder = copy(tmp_path, data)
    edit(folder / "contracts_2025.csv", (",217350,2,", ",271350,2,"))
    out = clsctl("check", "--data", folder.name, "--format", "github-annotations", cwd=tmp_path).stdout.decode()
    assert "::error file=données 2025/published_2025.csv,line=3,title=ecart::" in out
    assert "::warning file=données 2025/contracts_2025.csv,line=7,title=to verify::" in out


def test_paths_count_from_the_root_that_the_system_names(tmp_path: Path, data: Path, clsctl: Run) -> None:
    folder = copy(tmp_path, data)
    edit(folder / "contracts_2025.csv", (",217350,2,", ",271350,2,"))
    environment = {"CI_PROJECT_DIR": str(tmp_path)}
    out = clsctl("check", "--data", ".", "--format", "gitlab", cwd=folder, env=environment).stdout
    assert {entry["location"]["path"] for entry in json.loads(out)} == {"données 2025/published_2025.csv"}


def test_the_step_summary_holds_the_figures_in_markdown_under_what_was_there(
    tmp_path: Path, data: Path, clsctl: Run
) -> None:
    folder = copy(tmp_path, data)
    edit(folder / "contracts_2025.csv", (",217350,2,", ",271350,2,"))
    summary = tmp_path / "summary.md"
    summary.write_text("# before\n", encoding="utf-8")
    clsctl(
        "check",
        *("--data", str(folder), "--format", "github-annotations"),
        env={"GITHUB_STEP_SUMMARY": str(summary)},
    )
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("# before\n")
    assert "| ✗ gap" in text
    assert "\n- 2025, Aisne, Total Axe 1" in text
    assert "  - to verify, rank 1:" in text


def test_a_known_gap_is_skipped_noted_and_suppressed_not_hidden(tmp_path: Path, data: Path, clsctl: Run) -> None:
    folder = copy(tmp_path, data)
    edit(folder / "published_2025.csv", ("Total Axe 1,20000", "Total Axe 1,20001"))
    with (folder / "known_gaps_2025.csv").open("a", encoding="utf-8") as stream:
        stream.write("2025,248000531,Amiens Métropole,1,Total Axe 1,lignes,-1,coquille,L. Martin,2025-03-01\n")
    outs = {}
    for form in FORMATS:
        done = clsctl("check", "--data", folder.name, "--format", form, cwd=tmp_path)
        assert done.returncode == 0
        outs[form] = done.stdout.decode()
    suites = ET.fromstring(outs["junit"])
    assert [case.get("message") for case in suites.iterfind(".//skipped") if "coquille" in str(case.get("message"))]
    assert outs["github-annotations"].startswith(
        "::notice file=données 2025/published_2025.csv,line=27,title=ecart_connu::"
    )
    assert [entry["severity"] for entry in json.loads(outs["gitlab"])] == ["info"]
    (result,) = json.loads(outs["sarif"])["runs"][0]["results"]
    assert (result["level"], result["suppressions"][0]["justification"]) == ("note", "coquille")

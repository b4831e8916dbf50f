"""A validation as CI reads it: each format against its grammar, for sound, faulty, hostile and unreadable files."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conftest import Run
from support.ci_grammars import GITHUB, GITLAB, SARIF, junit
from support.json_schemas import validate
from support.samples import line, write

pytestmark = pytest.mark.slow(reason="each test is a whole run")

FORMATS = ("junit", "github-annotations", "gitlab", "sarif")
HOSTILE = "##[group]x ::error::y ##vso[task]z section_start:0"
COMMANDS = ("##[", "::error::y", "##vso[", "section_start:")
FAULTY = [
    line(1, action=f" {HOSTILE}", montant="100"),
    line(2, montant=HOSTILE),
    line(3, territoire_code="2", territoire="Oise", page="x"),
]


def reported(form: str, text: str) -> list[tuple[str, str, int]]:
    """The level, slug and line of each issue, once the report fits its grammar."""
    match form:
        case "junit":
            junit().validate(text)
            cases = ET.fromstring(text).findall("testsuite/testcase")
            found = [(case, one.tag) for case in cases for one in case]
            names = [str(case.get("name")).partition(" [") for case, _tag in found]
            return [
                ("error" if tag == "failure" else "warning", slug[:-1], int(place.rpartition(":")[2]))
                for (place, _bracket, slug), (_case, tag) in zip(names, found, strict=True)
            ]
        case "gitlab":
            issues = json.loads(text)
            validate(issues, GITLAB)
            assert len({issue["fingerprint"] for issue in issues}) == len(issues)
            levels = {"major": "error", "minor": "warning"}
            return [
                (levels[issue["severity"]], issue["check_name"], issue["location"]["lines"]["begin"])
                for issue in issues
            ]
        case "sarif":
            log = json.loads(text)
            validate(log, SARIF)
            return [
                (each["level"], each["ruleId"], each["locations"][0]["physicalLocation"]["region"]["startLine"])
                for each in log["runs"][0]["results"]
            ]
        case _:
            matches = [GITHUB.fullmatch(row) for row in text.splitlines()]
            assert all(matches), text
            rows = [row.removeprefix("::").partition("::")[0] for row in text.splitlines()]
            return [
                (row.split()[0], row.partition("title=")[2], int(row.partition("line=")[2].partition(",")[0]))
                for row in rows
            ]


@pytest.mark.parametrize("form", FORMATS)
def test_findings_and_warnings_have_their_lines_and_no_text_of_a_file_is_a_command(
    clsctl: Run, form: str, tmp_path: Path
) -> None:
    write(tmp_path / "contrats.csv", FAULTY)
    done = clsctl("validate", "contrats.csv", "--format", form)
    assert done.returncode == 1
    text = done.stdout.decode()
    assert sorted(reported(form, text)) == [
        ("error", "lost-zero", 4),
        ("error", "not-a-montant", 3),
        ("error", "not-an-integer", 4),
        ("warning", "edge-spaces", 2),
    ]
    assert not any(command in text for command in COMMANDS)
    strict = clsctl("validate", "--strict", "contrats.csv", "--format", form)
    assert strict.returncode == 1
    assert {level for level, _slug, _line in reported(form, strict.stdout.decode())} == {"error"}


@pytest.mark.parametrize("form", FORMATS)
def test_a_sound_file_has_an_empty_report(clsctl: Run, form: str, tmp_path: Path) -> None:
    write(tmp_path / "contrats.csv", [line()])
    done = clsctl("validate", "contrats.csv", "--format", form, "-o", "report")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert reported(form, (tmp_path / "report").read_text("utf-8")) == []


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_cannot_be_read_is_an_error_beside_the_findings_of_others(
    clsctl: Run, form: str, tmp_path: Path
) -> None:
    write(tmp_path / "contrats.csv", [line(montant="-5")])
    (tmp_path / "report").write_text("yesterday's", "utf-8")
    for names in (("none.csv",), ("none.csv", "contrats.csv"), ("-", "-")):
        done = clsctl("validate", *names, "--format", form, "-o", "report")
        assert done.returncode == 3
        text = (tmp_path / "report").read_text("utf-8")
        assert ("none.csv: the file or folder does not exist" in text) == ("none.csv" in names)
        assert ("negative-montant" in text) == ("contrats.csv" in names)
        match form:
            case "junit":
                junit().validate(text)
                assert ET.fromstring(text).get("errors") == "1"
            case "sarif":
                validate(log := json.loads(text), SARIF)
                (invocation,) = log["runs"][0]["invocations"]
                assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 3)
            case "gitlab":
                validate(json.loads(text), GITLAB)
            case _:
                assert all(GITHUB.fullmatch(row) for row in text.splitlines())


def test_the_last_of_a_kind_says_how_many_more_there_are(clsctl: Run, tmp_path: Path) -> None:
    write(tmp_path / "contrats.csv", [line(rang, montant="x") for rang in range(1, 34)])
    issues = json.loads(clsctl("validate", "contrats.csv", "--format", "gitlab").stdout)
    assert len(issues) == 20
    assert [issue["description"].splitlines()[1:] for issue in issues] == [
        *[[]] * 19,
        ["… and 13 more of the kind not-a-montant"],
    ]


@pytest.mark.parametrize("command", ["validate", "check"])
def test_fingerprints_are_the_same_in_both_languages_and_differ_within_a_line(
    clsctl: Run, command: str, tmp_path: Path
) -> None:
    path = write(tmp_path / "contrats.csv", FAULTY)
    path.write_text(path.read_text("utf-8") + "2025,02,Aisne,1,4,,x,1,2,,a,b\n", "utf-8")
    for names in (("contrats.csv",), ("none.csv",)):
        found = [
            [
                issue["fingerprint"]
                for issue in json.loads(
                    clsctl(command, *names, "--format", "gitlab", env={"CLSCTL_LANG": language}).stdout
                )
            ]
            for language in ("en", "fr")
        ]
        assert found[0] == found[1]
        assert len(set(found[0])) == len(found[0]) > 0


def test_the_step_summary_holds_the_findings_in_markdown(clsctl: Run, tmp_path: Path) -> None:
    write(tmp_path / "contrats.csv", FAULTY)
    environment = {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    clsctl("validate", "contrats.csv", "--format", "github-annotations", env=environment)
    assert "| lost-zero" in (tmp_path / "summary.md").read_text("utf-8")

"""A check that is refused says so in the format that CI asked for; its fingerprints are those of any language."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conftest import Run
from support.ci_grammars import GITHUB, GITLAB, SARIF, junit
from support.json_schemas import validate
from support.samples import line, write

FORMATS = ("junit", "github-annotations", "gitlab", "sarif")


def broken(folder: Path) -> str:
    return str(
        write(
            folder / "contracts_2025.csv", [line(1, montant="::error::x"), line(2, montant="1.234"), line(3, axe="9")]
        )
    )


@pytest.mark.parametrize("missing", [False, True])
@pytest.mark.parametrize("form", FORMATS)
def test_a_refusal_takes_the_place_of_yesterdays_file(clsctl: Run, form: str, missing: bool, tmp_path: Path) -> None:
    target = tmp_path / "report"
    target.write_text("yesterday's", "utf-8")
    data = str(tmp_path / "nowhere.csv") if missing else broken(tmp_path)
    done = clsctl("check", "--data", data, "--format", form, "-o", str(target))
    assert (done.returncode, done.stdout) == (3, b"")
    text = target.read_text("utf-8")
    assert "nowhere.csv" in text if missing else "ambiguous-montant" in text
    match form:
        case "junit":
            junit().validate(text)
            suites = ET.fromstring(text)
            assert int(suites.get("errors", "")) == len(suites.findall("testsuite/testcase/error")) > 0
        case "sarif":
            log = json.loads(text)
            validate(log, SARIF)
            (invocation,) = log["runs"][0]["invocations"]
            assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 3)
            assert invocation["toolExecutionNotifications"]
        case "gitlab":
            issues = json.loads(text)
            validate(issues, GITLAB)
            assert len({issue["fingerprint"] for issue in issues}) == len(issues) > 0
        case _:
            assert all(GITHUB.fullmatch(row) for row in text.splitlines())
            assert text.startswith("::error ")


def test_in_another_format_the_older_file_stays_and_the_message_says_so(clsctl: Run, tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    target.write_text("yesterday's", "utf-8")
    done = clsctl("check", "--data", broken(tmp_path), "-o", str(target))
    assert (done.returncode, target.read_text("utf-8")) == (3, "yesterday's")
    assert f"{target} was left as it was" in done.stderr.decode()


def test_fingerprints_are_the_same_in_both_languages(clsctl: Run, tmp_path: Path, data: Path) -> None:
    for name in ("contracts_2025.csv", "published_2025.csv"):
        text = (data / name).read_text("utf-8").replace(",217350,2,", ",271350,2,")
        (tmp_path / name).write_text(text, "utf-8")
    found = [
        {
            issue["fingerprint"]
            for issue in json.loads(
                clsctl("check", str(tmp_path), "--format", "gitlab", env={"CLSCTL_LANG": language}).stdout
            )
        }
        for language in ("en", "fr")
    ]
    assert found[0] == found[1]
    assert len(found[0]) > 1

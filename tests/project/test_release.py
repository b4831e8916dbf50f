"""A release is named in one place: every other file follows, and says the same."""

import re
import subprocess

import pytest
import yaml

from conftest import ROOT
from support.ci_scripts import ci_script

NAMES = ci_script("names")


def test_every_file_names_the_owner_and_the_version_of_the_project() -> None:
    for name in NAMES.FILES:
        text = (ROOT / name).read_text("utf-8")
        assert NAMES.renamed(text, *NAMES.current()) == text
        assert NAMES.OWNER.search(text) or name == NAMES.MODULE
        assert NAMES.VERSION.search(text)


def test_another_owner_and_version_reach_every_place() -> None:
    owner, version = NAMES.current()
    for name in NAMES.FILES:
        after = NAMES.renamed((ROOT / name).read_text("utf-8"), "prefecture", "12.3.4", "2027-01-31")
        assert not re.search(rf"\b{owner}/clsctl|v{re.escape(version)}\b", after)
        assert name == NAMES.MODULE or NAMES.OWNER.search(after)[0] == "prefecture"
        assert {found[0] for found in NAMES.VERSION.finditer(after)} == {"12.3.4"}
        assert ("date-released: 2027-01-31" in after) == (name == "CITATION.cff")


def test_no_other_file_names_the_owner() -> None:
    owner, _version = NAMES.current()
    listed = subprocess.run(
        ["git", "grep", "-lI", f"{owner}/clsctl"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode > 1:
        pytest.skip("not a clone: git lists no files here")
    elsewhere = {"tests/project/test_release.py"}
    assert set(listed.stdout.split()) <= {*NAMES.FILES, *elsewhere}


def test_the_citation_names_brochure_data_and_code() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors", "version", "date-released"} <= citation.keys()
    assert citation["preferred-citation"]["title"] in (ROOT / "data" / "datapackage.json").read_text("utf-8")

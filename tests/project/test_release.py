"""A release is named in one place: every other file follows, and says the same."""

import importlib.util
import re
import subprocess
from types import ModuleType

import pytest
import yaml

from conftest import ROOT


@pytest.fixture(scope="module")
def names() -> ModuleType:
    spec = importlib.util.spec_from_file_location("names", ROOT / ".ci" / "names.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_file_names_the_owner_and_the_version_of_the_project(names: ModuleType) -> None:
    for name in names.FILES:
        text = (ROOT / name).read_text("utf-8")
        assert names.renamed(text, *names.current()) == text
        assert names.OWNER.search(text)
        assert names.VERSION.search(text)


def test_another_owner_and_version_reach_every_place(names: ModuleType) -> None:
    owner, version = names.current()
    for name in names.FILES:
        after = names.renamed((ROOT / name).read_text("utf-8"), "prefecture", "12.3.4", "2027-01-31")
        assert not re.search(rf"\b{owner}/clsctl|v{re.escape(version)}\b", after)
        assert names.OWNER.search(after)[0] == "prefecture"
        assert {found[0] for found in names.VERSION.finditer(after)} == {"12.3.4"}
        assert ("date-released: 2027-01-31" in after) == (name == "CITATION.cff")


def test_no_other_file_names_the_owner(names: ModuleType) -> None:
    owner, _version = names.current()
    listed = subprocess.run(
        ["git", "grep", "-lI", f"{owner}/clsctl"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode > 1:
        pytest.skip("not a clone: git lists no files here")
    elsewhere = {"tests/project/test_release.py"}
    assert set(listed.stdout.split()) <= {*names.FILES, *elsewhere}


def test_the_citation_names_brochure_data_and_code() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors", "version", "date-released"} <= citation.keys()
    assert citation["preferred-citation"]["title"] in (ROOT / "data" / "datapackage.json").read_text("utf-8")

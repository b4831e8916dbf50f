"""The documents name files, functions and floors that there are; the workflows are pinned, and the archive is whole."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT

DOCUMENTS = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")} - {ROOT / "docs" / "findings.md"})
ARCHITECTURE = ROOT / "docs" / "architecture.md"
FLOORS = re.compile(r"(?<=<!-- floors -->\n).*?(?=<!-- end -->)", re.DOTALL)
LINK = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<target>[^)\s#]+)(?:#[^)]*)?\)")
QUOTED = re.compile(r"`([\w.-]+(?:/[\w.-]+)*/?)`")
# What begins so is a path of the tree; what ends in `.py` is one of src/clsctl/ too.
TOP = {path.name for path in ROOT.iterdir() if path.is_dir()} | {".github"}
ROOMS = {path.name for path in (ROOT / "src" / "clsctl").iterdir() if path.is_dir()}


def named(text: str) -> Iterator[str]:
    """The paths that a text names in backticks."""
    for path in QUOTED.findall(text):
        first, slash, _rest = path.partition("/")
        if slash and (first in TOP | ROOMS or path.endswith(".py")):
            yield path


def exists(path: str, document: Path) -> bool:
    homes = (ROOT, ROOT / "src" / "clsctl", document.parent)
    return any((home / path).exists() for home in homes)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_path_that_a_document_names_is_there(document: Path) -> None:
    text = document.read_text("utf-8")
    assert [path for path in named(text) if not exists(path, document)] == []
    targets = [link["target"] for link in LINK.finditer(text) if "://" not in link["target"]]
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_the_paths_that_a_text_names_are_found() -> None:
    text = "see `src/clsctl/table.py`, `sheets/titles.py`, `gone/away.py`, `a/b`, `fmt --check` and `tests/golden/`"
    assert list(named(text)) == ["src/clsctl/table.py", "sheets/titles.py", "gone/away.py", "tests/golden/"]
    assert not exists("gone/away.py", ARCHITECTURE)


def test_each_name_of_the_architecture_stands_in_the_file_that_it_links_to() -> None:
    links = [(link["text"].strip("`"), link["target"]) for link in LINK.finditer(ARCHITECTURE.read_text("utf-8"))]
    names = [(name, target) for name, target in links if target.endswith(".py")]
    assert len(names) > 20
    assert [(name, target) for name, target in names if not defines(ARCHITECTURE.parent / target, name)] == []


def defines(path: Path, name: str) -> bool:
    return bool(re.search(rf"^\s*(?:def|class) {name}\b|^{name}\b.* = ", path.read_text("utf-8"), re.MULTILINE))


# Names of the code: `Format`, `machine_text`, `READ_BACK`.
NAME = re.compile(r"`([A-Za-z]*[a-z]+[A-Z]\w*|[A-Z]\w*|\w*_\w*)(?:\(.*?\))?`")
GUIDES = sorted((ROOT / "docs" / "how-to").glob("*.md"))


@pytest.mark.parametrize("page", GUIDES, ids=lambda path: path.name)
def test_each_name_of_a_guide_stands_in_the_code(page: Path) -> None:
    files = [path for folder in ("src", "tests") for path in (ROOT / folder).rglob("*.py")]
    code = set(
        re.findall(r"\w+", "\n".join(path.read_text("utf-8") for path in [*files, ROOT / "data" / "datapackage.json"]))
    )
    names = set(NAME.findall(page.read_text("utf-8")))
    assert sorted(names - code - {"FOLDER", "FILE"}) == []


def test_the_names_of_a_guide_are_found() -> None:
    assert NAME.findall("`Format`, `machine_text`, `READ_BACK`, `write(answer, form)`, `_cells`, `alias`") == [
        *("Format", "machine_text", "READ_BACK", "_cells")
    ]


def test_the_floors_are_those_that_import_linter_proves(request: pytest.FixtureRequest) -> None:
    text = ARCHITECTURE.read_text("utf-8")
    printed = FLOORS.sub(lambda _found: floors(), text)
    if request.config.getoption("--golden-refresh"):
        ARCHITECTURE.write_text(printed, "utf-8")
    assert ARCHITECTURE.read_text("utf-8") == printed


def floors() -> str:
    """The floors of the package, the highest first, as a block of text."""
    contracts = project()["importlinter"]["contracts"]
    (layers,) = [each["layers"] for each in contracts if each.get("containers") == ["clsctl"]]
    return "```text\n" + "".join(f"{layer}\n" for layer in layers) + "```\n"


def project() -> dict[str, Any]:
    """The settings that pyproject.toml gives the tools."""
    tools: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    return tools


def test_the_source_archive_holds_all_that_is_tracked() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("this is no checkout")
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    tops = {path.partition("/")[0] for path in done.stdout.splitlines()}
    assert tops - {"pyproject.toml", ".gitignore"} == set(project()["hatch"]["build"]["targets"]["sdist"]["include"])


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.name)
def test_a_workflow_says_that_it_was_never_run_and_pins_what_it_uses(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "never run so far" in text.splitlines()[0]
    jobs = yaml.safe_load(text)["jobs"].values()
    used = [step["uses"] for job in jobs for step in job["steps"] if "uses" in step]
    assert used
    assert [name for name in used if not re.fullmatch(r"[\w-]+/[\w-]+@v\d+\.\d+\.\d+", name)] == []
    assert all("timeout-minutes" in job for job in jobs)


def test_every_form_of_issue_asks_for_what_is_needed() -> None:
    paths = set((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
    forms = [yaml.safe_load(path.read_text("utf-8")) for path in paths if path.name != "config.yml"]
    for form in forms:
        fields = [each for each in form["body"] if each["type"] != "markdown"]
        assert len({each["id"] for each in fields}) == len(fields) > 0
        assert any(each.get("validations", {}).get("required") for each in fields)
    assert len(forms) == 3

"""The hooks and the action, as a repository of contract data would use them."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ENVIRONMENT, PROGRAM, ROOT

HOOKS = ROOT / ".pre-commit-hooks.yaml"
PRE_COMMIT = str(Path(PROGRAM).parent / "pre-commit")
COMMIT = ("-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "--quiet", "--message", "data")


def run(folder: Path, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    env = {
        **ENVIRONMENT,
        "PRE_COMMIT_HOME": str(folder.parent / "cache"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        **environment,
    }
    return subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False)


def repository(folder: Path) -> None:
    for words in (("init", "--quiet"), ("add", "."), COMMIT):
        assert run(folder, "git", *words).returncode == 0


@pytest.fixture
def user(tmp_path: Path, data: Path) -> Path:
    """A repository of contract data."""
    folder = tmp_path / "user"
    shutil.copytree(data, folder / "data")
    repository(folder)
    return folder


@pytest.fixture
def hooks(tmp_path: Path) -> Path:
    """A clone that has our hooks, which run the program installed here: building another needs a registry."""
    folder = tmp_path / "clone"
    folder.mkdir()
    text = HOOKS.read_text(encoding="utf-8").replace("language: python", "language: system")
    (folder / HOOKS.name).write_text(text, encoding="utf-8")
    repository(folder)
    return folder


def test_the_manifest_is_one_that_pre_commit_takes() -> None:
    assert run(ROOT, PRE_COMMIT, "validate-manifest", str(HOOKS)).returncode == 0


def test_each_hook_runs_a_command_of_clsctl_in_an_environment_of_its_own() -> None:
    manifest = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    assert {hook["id"] for hook in manifest} == {"clsctl-check", "clsctl-fmt", "clsctl-validate"}
    for hook in manifest:
        assert hook["entry"].split()[:2] == hook["id"].split("-")
        assert hook["language"] == "python"


@pytest.mark.parametrize(
    ("hook", "path", "wanted"),
    [
        ("clsctl-check", "data/contracts_2025.csv", True),
        ("clsctl-check", "published_2026.csv", True),
        ("clsctl-check", "data/known_gaps_2025.csv", True),
        ("clsctl-check", "data/territoires.csv", False),
        ("clsctl-fmt", "data/contracts_2025.csv", True),
        ("clsctl-fmt", "data/published_2025.csv", False),
        ("clsctl-validate", "old_contracts_2025.csv", False),
    ],
)
def test_a_hook_wakes_for_its_files_alone(hook: str, path: str, wanted: bool) -> None:
    (found,) = [each for each in yaml.safe_load(HOOKS.read_text(encoding="utf-8")) if each["id"] == hook]
    assert bool(re.search(found["files"], path)) is wanted


@pytest.mark.slow(reason="pre-commit and git run in a repository")
def test_the_check_hook_passes_on_sound_data_and_names_the_line_on_others(user: Path, hooks: Path) -> None:
    words = (PRE_COMMIT, "try-repo", str(hooks), "clsctl-check", "--all-files")
    sound = run(user, *words)
    assert sound.returncode == 0, sound.stdout + sound.stderr
    assert re.search(r"clsctl check\.+Passed", sound.stdout)
    contracts = user / "data" / "contracts_2025.csv"
    contracts.write_text(contracts.read_text("utf-8").replace(",217350,2,", ",271350,2,"), "utf-8")
    broken = run(user, *words)
    assert broken.returncode == 1
    assert "data/contracts_2025.csv:7: 2025-02-1-06" in broken.stdout


@pytest.mark.posix
def test_the_action_is_composite_and_documents_each_input() -> None:
    action = _action()
    assert action["runs"]["using"] == "composite"
    assert all(entry["description"] and "default" in entry for entry in action["inputs"].values())
    assert all(step.get("shell") == "bash" for step in action["runs"]["steps"] if "run" in step)
    assert not any("${{" in step.get("run", "") for step in action["runs"]["steps"])


@pytest.mark.slow(reason="pre-commit and git run in a repository")
@pytest.mark.posix
@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({}, 0),
        ({"CLSCTL_CHECK_FAIL_ON": "ecart arrondi"}, 1),
        ({"CLSCTL_CHECK_AGAINST": "data/contracts_2025.csv"}, 0),
        ({"CLSCTL_CHECK_DATA": "data; exit 0"}, 3),
    ],
)
def test_the_last_step_of_the_action_checks_the_data(inputs: dict[str, str], code: int, user: Path) -> None:
    step = _action()["runs"]["steps"][-1]
    given = {**dict.fromkeys(step["env"], ""), "CLSCTL_CHECK_DATA": "data", **inputs}
    done = run(user, "bash", "-e", "-o", "pipefail", "-c", step["run"], **given)
    assert done.returncode == code, done.stderr


def _action() -> dict[str, Any]:
    action: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return action

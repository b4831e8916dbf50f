"""The hooks and the action, as a repository of contract data would use them."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ENVIRONMENT, PROGRAM, ROOT
from support.ci_grammars import ACTION, GITLAB_JOBS, WORKFLOW
from support.json_schemas import validate
from support.warm_runs import for_shell

YAML = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
HOOKS = ROOT / ".pre-commit-hooks.yaml"
PRE_COMMIT = str(Path(PROGRAM).parent / "pre-commit")
COMMIT = ("-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "--quiet", "--message", "data")


def run(folder: Path, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    env = {
        **for_shell(ENVIRONMENT),
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


@pytest.mark.slow(reason="a start of pre-commit")
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


def test_the_action_keeps_the_syntax_of_its_metadata() -> None:
    action = _action()
    validate(action, ACTION)
    assert all("default" in entry for entry in action["inputs"].values())
    assert not any("${{" in step.get("run", "") for step in action["runs"]["steps"])  # none is read as a command


def test_each_input_of_the_action_reaches_a_step() -> None:
    action = _action()
    given = json.dumps(action["runs"]["steps"])
    assert all(f"inputs.{name} " in given for name in action["inputs"])


@pytest.mark.slow(reason="a start of pre-commit for each case")
@pytest.mark.parametrize("page", ["docs/check.md", "docs/fr/check.md"])
def test_the_snippets_of_the_page_keep_the_syntax_of_their_systems(page: str, tmp_path: Path) -> None:
    workflow, job, hooks = map(yaml.safe_load, YAML.findall((ROOT / page).read_text("utf-8")))
    workflow["on"] = workflow.pop(True)  # YAML 1.1 reads `on` as a boolean; GitHub reads it as a word
    validate(workflow, WORKFLOW)
    validate(job, GITLAB_JOBS)
    steps = [step for each in workflow["jobs"].values() for step in each["steps"]]
    (ours,) = [step for step in steps if "/clsctl@v" in step["uses"]]
    assert ours["with"].keys() <= _action()["inputs"].keys()
    config = tmp_path / ".pre-commit-config.yaml"
    config.write_text(yaml.safe_dump(hooks), "utf-8")
    assert run(tmp_path, PRE_COMMIT, "validate-config", str(config)).returncode == 0


@pytest.mark.slow(reason="a whole check in a repository")
@pytest.mark.posix
def test_the_script_of_the_gitlab_job_writes_its_report(user: Path) -> None:
    _workflow, job, _hooks = map(yaml.safe_load, YAML.findall((ROOT / "docs/check.md").read_text("utf-8")))
    (check,) = job.values()
    install, *script = check["script"]
    assert install == "pip install clsctl"  # which asks a registry
    for command in script:
        assert run(user, "bash", "-e", "-c", command).returncode == 0
    assert json.loads((user / check["artifacts"]["reports"]["codequality"]).read_text("utf-8")) == []


@pytest.mark.slow(reason="pip builds the project")
@pytest.mark.posix
def test_the_action_installs_the_code_that_it_lies_beside(user: Path) -> None:
    install = _step("Install clsctl")
    assert install["env"]["CLSCTL_SOURCE"] == "${{ github.action_path }}"
    offline = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_DRY_RUN": "1"}
    done = _done(user, install, CLSCTL_SOURCE=str(ROOT), PIP_QUIET="0", **offline)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow(reason="git and whole checks run in a repository")
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
    done = _done(user, _step("Check the published figures"), **inputs)
    assert done.returncode == code, done.stderr


@pytest.mark.slow(reason="git and whole checks run in a repository")
@pytest.mark.posix
def test_the_action_compares_with_the_base_branch_and_speaks_the_language_asked_for(user: Path) -> None:
    _clone_of_origin(user)
    contracts = user / "data" / "contracts_2025.csv"
    contracts.write_text(contracts.read_text("utf-8").replace(",217350,2,", ",271300,2,"), "utf-8")
    inputs = {"CLSCTL_CHECK_AGAINST_REF": "base", "CLSCTL_LANG": "fr"}
    fetched = _done(user, _step("Fetch the earlier version"), **inputs)
    assert (fetched.returncode, fetched.stdout) == (0, ""), fetched.stderr
    checked = _done(user, _step("Check the published figures"), **inputs)
    assert checked.returncode == 1
    assert "dans la version antérieure" in checked.stdout


@pytest.mark.slow(reason="git and whole checks run in a repository")
@pytest.mark.posix
@pytest.mark.parametrize(
    ("folder", "said"), [("nouveau", "base has no version of the data"), ("data", "breaks its schema")]
)
def test_a_base_branch_without_sound_data_fails_nothing(folder: str, said: str, user: Path) -> None:
    contracts = user / "data" / "contracts_2025.csv"
    sound = contracts.read_text("utf-8")
    contracts.write_text(sound.replace(",217350,2,", ",many,2,"), "utf-8")
    run(user, "git", "add", ".")
    run(user, "git", *COMMIT)
    _clone_of_origin(user)
    contracts.write_text(sound, "utf-8")
    shutil.copytree(user / "data", user / "nouveau")
    inputs = {"CLSCTL_CHECK_DATA": folder, "CLSCTL_CHECK_AGAINST_REF": "base"}
    fetched = _done(user, _step("Fetch the earlier version"), **inputs)
    checked = _done(user, _step("Check the published figures"), **inputs)
    assert (fetched.returncode, checked.returncode) == (0, 0), fetched.stderr + checked.stderr
    assert said in fetched.stdout + checked.stdout


def _clone_of_origin(user: Path) -> None:
    """Give the repository an origin whose branch `base` is what is committed now."""
    origin = user.parent / "origin.git"
    assert run(user, "git", "branch", "--force", "base").returncode == 0
    assert run(user, "git", "clone", "--quiet", "--bare", str(user), str(origin)).returncode == 0
    assert run(user, "git", "remote", "add", "origin", str(origin)).returncode == 0


def _step(name: str) -> dict[str, Any]:
    (found,) = [step for step in _action()["runs"]["steps"] if step.get("name") == name]
    return dict(found)


def _done(user: Path, step: dict[str, Any], **inputs: str) -> "subprocess.CompletedProcess[str]":
    """The step as a runner does it: each variable empty unless given."""
    given = {
        **dict.fromkeys(step["env"], ""),
        "CLSCTL_CHECK_DATA": "data",
        "CLSCTL_EARLIER": str(user.parent / "earlier"),
        **inputs,
    }
    return run(user, "bash", "-e", "-o", "pipefail", "-c", step["run"], **given)


def _action() -> dict[str, Any]:
    action: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return action

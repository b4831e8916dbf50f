"""The fixtures of every test: the program, within the test or as a process of its own, in a clean environment."""

import gc
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Protocol

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import settings

from support.shared_engine import shared
from support.warm_runs import Job, answered
from support.within import ran

gc.disable()  # until all tests are collected: what is imported and listed meanwhile stays
ROOT = Path(__file__).resolve().parent.parent
MEMORY = Path("/dev/shm")  # noqa: S108 (what is made there has names of its own, as in any temporary folder)
ROOM = 4 << 30  # of which the suite takes some 200 MB in each worker


def _has_room(folder: Path) -> bool:
    """True where temporary files may lie there, and programs among them may start."""
    if not os.access(folder, os.W_OK) or shutil.disk_usage(folder).free < ROOM:
        return False
    return not os.statvfs(folder).f_flag & os.ST_NOEXEC


# Thousands of folders come and go: on a disk, their removal alone takes a fifth of the time.
if "TMPDIR" not in os.environ and _has_room(MEMORY):
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)

PROGRAM = shutil.which("clsctl", path=Path(sys.executable).parent) or "clsctl"
# Nothing of the developer's own settings reaches a test; English, so that golden files read like the code.
ENVIRONMENT = {
    "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
    "LC_ALL": "C.UTF-8",
    "CLSCTL_LANG": "en",
    "HOME": os.environ.get("HOME", "/"),
    **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), tempfile.gettempdir()),
    "SYSTEMROOT": os.environ.get("SYSTEMROOT", ""),
}

# Tests that call the rooms directly read English too, whatever the machine speaks.
for setting in ("LC_ALL", "LC_MESSAGES", "LANG"):
    os.environ.pop(setting, None)
os.environ["CLSCTL_LANG"] = "en"

# The same examples at each run: what chance alone finds belongs to `make fuzz`, and must not stop a change.
settings.register_profile("suite", derandomize=True)
settings.load_profile("suite")

OWN_ENGINE = {"sql"}

IS_POSIX = os.name == "posix"

# A shell starts what runs in its background with SIGINT ignored, and the program leaves an ignored signal so.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Run(Protocol):
    """Runs `clsctl` with these arguments; stdin is empty unless given."""

    def __call__(
        self,
        *arguments: str,
        stdin: bytes = b"",
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[bytes]: ...


@pytest.fixture
def clsctl(tmp_path: Path) -> Run:
    """The program in a new folder of its own, run within this process."""

    def run(
        *arguments: str, stdin: bytes = b"", cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        return ran(arguments, cwd or tmp_path, {**ENVIRONMENT, **(env or {})}, stdin)

    return run


@pytest.fixture
def program(tmp_path: Path) -> Run:
    """The same as a process of its own: for what a start settles, what streams do, and what a process leaves."""

    def run(
        *arguments: str, stdin: bytes = b"", cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        return answered(Job(arguments), cwd or tmp_path, {**ENVIRONMENT, **(env or {})}, stdin)

    return run


@pytest.fixture(scope="session")
def data() -> Path:
    """The bundled data of the source tree."""
    return ROOT / "data"


@pytest.fixture(autouse=True)
def _one_engine(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests that call the rooms directly share one engine too, where they do not lock it or measure it."""
    with nullcontext() if request.path.parent.name in OWN_ENGINE else shared():
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """One report of a test that passes, and not one for each of its three phases: a worker sends each as a message."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for report in runtestprotocol(item, log=False, nextitem=nextitem):
        if report.when == "call" or not report.passed:
            item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Skip the tests that need POSIX elsewhere, with the reason."""
    if not IS_POSIX:
        for item in items:
            if item.get_closest_marker("posix"):
                item.add_marker(
                    pytest.mark.skip(reason="needs POSIX: a pseudo-terminal, signals, modes, links or bash")
                )


def pytest_collection_finish() -> None:
    """Thousands of tests are no garbage: without them, the collector takes a seventh less of the time of all."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


def pytest_sessionfinish() -> None:
    """At the end they are: a library counts what outlives it, and would say so."""
    gc.unfreeze()
    gc.collect()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden-refresh` writes what the program says today; `git diff` is the review."""
    parser.addoption("--golden-refresh", action="store_true", help="rewrite the golden sessions")


def shell(command: str, cwd: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    """A session as a user types it, pipes and redirections included."""
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, cwd=cwd, env=env, timeout=120, check=False
    )


def golden_cases() -> Sequence[Path]:
    """The folders that hold a session."""
    return sorted(path.parent for path in (Path(__file__).parent / "golden").glob("**/cmd"))

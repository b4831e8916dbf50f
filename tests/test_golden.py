"""Sessions as users see them: `cmd` run in its folder, against `expout`, `experr` and `expcode`.

`pytest --golden-refresh` rewrites the three; `expcode` is absent for 0. A `cmd` may be several lines of shell;
its folder may hold the data that it reads. A line that needs no shell runs in this process, at a tenth of the cost.
"""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from conftest import ENVIRONMENT, ROOT, golden_cases, shell
from support.console import needs_shell
from support.in_process import Command
from support.warm_runs import for_shell
from support.within import ran

pytestmark = pytest.mark.slow(reason="whole runs, and some of them shells")


@pytest.mark.posix
@pytest.mark.parametrize("case", golden_cases(), ids=lambda path: path.name)
def test_golden(case: Path, request: pytest.FixtureRequest) -> None:
    done = played((case / "cmd").read_text(encoding="utf-8").strip(), case, for_shell(ENVIRONMENT))
    seen = {
        "expout": _portable(done.stdout),
        "experr": _portable(done.stderr),
        "expcode": f"{done.returncode}\n" if done.returncode else "",
    }
    if request.config.getoption("--golden-refresh"):
        for name, text in seen.items():
            _write(case / name, text)
    assert {name: _read(case / name) for name in seen} == seen


def played(session: str, folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    if needs_shell(session):
        return shell(session, folder, environment)
    command = Command.read(session)
    return ran(command.words, folder, {**environment, **command.settings})


@pytest.mark.posix
def test_a_session_is_here_what_it_is_in_a_shell() -> None:
    folder = ROOT / "tests" / "golden" / "check-gap"
    session = (folder / "cmd").read_text("utf-8").strip()
    here, there = played(session, folder, ENVIRONMENT), shell(session, folder, ENVIRONMENT)
    assert (here.stdout, here.stderr, here.returncode) == (there.stdout, there.stderr, there.returncode)


def _portable(output: bytes) -> str:
    """The text with the place of the source tree taken out, and half characters kept visible."""
    return output.decode("utf-8", "backslashreplace").replace(str(ROOT), "$ROOT")


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8") if path.exists() else ""


def _write(path: Path, text: str) -> None:
    if text:
        path.write_bytes(text.encode("utf-8"))
    else:
        path.unlink(missing_ok=True)

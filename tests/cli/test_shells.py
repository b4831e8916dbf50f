"""Completion in the shells themselves: installed as users do it, then the Tab key on a pseudo-terminal."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from clsctl.cli.shell_quotes import Shell, is_between_words, quoted_for_powershell
from conftest import ENVIRONMENT, Run
from support.processes import on_terminal
from support.shells import Terminal, started
from support.warm_runs import for_shell

MEL = "Métropole européenne de Lille"
MOBILITE = "Lutter contre les inégalités dans l'accès à la mobilité"
COMPLETED = {
    "clsctl tot": ["totals"],
    "clsctl totals --per-i": ["totals", "--per-inhabitant"],
    "clsctl lines --theme alim": ["lines", "--theme", "alimentation"],
    "clsctl lines --territoire Mé": ["lines", "--territoire", MEL],
    "clsctl lines --territoire 'Amiens ": ["lines", "--territoire", "Amiens Métropole"],
    "clsctl lines --territoire Pas": ["lines", "--territoire", "Pas-de-Calais"],
    r"clsctl lines --objectif Lutter\ contre\ les\ inégalités\ dans": ["lines", "--objectif", MOBILITE],
}


# fish asks the program several times for each key: a command, and a value with blanks and an accent.
ASKED = [
    *(("bash", typed) for typed in COMPLETED),
    *(("zsh", typed) for typed in COMPLETED),
    *(("fish", typed) for typed in ("clsctl tot", "clsctl lines --territoire Mé")),
]


@pytest.fixture(scope="module")
def terminals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Terminal]]:
    """Each shell by its name, new, after `clsctl --install-completion` in it; skipped where it is not installed."""
    with ExitStack() as running:

        @cache
        def terminal(kind: str) -> Terminal:
            home = tmp_path_factory.mktemp(kind)
            environment = for_shell({**ENVIRONMENT, "HOME": str(home), "TERM": "xterm"})
            _code, said = on_terminal("--install-completion", kind, env=environment, columns=300)
            assert said.startswith(f"Completion of {kind} installed in {home}")
            return running.enter_context(started(kind, environment, home))

        yield terminal


@pytest.mark.slow(reason="each Tab is a process, in a shell of its own")
@pytest.mark.posix
@pytest.mark.parametrize(("kind", "typed"), ASKED)
def test_the_tab_key_completes_one_word(terminals: Callable[[str], Terminal], kind: str, typed: str) -> None:
    if shutil.which(kind) is None:
        pytest.skip(f"needs {kind}: apt-get install {kind}")
    assert terminals(kind).completed(typed) == COMPLETED[typed]


@pytest.mark.parametrize("kind", Shell)
def test_the_script_of_each_shell_asks_clsctl(clsctl: Run, kind: Shell) -> None:
    done = clsctl("--show-completion", kind)
    assert done.returncode == 0
    assert {"_CLSCTL_COMPLETE", "clsctl"} <= set(done.stdout.decode().replace("=", " ").replace(":", " ").split())
    assert f"complete_{kind.value.replace('pwsh', 'powershell')}" in done.stdout.decode()


def test_an_unknown_shell_is_told_the_nearest(clsctl: Run) -> None:
    done = clsctl("--show-completion", "zhs")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "Did you mean “zsh”?" in done.stderr.decode()


def test_a_current_shell_that_is_not_known_is_said(clsctl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clsctl.cli.shells.detect_shell", lambda: ("tcsh", "/bin/tcsh"))
    done = clsctl("--install-completion")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "Name one: bash, zsh, fish, powershell, pwsh." in done.stderr.decode()


@pytest.mark.posix
def test_a_home_that_takes_no_file_is_said(clsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    done = clsctl("--install-completion", "fish", env={"HOME": str(tmp_path / "home")})
    assert done.returncode == 3
    assert "The completion of fish cannot be installed (" in done.stderr.decode()


@pytest.mark.posix
def test_powershell_gets_the_script_in_its_profile_once_and_keeps_its_policy(clsctl: Run, tmp_path: Path) -> None:
    """A script stands for PowerShell: it writes down what it is asked, and answers with a profile."""
    profile, heard = tmp_path / "Documents" / "profil é.ps1", tmp_path / "heard"
    program = tmp_path / "bin" / "pwsh"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$*" >> "{heard}"\nprintf "%s\\r\\n" "{profile}"\n', encoding="utf-8")
    program.chmod(0o755)
    for _time in range(2):
        done = clsctl("--install-completion", "pwsh", env={"PATH": str(program.parent)})
        assert done.stdout.decode().startswith(f"Completion of pwsh installed in {profile}")
    assert profile.read_text(encoding="utf-8").count("Register-ArgumentCompleter") == 1
    assert "ExecutionPolicy" not in heard.read_text(encoding="utf-8")


def test_powershell_is_handed_values_in_its_quotes(clsctl: Run) -> None:
    typed = {"_TYPER_COMPLETE_ARGS": "clsctl lines --territoire 'Am", "_TYPER_COMPLETE_WORD_TO_COMPLETE": "'Am"}
    done = clsctl(env={"_CLSCTL_COMPLETE": "complete_powershell", **typed})
    assert done.stdout.decode().strip() == "'Amiens Métropole':::"
    assert quoted_for_powershell("dès l'enfance") == "'dès l''enfance'"
    assert quoted_for_powershell("Pas-de-Calais") == "Pas-de-Calais"


@pytest.mark.slow(reason="each Tab is a process, in a shell of its own")
@pytest.mark.parametrize(
    ("typed", "expected"), [("a b ", True), ("a b", False), ("a 'b ", False), (r"a b\ ", False), ("a 'b' ", True)]
)
def test_a_blank_in_quotes_parts_no_words(typed: str, expected: bool) -> None:
    assert is_between_words(typed) is expected

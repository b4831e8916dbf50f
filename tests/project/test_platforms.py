"""The suite is collected on any system; what needs POSIX is marked, and skipped elsewhere with a word."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from types import SimpleNamespace

import pytest

import conftest
from conftest import ENVIRONMENT, ROOT

ABSENT = ("fcntl", "grp", "pty", "pwd", "resource", "termios", "tty")
# What Windows has not, or has in another way; `furnish` makes links, `try_bomb` reads /proc.
NEEDS_POSIX = {
    *("on_terminal", "session", "shell", "launched", "measured", "started", "send_signal"),
    *("chmod", "execv", "furnish", "mkfifo", "symlink_to", "try_bomb", "wait4", "SIGKILL"),
}
# Where the helpers of these names are at home; one of the same name from elsewhere is another.
HOMES = {"bounded", "cli.test_streams", "conftest", "support.launched", "support.processes"}
FILES = sorted(set((ROOT / "tests").rglob("test_*.py")) - {Path(__file__)})
MARK = "posix"


@pytest.mark.slow(reason="the whole suite is collected once more")
def test_the_suite_is_collected_where_posix_is_not() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "--collect-only",
            "-qq",
            "-n",
            "0",
            "--assert=plain",
            "-p",
            "support.without_posix",
        ],
        cwd=ROOT,
        env={**ENVIRONMENT, "PATH": "", "PYTHONPATH": str(ROOT / "tests"), "ABSENT": " ".join(ABSENT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert all(str(path.relative_to(ROOT).as_posix()) in done.stdout for path in FILES)


def test_the_program_imports_nothing_of_posix_as_it_loads() -> None:
    found = {
        (path.name, name)
        for path in (ROOT / "src").rglob("*.py")
        for statement in ast.parse(path.read_text("utf-8")).body
        for name in imported(statement)
    }
    assert not {(path, name) for path, name in found if name in ABSENT}
    assert ("run.py", "signal") in found


def imported(statement: ast.stmt) -> Iterator[str]:
    match statement:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=str(module)):
            yield module


def test_a_test_that_needs_posix_says_so() -> None:
    names = {path: path.relative_to(ROOT / "tests").as_posix() for path in FILES}
    assert {name: found for path, name in names.items() if (found := unmarked(path))} == {}


def unmarked(path: Path) -> list[str]:
    """The tests of a module that need POSIX and do not say so."""
    tree = ast.parse(path.read_text("utf-8"))
    if any(isinstance(each, ast.Assign) and is_marked(each.value) for each in tree.body):
        return []
    functions = {each.name: each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)}
    needing = needers(functions, NEEDS_POSIX - foreign(tree))
    return [name for name in sorted(needing) if name.startswith("test_") and not marked(functions[name])]


def foreign(tree: ast.Module) -> set[str]:
    """The names that a module imports from elsewhere than from those homes."""
    imports = [each for each in tree.body if isinstance(each, ast.ImportFrom) and each.module not in HOMES]
    return {alias.asname or alias.name for each in imports for alias in each.names}


def needers(functions: dict[str, ast.FunctionDef], posix: AbstractSet[str] = NEEDS_POSIX) -> set[str]:
    """The functions that name something of POSIX, or one another that does."""
    named = {name: set(words(function)) for name, function in functions.items()}
    needing: set[str] = set()
    while more := {name for name, used in named.items() if used & (posix | needing)} - needing:
        needing |= more
    return needing


def words(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                yield name
            case ast.Constant(value=str(text)) if text == "bash" or "/dev/" in text or "/proc/" in text:
                yield "session"


def marked(function: ast.FunctionDef) -> bool:
    return any(map(is_marked, function.decorator_list))


def is_marked(value: ast.expr) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == MARK for node in ast.walk(value))


SAMPLE = """
def made(f): f.chmod(0)
def test_a(made): pass
def test_b(): helper()
def helper(): session('x')
def test_c(): pass
"""


def test_what_names_a_helper_or_a_fixture_of_posix_needs_it_too() -> None:
    functions = {each.name: each for each in ast.parse(SAMPLE).body if isinstance(each, ast.FunctionDef)}
    assert needers(functions) == {"made", "test_a", "test_b", "helper"}


@pytest.mark.parametrize(("is_posix", "marker", "skipped"), [(True, MARK, 0), (False, MARK, 1), (False, "office", 0)])
def test_a_test_that_needs_posix_is_skipped_elsewhere(
    is_posix: bool, marker: str, skipped: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks: list[pytest.MarkDecorator] = []
    item = SimpleNamespace(get_closest_marker=lambda name: name == marker, add_marker=marks.append)
    monkeypatch.setattr(conftest, "IS_POSIX", is_posix)
    conftest.pytest_collection_modifyitems([item])  # type: ignore[list-item]  # an item as far as it is asked
    assert [mark.name for mark in marks] == ["skip"] * skipped

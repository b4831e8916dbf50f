"""One word for one thing: a public name has one home, and no package shadows its modules."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import clsctl

PACKAGE = Path(clsctl.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
# What each room of a kind has under the same name: a writer its `write`, a command its `command`.
PROTOCOLS = {"write": "render", "command": "cli"}


def public(path: Path) -> Iterator[str]:
    """The public classes and functions that a module defines."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node.name


def test_no_public_name_is_defined_twice() -> None:
    homes: dict[str, list[Path]] = defaultdict(list)
    for path in MODULES:
        for name in public(path):
            if path.relative_to(PACKAGE).parts[0] != PROTOCOLS.get(name):
                homes[name].append(path.relative_to(PACKAGE))
    assert {"Table", "Dataset", "Format", "open_dataset"} <= homes.keys()
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


def test_no_package_hands_on_a_name() -> None:
    """It would have a second home, and its import would load all of the package."""
    packages = [path for path in MODULES if path.name == "__init__.py" and path.parent != PACKAGE]
    assert len(packages) > 20
    assert [path.relative_to(PACKAGE).as_posix() for path in packages if hands_on(path)] == []


def hands_on(path: Path) -> bool:
    """True where a package names what it does not use itself, or what one of its modules is called."""
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    defined = set(public(path))
    imported = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("clsctl")
        for alias in node.names
    }
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    rooms = {each.stem for each in path.parent.glob("*.py")} | {
        each.name for each in path.parent.iterdir() if each.is_dir()
    }
    return bool(imported - used or ("__all__" in text and not defined) or (defined | imported) & rooms)


def test_what_users_import_is_named_once_and_found() -> None:
    assert sorted(clsctl.__all__) == list(clsctl.__all__)
    for name in clsctl.__all__:
        assert getattr(clsctl, name) is not None


def imported(path: Path) -> Iterator[str]:
    """The modules that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_two_rooms_alone_touch_the_private_parts_of_typer() -> None:
    """import-linter sees an external package as a whole, and so cannot hold this."""
    private = re.compile(r"typer\.(_\w+|core|main|rich_utils|completion|models\.\w*Info)\b|click\b")
    rooms = {path.relative_to(PACKAGE).as_posix() for path in MODULES for name in imported(path) if private.match(name)}
    assert rooms == {"cli/framework.py", "cli/shells.py"}

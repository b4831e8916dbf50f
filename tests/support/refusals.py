"""Every sentence with which the code refuses a request, found in its text, with the function that says it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from conftest import ROOT

SOURCES = ROOT / "src" / "clsctl"
REFUSING = {"UsageError", "ReadError", "say_error", "_refusal"}
# Typer's own refusals, said in our words.
REPHRASING = {"cli/framework.py": {"fact", "_missing", "remedy"}}
TRANSLATING = {"_", "mark"}


@dataclass(frozen=True)
class Sentence:
    """A sentence with its places in braces, and its home: `module.py:function`."""

    text: str
    where: str

    def __str__(self) -> str:
        return f"{self.where} {self.text[:40]}"

    def is_in(self, said: str) -> bool:
        """True where the sentence stands in the text, its places filled with anything."""
        end = 0
        for part in self._parts:
            start = said.find(part, end)
            if start < 0:
                return False
            end = start + len(part)
        return True

    @cached_property
    def _parts(self) -> list[str]:
        return re.split(r"{[^}]*}", self.text)


def sentences() -> list[Sentence]:
    """Facts and remedies, each once for each function that says it."""
    found = dict.fromkeys(each for path in sorted(SOURCES.rglob("*.py")) for each in _of(path))
    return [each for each in found if re.search(r"\w{2}", re.sub(r"{[^}]*}", "", each.text))]


def _of(path: Path) -> Iterator[Sentence]:
    module = path.relative_to(SOURCES).as_posix()
    text = path.read_text("utf-8")
    if module not in REPHRASING and not any(name in text for name in REFUSING):
        return
    tree = ast.parse(text)
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for name, function in functions.items():
        said = [function] if name in REPHRASING.get(module, ()) else _refusals(function)
        for node in said:
            yield from (Sentence(words, f"{module}:{name}") for words in _texts(node, tree, function, functions))


def _refusals(function: ast.FunctionDef) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and _name(node.func) in REFUSING:
            yield from node.args


def _texts(
    node: ast.AST, tree: ast.Module, function: ast.FunctionDef, functions: dict[str, ast.FunctionDef]
) -> Iterator[str]:
    """The translated texts in the node, behind its names, and in the functions that it calls."""
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and _name(each.func) in TRANSLATING:
            if each.args and isinstance(each.args[0], ast.Constant):
                yield str(each.args[0].value)
            elif each.args and isinstance(each.args[0], ast.Name):
                yield from _given(each.args[0].id, tree, function)
        elif isinstance(each, ast.Call) and _name(each.func) in functions and each is not node:
            yield from _texts(functions[_name(each.func)], tree, function, {})
        elif isinstance(each, ast.Name) and node is not function:
            yield from _given(each.id, function)


def _given(name: str, *scopes: ast.AST) -> Iterator[str]:
    for scope in scopes:
        yield from _assigned(scope).get(name, ())


@cache
def _assigned(scope: ast.AST) -> dict[str, list[str]]:
    """The translated texts that each name of the scope is given, found in one walk."""
    texts: dict[str, list[str]] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            given = list(_translated(node.value))
            for name in {_name(target) for target in node.targets}:
                texts.setdefault(name, []).extend(given)
    return texts


def _translated(value: ast.expr) -> Iterator[str]:
    for each in ast.walk(value):
        if isinstance(each, ast.Call) and _name(each.func) in TRANSLATING and each.args:
            constants = (leaf for leaf in ast.walk(each.args[0]) if isinstance(leaf, ast.Constant))
            yield from (str(leaf.value) for leaf in constants if isinstance(leaf.value, str))


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""

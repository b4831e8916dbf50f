"""The words of the house: patterns that texts avoid, quotation marks, the width of help lines."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from typer._click import Command, Context
from typer.core import TyperGroup

from clsctl.cli.app import command
from conftest import ROOT
from support import catalogues

WIDEST = 55  # columns of a help line, beside the options in a terminal of 80
AVOIDED = re.compile(
    r"(?<!there )\b(?:is|are|was|were) no\b|\bthere (?:is|are) none\b|\bis none\b|\bof which\b|\bso many\b|\bwhoever\b"
    r"|\bthe like\b|\bas good as\b|\(the same\)"
)
AVOIDED_IN_FRENCH = re.compile(
    r"\bterminaisons?\b|\btubes?\b|\bsain(?:e?s?)\b|(?<!sortie )\bcode [0-9]|\bsortir avec\b"
)
RIDDLE = re.compile(r"(?:What|Where|Whether|Which|Who|Whose|How|Why|When|That)\b")
OPENED = re.compile(rf'^ *"""({RIDDLE.pattern}.*)', re.MULTILINE)
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
BESIDE = ("tests", "website", "benchmarks", "fuzz", ".ci")
SOURCES = sorted(catalogues.SOURCES.rglob("*.py"))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (AVOIDED, "the file is no table"),
        (AVOIDED, "the folder, where there is none"),
        (AVOIDED, "10 lines, of which 2 without amount"),
        (AVOIDED_IN_FRENCH, "sa terminaison choisit le format"),
        (AVOIDED_IN_FRENCH, "ou envoyez-en un par un tube"),
        (AVOIDED_IN_FRENCH, "sinon code 1"),
        (RIDDLE, "Whether a file is still the one that was opened"),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


def test_an_english_message_states_a_fact_between_english_quotes() -> None:
    for text in (text for message in _messages() for text in _texts(message.id)):
        assert not AVOIDED.search(text), text
        assert not re.search("[«»]", text), text


def test_a_french_message_is_written_in_the_terms_of_an_administration_between_french_quotes() -> None:
    for text in (text for message in _messages() for text in _texts(message.string)):
        assert not AVOIDED_IN_FRENCH.search(text), text
        assert not re.search("[“”]", text), text


def test_docstrings_and_comments_state_facts() -> None:
    said = [
        (_named(path), " ".join(text.split())) for path in SOURCES for text in (*_docstrings(path), *_comments(path))
    ]
    assert len(said) > len(SOURCES)
    assert [(name, text) for name, text in said if AVOIDED.search(text)] == []


def test_a_docstring_is_text_that_every_python_imports() -> None:
    """Python 3.13 imports no module with half a surrogate pair in one."""
    said = [(_named(path), text) for path in SOURCES for text in _docstrings(path)]
    assert [(name, ascii(text)) for name, text in said if not _is_utf_8(text)] == []


def test_a_docstring_opens_with_a_fact_and_not_with_a_riddle() -> None:
    first = {_named(path): _docstrings(path)[0].partition("\n")[0] for path in SOURCES}
    assert {name: line for name, line in first.items() if not line.endswith((".", ":"))} == {}
    said = [(_named(path), text) for path in SOURCES for text in _docstrings(path)]
    assert [(name, text) for name, text in said if RIDDLE.match(text)] == []


def test_no_docstring_beside_the_program_opens_with_a_riddle() -> None:
    paths = [path for folder in BESIDE for path in (ROOT / folder).rglob("*.py") if path.stat().st_size]
    assert len(paths) > 200
    texts = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in paths}
    assert [name for name, text in texts.items() if not text.startswith('"""')] == []
    assert {name: found for name, text in texts.items() if (found := OPENED.findall(text))} == {}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_help_line_fits_beside_the_options(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = list(_help_lines(_program(language, monkeypatch)))
    assert len(lines) > 60
    assert {text: len(text) for text in lines if len(text) > WIDEST} == {}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_command_is_cut_in_the_help_of_the_program(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = _program(language, monkeypatch)
    with Context(program, info_name="clsctl", terminal_width=80) as context:
        text = program.get_help(context)
    for name, each in program.commands.items():
        assert re.search(rf"^  {name} +{re.escape(_first(each))}$", text, re.MULTILINE), text
    assert "..." not in text.partition("COMMAND")[2].partition("\n")[2]


def _program(language: str, monkeypatch: pytest.MonkeyPatch) -> TyperGroup:
    monkeypatch.setenv("LANGUAGE", language)  # the program sets it; put back after the test
    monkeypatch.setenv("CLSCTL_LANG", language)
    program = command()
    assert isinstance(program, TyperGroup)
    return program


def _help_lines(program: TyperGroup) -> Iterator[str]:
    for each in (program, *program.commands.values()):
        with Context(each) as context:
            yield from (text for param in each.get_params(context) if (text := getattr(param, "help", None)))
    yield from map(_first, program.commands.values())


def _first(each: Command) -> str:
    return (each.help or "").partition("\n")[0]


@cache
def _messages() -> list[Message]:
    return [message for message in catalogues.translated() if message.id]


def _texts(strings: object) -> tuple[str, ...]:
    return strings if isinstance(strings, tuple) else (str(strings),)


def _named(path: Path) -> str:
    return path.relative_to(catalogues.SOURCES).as_posix()


@cache
def _docstrings(path: Path) -> list[str]:
    """The docstring of the module, then one for each class and function; empty without one."""
    return [ast.get_docstring(node) or "" for node in _documented(ast.parse(path.read_text("utf-8")))]


def _documented(node: ast.AST) -> Iterator[ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """The node and those in it that may have a docstring; expressions hold none."""
    if isinstance(node, DOCUMENTED):
        yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            yield from _documented(child)


def _comments(path: Path) -> Iterator[str]:
    """Those of a module that may be at fault: its text is taken apart only where it says so anywhere."""
    source = path.read_text("utf-8")
    if AVOIDED.search(" ".join(source.split())):
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                yield token.string


def _is_utf_8(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True

"""The gallery of errors, tests/errors/: its cases, how one is played, and the page that is written from them."""

import importlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from clsctl.finding import Rule
from clsctl.rules.catalogue import SUBJECTS
from conftest import ROOT
from support import recipes
from support.in_process import session

FOLDER = ROOT / "tests" / "errors"
OURS = {"cmd", "en", "fr", "recipe", "limits", "mend"}
LONGEST = 12  # lines of a file that the page shows


@dataclass(frozen=True, slots=True)
class Case:
    """A folder of the gallery."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def command(self) -> str:
        return self._text("cmd").strip()

    def said(self, language: str) -> str:
        """The text that was printed when the gallery was last written."""
        return self._text(language)

    @property
    def files(self) -> dict[str, str]:
        """The text files that the command reads, by name; bytes that are no UTF-8 are shown as escapes."""
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file() and path.name not in OURS)
        texts = (path.read_bytes().decode("utf-8", "backslashreplace") for path in paths)
        return {path.relative_to(self.folder).as_posix(): text for path, text in zip(paths, texts, strict=True)}

    @property
    def limits(self) -> str:
        """The limits that the case lowers, a line each."""
        return self._text("limits")

    @property
    def made(self) -> str:
        """The description of the file that a recipe makes; empty without one."""
        name = self._text("recipe").strip()
        return (getattr(recipes, name).__doc__ or "").splitlines()[0] if name else ""

    def played(self, folder: Path, language: str) -> str:
        """The text that the command prints in a copy of the folder."""
        with self.staged(folder):
            return session(self.command, folder, language).replace(str(folder), "$FOLDER").replace(str(ROOT), "$ROOT")

    @contextmanager
    def staged(self, folder: Path, *, lowered: bool = True) -> Iterator[None]:
        """A copy of the folder with what its recipe makes, its limits lowered for a while."""
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns(*OURS))
        if name := self._text("recipe").strip():
            getattr(recipes, name)(folder)
        with ExitStack() as limits:
            for line in self.limits.splitlines() if lowered else ():
                limits.enter_context(_lowered(line))
            yield

    @property
    def mend(self) -> str:
        """The way in which its remedy is followed (support/mends.py)."""
        return self._text("mend")

    def _text(self, name: str) -> str:
        path = self.folder / name
        return path.read_text("utf-8") if path.exists() else ""


CASES = tuple(Case(path.parent) for path in sorted(FOLDER.glob("*/cmd")))


def case(slug: str) -> Case:
    """The case of a rule."""
    return Case(FOLDER / slug)


@contextmanager
def _lowered(line: str) -> Iterator[None]:
    """`module:NAME=number`, or `module:NAME.attribute=number`: the limit is that number for a while."""
    place, _, number = line.partition("=")
    module, _, path = place.partition(":")
    *names, last = path.split(".")
    owner: object = importlib.import_module(module)
    for name in names:
        owner = getattr(owner, name)
    before = getattr(owner, last)
    object.__setattr__(owner, last, int(number))  # a Limit is frozen, and its readers hold the very object
    try:
        yield
    finally:
        object.__setattr__(owner, last, before)


# ── the page ──

TITLES = {
    "files": "Files",
    "workbooks": "Workbooks",
    "cells": "Cells",
    "relations": "Lines, territories, axes and figures",
    "links": "Decisions on the links of two years",
    "brochures": "Brochures, read by `clsctl import`",
    "pages": "Pages of reports",
    "warnings": "Warnings",
}
HEAD = """# Findings and warnings

What clsctl finds wrong in files: the smallest example of each kind, the command, and what is printed of it in English
and in French. The word in brackets is the slug, the same in both languages. `clsctl validate --list` prints the kinds
alone.

Written from `tests/errors/` by `pytest tests/test_errors.py --golden-refresh`.
"""


def page() -> str:
    """docs/findings.md: the rules by subject, each with its case."""
    contents = "".join(f"\n- {TITLES[name]}: {', '.join(map(_link, rules))}" for name, rules in SUBJECTS.items())
    return f"{HEAD}{contents}\n" + "".join(_section(TITLES[name], rules) for name, rules in SUBJECTS.items())


def _link(rule: Rule) -> str:
    return f"[{rule.slug}](#{rule.slug})"


def _section(title: str, rules: Sequence[Rule]) -> str:
    return f"\n## {title}\n" + "".join(_entry(case(rule.slug)) for rule in rules)


def _entry(one: Case) -> str:
    files = "".join(f"\n`{name}`{':' if text else ' is empty.'}\n{_block(text)}" for name, text in one.files.items())
    made = f"\n{one.made}\n" if one.made else ""
    lowered = "\nThe limit is lowered here, so that the file is small.\n" if one.limits else ""
    said = [f"$ {one.command}", *_told(one, "en"), *_told(one, "fr")]
    return f"\n### {one.name}\n{files}{made}{lowered}{_block(chr(10).join(said))}"


def _told(one: Case, language: str) -> Iterator[str]:
    """The first line that has the slug, and the remedy below it."""
    lines = one.said(language).splitlines()
    first = next(number for number, text in enumerate(lines) if f"[{one.name}]" in text)
    yield lines[first]
    yield next(text for text in lines[first:] if text.startswith("  → "))


def _block(text: str) -> str:
    lines = text.replace("\0", "␀").splitlines()
    shown = lines if len(lines) <= LONGEST else [*lines[: LONGEST - 1], "…"]
    return f"\n```text\n{chr(10).join(shown)}\n```\n" if lines else ""

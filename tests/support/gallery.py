"""The gallery of errors, tests/errors/: its cases, how one is played, and the page that is written from them."""

import importlib
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from clsctl.finding import Rule
from clsctl.rules.catalogue import SUBJECTS, Subject
from conftest import ROOT
from support import recipes
from support.in_process import session

FOLDER = ROOT / "tests" / "errors"
OURS = {"cmd", "en", "fr", "recipe", "limits"}
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
        """What was printed when the gallery was last written."""
        return self._text(language)

    @property
    def files(self) -> dict[str, str]:
        """The text files that the command reads, by name; bytes that are no UTF-8 are shown as escapes."""
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file() and path.name not in OURS)
        texts = (path.read_bytes().decode("utf-8", "backslashreplace") for path in paths)
        return {path.relative_to(self.folder).as_posix(): text for path, text in zip(paths, texts, strict=True)}

    @property
    def made(self) -> str:
        """What the file is that a recipe makes; empty where there is none."""
        name = self._text("recipe").strip()
        return (getattr(recipes, name).__doc__ or "").splitlines()[0] if name else ""

    def played(self, folder: Path, language: str) -> str:
        """What the command prints in a copy of the folder."""
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns(*OURS))
        if name := self._text("recipe").strip():
            getattr(recipes, name)(folder)
        with ExitStack() as lowered:
            for line in self._text("limits").splitlines():
                lowered.enter_context(_lowered(line))
            return session(self.command, folder, language).replace(str(folder), "$FOLDER").replace(str(ROOT), "$ROOT")

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

HEAD = """# Findings and warnings

What clsctl finds wrong in files, kind by kind, with the smallest example of each: what is read, the command, and what is
printed in English and in French. Written from `tests/errors/`; `clsctl validate --list` prints the kinds alone. The word in
brackets is the slug, the same in both languages.
"""


def page() -> str:
    """docs/findings.md: the rules by subject, each with its case."""
    contents = "".join(f"\n**{subject.title}**: {', '.join(map(_link, subject.rules))}\n" for subject in SUBJECTS)
    return f"{HEAD}{contents}" + "".join(map(_section, SUBJECTS))


def _link(rule: Rule) -> str:
    return f"[{rule.slug}](#{rule.slug})"


def _section(subject: Subject) -> str:
    return f"\n## {subject.title}\n" + "".join(_entry(case(rule.slug)) for rule in subject.rules)


def _entry(one: Case) -> str:
    files = "".join(f"\n`{name}`:\n{_block(_shortened(text))}" for name, text in one.files.items())
    made = f"\n{one.made}\n" if one.made else ""
    said = (f"$ {one.command}\n{one.said('en')}", one.said("fr"))
    return f"\n### {one.name}\n{files}{made}{''.join(map(_block, said))}"


def _block(text: str) -> str:
    return f"\n```text\n{text.rstrip()}\n```\n"


def _shortened(text: str) -> str:
    lines = text.replace("\0", "␀").splitlines()
    return "\n".join(lines if len(lines) <= LONGEST else [*lines[: LONGEST - 1], "…"])

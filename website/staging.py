"""The sources of Sphinx in one language: the documents of the tree at their places, their links turned to those.

A link to a page of the site stays a link of Markdown, so that Sphinx checks it, anchor included. One to any other file
of the tree leads to a copy of it, as text, so that the site needs no forge.
"""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, normpath, relpath

from pages import FRENCH_ONLY, ROOT, WRITTEN, Page, pages
from words import LANGUAGES, Language, say

FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<target>[^)\s]+)\)")
# The line with which a document names its other edition; the site has a switch for that.
EDITION = re.compile(r"^\*(?:In English|En français) ?: .*\*\n", re.MULTILINE)
UNKNOWN_TO_PYGMENTS = re.compile(r"^```csv$", re.MULTILINE)
PICTURES = (".png", ".svg")
FILES, PICTURES_FOLDER = "files", "pictures"  # beside the pages in the built site


@dataclass(frozen=True)
class Stage:
    """A folder of sources in a language, and the folder that is copied beside the built pages as it is."""

    language: Language
    sources: Path
    beside: Path

    def lay_out(self) -> None:
        """Write every document."""
        for page in pages():
            text = (ROOT / page.documents[self.language]).read_text("utf-8")
            turned = self._turned(EDITION.sub("", text, count=1), page)
            self.write(page.place, turned if page.is_translated() else self._with_note(turned, page))

    def write(self, place: str, text: str) -> None:
        """Write a page in Markdown."""
        path = self.sources / f"{place}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def add(self, place: str, content: bytes) -> None:
        """Put a file beside the pages."""
        path = self.beside / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def show(self, picture: Path) -> None:
        """Put a picture among the sources, where pages find it."""
        self._copy(picture, f"{PICTURES_FOLDER}/{picture.name}")

    def finish(self, navigation: str) -> None:
        """Add the navigation to the home page."""
        home = self.sources / "index.md"
        home.write_text(f"---\nhide-toc: true\n---\n{home.read_text('utf-8')}\n{navigation}", encoding="utf-8")

    def _with_note(self, text: str, page: Page) -> str:
        """The text with a word below its title where it is not in the language of the site."""
        words = say("in_french" if page.documents["fr"] in FRENCH_ONLY else "in_english", self.language)
        title, _newline, rest = text.partition("\n")
        return f"{title}\n\n*{words}*\n{rest}" if words else text

    def _turned(self, text: str, page: Page) -> str:
        """The text with its links turned, outside its blocks of code."""
        parts: list[str] = []
        end = 0
        for fence in FENCE.finditer(text):
            parts += [self._relinked(text[end : fence.start()], page), UNKNOWN_TO_PYGMENTS.sub("```text", fence[0])]
            end = fence.end()
        return "".join((*parts, self._relinked(text[end:], page)))

    def _relinked(self, text: str, page: Page) -> str:
        def turned(link: re.Match[str]) -> str:
            target, hash_, anchor = link["target"].partition("#")
            if "://" in target or target.startswith("mailto:"):
                return link[0]
            if not target:
                return link[0]
            path = normpath(f"{dirname(page.documents[self.language])}/{target}").lstrip("/")
            return self._link(link["image"], link["text"], path, hash_ + anchor, page)

        return LINK.sub(turned, text)

    def _link(self, image: str, text: str, path: str, anchor: str, page: Page) -> str:
        here = dirname(page.place)
        if (found := _page_with(path)) is not None:
            languages, place = found
            if self.language in languages:
                return f"[{text}]({relpath(place, here or '.')}.md{anchor})"
            other = languages[0]
            return f'<a href="{_other_root(self.language, page.place)}{_prefix(other)}{place}.html{anchor}">{text}</a>'
        source = ROOT / path
        if path.endswith(PICTURES):
            self.show(source)
            return f"{image}[{text}]({relpath(f'{PICTURES_FOLDER}/{source.name}', here or '.')})"
        if source.is_dir():
            return text
        copy = f"{FILES}/{path}.txt"
        self._copy(source, copy, beside=True)
        return f'<a href="{relpath(copy, here or ".")}">{text}</a>'

    def _copy(self, source: Path, place: str, *, beside: bool = False) -> None:
        target = (self.beside if beside else self.sources) / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _page_with(path: str) -> tuple[Sequence[Language], str] | None:
    """The languages in which a page shows that document, and its place."""
    if path in WRITTEN:
        return LANGUAGES, WRITTEN[path]
    for page in pages():
        languages = [language for language in LANGUAGES if page.documents[language] == path]
        if languages:
            return languages, page.place
    return None


def _prefix(language: Language) -> str:
    return "" if language == LANGUAGES[0] else f"{language}/"


def _other_root(language: Language, place: str) -> str:
    """From a page to the root of the whole site."""
    depth = place.count("/") + bool(_prefix(language))
    return "../" * depth


def navigation(language: Language, sections: Sequence[tuple[str, Sequence[str]]]) -> str:
    """The trees of contents, hidden in the text: the theme shows them beside each page."""
    blocks = []
    for section, places in sections:
        caption = say(section, language)
        listed = "\n".join(_entry(place, language) for place in places if place != "index")
        blocks.append(f"```{{toctree}}\n:hidden:\n:caption: {caption}\n\n{listed}\n```\n")
    return "\n".join(blocks)


def _entry(place: str, language: Language) -> str:
    """A page by its own title, save the one that is called after the program."""
    return f"{say('overview', language)} <{place}>" if place == "overview" else place

"""The head of a page: its language, the program that wrote it, and the sources of its lines, as it states them."""

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

HEAD = 1 << 16
LANGUAGE = re.compile(r'<html lang="([a-z]+)">')
WRITER = re.compile(r'<meta name="generator" content="([^"]*)">')
SOURCE = re.compile(r'<meta name="source" content="([^"]*)">')
BEFORE = re.compile(r'<meta name="source-before" content="([^"]*)">')


@dataclass(frozen=True, slots=True)
class PageHead:
    """The statements of a head, empty where it lacks one; `before` is the source of the year compared with."""

    language: str
    writer: str
    source: str
    before: str


def read_page_head(page: Path) -> PageHead:
    """The head of the page, from its first 64 KiB."""
    with page.open("rb") as stream:
        text = stream.read(HEAD).decode("utf-8", "replace")
    return PageHead(*(_stated(pattern, text) for pattern in (LANGUAGE, WRITER, SOURCE, BEFORE)))


def _stated(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return unescape(match[1]) if match else ""

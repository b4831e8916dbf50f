"""The page of a report as a tree of elements, by Python's own parser: what stands where, and what can load or run."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote_to_bytes
from xml.etree.ElementTree import Element, TreeBuilder

from support.pages import bundled_page

VOID = {"meta", "input", "br", "link", "img", "base"}
Attributes = Sequence[tuple[str, str | None]]


class _Reader(HTMLParser):
    """Builds the tree; an end tag that closes another element than the open one is an error."""

    def __init__(self) -> None:
        super().__init__()
        self.builder, self.open = TreeBuilder(), list[str]()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        names = [name for name, _value in attrs]
        assert len(set(names)) == len(names), (tag, names)
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)
        else:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, (tag, self.getpos())
        self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        if self.open:
            self.builder.data(data)


def tree(page: bytes) -> Element:
    """The elements of the page, every one closed."""
    reader = _Reader()
    reader.feed(page.decode("utf-8"))
    reader.close()
    assert not reader.open
    return reader.builder.close()


@cache
def bundled_tree(language: str) -> Element:
    """The elements of the page of 2025."""
    return tree(bundled_page(language))


def text(element: Element) -> str:
    """The text within the element, without the space around it."""
    return "".join(element.itertext()).strip()


def with_class(root: Element, name: str) -> Iterator[Element]:
    """The elements of this class."""
    return (each for each in root.iter() if name in each.get("class", "").split())


def by_id(root: Element, name: str) -> Element:
    """The one element with this id."""
    (found,) = (each for each in root.iter() if each.get("id") == name)
    return found


def charts(root: Element) -> dict[str, Element]:
    """The drawings by the name of the brochure's chart, each name once."""
    found = [each for each in root.iter() if each.get("data-chart")]
    named = {each.get("data-chart", ""): each for each in found}
    assert len(named) == len(found)
    return named


def cells(table: Element, part: str = "tbody") -> list[list[str]]:
    """The texts of the rows in this part of the table, without cells hidden from screen readers."""
    return [
        [text(cell) for cell in row if cell.get("aria-hidden") != "true"]
        for group in table.iter(part)
        for row in group.iter("tr")
    ]


def carried(root: Element) -> dict[str, bytes]:
    """The files that the page carries, by name."""
    prefix = "data:text/csv;charset=utf-8,"
    links = [each for each in root.iter("a") if each.get("download")]
    return {each.get("download", ""): unquote_to_bytes(each.get("href", "").removeprefix(prefix)) for each in links}


def policy_source(content: str) -> str:
    """The source by which a policy admits this style or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"

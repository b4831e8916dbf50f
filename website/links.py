"""The references of a built site: links that lead nowhere, and anything that a page would load from elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Attributes with which a page loads something by itself; a link to click is none of them.
LOADING = {
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("object", "data"),
    ("use", "href"),
    ("image", "href"),
}
LOADING_RELATIONS = {
    "stylesheet",
    "preload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "icon",
    "shortcut",
    "modulepreload",
}
IN_STYLE = re.compile(r"""(?:url\(\s*['"]?|@import\s+['"])(?P<address>(?:https?:)?//[^'")\s]+)""")
IN_SCRIPT = re.compile(r"""(?:fetch|import|importScripts|loadScript)\(\s*['"](?P<address>(?:https?:)?//[^'"]+)""")


@dataclass
class Links(HTMLParser):
    """The links, anchors and loaded addresses of a page."""

    links: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    loaded: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """As a parser of HTML."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called for each tag."""
        values = {name: value or "" for name, value in attrs}
        self.anchors |= {values[name] for name in ("id", "name") if name in values}
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "link" and LOADING_RELATIONS & set(values.get("rel", "").split()):
            self.loaded.append(values["href"])
        elif tag == "link" and "href" in values:
            self.links.append(values["href"])
        self.loaded += [value for name, value in values.items() if (tag, name) in LOADING]


def broken(site: Path) -> Iterator[str]:
    """Each link that leads to no page, file or anchor of the site, and each file that a page would load in vain."""
    for page in sorted(site.rglob("*.html")):
        found = links_of(page)
        for address in (*found.links, *found.loaded):
            if not _leads_somewhere(page, address):
                yield f"{page.relative_to(site)}: {address}"


def foreign(site: Path) -> Iterator[str]:
    """Each address of another host that a page, style or script would load by itself."""
    for page in sorted(site.rglob("*.html")):
        yield from (f"{page.relative_to(site)}: {each}" for each in links_of(page).loaded if urlsplit(each).netloc)
    for path in sorted(path for path in site.rglob("*") if path.suffix in {".css", ".svg", ".js", ".html"}):
        pattern = IN_SCRIPT if path.suffix == ".js" else IN_STYLE
        yield from (
            f"{path.relative_to(site)}: {each['address']}" for each in pattern.finditer(path.read_text("utf-8"))
        )


@cache
def links_of(page: Path) -> Links:
    """The links of the page, read once."""
    found = Links()
    found.feed(page.read_text("utf-8"))
    return found


def _leads_somewhere(page: Path, address: str) -> bool:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:  # another host, `data:` or `mailto:`: no link of the site
        return True
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not target.is_file():
        return False
    return not parts.fragment or target.suffix != ".html" or unquote(parts.fragment) in links_of(target).anchors

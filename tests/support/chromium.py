"""The Chromium that is installed, driven without a screen; what a page asks for and complains of is written down."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Without a sandbox, which root cannot have; the rest keeps the browser itself off the network.
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
Scheme = Literal["light", "dark"]


@dataclass
class Heard:
    """The requests and console messages of a page."""

    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


def executable() -> str | None:
    """The browser's path, None where none is installed."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium() -> Iterator["Browser"]:
    """The browser, closed at the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield browser
        browser.close()


def browser_or_skip() -> Iterator["Browser"]:
    """The browser for the tests of a process, which are skipped without it, or without its driver."""
    pytest.importorskip("playwright.sync_api", reason="needs the extra `browser`: make test-browser")
    if executable() is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with chromium() as started:
        yield started


@contextmanager
def opened(
    browser: "Browser",
    path: Path,
    width: int = 1280,
    height: int = 900,
    scheme: Scheme = "light",
    *,
    script: bool = True,
) -> Iterator[tuple["Page", Heard]]:
    """The file opened as by a double click, in a window of its own."""
    heard = Heard()
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=script
    )
    page = context.new_page()
    page.on("request", lambda request: heard.requests.append(request.url))
    page.on("console", lambda message: heard.messages.append(message.text))
    page.on("pageerror", lambda error: heard.messages.append(str(error)))
    page.goto(path.as_uri())
    yield page, heard
    context.close()

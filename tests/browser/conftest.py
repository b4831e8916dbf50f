"""Chromium, started once for all tests of a process, and the page of 2025 as a file."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.chromium import browser_or_skip
from support.pages import bundled_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """The browser, once for all tests."""
    yield from browser_or_skip()


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English page of 2025."""
    return _written(tmp_path_factory, "en", "report.html")


@pytest.fixture(scope="session")
def french(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The French page of 2025."""
    return _written(tmp_path_factory, "fr", "rapport.html")


def _written(factory: pytest.TempPathFactory, language: str, name: str) -> Path:
    path = factory.mktemp("page") / name
    path.write_bytes(bundled_page(language))
    return path

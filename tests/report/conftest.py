"""The pages of the bundled data."""

from xml.etree.ElementTree import Element

import pytest

from support.pages import LANGUAGES, reported, tree


@pytest.fixture(scope="session", params=LANGUAGES)
def page(request: pytest.FixtureRequest) -> bytes:
    """The page of 2025, in either language."""
    return reported(language=request.param)


@pytest.fixture(scope="session")
def root(page: bytes) -> Element:
    """Its elements."""
    return tree(page)


@pytest.fixture(scope="session")
def english() -> Element:
    """The elements of the English page of 2025, whose amounts are the easier to read."""
    return tree(reported())

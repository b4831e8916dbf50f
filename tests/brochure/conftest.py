"""The fixture of the tests that read many PDFs of our own making."""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module")
def within_this_process() -> Iterator[None]:
    """PDFs are read without a process of their own, as on Windows; tests/fire/test_bounds.py tries what it stops."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(os, "fork", raising=False)
        yield

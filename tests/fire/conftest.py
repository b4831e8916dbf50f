"""All of this folder is slow: real processes, large files, and inputs made to be hard."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

HERE = str(Path(__file__).parent) + os.sep
SLOW = pytest.mark.slow(reason="real processes, large files and hostile inputs")


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    for item in items:
        if str(item.path).startswith(HERE):  # of six thousand: no path is taken apart
            item.add_marker(SLOW)

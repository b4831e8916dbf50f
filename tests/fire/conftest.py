"""All of this folder is slow: real processes, large files, and inputs made to be hard."""

from collections.abc import Sequence
from pathlib import Path

import pytest

SLOW = pytest.mark.slow(reason="real processes, large files and hostile inputs")


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(SLOW)

"""The bundled data, opened once for all questions."""

from collections.abc import Iterator

import pytest

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.opening import open_dataset


@pytest.fixture(scope="session")
def real() -> Iterator[Dataset]:
    """The lines of 2025."""
    with open_dataset() as dataset:
        yield dataset

"""Every golden here is in English, whatever the developer's own language."""

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def _english() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLSCTL_LANG", "en")
        yield

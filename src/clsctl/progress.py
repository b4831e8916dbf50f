"""The progress of a long reading, for a watcher in another thread."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

# The share done, 0 to 1; below 0 if unknown. Callable while the reading goes on.
Share = Callable[[], float]
# A context around a reading, left however it ends.
Watch = Callable[[Share], AbstractContextManager[object]]


def unknown() -> float:
    """The share of a reading of unpredictable length."""
    return -1.0


def unwatched(_share: Share) -> AbstractContextManager[None]:
    """The watch of a reading without a watcher."""
    return nullcontext()

"""How far a long reading is, for whoever watches it from another thread."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

# The part that is done, 0 to 1; below 0 where nobody knows. It may be asked while the reading goes on.
Share = Callable[[], float]
# Entered when a reading begins, left when it ends, however it ends.
Watch = Callable[[Share], AbstractContextManager[object]]


def unknown() -> float:
    """The share of a reading that nobody can foretell."""
    return -1.0


def unwatched(_share: Share) -> AbstractContextManager[None]:
    """Nobody looks."""
    return nullcontext()

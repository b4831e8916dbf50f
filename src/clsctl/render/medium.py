"""The capabilities of a terminal, as detected by the caller."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Medium:
    """The place where a table is shown: by default a pipe, where nothing is cut, folded or coloured.

    `width` in columns, None off a terminal; `color` allows escape sequences; `unicode` is False for an encoding limited
    to ASCII.
    """

    width: int | None = None
    color: bool = False
    unicode: bool = True

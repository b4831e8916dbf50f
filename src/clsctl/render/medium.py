"""What a terminal can show, as its caller found it out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Medium:
    """Where a table is shown: by default a pipe, in which nothing is cut, folded or coloured.

    `width` in columns, None off a terminal; `color` allows escape sequences; `unicode` is False where the
    encoding carries ASCII alone.
    """

    width: int | None = None
    color: bool = False
    unicode: bool = True

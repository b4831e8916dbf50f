"""The limits of what is read: each with its measurement, and the refusal of a file that holds more.

Whatever 50 MB unpack to, they are answered or refused within 20 seconds and 1 GiB (docs/inputs.md). A text (CSV)
has no limit of length: the engine reads it a piece at a time.
"""

from dataclasses import dataclass

from clsctl.language import _, mark

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limit:
    """So much at most; `words`, marked for the catalogue, name what is counted, and hold `{limit}`."""

    most: int
    words: str

    def check(self, count: int) -> None:
        """TooLargeError where there is more."""
        if count > self.most:
            raise TooLargeError(self)

    @property
    def text(self) -> str:
        """The number as it is said: `200`, `16 MiB`."""
        return str(self.most) if self.most % MIB else f"{self.most // MIB} MiB"


class TooLargeError(Exception):
    """A file holds more than a limit allows; the text says what, in the user's language."""

    def __init__(self, limit: Limit) -> None:
        """The limit that is passed."""
        super().__init__(_(limit.words).format(limit=limit.text))


# A JSON document is held whole, and a value takes up to 30 times the room of its text: with these, the worst that
# was tried took 0.75 GiB and 15 s. 32 MiB are 100 000 lines as clsctl writes them, twice as many without blanks.
DOCUMENT = Limit(32 * MIB, mark("more than {limit}"))
PARTS = Limit(1_000_000, mark("more than {limit} objects and lists"))
NUMBERS = Limit(1_000_000, mark("more than {limit} numbers in an object"))
WITHIN = Limit(100_000, mark("more than {limit} values in a cell"))
LISTS = Limit(1_000, mark("more than {limit} lists of objects"))
# As many columns as a workbook may have.
KEYS = Limit(16_384, mark("more than {limit} keys in an object"))
KEY_LETTERS = Limit(1_000_000, mark("more than {limit} letters in its keys"))

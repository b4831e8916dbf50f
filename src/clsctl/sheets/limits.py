"""The limits of every input, each with its measurement, and the refusal of a file beyond one.

Any file of 50 MB is answered or refused within 1 GiB and 20 seconds (docs/inputs.md). Text (CSV) has no limit of
length: the engine reads it in pieces.
"""

from dataclasses import dataclass

from clsctl.language import _, language, mark
from clsctl.montant import display_number

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limit:
    """A maximum; `words`, marked for the catalogue, name what is counted and contain `{limit}`, in `unit`s."""

    most: int
    words: str
    unit: int = 1

    def check(self, count: int) -> None:
        """TooLargeError above the limit."""
        if count > self.most:
            raise TooLargeError(self)

    @property
    def text(self) -> str:
        """The limit as text: `200`, `1,000,000`, `16 MiB`."""
        if self.unit == 1:
            return display_number(self.most, language())
        return _("{count} MiB").format(count=self.most // self.unit)


class TooLargeError(Exception):
    """A file exceeds a limit; the message names which, in the user's language."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(_(limit.words).format(limit=limit.text))


# A workbook is held in memory, and its reader copies it.
WORKBOOK = Limit(64 * MIB, mark("more than {limit}"), MIB)
# All parts together. 200 000 lines of contracts unpack to 250 MiB of .ods, 120 MiB of .xlsx; each takes 20 ms.
UNPACKED = Limit(512 * MIB, mark("more than {limit} once unpacked"), MIB)
# The archive's directory: a part has some 100 bytes there, and takes 1 kB of memory.
DIRECTORY = Limit(MIB, mark("a directory of parts of more than {limit}"), MIB)
# Opening and closing tags: 200 000 lines have 9 million in .ods; a million takes 0.3 s.
MARKS = Limit(24_000_000, mark("more than {limit} XML tags"))
# Levels of nesting: a cell with rich text is on the tenth.
DEPTH = Limit(200, mark("XML elements nested on more than {limit} levels"))
# The richest parts that Excel writes have 40 attributes on an element and 300 names.
ATTRIBUTES = Limit(256, mark("an XML element with more than {limit} attributes"))
NAMES = Limit(4096, mark("more than {limit} different XML names"))
NAMESPACE = Limit(1000, mark("an XML namespace of more than {limit} characters"))
# Characters between two tags. Excel's limit for a cell is 32 767.
TEXT = Limit(16 * MIB, mark("a text of more than {limit}"), MIB)
# In all sheets: the cells of 58 000 lines of contracts, which take 14 s of an .xlsx and 17 s of an .ods.
CELLS = Limit(700_000, mark("more than {limit} rows and cells"))
# Positions from A1 to the outermost value, in all sheets: the reader holds 32 bytes for each, and a copy.
PLACES = Limit(12_000_000, mark("more than {limit} positions between its outermost cells"))
# The reader holds the text of each cell, even where the file shares or repeats it, and copies it up to three times.
LETTERS = Limit(160 * MIB, mark("texts of more than {limit} in its cells"), MIB)
# Before, between and after the rows: merged cells, links, drawings, rich text. Excel allows 65 530 links.
ASIDE = Limit(250_000, mark("more than {limit} XML elements other than rows and cells"))
# Styles, formats, names, sheets, relations. Excel allows 65 490 styles.
DECLARED = Limit(100_000, mark("more than {limit} styles, names or sheets"))
# The most columns of any spreadsheet program.
COLUMNS = Limit(16_384, mark("more than {limit} columns"))
ROWS = Limit(1_048_576, mark("more than {limit} rows"))
# A JSON document is held whole, and a value takes up to 30 times the memory of its text: the worst case tried within
# these limits took 0.75 GiB and 15 s. 32 MiB are 100 000 lines as clsctl writes them, twice as many without blanks.
DOCUMENT = Limit(32 * MIB, mark("more than {limit}"), MIB)
# The page of a report has 0.7 kB a line; its data are found by one scan.
PAGE = Limit(64 * MIB, mark("more than {limit}"), MIB)
PARTS = Limit(1_000_000, mark("more than {limit} objects and lists"))
NUMBERS = Limit(1_000_000, mark("more than {limit} numbers in an object"))
WITHIN = Limit(100_000, mark("more than {limit} values in a cell"))
LISTS = Limit(1_000, mark("more than {limit} lists of objects"))
# The columns of a workbook at most.
KEYS = Limit(16_384, mark("more than {limit} keys in an object"))
KEY_LETTERS = Limit(1_000_000, mark("more than {limit} characters in its keys"))
# The metadata of a Parquet file are at its end: a column of a row group has some 100 bytes there.
FOOTER = Limit(4 * MIB, mark("more than {limit} of Parquet metadata"), MIB)
# A million lines of contracts take 12 s: each value becomes a Python value and is checked.
PARQUET_ROWS = Limit(1_000_000, mark("more than {limit} Parquet rows"))
# A line or a quoted cell of a text, which is copied several times: 16 MiB of line ends in a cell take 700 MiB and 15 s.
RECORD = Limit(16 * MIB, mark("a record of more than {limit}"), MIB)
# Faults of a text, counted one by one: a million take 3 to 14 s, depending on their kind.
FINDINGS = Limit(1_000_000, mark("more than {limit} findings"))
# The content of a gzip file: read whole up to this, and above it up to a multiple of the packed size. Tables of
# contracts compress 8 times, one with repeating lines 25 times, zeros a thousand times. A GiB takes 5 s.
UNZIPPED = Limit(64 * MIB, mark("more than {limit} once unpacked"), MIB)
UNZIPPED_TIMES = Limit(30, mark("more than {limit} times its size once unpacked"))
# Of that, text that is not canonical and so read line by line: 100 MiB take 4 s. Two million lines have 480 MiB.
CAREFUL = Limit(512 * MIB, mark("more than {limit} once unpacked"), MIB)
# Parallel compressors end a member every 64 KiB.
MEMBERS = Limit(100_000, mark("more than {limit} gzip members"))
LIMITS = (
    *(WORKBOOK, UNPACKED, DIRECTORY, MARKS, DEPTH, ATTRIBUTES, NAMES, NAMESPACE, TEXT),
    *(CELLS, PLACES, LETTERS, ASIDE, DECLARED, COLUMNS, ROWS),
    *(FOOTER, PARQUET_ROWS, RECORD, FINDINGS, UNZIPPED, UNZIPPED_TIMES, CAREFUL, MEMBERS),
    PAGE,
    *(DOCUMENT, PARTS, NUMBERS, WITHIN, LISTS, KEYS, KEY_LETTERS),
)

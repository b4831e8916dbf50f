"""The catalogue of findings: each kind with its slug, what it says and what to do about it."""

from clsctl.finding import Rule
from clsctl.language import mark

# The rules, in the order in which a reader meets them: the file, its header, a line, a cell, the whole.
EMPTY_FILE = Rule(
    "empty-file",
    mark("the file is empty"),
    mark("put a header line of columns at its top: {expected}"),
)
NO_HEADER = Rule(
    "no-header",
    mark("line 1 names none of the columns: {value}"),
    mark("put a header line at its top: {expected}"),
)
MISSING_COLUMN = Rule(
    "missing-column",
    mark("the header lacks the column «{column}»"),
    mark("add it; the columns are {expected}"),
)
DUPLICATE_COLUMN = Rule(
    "duplicate-column",
    mark("the header names the column «{column}» {count} times"),
    mark("keep one of them"),
)
ENCODING = Rule(
    "encoding",
    mark("the bytes {value} are not UTF-8"),
    mark("save the file as «CSV UTF-8»"),
)
NUL_BYTE = Rule(
    "nul-byte",
    mark("the line holds a NUL byte: this is no text file"),
    mark("export the table again as CSV"),
)
OPEN_QUOTE = Rule(
    "open-quote",
    mark("a quoted cell that starts here is not closed as CSV demands"),
    mark('close it with ", and write each " inside it twice'),
)
COLUMN_COUNT = Rule(
    "column-count",
    mark("the line has {count} cells, the header {expected}"),
    mark('quote the cell that holds a separator ("…"), or add the cell that is missing'),
)
MISSING_VALUE = Rule(
    "missing-value",
    mark("«{column}» is empty"),
    mark("fill it in: the column is required"),
)
NOT_AN_INTEGER = Rule(
    "not-an-integer",
    mark("«{column}» is no whole number: {value}"),
    mark("write digits only"),
)
NOT_A_YEAR = Rule(
    "not-a-year",
    mark("«{column}» is no year: {value}"),
    mark("write four digits, as 2025"),
)
NOT_A_MONTANT = Rule(
    "not-a-montant",
    mark("«{column}» is no amount in euros: {value}"),
    mark("write digits, a dot and at most two decimals, as 6000 or 14503807.50; leave it empty if none is printed"),
)
NEGATIVE_MONTANT = Rule(
    "negative-montant",
    mark("«{column}» is negative: {value}"),
    mark("an amount of a contract is 0 or more; leave it empty if none is printed"),
)
OUT_OF_BOUNDS = Rule(
    "out-of-bounds",
    mark("«{column}» is {value}, not between {low} and {high}"),
    mark("correct the number"),
)
NOT_ALLOWED = Rule(
    "not-allowed",
    mark("«{column}» is none of the values allowed: {value}"),
    mark("write one of {expected}"),
)
UNKNOWN_TERRITOIRE = Rule(
    "unknown-territoire",
    mark("«{column}» is {value}, which is not in territoires.csv"),
    mark("did you mean {suggestion}? Correct it, or add the territory to territoires.csv"),
)
UNKNOWN_AXE = Rule(
    "unknown-axe",
    mark("«{column}» is {value}, which is not in axes.csv"),
    mark("the axes are {expected}; correct it, or add the axis to axes.csv"),
)
TERRITOIRE_NAME = Rule(
    "territoire-name",
    mark("code {code} is {expected} in territoires.csv, not {value}"),
    mark("correct the code or the name: one of the two is wrong"),
)
REGION_LIGNE = Rule(
    "region-ligne",
    mark("the line belongs to the region {value}, whose contracts are those of its territories"),
    mark("give it to a department or a metropolis, or the same euros would count twice"),
)
DUPLICATE_CODE = Rule(
    "duplicate-code",
    mark("«{column}» {value} stands already at {other}"),
    mark("keep one of the two lines"),
)
DUPLICATE_KEY = Rule(
    "duplicate-key",
    mark("the key {value} stands already at {other}"),
    mark("delete the line if it was entered twice, else give it the next free rang"),
)
RANG_HOLE = Rule(
    "rang-hole",
    mark("before this line, rang {value} is missing from the table {table}, which goes to {high}"),
    mark("put the lost line back, or number the lines of the table from 1 without holes"),
)
RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))

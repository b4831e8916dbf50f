"""The catalogue of findings: each kind with its slug, what it says and what to do about it."""

from clsctl import workbook_rules
from clsctl.finding import Rule
from clsctl.language import mark

# The rules, in the order in which a reader meets them: the file, its header, a line, a cell, the whole; workbooks last.
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
NO_TABLE = Rule(
    "no-table",
    mark("the file is no {value} that can be read ({reason})"),
    mark("open it where it was made, and save it again"),
)
NO_SHEET = Rule(
    "no-sheet",
    mark("the workbook has no sheet «{value}»"),
    mark("its sheets are {expected}"),
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
UNNAMED_COLUMN = Rule(
    "unnamed-column",
    mark("a value stands under no heading: {value}"),
    mark("name its column in the header, or clear the cell"),
)
ENCODING = Rule(
    "encoding",
    mark("the bytes {value} are no UTF-8, and the file is no Windows-1252 of a French text either"),
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
PRECISION = Rule(
    "workbook-precision",
    mark("«{column}» is the number {value}, with more than the 15 digits that a workbook keeps"),
    mark("write it as text, or round the formula: =ROUND(…, 2)"),
)
NOT_TEXT = Rule(
    "not-text",
    mark("«{column}» is text, and the cell holds {value}, which the spreadsheet took for something else"),
    mark("format the column as text and write the cell again"),
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
AMBIGUOUS_MONTANT = Rule(
    "ambiguous-montant",
    mark("«{column}» can be read in two ways: {value} is {first} or {second}"),
    mark("write the one that is meant, as 6000 or 14503807.50; leave it empty if there is no amount"),
)
DATE_MONTANT = Rule(
    "date-montant",
    mark("«{column}» holds a date: {value}"),
    mark("a spreadsheet made it of an amount such as 22.5: format the column as a number, write the amount again"),
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
LOST_ZERO = Rule(
    "lost-zero",
    mark("«{column}» is {value}, which was {expected} before a spreadsheet took it for a number"),
    mark("format the column as text, and write {expected}"),
)
LOST_DIGITS = Rule(
    "lost-digits",
    mark("«{column}» is {value}: a spreadsheet took the code for a number and lost digits"),
    mark("format the column as text, and write the code again in full"),
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
AMBIGUOUS_ALIAS = Rule(
    "ambiguous-alias",
    mark("the alias «{value}» names {other} too"),
    mark("keep it for one of the two: who asks for it must be sure to get the one that is meant"),
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

# Warnings: what is allowed and yet seldom meant. `validate` shows them apart.
DUPLICATE_LABEL = Rule(
    "duplicate-label",
    mark("the label and the amount are those of {other}, in the same table: {value}"),
    mark("delete the line if it was entered twice"),
    warns=True,
)
OUTLYING_MONTANT = Rule(
    "outlying-montant",
    mark("«{column}» is {value}, while half of the amounts of axe {axe} lie between {low} and {high}"),
    mark("check the unit: euros, not thousands"),
    warns=True,
)
CUT_TEXT = Rule(
    "cut-text",
    mark("«{column}» seems cut at its end: {value}"),
    mark("complete it from the source, or say in «remarque» that it is printed so"),
    warns=True,
)
EDGE_SPACES = Rule(
    "edge-spaces",
    mark("«{column}» begins or ends with a space: “{value}”"),
    mark("delete the space"),
    warns=True,
)
MIXED_APOSTROPHES = Rule(
    "mixed-apostrophes",
    mark("«{column}» has the apostrophe {value}, and most lines have {expected}"),
    mark("write one of the two throughout, so that a search finds all"),
    warns=True,
)
MOJIBAKE = Rule(
    "mojibake",
    mark("«{column}» holds characters of a wrong encoding: {value}"),
    mark("it was surely {expected}"),
    warns=True,
)
KNOWN_GAP_CHANGED = Rule(
    "known-gap-changed",
    mark("the known gap of {figure} is {expected}, but the gap is {value} now"),
    mark("look at what changed; if the new gap is right too, write it there with its reason"),
)
KNOWN_GAP_GONE = Rule(
    "known-gap-gone",
    mark("the known gap of {figure}, {expected}, is no longer there"),
    mark("delete the line"),
)
RULES: tuple[Rule, ...] = (
    *(value for value in list(globals().values()) if isinstance(value, Rule)),
    *workbook_rules.RULES,
)

"""Rules about a file as a whole: not a table, a wrong header, a line that cannot be split into cells."""

from clsctl.finding import Rule
from clsctl.language import mark

EMPTY_FILE = Rule(
    "empty-file",
    mark("the file is empty"),
    mark("start the file with a header line: {expected}"),
)
NO_HEADER = Rule(
    "no-header",
    mark("the first line is not a header, it names none of the columns: {value}"),
    mark("start with a header line: {expected}; a brochure is read by clsctl import"),
)
LINE_ABOVE_HEADER = Rule(
    "line-above-header",
    mark("a line of the table precedes the header"),
    mark("move it below the header, or delete it: lines above the header are left out of every total"),
)
OTHER_UNIT = Rule(
    "other-unit",
    mark("a unit other than euros is announced: {value}"),
    mark("write the amounts in euros under “montant”, and delete the mention of the other unit"),
)
NO_TABLE = Rule(
    "no-table",
    mark("the file cannot be read as {value} ({reason})"),
    mark("open it in the program that made it, and save it again"),
)
TOO_LARGE = Rule(
    "too-large",
    mark("the file contains {value}"),
    mark("save only its table, as CSV, which is read at any length"),
)
MANY_FINDINGS = Rule(
    "many-findings",
    mark("the file has more than {limit} findings; it was checked up to this line"),
    mark("correct these findings, then validate the file again"),
)
SECOND_TABLE = Rule(
    "second-table",
    mark("the file has a second table beside its rows, left out of every total: “{value}” ({count})"),
    mark("move its objects to “rows”, or to a separate file"),
)
OBJECT_KEYS = Rule(
    "object-keys",
    mark("the keys of this object differ from those of the first; missing: {lacking}; added: {added}"),
    mark("give each object the keys of the first, and null where it has no value"),
)
NO_SHEET = Rule(
    "no-sheet",
    mark("the file has no sheet “{value}”"),
    mark("name {expected}"),
)
MISSING_COLUMN = Rule(
    "missing-column",
    mark("the header lacks the column “{column}”"),
    mark("add it; the columns are {expected}"),
)
DUPLICATE_COLUMN = Rule(
    "duplicate-column",
    mark("the column “{column}” appears {count} times"),
    mark("keep one of them"),
)
UNNAMED_COLUMN = Rule(
    "unnamed-column",
    mark("a value has no column heading: {value}"),
    mark("name its column in the header, or clear the cell"),
)
ENCODING = Rule(
    "encoding",
    mark("the bytes {value} are not UTF-8, and the file is not French text in Windows-1252 either"),
    mark("save the file as “CSV UTF-8”"),
)
NUL_BYTE = Rule(
    "nul-byte",
    mark("the line contains a NUL byte: this is not a text file"),
    mark("export the table again as CSV"),
)
OPEN_QUOTE = Rule(
    "open-quote",
    mark("a quoted cell that starts here is not closed"),
    mark('close it with ", and double each " inside it'),
)
LONG_RECORD = Rule(
    "long-record",
    mark("the record that starts here is longer than {limit}"),
    mark('check whether a quote (") was left open; otherwise shorten the cells'),
)
COLUMN_COUNT = Rule(
    "column-count",
    mark("the line has {count} cells, the header {expected}"),
    mark('put the cell that contains a separator in quotes ("…"), or add the missing cell'),
)

"""What is wrong with a file as a whole: that it is no table, its header, a line that cannot be taken apart."""

from clsctl.finding import Rule
from clsctl.language import mark

EMPTY_FILE = Rule(
    "empty-file",
    mark("the file is empty"),
    mark("put a header line of columns at its top: {expected}"),
)
NO_HEADER = Rule(
    "no-header",
    mark("the line names none of the columns, as a header would: {value}"),
    mark("put a header line at its top: {expected}"),
)
LINE_ABOVE_HEADER = Rule(
    "line-above-header",
    mark("a line of the table stands above the header"),
    mark("move it below the header, or delete it: what stands above is in no total"),
)
OTHER_UNIT = Rule(
    "other-unit",
    mark("another unit than euros is announced: {value}"),
    mark("write the amounts in euros under «montant», and delete what announces the other unit"),
)
NO_TABLE = Rule(
    "no-table",
    mark("the file is no {value} that can be read ({reason})"),
    mark("open it where it was made, and save it again"),
)
TOO_LARGE = Rule(
    "too-large",
    mark("the file holds {value}"),
    mark("save its table alone as CSV, which is read at any length"),
)
MANY_FINDINGS = Rule(
    "many-findings",
    mark("the file holds more than {limit} findings; it was judged up to this line"),
    mark("correct what was found so far, and validate it again"),
)
SECOND_TABLE = Rule(
    "second-table",
    mark("the file holds a second table beside its rows, which is in no total: «{value}» ({count})"),
    mark("move its objects to «rows», or to a file of their own"),
)
OBJECT_KEYS = Rule(
    "object-keys",
    mark("the object has other keys than the first; missing: {lacking}; in addition: {added}"),
    mark("give each object the keys of the first, and null where it has no value"),
)
NO_SHEET = Rule(
    "no-sheet",
    mark("the file has no sheet «{value}»"),
    mark("name {expected}"),
)
MISSING_COLUMN = Rule(
    "missing-column",
    mark("the header lacks the column «{column}»"),
    mark("add it; the columns are {expected}"),
)
DUPLICATE_COLUMN = Rule(
    "duplicate-column",
    mark("the column «{column}» is named {count} times"),
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
LONG_RECORD = Rule(
    "long-record",
    mark("the record that starts here is longer than {limit}"),
    mark('see whether a quote (") is left open in it; else shorten its cells'),
)
COLUMN_COUNT = Rule(
    "column-count",
    mark("the line has {count} cells, the header {expected}"),
    mark('quote the cell that holds a separator ("…"), or add the cell that is missing'),
)

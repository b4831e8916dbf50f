"""Rules about workbooks: hidden or merged parts, and values that a spreadsheet changed or lost."""

from clsctl.finding import Rule
from clsctl.language import mark

HIDDEN_SHEET = Rule(
    "hidden-sheet",
    mark("the sheet “{value}” is hidden"),
    mark("unhide it or delete it: hidden sheets are left out of every total"),
)
HIDDEN_ROWS = Rule(
    "hidden-rows",
    mark("row {value} is hidden"),
    mark("unhide it (clear the filter) or delete it: a hidden row cannot be checked by eye"),
)
HIDDEN_COLUMNS = Rule(
    "hidden-columns",
    mark("column {value} is hidden"),
    mark("unhide it or delete it"),
)
MERGED_CELLS = Rule(
    "merged-cells",
    mark("cells {value} are merged: only the first has a value"),
    mark("unmerge them, and write the value in each"),
)
FORMULA = Rule(
    "formula-without-value",
    mark("cell {value} has a formula that was never computed"),
    mark("open the workbook in a spreadsheet program and save it, or paste the values"),
)
ERROR_CELL = Rule(
    "error-cell",
    mark("cell {value} has an error: {error}"),
    mark("correct its formula, or write the value"),
)
NO_VALUE = Rule(
    "shown-without-value",
    mark("cell {value} shows text but stores no value"),
    mark("retype the value in a spreadsheet program, and save the file"),
)
LOST_SPACE = Rule(
    "lost-space",
    mark("cell {value} has a tab or a line break, which would be lost"),
    mark("replace it by a space"),
)
PRECISION = Rule(
    "workbook-precision",
    mark("“{column}” is the number {value}, longer than the 15 digits that a workbook keeps"),
    mark("write it as text, or round the formula: =ROUND(…, 2)"),
)
NOT_TEXT = Rule(
    "not-text",
    mark("“{column}” is a text column, but the spreadsheet converted the cell to {value}"),
    mark("format the column as text and retype the cell"),
)
PERCENTAGE = Rule(
    "percentage",
    mark("“{column}” shows a percentage, {value}, but stores {number}"),
    mark("write the intended number, and format the cell as a number"),
)
SHOWN_OTHERWISE = Rule(
    "shown-otherwise",
    mark("“{column}” shows {shown} but stores {value}"),
    mark("write the intended value, and give the cell a plain number format (text format for a code)"),
)
SPLIT_TABLE = Rule(
    "split-table",
    mark("another sheet, which is not read, also has lines of the table: “{value}” ({expected})"),
    mark("name each sheet to read as FILE#SHEET, or gather all lines in one sheet"),
)

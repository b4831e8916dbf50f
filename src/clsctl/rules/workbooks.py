"""What is wrong with a workbook: what it hides, and what a spreadsheet made of a value or lost of it."""

from clsctl.finding import Rule
from clsctl.language import mark

HIDDEN_SHEET = Rule(
    "hidden-sheet",
    mark("the workbook hides the sheet «{value}»"),
    mark("show it or delete it: what is hidden is in no total"),
)
HIDDEN_ROWS = Rule(
    "hidden-rows",
    mark("the sheet hides the row {value}"),
    mark("show it (clear the filter) or delete it: nobody sees whether it counts"),
)
HIDDEN_COLUMNS = Rule(
    "hidden-columns",
    mark("the sheet hides the column {value}"),
    mark("show it or delete it"),
)
MERGED_CELLS = Rule(
    "merged-cells",
    mark("the cells {value} are merged: only the first holds a value"),
    mark("unmerge them, and write the value in each"),
)
FORMULA = Rule(
    "formula-without-value",
    mark("the cell {value} holds a formula that was never computed"),
    mark("open the workbook in a spreadsheet program and save it, or paste the values"),
)
ERROR_CELL = Rule(
    "error-cell",
    mark("the cell {value} holds an error: {error}"),
    mark("correct its formula, or write the value"),
)
NO_VALUE = Rule(
    "shown-without-value",
    mark("the cell {value} shows a text and stores no value"),
    mark("write the value again in a spreadsheet program, and save it"),
)
LOST_SPACE = Rule(
    "lost-space",
    mark("the cell {value} holds a tab or a line break, which would be lost"),
    mark("write a space in its place"),
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
PERCENTAGE = Rule(
    "percentage",
    mark("«{column}» shows a percentage, {value}, and holds {number}"),
    mark("write the number that is meant, and format the cell as a number"),
)
SHOWN_OTHERWISE = Rule(
    "shown-otherwise",
    mark("«{column}» shows {shown} and holds {value}"),
    mark("write the value that is meant, and give the cell a plain number format (a text format for a code)"),
)
SPLIT_TABLE = Rule(
    "split-table",
    mark("the workbook holds lines of the table in another sheet too, which is not read: «{value}» ({expected})"),
    mark("name each sheet that counts as FILE#SHEET, or put all lines into one sheet"),
)

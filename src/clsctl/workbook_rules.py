"""The findings that only a workbook gives: what it hides, merges, never computed, or shows and does not store."""

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
LINE_ABOVE_HEADER = Rule(
    "line-above-header",
    mark("a line of the table stands above the header"),
    mark("move it below the header, or delete it: what stands above is in no total"),
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
RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))

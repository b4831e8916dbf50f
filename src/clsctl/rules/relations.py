"""Rules about a line and something else: territoires and axes, other lines, known gaps."""

from clsctl.finding import Rule
from clsctl.language import mark

UNKNOWN_TERRITOIRE = Rule(
    "unknown-territoire",
    mark("“{column}” is {value}, which is not in territoires.csv"),
    mark("did you mean {suggestion}? Correct the cell, or add the territory to territoires.csv"),
)
MISSING_TERRITOIRE = Rule(
    "missing-territoire",
    mark("“{column}” is empty"),
    mark("write the code {code} and the name “{nom}”"),
)
LOST_ZERO = Rule(
    "lost-zero",
    mark("“{column}” is {value}, perhaps {expected} before a spreadsheet converted it to a number"),
    mark("write the code {code} and the name “{nom}”{other}"),
)
LOST_DIGITS = Rule(
    "lost-digits",
    mark("“{column}” is {value}: a spreadsheet converted the code to a number and lost digits"),
    mark("format the column as text, and retype the code in full{full}"),
)
UNKNOWN_AXE = Rule(
    "unknown-axe",
    mark("“{column}” is {value}, which is not in axes.csv"),
    mark("the axes are {expected}; correct the cell, or add the axis to axes.csv"),
)
TERRITOIRE_NAME = Rule(
    "territoire-name",
    mark("code {code} is that of {expected} in territoires.csv, not of {value}{unseen}"),
    mark("write the name “{expected}”{other}"),
)
REGION_LIGNE = Rule(
    "region-ligne",
    mark(
        "the line is given to the region {value}, which has no contract of its own: contracts belong to its territories"
    ),
    mark("assign it to a department or a metropolis; the same euros would count twice otherwise"),
)
DUPLICATE_CODE = Rule(
    "duplicate-code",
    mark("“{column}” {value} is already at {other}"),
    mark("keep one of the two lines"),
)
UNKNOWN_THEME = Rule(
    "unknown-theme",
    mark("“{column}” is {value}, which is not in themes.csv"),
    mark("did you mean {suggestion}? Correct the cell, or add the theme to themes.csv"),
)
IMPOSSIBLE_PERIODE = Rule(
    "impossible-periode",
    mark("“{column}” is {value}, {expected}"),
    mark("write the years that the source gives, such as 2024 or 2018-2020, or correct “cumul”"),
)
AMBIGUOUS_ALIAS = Rule(
    "ambiguous-alias",
    mark("the alias “{value}” names {other} too"),
    mark("keep it for one of the two: an alias must name one thing only"),
)
WRONG_CONTAINER = Rule(
    "wrong-container",
    mark("“{column}” is {value}, {expected}"),
    mark(
        "write the code of the territory that contains this one, as the file gives it; leave the cell empty for "
        "a region"
    ),
)
IMPOSSIBLE_ARRONDI = Rule(
    "impossible-arrondi",
    mark("a figure of {montant} cannot be rounded to {value}"),
    mark("write the value of the last printed digit: 1 for a figure to the euro, 0.01 for one to the cent"),
)
MISSING_RANG = Rule(
    "missing-rang",
    mark("“rang” is empty"),
    mark("write {free}, the next free rang in the table {table}, or run clsctl fmt --renumber"),
)
DUPLICATE_KEY = Rule(
    "duplicate-key",
    mark("the key {value} is already at {other}"),
    mark("delete the line if it was entered twice, otherwise write {free}, the next free rang in its table"),
)
RANG_HOLE = Rule(
    "rang-hole",
    mark("rang {value} is missing before this line from the table {table}, which runs to {high}"),
    mark("restore the lost line; if none is lost, close the gap with clsctl fmt --renumber"),
)
TOTAL_ROW = Rule(
    "total-row",
    mark("the row is the total of other rows; their euros would count twice: {value}"),
    mark("delete this row{expected}"),
)
KNOWN_GAP_CHANGED = Rule(
    "known-gap-changed",
    mark("the known gap of {figure} is {expected}, but the gap is now {value}"),
    mark("find what changed; if the new gap is right too, record it there with its reason"),
)
KNOWN_GAP_GONE = Rule(
    "known-gap-gone",
    mark("the known gap of {figure}, {expected}, has disappeared"),
    mark("delete the line"),
)

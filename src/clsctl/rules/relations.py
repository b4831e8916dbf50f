"""What is wrong between a line and something else: territoires and axes, other lines, the known gaps."""

from clsctl.finding import Rule
from clsctl.language import mark

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
    mark("code {code} is {expected} in territoires.csv, not {value}{unseen}"),
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
WRONG_CONTAINER = Rule(
    "wrong-container",
    mark("«{column}» is {value}, {expected}"),
    mark("write the code of the territory that holds this one, as it stands in the file; leave it empty for a region"),
)
IMPOSSIBLE_ARRONDI = Rule(
    "impossible-arrondi",
    mark("a figure of {montant} cannot be rounded to {value}"),
    mark("write what the last digit in print counts: 1 for a figure to the euro, 0.01 for one to the cent"),
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
TOTAL_ROW = Rule(
    "total-row",
    mark("the row is the total of other rows, and would count their euros twice: {value}"),
    mark("delete this row{expected}"),
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

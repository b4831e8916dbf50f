"""Warnings: rules about data that are allowed but rarely intended; `validate` lists them apart from errors."""

from clsctl.finding import Rule
from clsctl.language import mark

DUPLICATE_LABEL = Rule(
    "duplicate-label",
    mark("same label and amount as {other}, in the same table: {value}"),
    mark("delete the line if it was entered twice"),
    warns=True,
)
OUTLYING_MONTANT = Rule(
    "outlying-montant",
    mark("“{column}” is {value}, while half of the amounts of axis {axe} are between {low} and {high}"),
    mark("check the unit: euros, not thousands"),
    warns=True,
)
CUT_TEXT = Rule(
    "cut-text",
    mark("“{column}” seems to be cut off: {value}"),
    mark("complete it from the source, or note in “remarque” that it is printed this way"),
    warns=True,
)
RESPELLED = Rule(
    "respelled-territoire",
    mark("the code {code} and the name {value} are read as {expected}"),
    mark("write the code {right_code} and the name “{right_nom}”"),
    warns=True,
)
EDGE_SPACES = Rule(
    "edge-spaces",
    mark("“{column}” begins or ends with a space: “{value}”"),
    mark("delete the space"),
    warns=True,
)
MIXED_APOSTROPHES = Rule(
    "mixed-apostrophes",
    mark("“{column}” has the apostrophe {value}, while most lines have {expected}"),
    mark("use the same one throughout, so that a search finds every line"),
    warns=True,
)
MOJIBAKE = Rule(
    "mojibake",
    mark("“{column}” has characters of a wrong encoding: {value}"),
    mark("write it as the source does{expected}"),
    warns=True,
)
LINE_WITHOUT_THEME = Rule(
    "line-without-theme",
    mark("the line {cle} “{value}” has no theme"),
    mark("give it one in lignes_themes_<exercice>.csv beside the data, in one line for each key"),
    warns=True,
)
ORPHAN_THEME = Rule(
    "orphan-theme",
    mark("no line has the key {cle}"),
    mark("delete the line, or write the key of the action"),
    warns=True,
)
OTHER_LABEL = Rule(
    "other-label",
    mark("the line {cle} is “{expected}”, not “{value}”: its theme is not used"),
    mark("check that the theme holds for it, and write its label"),
    warns=True,
)

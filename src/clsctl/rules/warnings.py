"""Warnings: what is allowed and yet seldom meant. `validate` shows them apart."""

from clsctl.finding import Rule
from clsctl.language import mark

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
    mark("write it as it is in the source{expected}"),
    warns=True,
)

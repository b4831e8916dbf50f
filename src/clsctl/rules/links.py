"""Rules about people's decisions on the links of two years."""

from clsctl.finding import Rule
from clsctl.language import mark

STALE_LIEN = Rule(
    "stale-lien",
    mark("“{column}” is {cle} “{value}”, and the line of that key is “{found}”"),
    mark("write the key and the label of the line as its file has them, or delete the decision"),
)
REPEATED_LIEN = Rule(
    "repeated-lien",
    mark("the line {cle} is already linked at {other}"),
    mark("keep one of the two decisions"),
)
UNKNOWN_RELATION = Rule(
    "unknown-relation",
    mark("the relation is {value}"),
    mark("write one of {expected}"),
)

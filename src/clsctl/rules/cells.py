"""Rules about one cell, decided from the cell and its column alone."""

from clsctl.finding import Rule
from clsctl.language import mark

MISSING_VALUE = Rule(
    "missing-value",
    mark("“{column}” is empty"),
    mark("fill it in: this column is required"),
)
NOT_AN_INTEGER = Rule(
    "not-an-integer",
    mark("“{column}” is not a whole number: {value}"),
    mark("write digits only"),
)
NOT_A_YEAR = Rule(
    "not-a-year",
    mark("“{column}” is not a year: {value}"),
    mark("write four digits, such as 2025"),
)
NOT_A_MONTANT = Rule(
    "not-a-montant",
    mark("“{column}” is not an amount in euros: {value}"),
    mark(
        "write digits, a dot and at most two decimals, such as 6000 or 14503807.50; leave the cell empty if no "
        "amount is printed"
    ),
)
AMBIGUOUS_MONTANT = Rule(
    "ambiguous-montant",
    mark("“{column}” can be read in two ways: {value} is {first} or {second}"),
    mark("write the intended amount, such as 6000 or 14503807.50; leave the cell empty if no amount is printed"),
)
DATE_MONTANT = Rule(
    "date-montant",
    mark("“{column}” contains a date: {value}"),
    mark("a spreadsheet converted an amount such as 22.5: format the column as a number and retype the amount"),
)
NEGATIVE_MONTANT = Rule(
    "negative-montant",
    mark("“{column}” is negative: {value}"),
    mark("an amount is 0 or more; leave the cell empty if no amount is printed"),
)
OUT_OF_BOUNDS = Rule(
    "out-of-bounds",
    mark("“{column}” is {value}, not {bounds}"),
    mark("correct the number"),
)
NOT_ALLOWED = Rule(
    "not-allowed",
    mark("“{column}” is not an allowed value: {value}"),
    mark("write one of {expected}"),
)
NOT_ONE_VALUE = Rule(
    "not-one-value",
    mark("“{column}” is neither text nor a number: {value}"),
    mark("write one text or one number in each cell"),
)
SINGLE_PRECISION = Rule(
    "single-precision",
    mark("“{column}” is a single-precision number, too coarse for its cents: {value}"),
    mark("rewrite the column from its source as DECIMAL(18, 2) or as text"),
)
OUTSIZE_NUMBER = Rule(
    "outsize-number",
    mark("“{column}” is a number with more digits than any amount or code: {value}"),
    mark("write the intended number"),
)

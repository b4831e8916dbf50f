"""What is wrong with a cell, told by it and its column alone."""

from clsctl.finding import Rule
from clsctl.language import mark

MISSING_VALUE = Rule(
    "missing-value",
    mark("«{column}» is empty"),
    mark("fill it in: the column is required"),
)
NOT_AN_INTEGER = Rule(
    "not-an-integer",
    mark("«{column}» is no whole number: {value}"),
    mark("write digits only"),
)
NOT_A_YEAR = Rule(
    "not-a-year",
    mark("«{column}» is no year: {value}"),
    mark("write four digits, as 2025"),
)
NOT_A_MONTANT = Rule(
    "not-a-montant",
    mark("«{column}» is no amount in euros: {value}"),
    mark("write digits, a dot and at most two decimals, as 6000 or 14503807.50; leave it empty if none is printed"),
)
AMBIGUOUS_MONTANT = Rule(
    "ambiguous-montant",
    mark("«{column}» can be read in two ways: {value} is {first} or {second}"),
    mark("write the one that is meant, as 6000 or 14503807.50; leave it empty if there is no amount"),
)
DATE_MONTANT = Rule(
    "date-montant",
    mark("«{column}» holds a date: {value}"),
    mark("a spreadsheet made it of an amount such as 22.5: format the column as a number, write the amount again"),
)
NEGATIVE_MONTANT = Rule(
    "negative-montant",
    mark("«{column}» is negative: {value}"),
    mark("an amount of a contract is 0 or more; leave it empty if none is printed"),
)
OUT_OF_BOUNDS = Rule(
    "out-of-bounds",
    mark("«{column}» is {value}, not between {low} and {high}"),
    mark("correct the number"),
)
NOT_ALLOWED = Rule(
    "not-allowed",
    mark("«{column}» is none of the values allowed: {value}"),
    mark("write one of {expected}"),
)
NOT_ONE_VALUE = Rule(
    "not-one-value",
    mark("«{column}» holds neither a text nor a number: {value}"),
    mark("write one text or one number in each cell"),
)
SINGLE_PRECISION = Rule(
    "single-precision",
    mark("«{column}» is a number of single precision, which does not hold its cents: {value}"),
    mark("write the column again from its source, as DECIMAL(18, 2) or as text"),
)
OUTSIZE_NUMBER = Rule(
    "outsize-number",
    mark("«{column}» is a number of more digits than any amount or code has: {value}"),
    mark("write the number that is meant"),
)

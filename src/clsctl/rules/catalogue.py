"""All kinds of findings, in the order in which a reader meets them: the file, a workbook, a cell, the whole."""

from clsctl.finding import Rule
from clsctl.rules import cells, doubts, files, relations, workbooks

ROOMS = (files, workbooks, cells, relations, doubts)
RULES: tuple[Rule, ...] = tuple(value for room in ROOMS for value in vars(room).values() if isinstance(value, Rule))

"""All kinds of findings, in the order in which a reader meets them: the file, a workbook, a cell, the whole."""

from clsctl.finding import Rule
from clsctl.rules import cells, files, relations, warnings, workbooks

ROOMS = (files, workbooks, cells, relations, warnings)
RULES: tuple[Rule, ...] = tuple(value for room in ROOMS for value in vars(room).values() if isinstance(value, Rule))

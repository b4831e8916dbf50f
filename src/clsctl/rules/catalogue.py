"""The catalogue of findings, in reading order: file, workbook, cell, relations, warnings."""

from clsctl.finding import Rule
from clsctl.rules import cells, files, relations, warnings, workbooks

ROOMS = (files, workbooks, cells, relations, warnings)
RULES: tuple[Rule, ...] = tuple(value for room in ROOMS for value in vars(room).values() if isinstance(value, Rule))

"""The catalogue of rules by subject, in reading order: files, then their cells, lines and links, then warnings."""

from collections.abc import Mapping

from clsctl.finding import Rule
from clsctl.rules import brochures, cells, files, links, pages, relations, warnings, workbooks

ROOMS = (files, workbooks, cells, relations, links, brochures, pages, warnings)
SUBJECTS: Mapping[str, tuple[Rule, ...]] = {
    room.__name__.rpartition(".")[2]: tuple(value for value in vars(room).values() if isinstance(value, Rule))
    for room in ROOMS
}
RULES: tuple[Rule, ...] = tuple(rule for rules in SUBJECTS.values() for rule in rules)

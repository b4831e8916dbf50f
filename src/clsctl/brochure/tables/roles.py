"""The role of each source line and the doubts about it, recorded by the walk."""

from enum import StrEnum, auto

from clsctl.brochure.page.doubts import doubt
from clsctl.brochure.page.outline import Line
from clsctl.finding import Finding, Rule


class Role(StrEnum):
    """The use of a source line; the roles after FIGURE are reasons why nothing was read from it."""

    ROW = auto()
    OBJECTIF = auto()
    AXE = auto()
    TERRITOIRE = auto()
    TOTAL = auto()
    CONTENTS = auto()
    FIGURE = auto()
    FOOTNOTE = auto()
    COLUMNS = auto()
    RULER = auto()
    PAGE_NUMBER = auto()
    RUNNING = auto()
    SECTION = auto()
    PROSE = auto()
    REPEATED = auto()
    DOUBT = auto()


class RoleLog:
    """The roles and findings so far; the latest role of a line counts."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.roles: dict[int, Role] = {}
        self.findings: list[Finding] = []

    def give(self, role: Role, line: Line) -> None:
        """Give `role` to all source lines that `line` covers."""
        self.roles.update(dict.fromkeys(line.numbers, role))

    def doubt(self, rule: Rule, line: Line, **facts: object) -> None:
        """Add a finding at `line`."""
        self.findings.append(doubt(rule, self.source, line, **facts))

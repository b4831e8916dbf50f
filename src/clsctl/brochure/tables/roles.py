"""What each line of the source was used as, and what is doubtful about it: the walk notes both as it goes."""

from enum import StrEnum, auto

from clsctl.brochure.page.doubts import doubt
from clsctl.brochure.page.outline import Line
from clsctl.finding import Finding, Rule


class Role(StrEnum):
    """What a line of the source was used as; the roles after FIGURE are reasons why nothing was read from it."""

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


class Record:
    """The roles and findings so far; the latest role of a line stands."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.roles: dict[int, Role] = {}
        self.findings: list[Finding] = []

    def give(self, role: Role, line: Line) -> None:
        """`line` has that role, with all the lines of the source that it stands for."""
        self.roles.update(dict.fromkeys(line.numbers, role))

    def doubt(self, rule: Rule, line: Line, **facts: object) -> None:
        """A finding at `line`."""
        self.findings.append(doubt(rule, self.source, line, **facts))

"""All rules by subject, in the order in which a reader meets them: a file, a cell, the whole, a brochure."""

from dataclasses import dataclass
from types import ModuleType

from clsctl.finding import Rule
from clsctl.language import mark
from clsctl.rules import brochures, cells, files, relations, warnings, workbooks


@dataclass(frozen=True, slots=True)
class Subject:
    """What rules are about: a title, marked for translation, and the rules."""

    title: str
    rules: tuple[Rule, ...]


def _subject(title: str, room: ModuleType) -> Subject:
    return Subject(title, tuple(value for value in vars(room).values() if isinstance(value, Rule)))


SUBJECTS = (
    _subject(mark("Files"), files),
    _subject(mark("Workbooks"), workbooks),
    _subject(mark("Cells"), cells),
    _subject(mark("Lines, territories and axes"), relations),
    _subject(mark("Brochures, read by clsctl import"), brochures),
    _subject(mark("Warnings"), warnings),
)
RULES: tuple[Rule, ...] = tuple(rule for subject in SUBJECTS for rule in subject.rules)

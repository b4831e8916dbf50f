"""What is wrong with data, as a value: a rule broken, the place, the value found."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from clsctl.errors import ClsctlError
from clsctl.language import _, mark

KEPT_PER_RULE = 20


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding: a stable slug, the fact and the remedy as templates over a finding's facts."""

    slug: str
    fact: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where: a file as the user named it, a line counted from 1 (the header is line 1), a column's name."""

    file: str
    line: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        """`FILE:LINE`, or the file alone."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule broken at one place; `facts` fill the rule's sentences, values as they stand in the file."""

    rule: Rule
    place: Place
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def fact(self) -> str:
        """What is wrong, in the user's language."""
        return _(self.rule.fact).format_map(self._words())

    @property
    def remedy(self) -> str:
        """What to do about it, in the user's language."""
        return _(self.rule.remedy).format_map(self._words())

    def _words(self) -> dict[str, object]:
        return {"column": self.place.column or "", **self.facts}


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of a run: the first of each kind, and how many there are of each, exactly."""

    kept: tuple[Finding, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many findings there are in all, shown or not."""
        return sum(self.counts.values())

    def __bool__(self) -> bool:
        """True where there is something to report."""
        return bool(self.counts)


class FindingLog:
    """Collects findings in bounded memory: keeps the first of each kind, counts all."""

    def __init__(self) -> None:
        """Empty at first."""
        self._kept: dict[str, list[Finding]] = {}
        self._counts: Counter[str] = Counter()

    def add(self, finding: Finding) -> None:
        """Count it, and keep it if it is among the first of its kind."""
        self._counts[finding.rule.slug] += 1
        kept = self._kept.setdefault(finding.rule.slug, [])
        if len(kept) < KEPT_PER_RULE:
            kept.append(finding)

    def extend(self, findings: Iterable[Finding]) -> None:
        """Add each."""
        for finding in findings:
            self.add(finding)

    def more(self, rule: Rule, count: int) -> None:
        """Count further findings of a kind that were counted elsewhere and have no place."""
        if count > 0:
            self._counts[rule.slug] += count

    def close(self) -> Findings:
        """What was collected, in the order in which it came, kind by kind."""
        kept = tuple(finding for group in self._kept.values() for finding in group)
        return Findings(kept, dict(self._counts))


class InvalidDataError(ClsctlError):
    """Data that break their schema: no table is made of them (exit 3)."""

    def __init__(self, findings: Findings) -> None:
        """`findings` are not empty."""
        super().__init__(_("The data break their schema; nothing was computed."))
        self.findings = findings


# The rules, in the order in which a reader meets them: the file, its header, a line, a cell, the whole.
EMPTY_FILE = Rule(
    "empty-file",
    mark("the file is empty"),
    mark("put a header line of columns at its top: {expected}"),
)
NO_HEADER = Rule(
    "no-header",
    mark("line 1 names none of the columns: {value}"),
    mark("put a header line at its top: {expected}"),
)
MISSING_COLUMN = Rule(
    "missing-column",
    mark("the header lacks the column «{column}»"),
    mark("add it; the columns are {expected}"),
)
DUPLICATE_COLUMN = Rule(
    "duplicate-column",
    mark("the header names the column «{column}» {count} times"),
    mark("keep one of them"),
)
ENCODING = Rule(
    "encoding",
    mark("the bytes {value} are not UTF-8"),
    mark("save the file as «CSV UTF-8»"),
)
NUL_BYTE = Rule(
    "nul-byte",
    mark("the line holds a NUL byte: this is no text file"),
    mark("export the table again as CSV"),
)
OPEN_QUOTE = Rule(
    "open-quote",
    mark("a quoted cell that starts here is not closed as CSV demands"),
    mark('close it with ", and write each " inside it twice'),
)
COLUMN_COUNT = Rule(
    "column-count",
    mark("the line has {count} cells, the header {expected}"),
    mark('quote the cell that holds a separator ("…"), or add the cell that is missing'),
)
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
UNKNOWN_TERRITOIRE = Rule(
    "unknown-territoire",
    mark("«{column}» is {value}, which is not in territoires.csv"),
    mark("did you mean {suggestion}? Correct it, or add the territory to territoires.csv"),
)
UNKNOWN_AXE = Rule(
    "unknown-axe",
    mark("«{column}» is {value}, which is not in axes.csv"),
    mark("the axes are {expected}; correct it, or add the axis to axes.csv"),
)
TERRITOIRE_NAME = Rule(
    "territoire-name",
    mark("code {code} is {expected} in territoires.csv, not {value}"),
    mark("correct the code or the name: one of the two is wrong"),
)
REGION_LIGNE = Rule(
    "region-ligne",
    mark("the line belongs to the region {value}, whose contracts are those of its territories"),
    mark("give it to a department or a metropolis, or the same euros would count twice"),
)
DUPLICATE_CODE = Rule(
    "duplicate-code",
    mark("«{column}» {value} stands already at {other}"),
    mark("keep one of the two lines"),
)
DUPLICATE_KEY = Rule(
    "duplicate-key",
    mark("the key {value} stands already at {other}"),
    mark("delete the line if it was entered twice, else give it the next free rang"),
)
RANG_HOLE = Rule(
    "rang-hole",
    mark("before this line, rang {value} is missing from the table {table}, which goes to {high}"),
    mark("put the lost line back, or number the lines of the table from 1 without holes"),
)
KNOWN_GAP_CHANGED = Rule(
    "known-gap-changed",
    mark("the known gap of {figure} is {expected}, but the gap is {value} now"),
    mark("look at what changed; if the new gap is right too, write it there with its reason"),
)
KNOWN_GAP_GONE = Rule(
    "known-gap-gone",
    mark("the known gap of {figure}, {expected}, is no longer there"),
    mark("delete the line"),
)
RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))

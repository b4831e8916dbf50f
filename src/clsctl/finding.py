"""A finding as a value: the rule broken, the place, the facts; and a log of findings in bounded memory."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from clsctl.errors import ClsctlError
from clsctl.language import _

KEPT_PER_RULE = 20


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding: a stable slug, fact and remedy as templates over a finding's facts.

    `warns` is True where data are allowed but rarely intended.
    """

    slug: str
    fact: str
    remedy: str
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place: a file as the user named it, a line from 1 (the header is line 1), a column's name."""

    file: str
    line: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule broken at one place; `facts` fill the rule's sentences, with values as the file has them."""

    rule: Rule
    place: Place
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def fact(self) -> str:
        """The fault, in the user's language."""
        return _(self.rule.fact).format_map(self._words())

    @property
    def remedy(self) -> str:
        """The remedy, in the user's language."""
        return _(self.rule.remedy).format_map(self._words())

    def _words(self) -> dict[str, object]:
        return {"column": self.place.column or "", **self.facts}


@dataclass(frozen=True, slots=True, eq=False)
class Fault:
    """A fault of a cell, independent of its place: the rule broken, and the facts."""

    rule: Rule
    facts: Mapping[str, object]

    def at(self, place: Place) -> Finding:
        """The finding of this fault at `place`."""
        return Finding(self.rule, place, self.facts)


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of a run: the first of each kind, and the exact count of each."""

    kept: tuple[Finding, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """The number of findings, shown or not."""
        return sum(self.counts.values())

    def __bool__(self) -> bool:
        return bool(self.counts)


class FindingLog:
    """A collector of findings in bounded memory: keeps the first 20 of each kind, counts all."""

    def __init__(self) -> None:
        self._kept: dict[str, list[Finding]] = {}
        self._counts: Counter[str] = Counter()

    def add(self, finding: Finding) -> None:
        """Count the finding, and keep it if it is among the first of its kind."""
        self._counts[finding.rule.slug] += 1
        kept = self._kept.setdefault(finding.rule.slug, [])
        if len(kept) < KEPT_PER_RULE:
            kept.append(finding)

    def only_counts(self, rule: Rule) -> bool:
        """Count one more without making the finding, where enough of its kind are kept; there may be millions."""
        is_enough = len(self._kept.get(rule.slug, ())) >= KEPT_PER_RULE
        self._counts[rule.slug] += is_enough
        return is_enough

    def extend(self, findings: Iterable[Finding]) -> None:
        """Add each finding."""
        for finding in findings:
            self.add(finding)

    def include(self, findings: Findings) -> None:
        """Add another log's findings."""
        self.extend(findings.kept)
        for slug, count in findings.counts.items():
            self._counts[slug] += count - sum(finding.rule.slug == slug for finding in findings.kept)

    def more(self, rule: Rule, count: int) -> None:
        """Count further findings of a kind that were counted elsewhere, without places."""
        if count > 0:
            self._counts[rule.slug] += count

    @property
    def count(self) -> int:
        """The number of findings so far."""
        return self._counts.total()

    def counted(self, rule: Rule) -> int:
        """The number of findings of a kind so far."""
        return self._counts[rule.slug]

    def close(self) -> Findings:
        """The findings collected, in order of arrival, kind by kind."""
        kept = tuple(finding for group in self._kept.values() for finding in group)
        return Findings(kept, dict(self._counts))


class InvalidDataError(ClsctlError):
    """Data that break their schema: nothing is computed from them (exit 3)."""

    def __init__(self, findings: Findings, notes: Sequence[str] = ()) -> None:
        """`findings` are not empty; `notes` say how the files were read."""
        super().__init__(_("The data break their schema; nothing was computed."))
        self.findings = findings
        self.notes = tuple(notes)

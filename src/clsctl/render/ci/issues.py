"""The issues of a report: one per figure, known gap or finding, with a level, a line and candidates."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePath

from clsctl.finding import Finding, Place
from clsctl.language import _, mark
from clsctl.questions.check.outcome import Outcome, Report
from clsctl.render.safe import visible

# The meaning of each slug, for the rules of SARIF.
TITLES = {
    "ecart": mark("A published figure and the sum of its lines differ."),
    "ecart-axes": mark("A published contract total and the sum of its axis totals differ."),
    "ecart_connu": mark("A gap that is known and accepted."),
    "ecart_connu-axes": mark("A gap between published totals that is known and accepted."),
    "sans_lignes": mark("A published figure has no line in the data."),
    "non_publie": mark("A sum has no published figure."),
    "arrondi": mark("A published figure agrees with its lines only within rounding."),
    "arrondi-axes": mark("A contract total agrees with its axis totals only within rounding."),
    "exact": mark("A published figure is the sum of its lines."),
    "exact-axes": mark("A contract total is the sum of its axis totals."),
    "known-gap-changed": mark("A known gap has changed."),
    "known-gap-gone": mark("A known gap has disappeared."),
}


class Level(StrEnum):
    """The weight of an issue: an error fails the check, a note never does."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of a file, from 1; `path` is relative to the project root where the file is under it."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Suspect:
    """A candidate: its rank, its sentence, and its line, if it has one in a file."""

    rank: int
    text: str
    spot: Spot | None


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue: slug, level, line, sentence, candidates; `accepted` is the reason for accepting it."""

    slug: str
    level: Level
    spot: Spot
    text: str
    suspects: tuple[Suspect, ...] = ()
    rest: tuple[str, ...] = ()
    accepted: str = ""
    identity: str = ""

    @property
    def whole(self) -> str:
        """The sentence, then one line per candidate."""
        lines = [_("to verify, rank {rank}: {text}").format(rank=each.rank, text=each.text) for each in self.suspects]
        return "\n".join([self.text, *lines, *self.rest])

    @property
    def has_place(self) -> bool:
        """False for an issue about no file."""
        return self.spot.path not in {"", "."}

    @property
    def fingerprint(self) -> str:
        """A hash of the figure or place that stays stable from run to run, whatever the gap and the language."""
        return hashlib.sha256(f"{self.slug}\n{self.identity}".encode()).hexdigest()


def issues(report: Report, root: Path) -> tuple[Issue, ...]:
    """Every outcome other than a pass, then the stale known gaps."""
    return (*_of_outcomes(report, root), *(finding_issue(each, root) for each in report.findings.kept))


def spot(place: Place, root: Path) -> Spot:
    """A place as a CI system expects it, relative to the project root."""
    return Spot(visible(_from_root(place.file, root)), place.line or 1)


def _of_outcomes(report: Report, root: Path) -> Iterator[Issue]:
    for outcome in report.outcomes:
        level = _level(outcome)
        if level is not None:
            yield Issue(
                slug=outcome.slug,
                level=level,
                spot=spot(outcome.place, root),
                text=visible(outcome.message),
                suspects=tuple(
                    Suspect(hint.rank, visible(hint.text), spot(hint.place, root) if hint.place else None)
                    for hint in outcome.hints
                ),
                rest=tuple(map(visible, outcome.rest)),
                accepted=visible(outcome.known.raison) if outcome.known else "",
                identity=outcome.identity,
            )


def _level(outcome: Outcome) -> Level | None:
    if outcome.fails:
        return Level.ERROR
    if outcome.known is not None:
        return Level.NOTE
    return Level.WARNING if outcome.comparison.statut.is_contradiction else None


def finding_issue(finding: Finding, root: Path, level: Level = Level.ERROR) -> Issue:
    """The issue of a finding, at its place."""
    text = visible(f"{finding.fact}; {finding.remedy}")
    where = spot(finding.place, root)
    return Issue(finding.rule.slug, level, where, text, identity=f"{where.path}:{where.line}:{finding.place.column}")


def told_apart(found: Iterable[Issue]) -> Iterator[Issue]:
    """The issues with a number added to an identity that recurs: a line may break a rule in several cells."""
    seen: Counter[str] = Counter()
    for issue in found:
        seen[issue.fingerprint] += 1
        count = seen[issue.fingerprint]
        yield issue if count == 1 else replace(issue, identity=f"{issue.identity}:{count}")


def _from_root(file: str, root: Path) -> str:
    return name_from(Path(file).resolve(), root.resolve()) or Path(file).as_posix()


def name_from(path: PurePath, root: PurePath) -> str:
    """The path as CI systems name a file: from the root, with slashes on Windows too; empty where it lies elsewhere."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else ""

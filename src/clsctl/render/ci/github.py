"""github-annotations: workflow commands that GitHub shows on the lines of the CSV, at most ten of a kind."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from clsctl.language import _, ngettext
from clsctl.questions.check.outcome import Report
from clsctl.render import render
from clsctl.render.ci.issues import Issue, Level, Spot, issues
from clsctl.render.formats import Format
from clsctl.render.safe import markdown
from clsctl.table import Answer

# GitHub keeps ten annotations of a kind per step, and drops the others silently.
MOST = 10
COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
Annotation = tuple[Level, Spot, str, str]


def render_github(report: Report, root: Path) -> str:
    """One annotation per issue on the figure's line, and a warning on each line that ranks first among candidates."""
    return annotated(issues(report, root))


def annotated(found: Sequence[Issue]) -> str:
    """The annotations of issues, at most ten of a kind."""
    annotations = [*_figures(found), *_suspects(found)]
    lines: list[str] = []
    for level in Level:
        lines += _aggregated([each for each in annotations if each[0] is level])
    return "".join(f"{line}\n" for line in lines)


def render_summary(answer: Answer, report: Report, root: Path) -> str:
    """The tables in Markdown for the step summary, then each issue with its candidates."""
    items = [
        "\n".join([f"- {markdown(issue.text)}", *(f"  - {markdown(line)}" for line in issue.whole.splitlines()[1:])])
        for issue in issues(report, root)
    ]
    return "\n".join([render(answer, Format.MARKDOWN), *items, ""])


def _figures(found: Sequence[Issue]) -> Iterator[Annotation]:
    for issue in found:
        yield issue.level, issue.spot, issue.slug, issue.whole


def _suspects(found: Sequence[Issue]) -> Iterator[Annotation]:
    """Each suspect line once, however many figures it would settle."""
    seen: set[tuple[Spot, str]] = set()
    for issue in found:
        for suspect in issue.suspects:
            if suspect.rank == 1 and suspect.spot and (suspect.spot, suspect.text) not in seen:
                seen.add((suspect.spot, suspect.text))
                yield Level.WARNING, suspect.spot, _("to verify"), suspect.text


def _aggregated(annotations: Sequence[Annotation]) -> Iterator[str]:
    """All annotations of a kind, or nine and one that lists the places of the others."""
    if len(annotations) <= MOST:
        yield from (_command(*each) for each in annotations)
        return
    shown, others = annotations[: MOST - 1], annotations[MOST - 1 :]
    yield from (_command(*each) for each in shown)
    level, where, slug, _text = others[0]
    head = ngettext("{count} more:", "{count} more:", len(others)).format(count=len(others))
    places = [f"{each[1].path}:{each[1].line}: {each[3].splitlines()[0]}" for each in others]
    yield _command(level, where, slug, "\n".join([head, *places]))


def _command(level: Level, where: Spot, title: str, text: str) -> str:
    place = f"file={where.path.translate(PROPERTY)},line={where.line}," if where.path not in {"", "."} else ""
    return f"::{COMMANDS[level]} {place}title={title.translate(PROPERTY)}::{text.translate(DATA)}"

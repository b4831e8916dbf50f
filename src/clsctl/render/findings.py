"""Findings as lines of text: place, fact, remedy, and the exact number of those not shown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from clsctl.finding import Finding, Findings
from clsctl.language import _, ngettext
from clsctl.render.safe import visible

LONGEST = 80
OURS = {"expected", "other", "others"}  # facts that clsctl itself wrote: the columns allowed, other places and names


def render_findings(findings: Findings) -> str:
    """`FILE:LINE: fact [slug]`, the remedy once below those that share it, and the total count."""
    if not findings:
        return ""
    lines: list[str] = []
    for slug, group in groupby(findings.kept, key=lambda finding: finding.rule.slug):
        kept = [_safe(finding) for finding in group]
        lines += _kind(slug, kept, findings.counts.get(slug, 0) - len(kept))
    placed = {finding.rule.slug for finding in findings.kept}
    lines += [unplaced(slug, count) for slug, count in findings.counts.items() if slug not in placed]
    count = _warnings(findings.count) if findings.kept and findings.kept[0].rule.warns else _count(findings.count)
    return "".join(f"{line}\n" for line in [*lines, count])


def render_examination(findings: Findings, warnings: Findings, files: Sequence[str]) -> str:
    """The findings, then the warnings, each with their count; an empty list is confirmed by a line."""
    parts = [render_findings(findings), render_findings(warnings)]
    if not findings:
        names = visible(", ".join(files))
        parts.insert(0, _("{names}: valid, nothing breaks the schema.").format(names=names) + "\n")
    return "\n".join(filter(None, parts))


def _kind(slug: str, kept: list[Finding], hidden: int) -> list[str]:
    lines: list[str] = []
    for remedy, group in groupby(kept, key=lambda finding: finding.remedy):
        lines += [f"{finding.place}: {finding.fact} [{slug}]" for finding in group]
        if remedy:
            lines.append(f"  → {remedy}")
    return [*lines, f"  {more_of_kind(slug, hidden)}"] if hidden > 0 else lines


def more_of_kind(slug: str, count: int) -> str:
    """The number of findings of a kind beside those listed."""
    sentence = ngettext("… and {count} more of the kind {slug}", "… and {count} more of the kind {slug}", count)
    return sentence.format(count=count, slug=slug)


def unplaced(slug: str, count: int) -> str:
    """The number of findings of a kind without a place."""
    sentence = ngettext("{count} of the kind {slug}", "{count} of the kind {slug}", count)
    return sentence.format(count=count, slug=slug)


def _count(count: int) -> str:
    return ngettext("{count} finding", "{count} findings", count).format(count=count)


def _warnings(count: int) -> str:
    return ngettext("{count} warning", "{count} warnings", count).format(count=count)


def _safe(finding: Finding) -> Finding:
    column = finding.place.column
    place = replace(finding.place, file=visible(finding.place.file), column=column and shortened(visible(column)))
    return replace(finding, place=place, facts=_safe_facts(finding.facts))


def _safe_facts(facts: Mapping[str, object]) -> dict[str, object]:
    return {name: _safe_fact(name, value) for name, value in facts.items()}


def _safe_fact(name: str, value: object) -> object:
    if isinstance(value, int):
        return value
    text = visible(str(value))
    return text if name in OURS else shortened(text)


def shortened(text: str) -> str:
    """At most 80 characters: a longer text keeps both ends."""
    if len(text) <= LONGEST:
        return text
    head = (LONGEST - 3) * 2 // 3
    return f"{text[:head]} … {text[head + 3 - LONGEST :]}"

"""The page of findings in one language, from the cases of the gallery."""

from collections.abc import Iterator, Sequence

from clsctl.finding import Rule
from clsctl.rules.catalogue import SUBJECTS
from reference.markdown import block
from support.gallery import LONGEST, Case, case
from support.gallery import TITLES as ENGLISH_TITLES
from words import Language, say

FRENCH_TITLES = {
    "files": "Fichiers",
    "workbooks": "Classeurs",
    "cells": "Cellules",
    "relations": "Lignes, territoires, axes et chiffres",
    "links": "Décisions sur les liens de deux années",
    "brochures": "Brochures, lues par `clsctl import`",
    "pages": "Pages de rapports",
    "warnings": "Avertissements",
}


def findings_page(language: Language) -> str:
    """The rules by subject, each with its case."""
    titles = FRENCH_TITLES if language == "fr" else ENGLISH_TITLES
    parts = [f"# {say('findings', language)}\n\n{say('findings_intro', language)}\n\n"]
    parts += [
        f"- {titles[name]}{say('colon', language)} {', '.join(map(_link, rules))}\n" for name, rules in SUBJECTS.items()
    ]
    for name, rules in SUBJECTS.items():
        parts.append(f"\n## {titles[name]}\n")
        parts += [text for rule in rules for text in _entry(case(rule.slug), rule, language)]
    return "".join(parts)


def _link(rule: Rule) -> str:
    return f"[{rule.slug}](#{rule.slug})"


def _entry(one: Case, rule: Rule, language: Language) -> Iterator[str]:
    yield f"\n### {rule.slug}\n"
    for name, text in one.files.items():
        yield f"\n`{name}`\n{_short(text)}" if text else f"\n{say('empty_file', language).format(name=name)}\n"
    if one.limits:
        yield f"\n{say('lowered', language)}\n"
    yield block("\n".join([f"$ {one.command}", *_told(one, language)]), "console")


def _told(one: Case, language: Language) -> Sequence[str]:
    """The first line that has the slug, and the remedy below it."""
    lines = one.said(language).splitlines()
    first = next(number for number, text in enumerate(lines) if f"[{one.name}]" in text)
    return lines[first], next(text for text in lines[first:] if text.startswith("  → "))


def _short(text: str) -> str:
    lines = text.replace("\0", "␀").splitlines()
    return block("\n".join(lines if len(lines) <= LONGEST else [*lines[: LONGEST - 1], "…"]))

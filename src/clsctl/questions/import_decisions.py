"""The decisions file of an import: read and held against the answers that doubts may have, and drafted from doubts."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from clsctl.brochure.decisions import Decision, answers_to
from clsctl.brochure.reading import Reading
from clsctl.finding import Finding, FindingLog, InvalidDataError, Place
from clsctl.language import ngettext
from clsctl.questions.reading_report import said
from clsctl.rules import brochures
from clsctl.sheets.formats import open_sheet
from clsctl.sheets.sources import file_source
from clsctl.tempfolder import Spool
from clsctl.verdict.records import Record, read_records
from clsctl.vocabulary.canonical_csv import canonical_csv
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.schema import Field, Schema

NAMES = ("ligne_source", "page", "doute", "texte", "decision", "decide_par", "date")
SCHEMA = Schema("decisions", "decisions", tuple(Field(name, "string", ("", "")) for name in NAMES), ())
PLACE = "emplacement"  # of a draft alone: where the officer finds the line
CHOICE = "|"  # between the answers of a draft: nobody has chosen yet


def read_decisions_file(path: Path, referentiel: Referentiel) -> tuple[tuple[Decision, ...], tuple[str, ...]]:
    """The decisions that people took, and a note of those still to take.

    InvalidDataError where one is not an answer to its doubt, or nobody signed it.
    """
    log = FindingLog()
    with Spool() as spool:
        sheet = open_sheet(file_source(str(path), spool), SCHEMA)
        records = list(read_records(sheet, SCHEMA, log))
    decided = tuple(_decisions(records, referentiel, sheet.name, log))
    if findings := log.close():
        raise InvalidDataError(findings, ())
    open_ = len(records) - len(decided)
    note = ngettext("{name}: {count} doubt is not decided yet.", "{name}: {count} doubts are not decided yet.", open_)
    return decided, (note.format(name=path, count=open_),) if open_ else ()


def _decisions(records: Sequence[Record], referentiel: Referentiel, name: str, log: FindingLog) -> Iterator[Decision]:
    rules = {rule.slug: rule for rule in brochures.RULES}
    for record in records:
        answer, slug = record.text("decision"), record.text("doute")
        if not answer or CHOICE in answer:
            continue
        allowed = answers_to(rules[slug], referentiel) if slug in rules else ()
        number = record.text("ligne_source")
        place = Place(name, record.line)
        if answer not in allowed or not number.isdigit():
            facts = {"value": answer, "slug": slug, "expected": ", ".join(allowed) or "–"}
            log.add(Finding(brochures.DECISION_UNKNOWN, place, facts))
        elif not record.text("decide_par") or not record.text("date"):
            log.add(Finding(brochures.DECISION_UNSIGNED, place, {"value": answer, "slug": slug}))
        else:
            signed = (record.text("decide_par"), record.text("date"))
            yield Decision(int(number), slug, record.text("texte"), answer, *signed, record.line)


def draft_decisions(reading: Reading, decisions: Sequence[Decision], referentiel: Referentiel) -> bytes:
    """A file with the decisions taken, and the answers that each open doubt may have, to choose from."""
    spots = {use.line: use.spot for use in reading.coverage}
    taken = [
        (
            str(each.line),
            "",
            said(spots.get(each.line)),
            each.doute,
            each.texte,
            each.decision,
            each.decide_par,
            each.date,
        )
        for each in decisions
    ]
    opened = [
        (str(finding.place.line), re.sub(r"\D", "", str(finding.facts.get("page", ""))),
         said(spots.get(finding.place.line or 0)), finding.rule.slug,
         str(finding.facts.get("text", "")), CHOICE.join(answers) + CHOICE * (len(answers) == 1), "", "")
        for finding in reading.findings
        if (answers := answers_to(finding.rule, referentiel))
    ]  # fmt: skip
    return canonical_csv([(*NAMES[:2], PLACE, *NAMES[2:]), *taken, *opened])

"""The reader: an outline in, a proved or doubtful reading out; one call per package of the wing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from clsctl.brochure.decisions import (
    CONTINUES,
    SUB_HEADING,
    UNPRICED,
    Decision,
    decided_names,
    lines_decided,
    named_blocks,
    that_fit,
    unanswered,
    with_headings,
)
from clsctl.brochure.draft import Material, draft_of
from clsctl.brochure.lines import make_lines, remarks_of
from clsctl.brochure.page.doubts import doubt
from clsctl.brochure.page.outline import Line, Outline
from clsctl.brochure.reading import Check, Reading, Use, checks
from clsctl.brochure.spots import spots_of
from clsctl.brochure.tables.blocks import Blocks
from clsctl.brochure.tables.columns import settled_columns
from clsctl.brochure.tables.footnotes import texts_of_notes
from clsctl.brochure.tables.line_kinds import amounts_in
from clsctl.brochure.tables.roles import Role
from clsctl.brochure.tables.settled import Tables, read_tables
from clsctl.brochure.tables.table_rows.rows import SHARES
from clsctl.brochure.tables.walk import find_blocks
from clsctl.brochure.territories.attribution import Evidence
from clsctl.brochure.territories.attributions import Attributions, attributions
from clsctl.brochure.text_figures import amounts_in_text
from clsctl.brochure.words.joins import vocabulary
from clsctl.brochure.words.names import Names, scale_of
from clsctl.brochure.words.wrapping import join_headings
from clsctl.brochure.year import year_doubts
from clsctl.finding import Finding
from clsctl.language import _, language, ngettext
from clsctl.ligne import Figure
from clsctl.montant import display_montant
from clsctl.rules import brochures
from clsctl.vocabulary.referentiel import Referentiel


def read_outline(
    outline: Outline,
    exercice: int,
    referentiel: Referentiel,
    *,
    repair: bool = False,
    accept_order: bool = False,
    decisions: Sequence[Decision] = (),
    earlier: Iterable[str] = (),
) -> Reading:
    """Read a brochure of `exercice`; doubts are among its findings, and none of them is settled by guessing.

    `decisions` are people's answers to doubts; `earlier` are labels of another year, whose words are known.
    """
    names = Names(referentiel)
    columned = settled_columns(outline, names)
    words = vocabulary(columned, referentiel, earlier)
    decided_by, stale = that_fit(decisions, columned.lines, outline.source)
    headed = join_headings(with_headings(columned, lines_decided(decided_by, SUB_HEADING)), words)
    found = named_blocks(find_blocks(headed, names), decided_by)
    tables = read_tables(
        found.blocks,
        words,
        outline.source,
        repair=repair,
        unpriced=lines_decided(decided_by, UNPRICED),
        continuing=lines_decided(decided_by, CONTINUES),
    )
    given = decided_names(
        attributions(found, tables.tables, names, outline.source, accept_order=accept_order), decided_by
    )
    codes = tuple(referentiel.by_code)
    notes = texts_of_notes(tables.tables, found.notes, words, outline.source)
    decided = {each.line: each.words for each in decided_by}
    lines = make_lines(tables, given, notes.by_line, exercice, outline.source, codes, decided)
    said = amounts_in_text(found.prose, lines.lignes, exercice, outline.source, names)
    ordered = sorted(
        (*said.figures, *lines.figures), key=lambda each: (codes.index(each.territoire_code), each.axe or 99)
    )
    figures = tuple(ordered)
    covered = {figure.territoire_code: referentiel.covered(figure.territoire_code) for figure in figures}
    checked = checks(lines.lignes, figures, covered)
    roles, left = _repetitions(outline, found, figures, names)
    findings = [*left, *tables.findings, *notes.findings, *given.findings, *said.findings]
    findings += _whole(outline, found)
    findings += year_doubts(headed.lines, roles, names, exercice, outline.source)
    findings += _units(outline, found, tables)
    findings += _mismatches(checked, outline.source)
    findings += _unproved(tables, given, checked, outline.source)
    if not any(table.rows for table in tables.tables):
        findings.append(
            doubt(brochures.NOTHING, outline.source, outline.lines[0] if outline.lines else Line(1, "", ("",)))
        )
    findings = [*unanswered(findings, decided_by), *stale]
    reading = Reading(
        outline.source,
        exercice,
        lines.lignes,
        figures,
        checked,
        given.said,
        _coverage(outline, roles, said.figures),
        tuple(sorted(findings, key=lambda finding: finding.place.line or 0)),
        tables.repairs,
        (*said.notes, *_notes(tables)),
        decisions=decided_by,
    )
    if reading.is_proved:
        return reading
    remarks = remarks_of(tables, notes.by_line, decided)
    material = Material(exercice, tables.tables, given, remarks, checked)
    draft = draft_of(material, reading.findings, headed.lines, codes)
    return replace(reading, draft=draft)


def _notes(tables: Tables) -> Iterator[str]:
    """The statements of the report beside the figures: shares that add up, hyphens that nothing settles."""
    rows = [row for table in tables.tables for row in table.rows]
    shared = sum(len(row.line.shares) == SHARES and row.printed.montant is not None for row in rows)
    if shared:
        yield ngettext(
            "In {count} row, the shares of the State and of the territory add up to the amount.",
            "In {count} rows, the shares of the State and of the territory add up to the amount.",
            shared,
        ).format(count=shared)
    for row in rows:
        if row.unsettled:
            said = _("line {line}: whether the hyphen of “{word}” is printed is uncertain; remarque quotes the text")
            yield said.format(line=row.line.number, word=row.unsettled)


def _whole(outline: Outline, found: Blocks) -> Iterator[Finding]:
    """Signs that the source is incomplete."""
    sheets = [block.opened.sheet for block in found.blocks]
    for sheet in outline.textless:
        if sheets and min(sheets) < sheet < max(sheets):
            near = next(line for line in outline.lines if line.sheet > sheet)
            yield doubt(brochures.TEXTLESS, outline.source, near, sheet=sheet)
    held = {block.axe for block in found.blocks}
    for entry in found.contents:
        if entry.axe is not None and entry.axe not in held:
            yield doubt(brochures.CHAPTER_LOST, outline.source, entry.line)


def _units(outline: Outline, found: Blocks, tables: Tables) -> Iterator[Finding]:
    """A unit announced outside the column headings: amounts without a sign may be in it."""
    rows = (row for table in tables.tables for row in table.rows)
    if all(row.printed.signed or row.printed.montant is None for row in rows):
        return
    for line in outline.lines:
        if scale_of(line.text) and found.roles.get(line.number) is not Role.COLUMNS:
            yield doubt(brochures.SCALE, outline.source, line)


def _mismatches(checked: Sequence[Check], source: str) -> Iterator[Finding]:
    for check in checked:
        if not check.holds:
            figure = check.figure
            line = Line(figure.line, "", ("",), page=figure.page)
            yield doubt(
                brochures.MISMATCH,
                source,
                line,
                territoire=figure.territoire,
                libelle=figure.libelle,
                printed=display_montant(figure.montant, language()),
                computed=display_montant(check.computed, language()),
                difference=display_montant(check.difference, language()),
            )


def _unproved(tables: Tables, given: Attributions, checked: Sequence[Check], source: str) -> Iterator[Finding]:
    """Tables that no figure covers to their printed unit; without amounts, a name or a total proves it."""
    for table, one in zip(tables.tables, given.tables, strict=True):
        units = [row.printed.unit for row in table.rows if row.printed.montant is not None]
        if not one.territoire_code:
            continue  # has a doubt of its own
        if not units and (one.proof is Evidence.HEADING or table.block.total is not None):
            continue
        finest = max(min(units, default=Decimal(0)), Decimal(1))
        proving = [
            check
            for check in checked
            if units
            and check.holds
            and check.figure.territoire_code == one.territoire_code
            and check.figure.axe in {None, table.block.axe}
            and check.figure.arrondi <= finest
        ]
        if not proving:
            yield doubt(
                brochures.UNPROVED,
                source,
                table.block.opened,
                axe=table.block.axe,
                count=len(table.rows),
                territoire=one.territoire or "–",
            )


def _repetitions(
    outline: Outline, found: Blocks, figures: Sequence[Figure], names: Names
) -> tuple[dict[int, Role], list[Finding]]:
    """Amounts outside the tables that repeat printed figures, such as a chart's labels, are not doubts."""
    known = {figure.montant for figure in figures}
    texts = {line.number: line.text for line in outline.lines}
    roles, left = dict(found.roles), []
    for finding in found.findings:
        number = finding.place.line or 0
        said = amounts_in(texts.get(number, ""))
        large = {amount for amount in said if amount >= 1000}
        code = names.mentions.of(texts.get(number, "")).code
        own = {figure.montant for figure in figures if figure.territoire_code == code}
        repeats = (large and large <= known) or (said and said <= own)
        if finding.rule is brochures.OUTSIDE and repeats:
            roles[number] = Role.REPEATED
        else:
            left.append(finding)
    return roles, left


def _coverage(outline: Outline, roles: Mapping[int, Role], regional: Sequence[Figure]) -> tuple[Use, ...]:
    figures = {figure.line for figure in regional}
    spots = spots_of(outline)
    return tuple(
        Use(
            line.number,
            line.page,
            Role.FIGURE if line.number in figures else roles[line.number],
            line.text,
            spots.get(line.number),
        )
        for line in outline.lines
    )

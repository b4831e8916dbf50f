"""The report of a reading: its figures, attributions and uses as tables, and each doubtful row beside its source."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from clsctl.brochure.decisions import answers_to
from clsctl.brochure.reading import Check, Reading, Use
from clsctl.brochure.spots import PageSpot
from clsctl.brochure.tables.roles import Role
from clsctl.brochure.territories.attribution import Evidence
from clsctl.finding import Finding, FindingLog, Findings
from clsctl.language import _, mark, ngettext
from clsctl.ligne import Ligne
from clsctl.table import Answer, Kind, Row, Table, Tone, Word
from clsctl.vocabulary.columns import column, columns
from clsctl.vocabulary.folding import fold
from clsctl.vocabulary.referentiel import Referentiel

CONTEXT = 2  # source lines shown around a doubtful one
PROOFS = {
    Evidence.HEADING: (mark("printed heading"), Tone.GOOD),
    Evidence.TOTALS: (mark("settled by the totals"), Tone.GOOD),
    Evidence.TAKEN: (mark("settled: every other territory is taken"), Tone.GOOD),
    Evidence.DECISION: (mark("a person's decision"), Tone.NEAR),
    Evidence.ORDER: (mark("order alone"), Tone.NEAR),
    Evidence.NONE: (mark("none"), Tone.BAD),
}
ROLES = {
    Role.ROW: mark("row"),
    Role.OBJECTIF: mark("sub-heading"),
    Role.AXE: mark("heading of an axis"),
    Role.TERRITOIRE: mark("heading of a territory"),
    Role.TOTAL: mark("total"),
    Role.FIGURE: mark("published figure"),
    Role.FOOTNOTE: mark("footnote"),
    Role.CONTENTS: mark("table of contents"),
    Role.COLUMNS: mark("ignored: column headings"),
    Role.RULER: mark("ignored: ruler"),
    Role.PAGE_NUMBER: mark("ignored: page number"),
    Role.RUNNING: mark("ignored: repeated on every page"),
    Role.SECTION: mark("ignored: title without table"),
    Role.PROSE: mark("ignored: text outside tables"),
    Role.REPEATED: mark("ignored: repeated heading"),
    Role.DOUBT: mark("doubtful"),
}


def import_answer(reading: Reading, earlier: Sequence[Ligne] = ()) -> Answer:
    """The figures, the attributions, the use of every source line, the repairs, and what `earlier` lines lack."""
    figures = Table(
        name="figures",
        title=_("{source}, {year}: printed figures and the sums of the lines read").format(
            source=reading.source, year=reading.exercice
        ),
        columns=columns(
            "statut", "axe", "territoire", "libelle", "publie", "calcule", "ecart", "lignes", "non_chiffrees", "page"
        ),
        rows=tuple(_figure(check) for check in reading.checks),
        source=reading.source,
    )
    fresh = tuple(_new(reading, earlier)) if earlier else ()
    return Answer(figures, (*_beside(reading), *fresh), tuple(_closing(reading)))


def _new(reading: Reading, earlier: Sequence[Ligne]) -> Iterator[Table]:
    """The lines whose territory has no line of the same axis and label among `earlier`."""
    known = {(ligne.territoire_code, ligne.axe, fold(ligne.action)) for ligne in earlier}
    fresh = [ligne for ligne in reading.lignes if (ligne.territoire_code, ligne.axe, fold(ligne.action)) not in known]
    year = max(ligne.exercice for ligne in earlier)
    title = _("Lines that are new since {year}: {count} of {total}")
    yield Table(
        name="new",
        title=title.format(year=year, count=len(fresh), total=len(reading.lignes)),
        columns=columns("axe", "territoire", "action", "montant", "page"),
        rows=tuple((each.axe, each.territoire, each.action, each.montant, each.page) for each in fresh),
    )


def findings_of(reading: Reading) -> Findings:
    """The doubts in source order, kind by kind."""
    log = FindingLog()
    log.extend(reading.findings)
    return log.close()


def review(reading: Reading, referentiel: Referentiel) -> Iterator[str]:
    """Each doubtful row: the finding, then its source lines with their use and page, the remedy, possible answers."""
    places = {use.line: index for index, use in enumerate(reading.coverage)}
    spots = {use.line: use.spot for use in reading.coverage}
    for number, finding in enumerate(reading.findings, start=1):
        yield _("{number} of {count}: {place} [{slug}]").format(
            number=number, count=len(reading.findings), place=finding.place, slug=finding.rule.slug
        )
        if place := said(spots.get(finding.place.line or 0)):
            yield f"  {place}"
        yield f"  {finding.fact}"
        yield from _excerpt(reading.coverage, places, finding)
        yield f"  → {finding.remedy}"
        if answers := answers_to(finding.rule, referentiel):
            yield "  → " + _("or answer in a decisions file: {answers}").format(answers=" | ".join(answers))
        yield ""
    if not reading.findings:
        yield _("No doubts.")


def said(spot: PageSpot | None) -> str:
    """The place of a line in the file, in words; empty for a text without pages and tables."""
    if spot is None:
        return ""
    sheet = _("page {sheet} of the file, ").format(sheet=spot.sheet) if spot.sheet else ""
    if spot.table:
        return sheet + _("table {table}, row {row}").format(table=spot.table, row=spot.row)
    return sheet + _("{left} mm from its left edge, {top} mm from its top").format(left=spot.left, top=spot.top)


def _excerpt(coverage: Sequence[Use], places: dict[int, int], finding: Finding) -> Iterator[str]:
    index = places.get(finding.place.line or 0)
    if index is None:
        return
    for use in coverage[max(index - CONTEXT, 0) : index + CONTEXT + 1]:
        pointer = ">" if use.line == finding.place.line else " "
        page = _("p. {page}").format(page=use.page) if use.page is not None else ""
        yield f"  {pointer} {use.line:>5} {page:>6} | {use.text}   [{_(ROLES[use.role])}]"


def _figure(check: Check) -> Row:
    figure = check.figure
    statut = "ecart" if not check.holds else "exact" if not check.difference else "arrondi"
    return (
        statut,
        figure.axe,
        figure.territoire,
        figure.libelle,
        figure.montant,
        check.computed,
        check.difference,
        check.lines,
        check.unpriced,
        figure.page,
    )


def _beside(reading: Reading) -> Iterator[Table]:
    proofs = {proof.value: Word(_(text), tone) for proof, (text, tone) in PROOFS.items()}
    yield Table(
        name="attributions",
        title=_("Territory given to each table and contract total, with its proof"),
        columns=(
            column("axe"),
            column("territoire"),
            column("montant"),
            column("page"),
            replace(column("preuve"), kind=Kind.STATUT, words=proofs),
        ),
        rows=tuple((a.axe, a.territoire, a.montant, a.page, a.proof.value) for a in reading.attributions),
    )
    roles = {role.value: Word(_(text)) for role, text in ROLES.items()}
    yield Table(
        name="coverage",
        title=_("Use of every non-blank line of the source"),
        columns=(
            replace(column("usage"), words=roles),
            column("lignes"),
            column("lignes_source"),
        ),
        rows=tuple(_uses(reading.coverage)),
    )
    if reading.decisions:
        yield Table(
            name="decisions",
            title=_("Decisions of people on doubts"),
            columns=columns("ligne_source", "doute", "texte", "decision", "decide_par", "date"),
            rows=tuple((d.line, d.doute, d.texte, d.decision, d.decide_par, d.date) for d in reading.decisions),
        )
    if reading.repairs:
        yield Table(
            name="repairs",
            title=_("Texts damaged in extraction, and their repair"),
            columns=(
                column("ligne_source"),
                column("page"),
                column("texte"),
                column("repare"),
                column("etat"),
            ),
            rows=tuple(
                (
                    repair.line,
                    repair.page,
                    repair.text,
                    repair.mended,
                    _state(settled=repair.settled, applied=repair.applied),
                )
                for repair in reading.repairs
            ),
        )


def _state(*, settled: bool, applied: bool) -> str:
    if applied:
        return _("applied")
    return _("proposed: the total then agrees") if settled else _("proposed, not proved")


def _uses(coverage: Sequence[Use]) -> Iterator[Row]:
    for role in Role:
        lines = [use.line for use in coverage if use.role is role]
        if lines:
            yield role.value, len(lines), ", ".join(_ranges(lines))


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    for _key, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _index, number in group]
        yield f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0])


def _closing(reading: Reading) -> Iterator[str]:
    yield from reading.notes
    priced = sum(ligne.montant is not None for ligne in reading.lignes)
    yield _("Lines read: {count} ({unpriced} without amount). Figures read: {figures} ({held} reproduced).").format(
        count=len(reading.lignes),
        unpriced=len(reading.lignes) - priced,
        figures=len(reading.figures),
        held=sum(check.holds for check in reading.checks),
    )
    by_order = sum(given.proof is Evidence.ORDER for given in reading.attributions)
    if by_order:
        yield ngettext(
            "{count} table is attributed by the order of the territories alone: no figure proves it.",
            "{count} tables are attributed by the order of the territories alone: no figure proves them.",
            by_order,
        ).format(count=by_order)
    if reading.is_proved and by_order:
        yield _(
            "Accepted with that order: every printed figure is reproduced, and every line of the source is "
            "accounted for."
        )
    elif reading.is_proved and reading.decisions:
        count = len(reading.decisions)
        yield ngettext(
            "Proved with {count} decision of a person: every printed figure is reproduced, and every line of the "
            "source is accounted for.",
            "Proved with {count} decisions of people: every printed figure is reproduced, and every line of the source "
            "is accounted for.",
            count,
        ).format(count=count)
    elif reading.is_proved:
        yield _("Proved: every printed figure is reproduced, and every line of the source is accounted for.")
        yield _(
            "The proof does not cover a row without an amount or a whole table lost without trace, the "
            "letters of labels, or two amounts exchanged within a table."
        )
    else:
        count = len(reading.findings)
        yield ngettext("Not proved: {count} doubt.", "Not proved: {count} doubts.", count).format(count=count)
        if any(repair.settled and not repair.applied for repair in reading.repairs):
            yield _("The option --repair applies the repairs proposed above that make a total agree.")

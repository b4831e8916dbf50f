"""Known gaps: gaps accepted by a person with a reason, compared with the actual ones."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from clsctl.finding import Finding, FindingLog, Findings, Place
from clsctl.language import _, language
from clsctl.ligne import KnownGap
from clsctl.montant import display_montant, montant_text
from clsctl.questions.check.proof import Comparison, Proof, Scope, Statut, picks
from clsctl.rules.relations import KNOWN_GAP_CHANGED, KNOWN_GAP_GONE
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.schema import package
from clsctl.vocabulary.selection import Selection

LIGNES, AXES = "lignes", "axes"
Key = tuple[int, str, int | None, str, str]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A proof whose known gaps, each with a reason, are not contradictions; `stale`: those that no longer apply."""

    proof: Proof
    reasons: Mapping[Comparison, KnownGap]
    stale: Findings


def accept(proof: Proof, known: Sequence[KnownGap], selection: Selection, referentiel: Referentiel) -> Accepted:
    """The proof with every gap known to the cent marked as such; a changed or vanished one is a finding."""
    gaps = {_key_of(gap): gap for gap in known}
    reasons: dict[Comparison, KnownGap] = {}
    log = FindingLog()
    figures = tuple(_accepted(each, LIGNES, gaps, reasons, log) for each in proof.figures)
    axes = tuple(_accepted(each, AXES, gaps, reasons, log) for each in proof.axes)
    met = {_key(each, LIGNES) for each in proof.figures} | {_key(each, AXES) for each in proof.axes}
    for gap in known:
        scope = Scope(gap.exercice, gap.territoire_code, gap.axe)
        if _key_of(gap) not in met and picks(selection, scope, referentiel):
            log.add(_finding(gap, None))
    return Accepted(replace(proof, figures=figures, axes=axes), reasons, log.close())


def draft(proof: Proof, known: Iterable[KnownGap], exercice: int, today: date) -> str:
    """The text of `known_gaps_<exercice>.csv` for the actual gaps; existing reasons are kept.

    A new gap has no reason and no author: until a person writes them, the file breaks its schema.
    """
    reasons = {_key_of(gap): gap for gap in known}
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(package().schema("known_gaps").names)
    for preuve, comparisons in ((LIGNES, proof.figures), (AXES, proof.axes)):
        for each in comparisons:
            if each.scope.exercice == exercice and (each.statut.is_contradiction or each.statut is Statut.ECART_CONNU):
                writer.writerow(_record(each, preuve, reasons.get(_key(each, preuve)), today))
    return stream.getvalue()


def _accepted(
    comparison: Comparison,
    preuve: str,
    gaps: Mapping[Key, KnownGap],
    reasons: dict[Comparison, KnownGap],
    log: FindingLog,
) -> Comparison:
    gap = gaps.get(_key(comparison, preuve))
    if gap is None:
        return comparison
    if comparison.statut.is_contradiction and comparison.ecart == gap.ecart:
        known = replace(comparison, statut=Statut.ECART_CONNU)
        reasons[known] = gap
        return known
    log.add(_finding(gap, comparison if comparison.statut.is_contradiction else None))
    return comparison


def _finding(gap: KnownGap, now: Comparison | None) -> Finding:
    figure = f"{gap.exercice}, {gap.territoire}, {gap.libelle}"
    facts = {"figure": figure, "expected": _gap_text(gap.ecart)}
    place = Place(gap.file, gap.line, "ecart")
    if now is None:
        return Finding(KNOWN_GAP_GONE, place, facts)
    return Finding(KNOWN_GAP_CHANGED, place, {**facts, "value": _gap_text(now.ecart)})


def _gap_text(ecart: Decimal | None) -> str:
    return _("no lines") if ecart is None else display_montant(ecart, language())


def _record(comparison: Comparison, preuve: str, gap: KnownGap | None, today: date) -> Sequence[str]:
    figure, ecart = comparison.figure, comparison.ecart
    if figure is None:
        return ()
    same = gap is not None and gap.ecart == ecart
    return (
        str(figure.exercice),
        figure.territoire_code,
        figure.territoire,
        "" if figure.axe is None else str(figure.axe),
        figure.libelle,
        preuve,
        "" if ecart is None else ("-" if ecart < 0 else "") + montant_text(abs(ecart)),
        gap.raison if gap and same else "",
        gap.signale_par if gap and same else "",
        gap.date if gap and same else today.isoformat(),
    )


def _key(comparison: Comparison, preuve: str) -> Key:
    scope, figure = comparison.scope, comparison.figure
    return scope.exercice, scope.territoire_code, scope.axe, figure.libelle if figure else "", preuve


def _key_of(gap: KnownGap) -> Key:
    return gap.exercice, gap.territoire_code, gap.axe, gap.libelle, gap.preuve

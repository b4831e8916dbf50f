"""The sentences about candidates: the lines, their content, the correction, and the figures that it would break."""

from collections.abc import Sequence
from decimal import Decimal

from clsctl.finding import Place
from clsctl.language import _, language, mark, ngettext, quoted
from clsctl.ligne import Ligne
from clsctl.montant import display_montant, display_number
from clsctl.questions.check.explain.candidate import SINCE, Candidate, Cause
from clsctl.questions.check.explain.slips import Slip
from clsctl.questions.check.proof import Comparison, Scope, TableKey
from clsctl.vocabulary.referentiel import Referentiel

LABEL = 60
ONE = Decimal(1)
SLIPS = {
    Slip.TOO_GREAT: mark("{factor} times too large"),
    Slip.TOO_SMALL: mark("{factor} times too small"),
    Slip.HALF: mark("one share of two"),
    Slip.DOUBLE: mark("counted twice"),
    Slip.NEIGHBOURS: mark("two digits exchanged"),
    Slip.APART: mark("two digits exchanged"),
    Slip.KEY: mark("a digit replaced by the key beside it"),
    Slip.DIGIT: mark("a digit replaced"),
    Slip.ADDED: mark("a digit too many"),
    Slip.DROPPED: mark("a digit missing"),
    Slip.ROUNDED: mark("rounded to the thousand"),
}
MORE, LESS = mark("{percent}% too large"), mark("{percent}% too small")
# {ligne} is the first line concerned, {other} the second, {last} the last, {montant} the correction, {closed} the
# effect of a move, {amended} each line with its two amounts.
SENTENCES = {
    Cause.TWICE: mark("{ligne}: entered twice? same label and {written} at {other}"),
    Cause.LOST: mark("{ligne}: {montant} in the earlier version, lost since?"),
    Cause.CHANGED: mark("{ligne}: {written}, but {montant} in the earlier version at {other}"),
    Cause.NEW: mark("{ligne}: {written}, a line missing from the earlier version"),
    Cause.TOGETHER: mark("changes since the earlier version that close the gap together: {amended}"),
    Cause.AXE: mark("{ligne}: {written}, in the wrong axis? {closed}"),
    Cause.TERRITOIRE: mark("{ligne}: {written}, in the wrong territory? {closed}"),
    Cause.TABLEAU: mark("{ligne}: {written}, in the wrong table? {closed}"),
    Cause.SLIP: mark("{ligne}: {written} in place of {montant}? {slip}"),
    Cause.EXCHANGED: mark("{ligne}: {written}, exchanged with {montant} at {other}?"),
    Cause.NEIGHBOUR: mark("{ligne}: {written}, repeated from its neighbour {other}? {montant} would close the gap"),
    Cause.SIGN: mark("{ligne}: {written}, subtracted in the figure? the gap is twice that amount"),
    Cause.FILL: mark("{ligne}: without amount; {montant} would close the gap"),
    Cause.MISSING: mark("a line of {montant} missing from {cell}?"),
    Cause.AMOUNT: mark("or one amount of {cell} too low by {montant}?"),
    Cause.SURPLUS: mark("{ligne}: {written} equals the gap; one line too many, or a subtotal?"),
    Cause.LINES: mark("several lines that sum to the gap, {montant}: {lignes}"),
    Cause.PAIR: mark("two slips that close the gap together: {amended}"),
    Cause.TITLE: mark("{ligne} to {last}: {montant} under the wrong title? {closed}"),
    Cause.TITLES: mark("{ligne} to {last}: two tables under each other's title?"),
    Cause.SHIFTED: mark("{ligne} to {last}: amounts displaced by one row? {ending} would be the one lost"),
}
UNITS = {
    Decimal(1000): mark("{ligne} to {last}: amounts in thousands of euros?"),
    Decimal(2): mark("{ligne} to {last}: amounts of one share of two?"),
    Decimal("0.5"): mark("{ligne} to {last}: amounts counted twice?"),
}
SMALL, LARGE = (
    mark("{ligne} to {last}: amounts {factor} times too small?"),
    mark("{ligne} to {last}: amounts {factor} times too large?"),
)


def cause_sentence(candidate: Candidate, referentiel: Referentiel) -> str:
    """The sentence on a candidate: the lines to verify, and the figures that it would break."""
    return _said(candidate, referentiel) + _alone(candidate) + _broken(candidate.breaks, referentiel)


def place_of(candidate: Candidate) -> Place | None:
    """The line to look at, if the candidate has one in a file."""
    if candidate.figure is not None:
        return Place(candidate.figure.file, candidate.figure.line)
    return Place(candidate.lignes[0].file, candidate.lignes[0].line) if candidate.lignes else None


def table_name(scope: Scope | TableKey, referentiel: Referentiel) -> str:
    """A table or a contract, as people name it."""
    _exercice, code, axe = scope if isinstance(scope, tuple) else (scope.exercice, scope.territoire_code, scope.axe)
    nom = referentiel.by_code[code].nom
    return nom if axe is None else _("{territoire}, axis {axe}").format(territoire=nom, axe=axe)


def _said(candidate: Candidate, referentiel: Referentiel) -> str:
    if candidate.cause is Cause.FIGURE:
        return _figure(candidate, referentiel)
    if candidate.cause is Cause.LINES and candidate.cell is not None:
        return _several(candidate, candidate.cell, referentiel)
    lignes, amounts = candidate.lignes, candidate.proposed
    first = lignes[0] if lignes else None
    return _(_template(candidate)).format(
        ligne=_ligne(first) if first else "",
        last=f"{Place(lignes[-1].file, lignes[-1].line)}: {lignes[-1].cle}" if lignes else "",
        other=", ".join(map(_ligne, lignes[1:2] if candidate.cause is not Cause.TWICE else lignes[1:])),
        lignes=_lignes(lignes),
        written=_euros(first.montant if first else None),
        montant=_euros(amounts[0] if candidate.cause is Cause.EXCHANGED else candidate.montant),
        ending=_euros(amounts[-1] if amounts else None),
        cell="" if candidate.cell is None else table_name(candidate.cell, referentiel),
        closed=_closed(candidate, referentiel),
        slip=_slip(candidate, first.montant if first else None),
        amended=_amended(candidate),
        factor="" if candidate.cause is not Cause.UNIT else _factor(candidate.montant),
    )


def _template(candidate: Candidate) -> str:
    if candidate.cause is not Cause.UNIT:
        return SENTENCES[candidate.cause]
    factor = candidate.montant or ONE
    return UNITS.get(factor, SMALL if factor > 1 else LARGE)


def _several(candidate: Candidate, cell: TableKey, referentiel: Referentiel) -> str:
    text = ngettext(
        "several lines that close the gap if they belong to {cell}: {lignes}",
        "several lines that close {count} gaps if they belong to {cell}: {lignes}",
        len(candidate.mends),
    )
    words = {"count": len(candidate.mends), "cell": table_name(cell, referentiel)}
    return text.format(**words, lignes=_lignes(candidate.lignes))


def _closed(candidate: Candidate, referentiel: Referentiel) -> str:
    """The gaps that a move would close: those of both tables, or one where the other has no printed total."""
    if candidate.cell is None:
        return ""
    count = len(candidate.mends)
    text = ngettext("the gap closes if it belongs to {cell}", "{count} gaps close if it belongs to {cell}", count)
    return text.format(count=count, cell=table_name(candidate.cell, referentiel))


def _alone(candidate: Candidate) -> str:
    return _("; it does not close the gap alone") if candidate.cause in SINCE and not candidate.mends else ""


def _broken(breaks: Sequence[Comparison], referentiel: Referentiel) -> str:
    """The figures that hold and would not any longer."""
    if not breaks:
        return ""
    names = [
        f"{referentiel.by_code[each.scope.territoire_code].nom} ({each.figure.libelle if each.figure else ''})"
        for each in breaks
    ]
    text = ngettext("; but {figures} would no longer hold", "; but {figures} would no longer hold", len(names))
    return text.format(figures=", ".join(names))


def _figure(candidate: Candidate, referentiel: Referentiel) -> str:
    figure = candidate.figure
    if figure is None:
        return ""
    subject = f"{figure.file}:{figure.line}: {referentiel.by_code[figure.territoire_code].nom}, {figure.libelle}"
    words = {"subject": subject, "written": _euros(figure.montant), "montant": _euros(candidate.montant)}
    if candidate.slip is None:
        text = _(
            "{subject}: the figure itself is suspect, {written} in place of {montant}? The other totals confirm it."
        )
        return text.format(**words)
    text = _("{subject}: the figure itself is suspect, {written} in place of {montant}? {slip}")
    return text.format(**words, slip=_slip(candidate, figure.montant))


def _slip(candidate: Candidate, written: Decimal | None) -> str:
    if candidate.slip is None:
        return ""
    meant, found = candidate.montant or ONE, written or ONE
    if candidate.slip is Slip.PERCENT:
        percent = ((found / meant - 1) * 100).quantize(ONE)
        return _(MORE if percent > 0 else LESS).format(percent=abs(percent))
    return _(SLIPS[candidate.slip]).format(factor=_factor(meant / found))


def _factor(ratio: Decimal | None) -> str:
    factor = ratio or ONE
    return display_number((factor if factor >= 1 else 1 / factor).normalize(), language())


def _amended(candidate: Candidate) -> str:
    """Each line with what it has and what it would have."""
    pairs = zip(candidate.lignes, candidate.proposed, strict=False)
    return ", ".join(_change(ligne, proposed) for ligne, proposed in pairs)


def _change(ligne: Ligne, proposed: Decimal | None) -> str:
    if proposed is None:
        return _("{ligne}: {written}, to delete").format(ligne=_ligne(ligne), written=_euros(ligne.montant))
    if proposed == ligne.montant:
        return _("{ligne}: {montant}, to restore").format(ligne=_ligne(ligne), montant=_euros(proposed))
    return _("{ligne}: {written} in place of {montant}").format(
        ligne=_ligne(ligne), written=_euros(ligne.montant), montant=_euros(proposed)
    )


def _ligne(ligne: Ligne) -> str:
    label = ligne.action if len(ligne.action) <= LABEL else f"{ligne.action[: LABEL - 1].rstrip()}…"
    page = _(" (page {page})").format(page=ligne.page) if ligne.page else ""
    return f"{Place(ligne.file, ligne.line)}: {ligne.cle} {quoted(label)}{page}"


def _lignes(lignes: Sequence[Ligne]) -> str:
    return ", ".join(f"{_ligne(ligne)} {_euros(ligne.montant)}" for ligne in lignes)


def _euros(montant: Decimal | None) -> str:
    return "" if montant is None else display_montant(montant, language())

"""The sentences about candidates: the line, its content, and the correction."""

from dataclasses import dataclass
from decimal import Decimal

from clsctl.finding import Place
from clsctl.language import _, language, mark, ngettext, quoted
from clsctl.ligne import Ligne
from clsctl.montant import display_montant, display_number
from clsctl.questions.check.explain.candidate import Candidate, Cause
from clsctl.questions.check.explain.search import Explanation, narrowed
from clsctl.questions.check.explain.slips import Slip
from clsctl.questions.check.proof import TableKey
from clsctl.vocabulary.referentiel import Referentiel

SHOWN = 5
LABEL = 60
SLIPS = {
    Slip.TOO_GREAT: mark("{factor} times too large"),
    Slip.TOO_SMALL: mark("{factor} times too small"),
    Slip.NEIGHBOURS: mark("two digits exchanged"),
    Slip.APART: mark("two digits exchanged"),
    Slip.ADDED: mark("a digit too many"),
    Slip.DROPPED: mark("a digit missing"),
}
# {ligne} is the first line concerned, {other} the second, {montant} the correction, {closed} the effect of a move.
SENTENCES = {
    Cause.TWICE: mark("{ligne}: entered twice? same label and {written} at {other}"),
    Cause.LOST: mark("{ligne}: {montant} in the earlier version, lost since?"),
    Cause.CHANGED: mark("{ligne}: {written}, but {montant} in the earlier version at {other}"),
    Cause.NEW: mark("{ligne}: {written}, a line missing from the earlier version"),
    Cause.AXE: mark("{ligne}: {written}, in the wrong axis? {closed}"),
    Cause.TERRITOIRE: mark("{ligne}: {written}, in the wrong territory? {closed}"),
    Cause.TABLEAU: mark("{ligne}: {written}, in the wrong table? {closed}"),
    Cause.SLIP: mark("{ligne}: {written} in place of {montant}? {slip}"),
    Cause.ROWS: mark("{ligne}: {written}, exchanged with its neighbour {other}?"),
    Cause.NEIGHBOUR: mark("{ligne}: {written}, repeated from its neighbour {other}? {montant} would close the gap"),
    Cause.SIGN: mark("{ligne}: {written}, subtracted in the figure? the gap is twice that amount"),
    Cause.FILL: mark("{ligne}: without amount; {montant} would close the gap"),
    Cause.MISSING: mark("a line of {montant} missing from {cell}?"),
    Cause.SURPLUS: mark("{ligne}: {written} equals the gap; one line too many, or a subtotal?"),
    Cause.LINES: mark("several lines that sum to the gap, {montant}: {lignes}"),
}


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence on one candidate, its rank from 1, and the line to look at, if it has one in a file."""

    rank: int
    text: str
    place: Place | None


def hints(explanation: Explanation, referentiel: Referentiel) -> tuple[Hint, ...]:
    """The first candidates, each to verify."""
    few = narrowed(explanation, SHOWN)
    return tuple(
        Hint(each.rank, _sentence(each.candidate, referentiel), _place(each.candidate))
        for each in few.ranked[: 2 * SHOWN]
    )


def rest(explanation: Explanation) -> tuple[str, ...]:
    """The remaining facts: the number of candidates not shown, and whether the search stopped early."""
    shown = min(len(narrowed(explanation, SHOWN).ranked), 2 * SHOWN)
    hidden = len(explanation.ranked) - shown
    said = []
    if hidden:
        sentence = ngettext("{count} more candidate, less likely", "{count} more candidates, less likely", hidden)
        said.append(sentence.format(count=hidden))
    if not explanation.complete:
        said.append(_("the search stopped at its limit: other sets of lines may sum to the gap"))
    return tuple(said)


def _place(candidate: Candidate) -> Place | None:
    if candidate.figure is not None:
        return Place(candidate.figure.file, candidate.figure.line)
    return Place(candidate.lignes[0].file, candidate.lignes[0].line) if candidate.lignes else None


def _sentence(candidate: Candidate, referentiel: Referentiel) -> str:
    if candidate.cause is Cause.FIGURE:
        return _figure(candidate, referentiel)
    if candidate.cause is Cause.LINES and candidate.cell is not None:
        sentence = ngettext(
            "several lines that close the gap if they belong to {cell}: {lignes}",
            "several lines that close {count} gaps if they belong to {cell}: {lignes}",
            len(candidate.mends),
        )
        words = {"count": len(candidate.mends), "cell": _cell(candidate.cell, referentiel)}
        return sentence.format(**words, lignes=_lignes(candidate))
    first = candidate.lignes[0] if candidate.lignes else None
    others = candidate.lignes[1:]
    return _(SENTENCES[candidate.cause]).format(
        ligne=_ligne(first) if first else "",
        other=", ".join(map(_ligne, others)),
        lignes=_lignes(candidate),
        written=_euros(first.montant if first else None),
        montant=_euros(candidate.montant),
        cell=_cell(candidate.cell, referentiel),
        closed=_closed(candidate, referentiel),
        slip=_slip(candidate, first.montant if first else None),
    )


def _closed(candidate: Candidate, referentiel: Referentiel) -> str:
    """The gaps that a move would close: those of both tables, or one where the other has no printed total."""
    count = len(candidate.mends)
    sentence = ngettext("the gap closes if it belongs to {cell}", "{count} gaps close if it belongs to {cell}", count)
    return sentence.format(count=count, cell=_cell(candidate.cell, referentiel))


def _figure(candidate: Candidate, referentiel: Referentiel) -> str:
    figure = candidate.figure
    if figure is None:
        return ""
    subject = f"{figure.file}:{figure.line}: {referentiel.by_code[figure.territoire_code].nom}, {figure.libelle}"
    words = {"subject": subject, "written": _euros(figure.montant), "montant": _euros(candidate.montant)}
    if candidate.slip is None:
        sentence = _(
            "{subject}: the figure itself is suspect, {written} in place of {montant}? The other totals confirm it."
        )
        return sentence.format(**words)
    sentence = _("{subject}: the figure itself is suspect, {written} in place of {montant}? {slip}")
    return sentence.format(**words, slip=_slip(candidate, figure.montant))


def _slip(candidate: Candidate, written: Decimal | None) -> str:
    if candidate.slip is None:
        return ""
    great, small = sorted((written or Decimal(1), candidate.montant or Decimal(1)), reverse=True)
    return _(SLIPS[candidate.slip]).format(factor=display_number((great / small).normalize(), language()))


def _ligne(ligne: Ligne) -> str:
    label = ligne.action if len(ligne.action) <= LABEL else f"{ligne.action[: LABEL - 1].rstrip()}…"
    page = _(" (page {page})").format(page=ligne.page) if ligne.page else ""
    return f"{Place(ligne.file, ligne.line)}: {ligne.cle} {quoted(label)}{page}"


def _lignes(candidate: Candidate) -> str:
    return ", ".join(f"{_ligne(ligne)} {_euros(ligne.montant)}" for ligne in candidate.lignes)


def _cell(cell: TableKey | None, referentiel: Referentiel) -> str:
    if cell is None:
        return ""
    _exercice, code, axe = cell
    return _("{territoire}, axis {axe}").format(territoire=referentiel.by_code[code].nom, axe=axe)


def _euros(montant: Decimal | None) -> str:
    return "" if montant is None else display_montant(montant, language())

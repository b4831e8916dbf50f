"""The strength of a proof: the lines that could vanish without any figure showing it."""

from collections.abc import Iterator
from decimal import Decimal

from clsctl.dataset.dataset import Dataset
from clsctl.language import _, language, ngettext
from clsctl.montant import display_montant
from clsctl.questions.check.proof import CELL, Comparison, Proof, Scope
from clsctl.vocabulary.selection import Selection


def weaknesses(proof: Proof, dataset: Dataset, selection: Selection) -> Iterator[str]:
    """A sentence per figure whose rounding exceeds some of its lines, and one on all figures together.

    The last only where the selection picks all figures: nothing is known about the lines of the others.
    """
    least = dataset.least_montant()
    if least is None:
        return
    for comparison in proof.figures:
        slack = _slack(comparison)
        if slack is not None and slack >= least:
            each, together = dataset.vanishing(_selection(comparison.scope, dataset), slack)
            if each:
                yield _weakness(comparison, dataset, each, together)
    if not selection.as_written:
        yield _together(proof, dataset, least)


def _weakness(comparison: Comparison, dataset: Dataset, each: int, together: int) -> str:
    figure = comparison.figure
    nom = dataset.referentiel.by_code[comparison.scope.territoire_code].nom
    priced = comparison.lignes - comparison.non_chiffrees
    sentence = ngettext(
        "{figure}, printed to {unit}: of its {priced} lines with an amount, {each} could vanish without this"
        " figure showing it.",
        "{figure}, printed to {unit}: of its {priced} lines with an amount, any one of {each} could vanish without"
        " this figure showing it{together}.",
        each,
    )
    return sentence.format(
        figure=f"{nom} ({figure.libelle})" if figure else nom,
        unit=display_montant(figure.arrondi, language()) if figure else "",
        priced=priced,
        each=each,
        together=_(", the {count} smallest even together").format(count=together) if together > 1 else "",
    )


def _together(proof: Proof, dataset: Dataset, least: Decimal) -> str:
    """The number of lines with an amount that no figure at all would miss."""
    lost = 0
    for group in dataset.aggregate(CELL):
        exercice, code, axe = int(group.keys[0]), str(group.keys[1]), int(group.keys[2])
        cell = Scope(exercice, code, axe)
        slacks = list(_slacks(proof, cell, dataset))
        if not slacks:
            lost += group.lignes - group.non_chiffrees
        elif min(slacks) >= least:
            lost += dataset.vanishing(_selection(cell, dataset), min(slacks))[0]
    if not lost:
        return _("Every line with an amount is covered: none could vanish without a figure showing it.")
    sentence = ngettext(
        "{count} line with an amount could vanish without any of the figures showing it.",
        "Any one of {count} lines with an amount could vanish without any of the figures showing it.",
        lost,
    )
    return sentence.format(count=lost)


def _slacks(proof: Proof, cell: Scope, dataset: Dataset) -> Iterator[Decimal]:
    """The slack of each figure that covers the table; none for a figure that is already contradicted."""
    for each in proof.figures:
        covered = dataset.referentiel.covered(each.scope.territoire_code)
        same = each.scope.exercice == cell.exercice and each.scope.axe in {None, cell.axe}
        if same and cell.territoire_code in covered:
            yield _slack(each) or Decimal(0)


def _slack(comparison: Comparison) -> Decimal | None:
    """The euros that the sum may lose before the figure contradicts it; None where it already does."""
    figure, calcule = comparison.figure, comparison.calcule
    if figure is None or calcule is None or not figure.low <= calcule <= figure.high:
        return None
    return calcule - figure.low


def _selection(scope: Scope, dataset: Dataset) -> Selection:
    return Selection(
        exercices=(scope.exercice,),
        covered=dataset.referentiel.covered(scope.territoire_code),
        axes=() if scope.axe is None else (scope.axe,),
    )

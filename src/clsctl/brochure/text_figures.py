"""The amounts in running text: figures where the lines reproduce them, limits where they respect them, else doubts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from clsctl.brochure.lines import figure_in_text
from clsctl.brochure.page.doubts import doubt
from clsctl.brochure.page.outline import Line
from clsctl.brochure.reading import Check, checks
from clsctl.brochure.words.names import Names
from clsctl.brochure.words.rounded_amounts import Rounded, Sense, rounded_amounts
from clsctl.finding import Finding
from clsctl.language import _, language
from clsctl.ligne import Figure, Ligne
from clsctl.montant import display_montant
from clsctl.rules import brochures

MOST_AMOUNTS = 200  # an introduction has ten


@dataclass
class InText:
    """The results of reading sentences: figures, doubts, and notes on amounts that are not figures."""

    figures: list[Figure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def amounts_in_text(prose: Sequence[Line], lignes: Sequence[Ligne], exercice: int, source: str, names: Names) -> InText:
    """Each amount of `prose` against the lines of the region, or of the territoire and axe that its sentence names."""
    said = InText()
    for number, rounded in enumerate(rounded_amounts(prose)):
        if number == MOST_AMOUNTS:
            left = _("the amounts in sentences after the first {count} were not examined")
            said.notes.append(left.format(count=number))
            break
        speaks = rounded.sense is not Sense.NONE and rounded.of_contracts
        figure = figure_in_text(rounded, exercice, source, names) if speaks else None
        if figure is None:
            said.notes.append(
                _("line {line}: “{text}” was not read as a figure").format(
                    line=rounded.line.number, text=rounded.libelle
                )
            )
            continue
        covered = {figure.territoire_code: names.referentiel.covered(figure.territoire_code)}
        (check,) = checks(lignes, [figure], covered)
        if rounded.bound:
            said.notes += _kept(rounded, check)
            said.findings += _broken(rounded, check, source)
        elif not any(_key(figure) == _key(known) for known in said.figures):  # repeated, it stays one figure
            if check.holds:
                said.figures.append(figure)
            else:
                said.findings.append(doubt(brochures.OUTSIDE, source, rounded.line))
    return said


def _key(figure: Figure) -> tuple[object, ...]:
    return figure.territoire_code, figure.axe, figure.montant, figure.arrondi


def _kept(rounded: Rounded, check: Check) -> Iterator[str]:
    if rounded.is_met_by(check.computed):
        said = _(
            "line {line}: “{text}” is a limit, which the lines respect ({computed}); it is not written as a figure"
        )
        yield said.format(
            line=rounded.line.number, text=rounded.libelle, computed=display_montant(check.computed, language())
        )


def _broken(rounded: Rounded, check: Check, source: str) -> Iterator[Finding]:
    if not rounded.is_met_by(check.computed):
        facts = {"words": rounded.libelle, "computed": display_montant(check.computed, language())}
        yield doubt(brochures.LIMIT, source, rounded.line, territoire=check.figure.territoire, **facts)

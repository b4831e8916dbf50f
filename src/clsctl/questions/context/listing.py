"""The table of the figures of other programmes: for people a figure in words, for programs every column of the file."""

from decimal import Decimal
from operator import attrgetter

from clsctl.dataset.dataset import Dataset
from clsctl.language import _, language
from clsctl.montant import display_montant, display_number
from clsctl.questions.context.figures import ContextFigures, context_notes, documents
from clsctl.questions.notes import selection_note
from clsctl.questions.totals.keys import theme_heading
from clsctl.table import Row, Table
from clsctl.vocabulary.columns import columns
from clsctl.vocabulary.contexte import EUROS, Contexte, Cumul, Precision, Span, unit_text
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.schema import package

NAME = "context"
SHOWN = ("id", "theme", "chiffre", "perimetre", "libelle")


def context_table(dataset: Dataset, figures: ContextFigures) -> Table:
    """One row per figure, without any total: nothing of this table can be added."""
    names = package().schema("contexte").names
    selection = figures.selection
    programmes = {"programme": figures.programmes} if figures.programmes else {}
    machine = Table(
        name=NAME,
        title=_("Context: other programmes, never added"),
        columns=columns(*names),
        rows=tuple(map(attrgetter(*names), figures.chosen)),
        notes=(*selection_note(selection, dataset.referentiel), *context_notes(figures)),
        source=documents(figures.chosen),
        selection={**selection.as_written, **programmes},
    )
    return Table(
        name=NAME,
        title=machine.title,
        columns=columns(*SHOWN),
        rows=tuple(_shown(each, dataset.referentiel) for each in figures.chosen),
        notes=machine.notes,
        source=machine.source,
        selection=machine.selection,
        machine=machine,
    )


def figure_text(each: Contexte) -> str:
    """The figure with its unit, and the reserve of its source: `about €15,000,000`."""
    lang = language()
    if each.unite == EUROS:
        number = display_montant(Decimal(each.valeur), lang)
    else:
        number = f"{display_number(each.valeur, lang)} {unit_text(each.unite)}"
    match each.precision:
        case Precision.ENVIRON:
            return _("about {number}").format(number=number)
        case Precision.PLUS_DE:
            return _("more than {number}").format(number=number)
        case Precision.OBJECTIF:
            return _("target: {number}").format(number=number)
        case _:
            return number


def dated_figure(each: Contexte) -> str:
    """The figure in words, with the time that it covers: `about €15,000,000 every year`."""
    return f"{figure_text(each)} {period_text(each)}"


def described(each: Contexte) -> str:
    """The programme, and what the figure counts."""
    return _("{programme}: {label}").format(programme=each.programme, label=each.libelle)


def period_text(each: Contexte) -> str:
    """The time that the figure covers, as the end of a sentence."""
    span = Span.read(each.periode) if each.periode else None
    if span is None:
        return _("every year") if each.cumul == Cumul.ANNEE else _("over several years")
    if each.cumul == Cumul.ANNEE:
        return _("over the year {year}").format(year=span.first)
    if span.is_one_year:
        return _("in {year}").format(year=span.first)
    return _("from {first} to {last}").format(first=span.first, last=span.last)


def _shown(each: Contexte, referentiel: Referentiel) -> Row:
    return (
        each.id,
        theme_heading(each.theme, referentiel) if each.theme else "",
        dated_figure(each),
        each.perimetre,
        described(each),
    )

"""Proposals: a draft of the file that decides the theme of each line, carried over or by the lexicon."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.proposing_terms import lexicon_of
from clsctl.errors import UsageError
from clsctl.language import _, mark, ngettext, quoted
from clsctl.ligne import Ligne
from clsctl.questions.compare.carried_themes import REPRISE, carried_themes
from clsctl.questions.compare.comparison import compare
from clsctl.questions.compare.sides import Side, side_of
from clsctl.questions.notes import selection_note, source_line, theme_note
from clsctl.table import Row, Table
from clsctl.vocabulary.columns import columns
from clsctl.vocabulary.lexicon import Lexicon, Proposal, TermRole
from clsctl.vocabulary.selection import Selection
from clsctl.vocabulary.themes import LigneTheme

NAMES = ("cle", "action", "theme", "marques", "raison", "decision")
BY_HAND, LEXICON = "main", "lexique"
ROLES = {TermRole.FOURNI: mark("what is provided"), TermRole.PUBLIC: mark("for whom"), TermRole.MOYEN: mark("how")}


def proposals_table(dataset: Dataset, selection: Selection, against: Side | None = None) -> Table:
    """One row per line of the year: its theme where it has one, else that of its line in `against`, else a proposal.

    UsageError for lines of several years.
    """
    selection = _of_one_year(dataset, selection)
    decided = {each.cle: each for each in dataset.lignes_themes(selection)}
    carried = _carried(dataset, selection, against)
    lexicon, read = lexicon_of(dataset)
    found = [
        decided.get(ligne.cle) or carried.get(ligne.cle) or _proposed(ligne, lexicon)
        for ligne in dataset.lignes(selection)
    ]
    return Table(
        name="lignes_themes",
        title=_("Themes to be reviewed"),
        columns=columns(*NAMES),
        rows=tuple(map(_row, found)),
        notes=(
            *selection_note(selection, dataset.referentiel),
            *_notes(found, decided),
            *read,
            theme_note(dataset.referentiel.themes),
        ),
        source=source_line(dataset),
        selection=selection.as_written,
    )


def _of_one_year(dataset: Dataset, selection: Selection) -> Selection:
    years = selection.exercices or dataset.exercices
    if len(years) > 1:
        raise UsageError(
            _("A file of themes is about one year; the data have {years}.").format(years=", ".join(map(str, years))),
            _("Add --exercice {year}.").format(year=years[-1]),
        )
    return replace(selection, exercices=years)


def _carried(dataset: Dataset, selection: Selection, against: Side | None) -> Mapping[str, LigneTheme]:
    if against is None:
        return {}
    later = side_of(dataset, "", selection)
    return carried_themes(against.themes, compare(against, later).links) if later.lignes else {}


def _proposed(ligne: Ligne, lexicon: Lexicon) -> LigneTheme:
    """The proposal of the lexicon; an empty theme, to be decided by hand, without a term."""
    proposal = lexicon.proposal(ligne.action, ligne.objectif)
    if proposal is None:
        return LigneTheme(ligne.cle, ligne.action, "", (), _("no term of the lexicon: to be decided"), BY_HAND)
    return LigneTheme(ligne.cle, ligne.action, proposal.theme, proposal.marques, _reason(proposal), LEXICON)


def _reason(proposal: Proposal) -> str:
    term, role = quoted(proposal.term.terme), _(ROLES[proposal.term.role])
    if proposal.is_in_label:
        return _("{term} in the label, {role}").format(term=term, role=role)
    return _("{term} in the sub-heading, {role}").format(term=term, role=role)


def _row(each: LigneTheme) -> Row:
    return each.cle, each.action, each.theme, "|".join(each.marques), each.raison, each.decision


def _notes(found: list[LigneTheme], decided: Mapping[str, LigneTheme]) -> Iterator[str]:
    counts = Counter(each.decision if each.theme else "" for each in found if each.cle not in decided)
    sentences = (
        (
            len(decided),
            ngettext("{count} line has a theme already.", "{count} lines have a theme already.", len(decided)),
        ),
        (
            counts[REPRISE],
            ngettext(
                "{count} theme is carried over from the year before.",
                "{count} themes are carried over from the year before.",
                counts[REPRISE],
            ),
        ),
        (
            counts[LEXICON],
            ngettext(
                "{count} theme is proposed by the lexicon: review it.",
                "{count} themes are proposed by the lexicon: review them.",
                counts[LEXICON],
            ),
        ),
        (
            counts[""],
            ngettext(
                "{count} line has no proposal: fill in its theme.",
                "{count} lines have no proposal: fill in their themes.",
                counts[""],
            ),
        ),
    )
    yield from (sentence.format(count=count) for count, sentence in sentences if count)
    if found:
        name = f"lignes_themes_{found[0].cle.partition('-')[0]}.csv"
        yield _("Once reviewed, save the draft as {name} beside the lines; clsctl validate checks it.").format(
            name=name
        )

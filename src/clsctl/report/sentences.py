"""The sentences of a report's page: few forms, each true of any data."""

from collections.abc import Iterator
from dataclasses import dataclass

from clsctl.language import _, language, ngettext
from clsctl.montant import display_montant, display_number
from clsctl.questions.check.proof import Statut
from clsctl.report.content import ReportContent

MOST_ITEMS = 10  # figures named in the headline


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure shown large, and what it counts."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Headline:
    """The head of a page with gaps: the published figures that the lines contradict."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageSection:
    """A section in the list of contents: its anchor and its title."""

    anchor: str
    title: str


def lead(content: ReportContent) -> str:
    """The sentence on the content of the page; it announces proofs where no figure is contradicted."""
    count = len(content.territoires)
    if content.examined is None or content.gaps:
        sentence = ngettext(
            "What the State and {count} territory finance against poverty, action by action.",
            "What the State and {count} territories finance against poverty, action by action.",
            count,
        )
    else:
        sentence = ngettext(
            "What the State and {count} territory finance against poverty, action by action, with the proof of every"
            " published total.",
            "What the State and {count} territories finance against poverty, action by action, with the proof of every"
            " published total.",
            count,
        )
    return sentence.format(count=count)


def headline(content: ReportContent) -> Headline | None:
    """The gaps, each with both figures; None without any."""
    if content.examined is None or not content.gaps:
        return None
    failing = [outcome.message for outcome in content.examined.report.outcomes if outcome.fails]
    count = len(failing)
    title = ngettext(
        "{count} published figure contradicts the lines below.",
        "{count} published figures contradict the lines below.",
        count,
    )
    rest = [_("And {count} more.").format(count=count - MOST_ITEMS)] if count > MOST_ITEMS else []
    return Headline(title.format(count=count), (*failing[:MOST_ITEMS], *rest))


def keys(content: ReportContent) -> Iterator[KeyFigure]:
    """The four figures at the head of the page."""
    total, lang = content.total, language()
    yield KeyFigure(
        display_montant(content.montant, lang), _("in the contracts of {year}").format(year=content.exercice)
    )
    actions = ngettext("action", "actions", total.lignes)
    if total.non_chiffrees:
        actions = _("{actions}, {count} without amount").format(
            actions=actions, count=display_number(total.non_chiffrees, lang)
        )
    yield KeyFigure(display_number(total.lignes, lang), actions)
    axes = ngettext("{count} axis", "{count} axes", len(content.axe_sections)).format(count=len(content.axe_sections))
    territoires = ngettext("territory, {axes}", "territories, {axes}", len(content.territoires)).format(axes=axes)
    yield KeyFigure(str(len(content.territoires)), territoires)
    if content.examined is not None:
        proof = content.examined.accepted.proof
        exact, near, all_ = proof.count(Statut.EXACT), proof.count(Statut.ARRONDI), len(proof.figures)
        label = ngettext("published figure equals its lines", "published figures equal their lines", exact)
        if near:
            label = _("{label}, {count} within its rounding").format(label=label, count=near)
        yield KeyFigure(_("{count} of {all}").format(count=exact, all=all_), label)


def entries(content: ReportContent) -> Iterator[PageSection]:
    """The sections in their order."""
    yield PageSection("argent", _("Where the money goes"))
    yield PageSection("objet", _("The purposes of the money"))
    if content.crossing is not None:
        yield PageSection("croisement", _("Themes and territories, beside other programmes"))
    for section in content.axe_sections:
        title = _("Axis {number}: {label}").format(number=section.axe.numero, label=section.axe.libelle)
        yield PageSection(f"axe-{section.axe.numero}", title)
    titles = {
        "departement": _("The contracts of the departments"),
        "metropole": _("The contracts of the metropolises"),
    }
    for each in content.type_sections:
        yield PageSection(each.type, titles[each.type])
    if content.changes is not None:
        yield PageSection("changements", _("What changed since {year}").format(year=content.changes.before))
    yield PageSection("preuves", _("The proofs"))
    yield PageSection("source", _("Source, method, accessibility"))


def method(content: ReportContent) -> Iterator[str]:
    """The rules by which the page was made."""
    yield _("Each amount is that of the State and of the territory together.")
    yield _("A line without amount in the source is counted apart and left out of the sums.")
    yield _("Shares are rounded to two decimals, half up: their sum can differ from 100 by a few hundredths.")
    yield _("Every bar starts at 0 and is proportional to its value.")
    if content.inhabitants_table is not None:
        yield _("Contracts are divided by the population of their own territory.")

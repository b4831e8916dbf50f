"""The comparison of two years as tables: sums by group with the causes of their differences, and lines that differ."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from clsctl.dataset.sums import Aggregate, Dimension, in_key_order
from clsctl.language import _, language, mark, ngettext
from clsctl.montant import display_montant, display_number, percent
from clsctl.questions.compare.causes import CAUSES, NOTHING, Difference, Keys, differences
from clsctl.questions.compare.changes import Change, Changement, changes
from clsctl.questions.compare.decisions import Decisions
from clsctl.questions.compare.grouping import BothYears, YearThemes, year_key
from clsctl.questions.compare.linking import MOST_PAIRS, link_lines
from clsctl.questions.compare.links import Certitude, Links
from clsctl.questions.compare.sides import Side
from clsctl.questions.totals.keys import key_cells, key_columns
from clsctl.table import Answer, Column, Row, Table, Word
from clsctl.vocabulary.columns import column, yearly_column
from clsctl.vocabulary.referentiel import Referentiel

SUMS = ("lignes_a", "lignes_b", "non_chiffrees_a", "non_chiffrees_b", "montant_a", "montant_b", "ecart", "ecart_pct")
LINES = (
    "groupe",
    "changement",
    "certitude",
    "cle_a",
    "cle_b",
    "territoire_code",
    "axe",
    "axe_a",
    "action_a",
    "action_b",
    "montant_a",
    "montant_b",
    "ecart",
    "raison",
)
HIDDEN = frozenset(
    {"groupe", "territoire_code", "axe", "axe_a", "raison", "cle_a", "non_chiffrees_a", "non_chiffrees_b"}
)


WORDS = {
    Changement.INCHANGEE: mark("unchanged"),
    Changement.TYPOGRAPHIE: mark("spelling"),
    Changement.LIBELLE: mark("label"),
    Changement.MONTANT: mark("amount"),
    Changement.CHIFFREE: mark("amount gained"),
    Changement.PLUS_CHIFFREE: mark("amount lost"),
    Changement.AXE: mark("other axis"),
    Changement.TERRITOIRE: mark("other territory"),
    Changement.AJOUTEE: mark("added"),
    Changement.RETIREE: mark("removed"),
    Changement.DIVISION: mark("divided"),
    Changement.REUNION: mark("united"),
}


@dataclass(frozen=True, slots=True)
class YearComparison:
    """Two years, the links of their lines, and the changes."""

    a: Side
    b: Side
    links: Links
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """True where any line changed."""
        return any(change.differs for change in self.changes)


def compare(a: Side, b: Side, decisions: Decisions = Decisions()) -> YearComparison:  # noqa: B008 (frozen)
    """The comparison of two sides, with people's decisions."""
    links = link_lines(a.lignes, b.lignes, decisions.links, decisions.apart)
    return YearComparison(a, b, links, changes(links, list(b.referentiel.by_code)), decisions.notes)


def sums_table(comparison: YearComparison, by: Sequence[Dimension], *, with_causes: bool = False) -> Table:
    """One row per group: lines and euros of both years, the difference, and its causes, which sum to it."""
    referentiel = BothYears(comparison.a.referentiel, comparison.b.referentiel)
    themes = YearThemes(comparison.a, comparison.b, comparison.links) if Dimension.THEME in by else None
    found = differences(
        comparison.changes,
        year_key(by, referentiel, themes.before if themes else {}),
        year_key(by, referentiel, themes.after if themes else {}),
    )
    by_keys = {each.keys: each for each in found}
    order = in_key_order([Aggregate(each.keys, 0, 0, None) for each in found], by, referentiel.merged)
    names = (*SUMS, *(CAUSES if with_causes else ()))
    (whole, *_none) = differences(comparison.changes, lambda _ligne: ()) or (Difference(()),)
    keys = tuple(each for dimension in by for each in key_columns(dimension))
    return Table(
        name="compare",
        title=_("From {a} to {b}, by {names}").format(
            a=comparison.a.name,
            b=comparison.b.name,
            names=", ".join(column(dimension).heading.lower() for dimension in by),
        ),
        columns=(*keys, *(yearly_column(name, hidden=name in HIDDEN) for name in names)),
        rows=tuple(
            (*_key_cells(by, each.keys, referentiel.merged), *_sums(by_keys[each.keys], names)) for each in order
        ),
        total=(*(None for _key_column in keys), *_sums(_added(found, whole), names)),
        notes=(*_notes(comparison), *(themes.notes if themes else ())),
        source=_source(comparison),
    )


def lines_table(comparison: YearComparison, only: frozenset[Changement] = frozenset(), *, whole: bool = False) -> Table:
    """One row per line that differs, or per line where `whole`; those of a division or union follow each other."""
    shown = [
        change
        for change in comparison.changes
        if (whole or change.differs) and (not only or only & set(change.changements))
    ]
    hidden = HIDDEN if all(change.b for change in shown) else HIDDEN - {"cle_a"}  # all that names a line removed
    return Table(
        name="compare_lines",
        title=_("From {a} to {b}: the lines that differ").format(a=comparison.a.name, b=comparison.b.name)
        if not whole
        else _("From {a} to {b}: all lines").format(a=comparison.a.name, b=comparison.b.name),
        columns=tuple(_named(yearly_column(name, hidden=name in hidden), shown) for name in LINES),
        rows=tuple(map(_line, shown)),
        notes=(*_counted(comparison), *_notes(comparison)),
        source=_source(comparison),
    )


def _named(each: Column, shown: Sequence[Change]) -> Column:
    """The column of changes with words for every combination of them that is shown."""
    if each.name != "changement":
        return each
    combinations = {change.changements for change in shown}
    words = {"+".join(several): Word(", ".join(_(WORDS[one]) for one in several)) for several in combinations}
    return replace(each, words=words)


def _key_cells(by: Sequence[Dimension], keys: Keys, referentiel: Referentiel) -> Row:
    pairs = zip(by, keys, strict=True)
    return tuple(cell for dimension, key in pairs for cell in key_cells(dimension, key, referentiel))


def _sums(group: Difference, names: Sequence[str]) -> Row:
    ecart = group.ecart
    base = group.a.montant
    cells = {
        "lignes_a": group.a.lignes,
        "lignes_b": group.b.lignes,
        "non_chiffrees_a": group.a.non_chiffrees,
        "non_chiffrees_b": group.b.non_chiffrees,
        "montant_a": group.a.montant,
        "montant_b": group.b.montant,
        "ecart": ecart,
        "ecart_pct": percent(ecart, base) if ecart is not None and base else None,
        **group.causes,
    }
    return tuple(cells[name] for name in names)


def _added(found: Sequence[Difference], whole: Difference) -> Difference:
    """The whole, with the causes of all groups added: what moved between groups shows in both."""
    total = Difference((), whole.a, whole.b)
    for each in found:
        for name, euros in each.causes.items():
            total.causes[name] += euros
    return total


def _line(change: Change) -> Row:
    ligne = change.b or change.a
    a, b = change.a, change.b
    return (
        change.groupe,
        "+".join(change.changements),
        change.certitude.value,
        a.cle if a else "",
        b.cle if b else "",
        ligne.territoire_code if ligne else "",
        b.axe if b else None,
        a.axe if a else None,
        a.action if a else "",
        b.action if b else "",
        change.montant_a,
        change.montant_b,
        change.ecart,
        change.motif or (change.raison.value if change.raison else ""),
    )


def _counted(comparison: YearComparison) -> list[str]:
    counts = Counter(each for change in comparison.changes for each in change.changements)
    listed = ", ".join(f"{_(WORDS[each])} {count}" for each, count in counts.most_common())
    return [_("Changes: {counts}.").format(counts=listed)] if listed else []


def _notes(comparison: YearComparison) -> tuple[str, ...]:
    open_ = [change for change in comparison.changes if change.certitude is Certitude.A_VERIFIER]
    notes = [*comparison.b.selection, _("Amounts are in euros of each year: inflation is not removed.")]
    if open_:
        euros = sum((change.montant_b or NOTHING for change in open_), Decimal(0))
        links = len({change.groupe for change in open_})
        note = ngettext(
            "{count} link is to be verified ({euros} of the second year): --write-links drafts it for a decision.",
            "{count} links are to be verified ({euros} of the second year): --write-links drafts them for a decision.",
            links,
        )
        notes.append(note.format(count=links, euros=display_montant(euros, language())))
    if comparison.links.is_bounded:
        note = _("Only equal labels were linked: more than {most} pairs remain; compare one territory at a time.")
        notes.append(note.format(most=display_number(MOST_PAIRS, language())))
    known = (each for side in (comparison.a, comparison.b) for each in side.referentiel.territoires)
    vintages = sorted({each.millesime for each in known if each.millesime is not None})
    if len(vintages) > 1:
        notes.append(
            _("The populations of the two years are of different censuses: {years}.").format(
                years=", ".join(map(str, vintages))
            )
        )
    return (*notes, *comparison.notes)


def _source(comparison: YearComparison) -> str:
    return _("; ").join(dict.fromkeys((comparison.a.source, comparison.b.source)))


def answer(
    comparison: YearComparison,
    by: Sequence[Dimension],
    *,
    only: frozenset[Changement] = frozenset(),
    with_causes: bool = False,
    with_lines: bool = False,
    whole: bool = False,
) -> Answer:
    """The sums; or the lines, with the sums beside them."""
    sums = sums_table(comparison, by, with_causes=with_causes)
    if not with_lines:
        return Answer(sums)
    lines = lines_table(comparison, only, whole=whole)
    return Answer(lines, (replace(sums, notes=(), source=""),))

"""The answer of a check as tables: figures, second proof, unpublished sums, and a sentence on its strength."""

from collections.abc import Sequence
from dataclasses import replace

from clsctl.dataset.dataset import Dataset
from clsctl.language import _, ngettext
from clsctl.ligne import KnownGap
from clsctl.questions.check.known_gaps import AXES, LIGNES, Accepted
from clsctl.questions.check.matrix import legend, matrix
from clsctl.questions.check.proof import Comparison, Proof, Statut
from clsctl.questions.check.strength import weaknesses
from clsctl.questions.notes import selection_note, source_line
from clsctl.table import Answer, Row, Table
from clsctl.vocabulary.columns import column
from clsctl.vocabulary.referentiel import Referentiel
from clsctl.vocabulary.selection import Selection

NAMES = (
    "exercice",
    "territoire_code",
    "territoire",
    "axe",
    "libelle",
    "publie",
    "calcule",
    "ecart",
    "lignes",
    "non_chiffrees",
    "page",
    "preuve",
    "statut",
)
# People read the territoire's name and the axe's number; a spreadsheet has room for all columns.
HIDDEN = frozenset({"exercice", "territoire_code", "libelle", "preuve"})


# The columns of a known gap: its reason, its author, its date.
GAP_NAMES = (
    "exercice",
    "territoire_code",
    "territoire",
    "axe",
    "libelle",
    "preuve",
    "ecart",
    "raison",
    "signale_par",
    "date",
)


def glance_answer(whole: Answer, shown: Proof, referentiel: Referentiel) -> Answer:
    """For a terminal: the coverage of the `whole` answer as marks, and the failures of the second proof."""
    broken = any(comparison.statut.is_contradiction for comparison in shown.axes)
    beside = [table for table in whole.beside if table.name == "known_gaps" or (table.name == "axes" and broken)]
    coverage = matrix(shown, referentiel)
    main = replace(
        coverage,
        notes=(*coverage.notes, *whole.main.notes),
        source=whole.main.source,
        selection=whole.main.selection,
    )
    return Answer(main, (legend(shown), *beside), whole.closing)


def check_answer(accepted: Accepted, shown: Proof, dataset: Dataset, selection: Selection) -> Answer:
    """The figures, then the second proof, unpublished sums and known gaps; closing sentences last.

    `shown` is the part of the proof in the tables; the sentences are about the whole.

    Spreadsheets take one table: `flat` has the rows of all three, told apart by `preuve` and `statut`.
    """
    years = {comparison.scope.exercice for comparison in (*shown.figures, *shown.unpublished)}
    hidden = HIDDEN - {"exercice"} if len(years) > 1 else HIDDEN
    main = Table(
        name="check",
        title=_("Published figures and the sums of their lines"),
        columns=tuple(column(name, hidden=name in hidden) for name in NAMES),
        rows=_rows(shown.figures, LIGNES, dataset.referentiel),
        notes=tuple(selection_note(selection, dataset.referentiel)),
        source=source_line(dataset),
        selection=selection.as_written,
    )
    axes = Table(
        name="axes",
        title=_("Second proof: contract totals and the sums of the printed axis totals"),
        columns=tuple(
            replace(column("axes"), name=name)
            if name == "lignes"
            else column(name, hidden=name in hidden | {"axe", "non_chiffrees"})
            for name in NAMES
        ),
        rows=_rows(shown.axes, AXES, dataset.referentiel),
    )
    unpublished = Table(
        name="unpublished",
        title=_("Sums without a published figure"),
        columns=tuple(column(name, hidden=name in hidden | {"publie", "ecart", "page"}) for name in NAMES),
        rows=_rows(shown.unpublished, LIGNES, dataset.referentiel),
    )
    flat = Table("check", main.title, main.columns, (*main.rows, *axes.rows, *unpublished.rows))
    beside = tuple(table for table in (axes, unpublished, _known(accepted, hidden)) if table.rows)
    proof = accepted.proof
    return Answer(main, beside, (_strength(proof, dataset.referentiel), *weaknesses(proof, dataset, selection)), flat)


def _known(accepted: Accepted, hidden: frozenset[str]) -> Table:
    """The accepted gaps, each with its reason."""
    return Table(
        name="known_gaps",
        title=_("Known gaps"),
        columns=tuple(column(name, hidden=name in hidden) for name in GAP_NAMES),
        rows=tuple(_gap(gap) for gap in accepted.reasons.values()),
    )


def _gap(gap: KnownGap) -> Row:
    return tuple(getattr(gap, name) for name in GAP_NAMES)


def _rows(comparisons: Sequence[Comparison], preuve: str, referentiel: Referentiel) -> tuple[Row, ...]:
    return tuple(_row(comparison, preuve, referentiel) for comparison in comparisons)


def _row(comparison: Comparison, preuve: str, referentiel: Referentiel) -> Row:
    scope, figure = comparison.scope, comparison.figure
    return (
        scope.exercice,
        scope.territoire_code,
        referentiel.by_code[scope.territoire_code].nom,
        scope.axe,
        figure.libelle if figure else "",
        figure.montant if figure else None,
        comparison.calcule,
        comparison.ecart,
        comparison.lignes,
        comparison.non_chiffrees,
        figure.page if figure else None,
        preuve,
        comparison.statut.value,
    )


def _strength(proof: Proof, referentiel: Referentiel) -> str:
    """The strength of the proof: how many figures agree, and which contracts have no published total."""
    counts = [text for statut, text in _counts(proof) if proof.count(statut)]
    second = sum(comparison.statut.is_contradiction for comparison in proof.axes)
    if second:
        counts.append(
            ngettext(
                "{count} contract total that differs from its axis totals",
                "{count} contract totals that differ from their axis totals",
                second,
            ).format(count=second)
        )
    sentence = ", ".join(counts) or _("no figure selected")
    bare = [
        referentiel.by_code[comparison.scope.territoire_code].nom
        for comparison in proof.unpublished
        if comparison.scope.axe is None
    ]
    if bare:
        rest = ngettext(
            "{count} territory has no published contract total ({names})",
            "{count} territories have no published contract total ({names})",
            len(bare),
        )
        return _("{counts}; {rest}.").format(counts=sentence, rest=rest.format(count=len(bare), names=", ".join(bare)))
    return sentence + "."


def _counts(proof: Proof) -> tuple[tuple[Statut, str], ...]:
    exact, near, gap, known, none = (
        proof.count(statut)
        for statut in (Statut.EXACT, Statut.ARRONDI, Statut.ECART, Statut.ECART_CONNU, Statut.SANS_LIGNES)
    )
    return (
        (Statut.EXACT, ngettext("{count} figure exact", "{count} figures exact", exact).format(count=exact)),
        (
            Statut.ARRONDI,
            ngettext("{count} within rounding", "{count} within rounding", near).format(count=near),
        ),
        (Statut.ECART, ngettext("{count} with a gap", "{count} with a gap", gap).format(count=gap)),
        (
            Statut.ECART_CONNU,
            ngettext("{count} with a known gap", "{count} with a known gap", known).format(count=known),
        ),
        (
            Statut.SANS_LIGNES,
            ngettext("{count} without lines", "{count} without lines", none).format(count=none),
        ),
    )

"""The proof as tables: figures, second proof, what no figure vouches for, and one sentence on its strength."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from clsctl.check.proof import Comparison, Proof, Statut
from clsctl.dataset import Dataset
from clsctl.headings import column, source_line
from clsctl.language import _, language, ngettext
from clsctl.ligne import Figure
from clsctl.montant import display_montant
from clsctl.referentiel import Referentiel
from clsctl.selection import Selection
from clsctl.table import Answer, Row, Table

LIGNES, AXES = "lignes", "axes"
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
# For people the name tells the territoire, and the number the axe; a spreadsheet has room for all.
HIDDEN = frozenset({"exercice", "territoire_code", "libelle", "preuve"})


def check_answer(proof: Proof, dataset: Dataset, selection: Selection) -> Answer:
    """The figures, then apart the second proof and the sums without figure; the sentence comes last.

    Spreadsheets take one table: `flat` holds the rows of all three, told apart by `preuve` and `statut`.
    """
    years = {comparison.scope.exercice for comparison in (*proof.figures, *proof.unpublished)}
    hidden = HIDDEN - {"exercice"} if len(years) > 1 else HIDDEN
    main = Table(
        name="check",
        title=_("Published figures and the sums of their lines"),
        columns=tuple(column(name, hidden=name in hidden) for name in NAMES),
        rows=_rows(proof.figures, LIGNES, dataset.referentiel),
        source=source_line(dataset),
        selection=selection.as_written,
    )
    axes = Table(
        name="axes",
        title=_("Second proof: contract totals and the sums of the axis totals in print"),
        columns=tuple(
            replace(column("axes"), name=name)
            if name == "lignes"
            else column(name, hidden=name in hidden | {"axe", "non_chiffrees"})
            for name in NAMES
        ),
        rows=_rows(proof.axes, AXES, dataset.referentiel),
    )
    unpublished = Table(
        name="unpublished",
        title=_("Sums that no published figure vouches for"),
        columns=tuple(column(name, hidden=name in hidden | {"publie", "ecart", "page"}) for name in NAMES),
        rows=_rows(proof.unpublished, LIGNES, dataset.referentiel),
    )
    flat = Table("check", main.title, main.columns, (*main.rows, *axes.rows, *unpublished.rows))
    beside = tuple(table for table in (axes, unpublished) if table.rows)
    return Answer(main, beside, (_strength(proof, dataset.referentiel),), flat)


def contradictions(proof: Proof, referentiel: Referentiel) -> Iterator[str]:
    """A message for each figure that the data contradict: where it stands, both values, the page."""
    for comparison in (*proof.figures, *proof.axes):
        figure = comparison.figure
        if figure is None or not comparison.statut.is_contradiction:
            continue
        message = _contradiction(comparison, figure, _what(proof, comparison), referentiel)
        yield f"{figure.file}:{figure.line}: {message}"


def _what(proof: Proof, comparison: Comparison) -> str:
    return _("the axis totals in print sum to") if comparison in proof.axes else _("its lines sum to")


def _contradiction(comparison: Comparison, figure: Figure, what: str, referentiel: Referentiel) -> str:
    page = _(" (page {page})").format(page=figure.page) if figure.page else ""
    subject = f"{figure.exercice}, {referentiel.by_code[figure.territoire_code].nom}, {figure.libelle}{page}"
    published = display_montant(figure.montant, language())
    if comparison.calcule is None or comparison.ecart is None:
        return _("{subject}: published {published}, and the data have no line for it.").format(
            subject=subject, published=published
        )
    return _("{subject}: published {published}, {what} {computed}, gap {gap}.").format(
        subject=subject,
        published=published,
        what=what,
        computed=display_montant(comparison.calcule, language()),
        gap=display_montant(comparison.ecart, language()),
    )


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
    """How much the published figures prove: how many agree, and which contracts no total vouches for."""
    counts = [text for statut, text in _counts(proof) if proof.count(statut)]
    second = sum(comparison.statut.is_contradiction for comparison in proof.axes)
    if second:
        counts.append(
            ngettext(
                "{count} contract total at odds with its axis totals",
                "{count} contract totals at odds with their axis totals",
                second,
            ).format(count=second)
        )
    sentence = ", ".join(counts) or _("no figure picked")
    bare = [
        referentiel.by_code[comparison.scope.territoire_code].nom
        for comparison in proof.unpublished
        if comparison.scope.axe is None
    ]
    if bare:
        rest = ngettext(
            "{count} territory rests on no published contract total ({names})",
            "{count} territories rest on no published contract total ({names})",
            len(bare),
        )
        return _("{counts}; {rest}.").format(counts=sentence, rest=rest.format(count=len(bare), names=", ".join(bare)))
    return sentence + "."


def _counts(proof: Proof) -> tuple[tuple[Statut, str], ...]:
    exact, near, gap, none = (
        proof.count(statut) for statut in (Statut.EXACT, Statut.ARRONDI, Statut.ECART, Statut.SANS_LIGNES)
    )
    return (
        (Statut.EXACT, ngettext("{count} figure exact", "{count} figures exact", exact).format(count=exact)),
        (
            Statut.ARRONDI,
            ngettext("{count} within rounding", "{count} within rounding", near).format(count=near),
        ),
        (Statut.ECART, ngettext("{count} with a gap", "{count} with a gap", gap).format(count=gap)),
        (
            Statut.SANS_LIGNES,
            ngettext("{count} without lines", "{count} without lines", none).format(count=none),
        ),
    )

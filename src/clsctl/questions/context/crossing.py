"""The crossing of themes and territories: euros and lines of the contracts, and what is documented beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.sums import Aggregate, Dimension
from clsctl.language import _, language
from clsctl.montant import display_montant, display_number
from clsctl.questions.context.figures import ContextFigures
from clsctl.questions.notes import missing_montants, selection_note, source_line, theme_note, years_note
from clsctl.questions.scenes.names import short_name
from clsctl.questions.scenes.printed_charts import REGION
from clsctl.questions.totals.block import whole
from clsctl.questions.totals.keys import theme_heading
from clsctl.table import Cell, Column, Kind, Table
from clsctl.vocabulary.columns import columns
from clsctl.vocabulary.contexte import Contexte
from clsctl.vocabulary.selection import Selection

BY = (Dimension.THEME, Dimension.TERRITOIRE)
SEPARATOR = "|"
NAMES = ("theme", "libelle", "territoire_code", "territoire", "lignes", "non_chiffrees", "montant", "contexte")


@dataclass(frozen=True, slots=True)
class CrossedCell:
    """A theme in a territory: the lines of its contract, None without any, and the figures of other programmes."""

    lignes: Aggregate | None = None
    figures: tuple[Contexte, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True where nothing is documented."""
        return self.lignes is None and not self.figures


@dataclass(frozen=True, slots=True)
class CrossedColumn:
    """A territory by its code; an empty code for the scopes wider than every territory.

    `has_contract` is False for a region and for what is wider: only figures of other programmes stand there.
    """

    code: str
    nom: str
    short: str
    has_contract: bool


@dataclass(frozen=True, slots=True)
class CrossedRow:
    """A theme, empty for lines and figures of no theme, and its cells in the order of the columns."""

    theme: str
    libelle: str
    cells: tuple[CrossedCell, ...]

    @property
    def figures(self) -> tuple[Contexte, ...]:
        """The figures of its cells."""
        return tuple(each for cell in self.cells for each in cell.figures)


@dataclass(frozen=True, slots=True)
class Crossing:
    """Rows of themes and columns of territories, without any total; `figures` are those of its cells."""

    columns: tuple[CrossedColumn, ...]
    rows: tuple[CrossedRow, ...]
    figures: tuple[Contexte, ...]
    notes: tuple[str, ...]
    source: str
    selection: Mapping[str, tuple[str, ...]]


def crossing(dataset: Dataset, figures: ContextFigures) -> Crossing:
    """Every theme of the selection, and every territory with lines or figures."""
    selection = figures.selection
    found = dataset.aggregate(BY, selection)
    lignes = {(str(group.keys[0]), str(group.keys[1])): group for group in found}
    listed: dict[tuple[str, str], list[Contexte]] = {}
    for each in figures.chosen:
        listed.setdefault((each.theme, each.territoire_code), []).append(each)
    places = {*lignes, *listed}
    crossed = tuple(_columns(dataset, {code for _theme, code in places}))
    known = [each.theme for each in dataset.referentiel.themes.themes]
    themes = [theme for theme in known if not selection.themes or theme in selection.themes]
    rows = tuple(
        CrossedRow(
            theme,
            _heading(theme, dataset),
            tuple(
                CrossedCell(lignes.get((theme, column.code)), tuple(listed.get((theme, column.code), ())))
                for column in crossed
            ),
        )
        for theme in (*themes, *([""] if any(not theme for theme, _code in places) else []))
    )
    return Crossing(
        crossed,
        rows,
        figures.chosen,
        (*selection_note(selection, dataset.referentiel), *_notes(dataset, selection, found)),
        source_line(dataset),
        selection.as_written,
    )


def crossing_table(crossed: Crossing) -> Table:
    """The crossing as a table: for people a column per territory, for programs a row per documented cell."""
    machine = Table(
        name="crossing",
        title=_("Themes and territories: contracts and context"),
        columns=columns(*NAMES),
        rows=tuple(_machine_rows(crossed)),
        notes=crossed.notes,
        source=crossed.source,
        selection=crossed.selection,
    )
    headings = [Column(each.code or "perimetre_plus_large", Kind.TEXT, each.short) for each in crossed.columns]
    (theme,) = columns("theme")
    return replace(
        machine,
        columns=(replace(theme, kind=Kind.TEXT), *headings),
        rows=tuple((row.libelle, *map(_text, row.cells)) for row in crossed.rows),
        notes=(
            _("In each cell: euros of the contracts, number of lines in brackets, ids of the figures listed below."),
            *machine.notes,
        ),
        machine=machine,
    )


def contract_text(lignes: Aggregate) -> str:
    """The euros of a cell's lines, and their number: `€440,304 (6)`."""
    euros = _("no amount") if lignes.montant is None else display_montant(lignes.montant, language())
    return f"{euros} ({display_number(lignes.lignes, language())})"


def _limits(dataset: Dataset) -> str:
    """A note: contracts are crossed, plans are not; for the bundled region, the proposal of 2024."""
    if REGION not in dataset.referentiel.by_code:
        return _("Only contrats des solidarités are crossed here; contrats de ville and territorial plans are not.")
    return _(
        "Only contrats des solidarités are crossed here: the first half of the tool proposed at the 2024 Cop des "
        "quartiers, which would cross territorial plans and contracts."
    )


def _heading(theme: str, dataset: Dataset) -> str:
    words = theme_heading(theme, dataset.referentiel)
    return words if theme else words[:1].upper() + words[1:]


def _columns(dataset: Dataset, codes: set[str]) -> Iterator[CrossedColumn]:
    """The territories with contracts, then the regions, then what is wider."""
    known = [each for each in dataset.referentiel.territoires if each.code in codes]
    for is_region in (False, True):
        for each in known:
            if (each.type == "region") is is_region:
                yield CrossedColumn(each.code, each.nom, short_name(each), not is_region)
    if "" in codes:
        yield CrossedColumn("", "", _("Wider scope"), has_contract=False)


def _notes(dataset: Dataset, selection: Selection, found: Sequence[Aggregate]) -> Iterator[str]:
    yield _("An empty cell means: not documented here. That is not “nothing”.")
    yield _("No total: the figures of other programmes are never added, their periods and scopes differ.")
    yield _limits(dataset)
    yield theme_note(dataset.referentiel.themes)
    yield from missing_montants(whole(found).non_chiffrees)
    yield from years_note(dataset, selection, _("The sums cover the years {years}."))


def _text(cell: CrossedCell) -> str:
    parts = [contract_text(cell.lignes)] if cell.lignes else []
    return " ".join((*parts, ", ".join(each.id for each in cell.figures))).strip()


def _machine_rows(crossed: Crossing) -> Iterator[tuple[Cell, ...]]:
    for row in crossed.rows:
        for column, cell in zip(crossed.columns, row.cells, strict=True):
            if not cell.is_empty:
                ids = SEPARATOR.join(each.id for each in cell.figures)
                yield (row.theme, row.libelle, column.code, column.nom, *_sums(cell, column), ids)


def _sums(cell: CrossedCell, column: CrossedColumn) -> tuple[int | None, int | None, Decimal | None]:
    """The cell's lines, those without an amount, and its euros; None for each where the territory has no contract."""
    if cell.lignes is not None:
        return cell.lignes.lignes, cell.lignes.non_chiffrees, cell.lignes.montant
    return (0, 0, None) if column.has_contract else (None, None, None)

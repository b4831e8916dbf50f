"""The gathering of a report's content from a dataset: one exercice, bounded in lines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import groupby
from pathlib import PurePath

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.opening import open_dataset
from clsctl.dataset.sums import Aggregate, Dimension
from clsctl.errors import UsageError
from clsctl.language import _, language
from clsctl.ligne import Ligne
from clsctl.montant import CENT, display_number
from clsctl.questions.check.examination import Examined, Question, examine_proof
from clsctl.questions.check.proof import Comparison, Scope
from clsctl.questions.compare.comparison import compare
from clsctl.questions.compare.sides import Side, side_of
from clsctl.questions.context.crossing import Crossing, crossing
from clsctl.questions.context.figures import context_figures
from clsctl.questions.scenes.charts import AXES, DEPARTEMENT, EUROS, METROPOLE, THEMES, Chart, charts, contracts_chart
from clsctl.questions.scenes.drawing import scene
from clsctl.questions.totals.block import whole
from clsctl.questions.totals.shape import Shape
from clsctl.questions.totals.table import totals
from clsctl.report.changes import changes_section
from clsctl.report.content import (
    AxeSection,
    Drawing,
    Group,
    LineTable,
    Logarithms,
    ReportContent,
    ThemesPart,
    TypeSection,
)
from clsctl.report.files import lines_file, report_files
from clsctl.report.page_head import read_page_head
from clsctl.scene import Scene
from clsctl.vocabulary.schema import package
from clsctl.vocabulary.selection import Request, Selection

MOST_LINES = 4_000  # at 0.7 kB a line the page has 2.3 MB, which a browser opens in a second or two
BEFORE = "before_contracts_"
CELL = (Dimension.TERRITOIRE, Dimension.AXE)
INHABITANTS = Shape((Dimension.TERRITOIRE,), per_inhabitant=True)
LOGARITHMS = Context(prec=12)


def gather(dataset: Dataset, request: Request, against: Side | None = None) -> ReportContent:
    """The content for the one exercice of the data, or of `request.exercice`; `against` is an earlier year.

    UsageError for several years, for no line, and above 4 000 lines.
    """
    selection = _of_one_year(dataset, dataset.select(request))
    cells = dataset.aggregate(CELL, selection)
    total = whole(cells)
    _refuse_size(total)
    exercice = selection.exercices[0]
    themes = _themes(dataset, selection)
    known = dataset.referentiel
    codes = {str(group.keys[0]) for group in cells}
    present = tuple(territoire for territoire in known.territoires if territoire.code in codes)
    examined = _examined(dataset, selection)
    figures = {chart.name: _figure(chart, dataset, exercice) for chart in charts(dataset, exercice)}
    before = against or _carried_before(dataset)
    changes = None
    if before is not None:
        changes = changes_section(compare(before, side_of(dataset, str(exercice), selection)), known)
    inhabitants = _scene(dataset, selection, INHABITANTS)
    has_population = any(bar.value is not None for row in inhabitants.rows for bar in row.bars)
    return ReportContent(
        exercice=exercice,
        region=next((each for each in known.territoires if each.type == "region"), None),
        referentiel=known,
        total=total,
        territoires=present,
        matrix=Drawing("matrice", _scene(dataset, selection, EUROS)),
        contracts=figures.get("territoires") or replace(_figure(contracts_chart(), dataset, exercice), printed=""),
        inhabitants=Drawing("habitants", inhabitants) if has_population else None,
        inhabitants_table=totals(dataset, selection, INHABITANTS) if has_population else None,
        axes=Drawing("axes", _scene(dataset, selection, AXES)),
        axe_sections=tuple(_axe_sections(dataset, selection, cells, figures, examined)),
        type_sections=tuple(_type_sections(figures)),
        examined=examined,
        source=_source(dataset),
        files={**report_files(dataset, selection), **_before_files(before)},
        themes=themes,
        crossing=_crossing(dataset, selection),
        changes=changes,
        before_source="" if before is None else PurePath(before.source).name,
    )


def _source(dataset: Dataset) -> str:
    """The source of the lines: the brochure for the bundled data, what a page states, else the names of the files.

    Without their folders: a page is sent to others, and is the same wherever its files lie.
    """
    if dataset.is_bundled:
        return package().source
    stated = (read_page_head(source.page).source for source in dataset.pages if source.page is not None)
    own = (PurePath(source.name).name for source in dataset.sources if source.page is None)
    return ", ".join(dict.fromkeys((*stated, *own)))


def _carried_before(dataset: Dataset) -> Side | None:
    """The earlier year that the page of the data carries, if it was compared with one."""
    for source in dataset.pages:
        if source.folder is not None and source.page is not None:
            for path in source.folder.glob(f"{BEFORE}*.csv"):
                with open_dataset([str(path)]) as earlier:
                    side = side_of(earlier, path.stem, Selection())
                return replace(side, source=read_page_head(source.page).before)
    return None


def _before_files(before: Side | None) -> Mapping[str, bytes]:
    return {} if before is None else {f"{BEFORE}{before.exercice}.csv": lines_file(before.lignes)}


def _of_one_year(dataset: Dataset, selection: Selection) -> Selection:
    years = selection.exercices or dataset.exercices
    if len(years) > 1:
        raise UsageError(
            _("A report is about one year; the data have {years}.").format(years=", ".join(map(str, years))),
            _("Add --exercice {year}.").format(year=years[-1]),
        )
    if not years:
        raise UsageError(_("The data have no line to report on."), _("Name data with lines: --data FILE.csv"))
    return replace(selection, exercices=years)


def _refuse_size(total: Aggregate) -> None:
    if total.lignes > MOST_LINES:
        raise UsageError(
            _("A report holds {most} lines; these data have {count}.").format(
                most=display_number(MOST_LINES, language()), count=display_number(total.lignes, language())
            ),
            _("Report on part of the files (--data FILE.csv), or use clsctl totals and clsctl lines."),
        )


def _examined(dataset: Dataset, selection: Selection) -> Examined | None:
    """The check of the year's figures; None without a file of them."""
    if not dataset.has_published:
        return None
    return examine_proof(dataset, Question(selection=replace(selection, as_written={}), explain=False))


def _crossing(dataset: Dataset, selection: Selection) -> Crossing | None:
    """The themes and territories of the year crossed; None without figures of other programmes beside the data."""
    if not dataset.has_contexte:
        return None
    return crossing(dataset, context_figures(dataset, replace(selection, as_written={})))


def _themes(dataset: Dataset, selection: Selection) -> ThemesPart | None:
    """The themes of the year's lines; None where no line has one."""
    lignes = {each.cle: each for each in dataset.lignes_themes(selection)}
    if not lignes:
        return None
    drawing = Drawing("themes", _scene(dataset, selection, THEMES))
    return ThemesPart(drawing, dataset.aggregate(THEMES.by, selection), lignes)


def _scene(dataset: Dataset, selection: Selection, shape: Shape) -> Scene:
    return scene(dataset, selection, shape, totals(dataset, selection, shape))


def _figure(chart: Chart, dataset: Dataset, exercice: int) -> Drawing:
    return Drawing(chart.name, chart.scene(dataset, exercice), chart.printed(dataset, exercice))


def _axe_sections(
    dataset: Dataset,
    selection: Selection,
    cells: Sequence[Aggregate],
    figures: Mapping[str, Drawing],
    examined: Examined | None,
) -> Iterator[AxeSection]:
    lignes: dict[tuple[int, str], list[Ligne]] = {}
    for ligne in dataset.lignes(selection):
        lignes.setdefault((ligne.axe, ligne.territoire_code), []).append(ligne)
    verdicts = _verdicts(examined)
    for axe in dataset.referentiel.axes:
        of_axe = [group for group in cells if group.keys[1] == axe.numero]
        if of_axe:
            blocks = tuple(
                LineTable(
                    dataset.referentiel.by_code[str(group.keys[0])],
                    tuple(_groups(lignes[axe.numero, str(group.keys[0])])),
                    group,
                    verdicts.get(Scope(selection.exercices[0], str(group.keys[0]), axe.numero)),
                )
                for group in of_axe
            )
            yield AxeSection(axe, figures.get(f"axe-{axe.numero}"), blocks, whole(of_axe))


def _groups(lignes: Sequence[Ligne]) -> Iterator[Group]:
    """The lines of a table in the brochure's order, parted where the sub-heading changes."""
    for objectif, group in groupby(lignes, key=lambda ligne: ligne.objectif):
        yield Group(objectif, tuple(group))


def _verdicts(examined: Examined | None) -> Mapping[Scope, Comparison]:
    """The comparison of each sum with its figure; of several figures for one sum, the one that contradicts it."""
    if examined is None:
        return {}
    proof = examined.accepted.proof
    found: dict[Scope, Comparison] = {}
    for each in (*proof.unpublished, *proof.figures):
        before = found.get(each.scope)
        if before is None or not before.statut.is_contradiction:
            found[each.scope] = each
    return found


def _type_sections(figures: Mapping[str, Drawing]) -> Iterator[TypeSection]:
    for type_ in (DEPARTEMENT, METROPOLE):
        contracts = tuple(figure for name, figure in figures.items() if name.startswith(f"{type_}-"))
        compared = tuple(figure for name, figure in figures.items() if name.startswith(f"{type_}s-"))
        if contracts:
            logarithms = next((_logarithms(figure.scene) for figure in compared if "log10" in figure.printed), None)
            yield TypeSection(type_, contracts, compared, logarithms)


def _logarithms(drawn: Scene) -> Logarithms:
    """The values that the brochure's chart on a logarithmic scale draws."""
    rows = tuple((row.short, tuple(_logarithm(bar.value) for bar in row.bars)) for row in drawn.rows)
    return Logarithms(tuple(part.label for part in drawn.parts), rows)


def _logarithm(montant: Decimal | None) -> Decimal | None:
    """Half up; None without an amount above 0."""
    return LOGARITHMS.log10(montant).quantize(CENT, ROUND_HALF_UP) if montant else None

"""The cell of the totals behind each bar of a chart, by the name of the chart."""

from clsctl.dataset.sums import Dimension
from clsctl.questions.scenes.charts import DEPARTEMENT, METROPOLE
from clsctl.questions.totals.keys import key_heading
from clsctl.report.content import Drawing, ReportContent
from clsctl.report.workbook.totals_sheet import TotalCells
from clsctl.scene import Part, SceneRow

AXE = "axe"


class SceneCells:
    """The cells of the totals that a bar stands for."""

    def __init__(self, content: ReportContent, totals: TotalCells) -> None:
        self._totals = totals
        self._codes = {territoire.nom: territoire.code for territoire in content.territoires}
        self._axes = {
            key_heading(Dimension.AXE, axe.numero, content.referentiel): axe.numero for axe in content.referentiel.axes
        }

    def montant(self, figure: Drawing, row: SceneRow, part: Part | None) -> str:
        """The euros of a bar: of a theme, of a contract, or of one of its axes; empty where no line is of that axe."""
        if figure.name == "themes":
            return self._totals.themes[row.label]
        kind, _dash, key = figure.name.partition("-")
        if part is not None:
            return self._of(self._codes[row.label], self._axes[part.label])
        if kind == AXE:
            return self._of(self._codes[row.label], int(key))
        if kind in {DEPARTEMENT, METROPOLE}:
            return self._of(key, self._axes[row.label])
        return self.contract(row)

    def contract(self, row: SceneRow) -> str:
        """The euros of the contract of a row."""
        return self._totals.contracts[self._codes[row.label]]

    def _of(self, code: str, axe: int) -> str:
        return self._totals.cells.get((code, axe), "")

"""The content of a report as values: what each of its sections shows, before it becomes a page or a workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from clsctl.dataset.sums import Aggregate
from clsctl.ligne import Ligne
from clsctl.questions.check.examination import Examined
from clsctl.questions.check.proof import Comparison
from clsctl.questions.context.crossing import Crossing
from clsctl.report.changes import Changes
from clsctl.scene import Scene
from clsctl.table import Table
from clsctl.vocabulary.referentiel import Axe, Referentiel, Territoire
from clsctl.vocabulary.themes import LigneTheme, Theme


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing of the report: its name, its scene, and the heading of the brochure's chart that it replaces.

    The heading is empty for a drawing that the brochure does not have.
    """

    name: str
    scene: Scene
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one table under one sub-heading, which is empty where the brochure has none."""

    objectif: str
    lignes: tuple[Ligne, ...]


@dataclass(frozen=True, slots=True)
class LineTable:
    """The table of one axis of one contract: its lines, their sum, and the verdict of the published figures.

    `comparison` is None where no file of published figures lies beside the data.
    """

    territoire: Territoire
    groups: tuple[Group, ...]
    total: Aggregate
    comparison: Comparison | None


@dataclass(frozen=True, slots=True)
class AxeSection:
    """The section of an axis: its chart by department, if any, and the tables of its contracts."""

    axe: Axe
    figure: Drawing | None
    blocks: tuple[LineTable, ...]
    total: Aggregate


@dataclass(frozen=True, slots=True)
class TypeSection:
    """The contracts of one type (departments, metropolises): one chart each, and those that compare them.

    `logarithms` are those of the matrix in euros, where the brochure draws them.
    """

    type: str
    contracts: tuple[Drawing, ...]
    compared: tuple[Drawing, ...]
    logarithms: "Logarithms | None" = None


@dataclass(frozen=True, slots=True)
class Logarithms:
    """The log10 of each amount of a matrix, two decimals: the parts, then each row's name and values."""

    parts: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Decimal | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class ThemesPart:
    """The themes of the lines: their sums as a drawing, the same by theme, and the theme of each line by its key.

    Lines without a theme have an empty one among the sums, and no entry.
    """

    drawing: Drawing
    sums: tuple[Aggregate, ...]
    lignes: Mapping[str, LigneTheme]


@dataclass(frozen=True, slots=True)
class ReportContent:
    """A report on the lines of one exercice; `files` are the canonical files that it carries, by name."""

    exercice: int
    region: Territoire | None
    referentiel: Referentiel
    total: Aggregate
    territoires: tuple[Territoire, ...]
    matrix: Drawing
    contracts: Drawing
    inhabitants: Drawing | None
    inhabitants_table: Table | None
    axes: Drawing
    axe_sections: tuple[AxeSection, ...]
    type_sections: tuple[TypeSection, ...]
    examined: Examined | None
    source: str
    files: Mapping[str, bytes]
    themes: ThemesPart | None = None
    crossing: Crossing | None = None
    changes: Changes | None = None
    before_source: str = ""

    @property
    def figures(self) -> Sequence[Drawing]:
        """The drawings that replace charts of the brochure, in the order of the page."""
        return (
            *([self.contracts] if len(self.territoires) > 1 else []),
            *(section.figure for section in self.axe_sections if section.figure),
            *(figure for section in self.type_sections for figure in (*section.contracts, *section.compared)),
        )

    def theme_of(self, cle: str) -> Theme | None:
        """The theme of the line with that key, if it has one."""
        found = self.themes.lignes.get(cle) if self.themes else None
        return self.referentiel.themes.by_name[found.theme] if found else None

    @property
    def gaps(self) -> tuple[Comparison, ...]:
        """The published figures that the lines contradict."""
        if self.examined is None:
            return ()
        proof = self.examined.accepted.proof
        return tuple(each for each in (*proof.figures, *proof.axes) if each.statut.is_contradiction)

    @property
    def montant(self) -> Decimal:
        """All euros of the report; 0 where no line has an amount."""
        return self.total.montant or Decimal(0)

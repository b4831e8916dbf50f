"""The charts of a brochure, each a question of `totals`: the fifteen of 2025, and their like in other data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.sums import Dimension
from clsctl.language import _
from clsctl.questions.scenes.drawing import scene
from clsctl.questions.scenes.printed_charts import printed_heading
from clsctl.questions.totals.shape import Shape, Share, Sort
from clsctl.questions.totals.table import totals
from clsctl.scene import Scene
from clsctl.vocabulary.referentiel import Territoire
from clsctl.vocabulary.selection import Request, Selection

DEPARTEMENT, METROPOLE = "departement", "metropole"
SORTED = Shape((Dimension.TERRITOIRE,), sort=Sort.MONTANT)
AXES = Shape((Dimension.AXE,))
THEMES = Shape((Dimension.THEME,), sort=Sort.MONTANT)
EUROS = Shape((Dimension.TERRITOIRE,), across=Dimension.AXE)
SHARES = Shape((Dimension.TERRITOIRE,), across=Dimension.AXE, share=Share.ROW)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart by its name: its title, and the question of `totals` that it draws."""

    name: str
    title: str
    request: Request
    shape: Shape

    def scene(self, dataset: Dataset, exercice: int | None = None) -> Scene:
        """The chart drawn from the data of the exercice (None: of all), under its own title."""
        request = self.request if exercice is None else replace(self.request, exercice=(str(exercice),))
        selection = dataset.select(request)
        drawn = scene(dataset, selection, self.shape, totals(dataset, selection, self.shape))
        return replace(drawn, title=self.title)

    def printed(self, dataset: Dataset, exercice: int) -> str:
        """The heading of the brochure's chart that this one replaces; empty where the brochure has none."""
        return printed_heading(self.name, exercice, dataset.referentiel)


def charts(dataset: Dataset, exercice: int | None = None) -> tuple[Chart, ...]:
    """The charts for the data of the exercice in the brochure's order; one that compares needs two contracts."""
    selection = Selection(() if exercice is None else (exercice,))
    pairs = [group.keys for group in dataset.aggregate((Dimension.TERRITOIRE, Dimension.AXE), selection)]
    codes = {str(code) for code, _axe in pairs}
    known = [territoire for territoire in dataset.referentiel.territoires if territoire.code in codes]
    departements = [territoire for territoire in known if territoire.type == DEPARTEMENT]
    metropoles = [territoire for territoire in known if territoire.type == METROPOLE]
    counts = {
        numero: sum((territoire.code, numero) in pairs for territoire in departements)
        for numero in dataset.referentiel.by_numero
    }
    return (
        *(_axe(numero) for numero, count in counts.items() if count > 1),
        *map(_contract, departements),
        *_weights(departements, DEPARTEMENT, _("Weight of the axes by department")),
        *([contracts_chart()] if len(known) > 1 else []),
        *map(_contract, metropoles),
        *_weights(metropoles, METROPOLE, _("Weight of the axes by metropolis")),
    )


def contracts_chart() -> Chart:
    """The contracts compared, the greatest first."""
    return Chart("territoires", _("Amount of each contract"), Request(), SORTED)


def _axe(numero: int) -> Chart:
    title = _("Axis {number} by department").format(number=numero)
    return Chart(f"axe-{numero}", title, Request(axe=(str(numero),), type=(DEPARTEMENT,)), SORTED)


def _contract(territoire: Territoire) -> Chart:
    return Chart(f"{territoire.type}-{territoire.code}", territoire.nom, Request(territoire=(territoire.code,)), AXES)


def _weights(compared: Sequence[Territoire], type_: str, title: str) -> Iterator[Chart]:
    if len(compared) > 1:
        request = Request(type=(type_,))
        yield Chart(f"{type_}s-euros", _("{title}, in euros").format(title=title), request, EUROS)
        yield Chart(f"{type_}s-parts", _("{title}, in percent").format(title=title), request, SHARES)

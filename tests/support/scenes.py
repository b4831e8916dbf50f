"""Scenes for the tests: those of the bundled data, and others of any labels and amounts."""

from decimal import Decimal
from functools import cache

from clsctl.dataset.opening import open_dataset
from clsctl.montant import percent
from clsctl.questions.scenes.charts import THEMES, charts
from clsctl.questions.scenes.drawing import scene
from clsctl.questions.totals.table import totals
from clsctl.scene import Bar, ChartForm, Part, Scene, SceneRow, Unit
from clsctl.table import Answer
from clsctl.vocabulary.selection import Selection


@cache
def bundled() -> dict[str, Answer]:
    """The charts of the bundled data by name, that of themes too, each beside the table that it draws."""
    with open_dataset(()) as dataset:
        tables = {each: totals(dataset, dataset.select(each.request), each.shape) for each in charts(dataset)}
        found = {each.name: Answer(table, scene=each.scene(dataset)) for each, table in tables.items()}
        themes = totals(dataset, Selection(), THEMES)
        return found | {"themes": Answer(themes, scene=scene(dataset, Selection(), THEMES, themes))}


def scene_of(name: str) -> Scene:
    """The chart of that name."""
    scene = bundled()[name].scene
    assert scene is not None
    return scene


def bars(*rows: tuple[str, Decimal | None], missing: int = 0, source: str = "") -> Scene:
    """A scene of bars in euros."""
    known = [montant for _label, montant in rows if montant is not None]
    whole = sum(known, Decimal(0)) if known else None
    return Scene(
        form=ChartForm.BARS,
        unit=Unit.EUROS,
        title="Amounts by objective",
        sentence="",
        heading="Objective",
        parts=(),
        rows=tuple(_row(label, montant, whole, missing) for label, montant in rows),
        montant=whole,
        scale=max(known, default=Decimal(0)),
        notes=("A note.",),
        source=source,
    )


def matrix(parts: int, rows: int, form: ChartForm = ChartForm.MATRIX) -> Scene:
    """A scene with as many parts and rows; each cell has its number in euros."""
    cells = [[Decimal(row * parts + part + 1) for part in range(parts)] for row in range(rows)]
    tints = [part + 1 if parts <= 4 else 0 for part in range(parts)]
    return Scene(
        form=form,
        unit=Unit.EUROS if form is ChartForm.MATRIX else Unit.PERCENT,
        title="Amounts",
        sentence="",
        heading="Territory",
        parts=tuple(Part(f"Part {part}", f"P{part}", tints[part]) for part in range(parts)),
        rows=tuple(
            SceneRow(
                f"Row {number}",
                f"R{number}",
                tuple(_bar(each, sum(row), form, tint) for each, tint in zip(row, tints, strict=True)),
                sum(row, Decimal(0)),
            )
            for number, row in enumerate(cells)
        ),
        montant=sum((each for row in cells for each in row), Decimal(0)),
        scale=Decimal(rows * parts) if form is ChartForm.MATRIX else Decimal(100),
    )


def _row(label: str, montant: Decimal | None, whole: Decimal | None, missing: int) -> SceneRow:
    share = None if montant is None or whole is None else percent(montant, whole)
    return SceneRow(label, label, (Bar(montant, 0, share, montant),), montant, missing)


def _bar(montant: Decimal, whole: Decimal | int, form: ChartForm, tint: int) -> Bar:
    share = percent(montant, Decimal(whole))
    return Bar(montant if form is ChartForm.MATRIX else share, tint, share, montant)

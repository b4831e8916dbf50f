"""The texts of a scene as a picture shows them: every label made safe, every number in the user's language."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from clsctl.language import _, language, ngettext
from clsctl.montant import decimals, display_montant, display_percent
from clsctl.render.safe import visible
from clsctl.render.shown import NO_MONTANT
from clsctl.scene import Bar, Scene, SceneRow, Unit

HUNDRED = Decimal(100)


def safe_scene(scene: Scene) -> Scene:
    """The scene with every text on one line, and no character that is invisible or active."""
    return replace(
        scene,
        title=visible(scene.title),
        sentence=visible(scene.sentence),
        heading=visible(scene.heading),
        parts=tuple(replace(part, label=visible(part.label), short=visible(part.short)) for part in scene.parts),
        rows=tuple(replace(row, label=visible(row.label), short=visible(row.short)) for row in scene.rows),
        selected=visible(scene.selected),
        notes=tuple(map(visible, scene.notes)),
        source=visible(scene.source),
    )


class Values:
    """The numbers of one scene; its amounts all have the decimals of the one with most."""

    def __init__(self, scene: Scene) -> None:
        self._unit = scene.unit
        self._places = max(map(decimals, _montants(scene)), default=0)

    def montant(self, montant: Decimal | None) -> str:
        """The euros, or the sign for none."""
        return NO_MONTANT if montant is None else display_montant(montant, language(), self._places)

    def value(self, value: Decimal | None) -> str:
        """A value in the unit of the scene."""
        match self._unit:
            case _ if value is None:
                return NO_MONTANT
            case Unit.EUROS:
                return self.montant(value)
            case Unit.PERCENT:
                return display_percent(value, language())
            case Unit.PER_INHABITANT:
                return display_montant(value, language(), 2)

    def share(self, bar: Bar) -> str:
        """The share of a bar in the whole; empty without one."""
        return "" if bar.part_pct is None else display_percent(bar.part_pct, language())

    def whole(self, scene: Scene) -> str:
        """The share of all euros, for the row of the total; empty without any."""
        return display_percent(HUNDRED, language()) if scene.montant else ""

    def both(self, bar: Bar) -> str:
        """The amount with its share: `6 112 000 € (48,25 %)`."""
        share = self.share(bar)
        return f"{self.montant(bar.montant)} ({share})" if share else self.montant(bar.montant)


def missing(row: SceneRow) -> str:
    """The lines of a row that have no amount; empty where all have one."""
    count = row.non_chiffrees
    if not count:
        return ""
    return ngettext("+ {count} line without amount", "+ {count} lines without amount", count).format(count=count)


def description(scene: Scene, values: Values) -> str:
    """The picture in words: its selection, the sentence that reads it, each row with its numbers."""
    rows = [_row(scene, row, values) for row in scene.rows]
    total = _("Total: {montant}.").format(montant=values.montant(scene.montant))
    return " ".join(filter(None, (scene.selected, scene.sentence, *rows, total)))


def _row(scene: Scene, row: SceneRow, values: Values) -> str:
    if not scene.parts:
        [bar] = row.bars
        each = f", {values.value(bar.value)}" if scene.unit is Unit.PER_INHABITANT else ""
        text = values.both(bar) + each
    else:
        named = zip(scene.parts, row.bars, strict=True)
        text = ", ".join(f"{part.label} {values.both(bar)}" for part, bar in named if bar.montant is not None)
    parts = filter(None, (text or NO_MONTANT, missing(row)))
    return _("{label}: {text}.").format(label=row.label, text=" ".join(parts))


def _montants(scene: Scene) -> Iterable[Decimal]:
    amounts = (bar.montant for row in scene.rows for bar in row.bars)
    return [amount for amount in (*amounts, scene.montant) if amount is not None]

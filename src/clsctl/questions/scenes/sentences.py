"""The sentences that read a scene: few forms, each true of any numbers."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from clsctl.language import _, language, ngettext
from clsctl.montant import display_montant, display_percent
from clsctl.questions.scenes.names import Name
from clsctl.scene import Bar, ChartForm, Unit


class Mark(NamedTuple):
    """A bar with a value, and the names of its row and of its part (None for one bar per row)."""

    row: Name
    part: Name | None
    bar: Bar
    value: Decimal


def sentence(form: ChartForm, unit: Unit, marks: Sequence[Mark], whole: Decimal | None) -> str:
    """The sentence for these bars, of `whole` euros in all; empty without a bar above 0."""
    highest = max((mark.value for mark in marks), default=Decimal(0))
    if not highest:
        return ""
    first = [mark for mark in marks if mark.value == highest]
    if unit is Unit.PER_INHABITANT:
        return _range(marks, first)
    if len(first) > 1 or (first[0].row.is_compound and unit is Unit.EUROS):
        return _("Greatest value, {value}: {names}.").format(
            value=_shown(highest, unit), names=", ".join(_both(mark) for mark in first)
        )
    if unit is Unit.PERCENT:
        return _("Greatest share: {value} ({name}).").format(value=_shown(highest, unit), name=_both(first[0]))
    return _greatest(form, first[0], whole)


def part_range(marks: Sequence[Mark]) -> str:
    """The sentence on one part of several rows of 100 %: its smallest and its greatest share."""
    low, high = (pick(marks, key=lambda mark: mark.value) for pick in (min, max))
    if low.part is None or low.value == high.value:
        return ""
    text = ngettext(
        "{part} ranges from {low} ({low_row}) to {high} ({high_row}).",
        "{part} range from {low} ({low_row}) to {high} ({high_row}).",
        low.part.count,
    )
    shares = {"low": _shown(low.value, Unit.PERCENT), "high": _shown(high.value, Unit.PERCENT)}
    return text.format(part=low.part.first, low_row=low.row.text, high_row=high.row.text, **shares)


def _greatest(form: ChartForm, mark: Mark, whole: Decimal | None) -> str:
    facts = {
        "row": mark.row.first if form is ChartForm.BARS else mark.row.text,
        "part": mark.part.text if mark.part else "",
        "montant": _shown(mark.value, Unit.EUROS),
        "share": display_percent(mark.bar.part_pct or Decimal(0), language()),
        "total": _shown(whole or Decimal(0), Unit.EUROS),
    }
    if form is ChartForm.BARS:
        text = ngettext(
            "{row} accounts for {share} of {total}.", "{row} account for {share} of {total}.", mark.row.count
        )
    else:
        text = ngettext(
            "At {montant}, {row} has the greatest amount, for {part} ({share} of {total}).",
            "At {montant}, {row} have the greatest amount, for {part} ({share} of {total}).",
            mark.row.count,
        )
    return text.format(**facts)


def _range(marks: Sequence[Mark], first: Sequence[Mark]) -> str:
    low = min(marks, key=lambda mark: mark.value)
    return _("From {low} ({low_row}) to {high} ({high_row}) per inhabitant.").format(
        low=_shown(low.value, Unit.PER_INHABITANT),
        low_row=low.row.text,
        high=_shown(first[0].value, Unit.PER_INHABITANT),
        high_row=", ".join(mark.row.text for mark in first),
    )


def _both(mark: Mark) -> str:
    return mark.row.text if mark.part is None else f"{mark.row.text}, {mark.part.text}"


def _shown(value: Decimal, unit: Unit) -> str:
    if unit is Unit.PERCENT:
        return display_percent(value, language())
    return display_montant(value, language(), 2 if unit is Unit.PER_INHABITANT else 0)

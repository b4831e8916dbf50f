"""A table line in two halves: the label, and the amounts in the column beside it or at its end."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from clsctl.brochure.page.doubts import doubt
from clsctl.brochure.page.outline import Line
from clsctl.brochure.printed_amounts import Printed, Split, mended, parse_printed, splits
from clsctl.brochure.words.names import scale_of
from clsctl.finding import Finding
from clsctl.rules import brochures


@dataclass(frozen=True, slots=True)
class Halves:
    """A table line as label and amounts; `others` are other splits, `bad` texts that look like amounts but are not.

    `weak`: a short number alone, an amount only where its row has no other, else a page number.
    """

    label: str
    amounts: tuple[Printed, ...] = ()
    others: tuple[Split, ...] = ()
    bad: tuple[str, ...] = ()
    weak: bool = False


def halves(line: Line, scale: Decimal, *, mends: bool) -> Halves:
    """`line` in halves; `scale` is the unit of amounts without a sign, `mends` repairs damaged ones by their
    lookalikes.
    """
    filled = [cell for cell in line.cells if cell]
    if line.whole:
        return _boxed(line, scale, mends=mends)
    if len(filled) == 1:
        return _alone(line, filled[0], scale, mends=mends)
    label, *rest = filled
    amounts, bad = [], []
    for cell in rest:
        printed = parse_printed(cell, scale) or (mended(cell) if mends else None)
        if printed is None:
            bad.append(cell)
        else:
            amounts.append(printed)
    return Halves(label, tuple(amounts), bad=tuple(bad))


def _boxed(line: Line, scale: Decimal, *, mends: bool) -> Halves:
    """A row whose cells are drawn: its label and the content of its amount's cell."""
    label, *rest = line.cells
    text = rest[0] if rest else ""
    printed = parse_printed(text, scale) or (mended(text) if mends else None)
    if not text:
        return Halves(label)
    return Halves(label, (printed,)) if printed is not None else Halves(label, bad=(text,))


def _alone(line: Line, text: str, scale: Decimal, *, mends: bool) -> Halves:
    """A line without columns, unless it stands in the column of amounts: a label, an amount, or both."""
    column = line.cells[0] != text
    printed = parse_printed(text, scale)
    if printed is not None and (column or not line.sheet or printed.signed or printed.montant is None):
        weak = not column and not printed.signed and text.isdigit() and len(text) <= 3
        return Halves("", (printed,), weak=weak)
    if printed is not None:
        return Halves(text)  # a number in the column of labels ends a label: `depuis | 2023`
    if found := splits(text, scale):
        first, *others = found
        return Halves(first.label, (first.printed,), tuple(others))
    if (near := mended(text)) is not None:
        return Halves("", (near,)) if mends else Halves("", bad=(text,))
    return Halves(text)


def line_findings(line: Line, halved: Halves, scale: Decimal, source: str) -> Iterator[Finding]:
    """The doubts of one line: an unreadable amount, too many columns, an amount in a unit announced elsewhere."""
    for _text in halved.bad:
        yield doubt(brochures.BAD_AMOUNT, source, line)
    if len([cell for cell in line.cells if cell]) > 2:
        yield doubt(brochures.MANY_CELLS, source, line, count=len(line.cells))
    bare = any(printed.montant is not None and not printed.signed for printed in halved.amounts)
    if bare and scale == 1 and scale_of(line.text):
        yield doubt(brochures.SCALE, source, line)

"""Printed totals, rows and what a page sets around its text, told apart by words and numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from clsctl.brochure.markdown import is_ruler
from clsctl.brochure.names import is_contract_total, total_axe
from clsctl.brochure.outline import Line
from clsctl.brochure.printed import AMOUNT, GROUP, Printed, parse_printed, splits
from clsctl.brochure.roles import Role
from clsctl.referentiel import fold


@dataclass(frozen=True, slots=True)
class Labelled:
    """A total as it stands: its label, its amount (None: below, lost, or of several readings), and its lines."""

    label: str
    printed: Printed | None
    lines: tuple[Line, ...]
    rulers: tuple[Line, ...] = ()

    @property
    def axe(self) -> int | None:
        """The axe that it names; 0 where it names none, None where it is no axe's total."""
        return total_axe(self.label)

    @property
    def is_contract(self) -> bool:
        """True for the total of a whole contract."""
        return is_contract_total(self.label)


def labelled(lines: Sequence[Line], position: int, scale: Decimal) -> Labelled | None:
    """The total that begins at `position`, with the lines of its amount; None where none does."""
    line = lines[position]
    filled = [cell for cell in line.cells if cell]
    if len(filled) == 2 and _is_total(filled[0]):
        return Labelled(filled[0], parse_printed(filled[1], scale), (line,))
    readings = [split for split in splits(line.text, scale, signed=False) if _is_total(split.label)]
    if readings:
        return Labelled(readings[0].label, readings[0].printed if len(readings) == 1 else None, (line,))
    return _with_amount_below(line, lines[position + 1 : position + 4], scale) if _is_total(line.text) else None


def _with_amount_below(line: Line, below: Sequence[Line], scale: Decimal) -> Labelled:
    """The amount may stand on the next line, broken over two, with a ruler between."""
    rulers: list[Line] = []
    pieces: list[Line] = []
    for later in below:
        if is_ruler(later.text) and not pieces:
            rulers.append(later)
        elif later.text[:1].isdigit():
            pieces.append(later)
        else:
            break
    for count in range(len(pieces), 0, -1):
        printed = parse_printed(" ".join(piece.text for piece in pieces[:count]), scale)
        if printed is not None:
            return Labelled(line.text, printed, (line, *pieces[:count]), tuple(rulers))
    return Labelled(line.text, None, (line,), tuple(rulers))


def _is_total(label: str) -> bool:
    return total_axe(label) is not None or is_contract_total(label)


def noise(line: Line, *, among_rows: bool) -> Role | None:
    """What a page sets around its text: a ruler, a page number, a running head; None for the text itself.

    A bare number that stands `among_rows` may be an amount.
    """
    if is_ruler(line.text):
        return Role.RULER
    if line.edge:
        return Role.PAGE_NUMBER if line.text.strip("- –—").isdigit() else Role.RUNNING
    bare = line.text.isdigit() and len(line.text) <= 3 and not line.is_heading
    return Role.PAGE_NUMBER if bare and not among_rows else None


def is_row(line: Line) -> bool:
    """True for a line that ends in an amount or a dash of its own column, or in an amount with its sign."""
    filled = [cell for cell in line.cells if cell]
    if len(filled) > 1:
        return parse_printed(filled[-1]) is not None
    return bool(splits(line.text)) or parse_printed(line.text) is not None


def may_be_figure(line: Line) -> bool:
    """True for words beside a number as large as an amount; the bare numbers of a chart's scale are none."""
    if re.search(r"[^\W\d_]{3}", line.text) is None:
        return False
    grouped = re.search(rf"\d{GROUP}\d{{3}}(?!\d)|\d\.\d{{3}}(?!\d)", line.text) is not None
    total = (
        fold(line.text).startswith(("total", "montant", "sous total")) and re.search(r"\d{4}", line.text) is not None
    )
    return grouped or total or (len([cell for cell in line.cells if cell]) > 1 and is_row(line))


def amounts_in(text: str) -> frozenset[Decimal]:
    """Every amount that stands anywhere in `text`, in euros."""
    found = (parse_printed(match.group().strip()) for match in AMOUNT.finditer(text))
    return frozenset(printed.montant for printed in found if printed is not None and printed.montant is not None)

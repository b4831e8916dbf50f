"""The kinds of lines: printed totals, rows and page furniture, told apart by words and numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from clsctl.brochure.page.markdown import is_ruler
from clsctl.brochure.page.outline import Line
from clsctl.brochure.printed_amounts import AMOUNT, GROUP, Printed, parse_printed, splits
from clsctl.brochure.tables.roles import Role, RoleLog
from clsctl.brochure.tables.total_labels import TotalLabel, total_label
from clsctl.brochure.words.names import Names
from clsctl.rules import brochures
from clsctl.vocabulary.folding import fold

# `5 / 47`, `Page 5 sur 47`, `- 5 -`: no amount is printed so.
PAGE_OF = re.compile(
    r"(?:page |p\. ?)?\d{1,3} ?(?:/|sur) ?\d{1,3}|(?:page|p\.) ?\d{1,3}|[-–—] \d{1,3} [-–—]", re.IGNORECASE
)
NUMBERLESS = re.compile(r"axe(?: n ?°?)?$")  # the number of an axis belongs to its label, not to the amount behind it


@dataclass(frozen=True, slots=True)
class Labelled:
    """A total: its label, its amount (None: below, lost, or of several readings), and its lines."""

    label: str
    said: TotalLabel
    printed: Printed | None
    lines: tuple[Line, ...]
    rulers: tuple[Line, ...] = ()

    def note(self, record: RoleLog) -> None:
        """Record the roles of its lines, and a doubt where it has no amount."""
        for line in self.lines:
            record.give(Role.TOTAL, line)
        for line in self.rulers:
            record.give(Role.RULER, line)
        if self.printed is None or self.printed.montant is None:
            record.doubt(brochures.TOTAL_LOST, self.lines[0])


def labelled(lines: Sequence[Line], position: int, scale: Decimal, names: Names) -> Labelled | None:
    """The total that begins at `position`, with the lines of its amount; None where none begins there."""
    line = lines[position]
    if "total" not in line.text.lower():
        return None
    filled = [cell for cell in line.cells if cell]
    if len(filled) == 2 and (said := total_label(filled[0], names)) is not None:
        return Labelled(filled[0], said, parse_printed(filled[1], scale), (line,))
    readings = [
        (split, said)
        for split in splits(line.text, scale, signed=False)
        if (said := total_label(split.label, names)) is not None and not NUMBERLESS.search(fold(split.label))
    ]
    if readings:
        split, said = readings[0]
        return Labelled(split.label, said, split.printed if len(readings) == 1 else None, (line,))
    said = total_label(line.text, names)
    return None if said is None else _with_amount_below(line, said, lines[position + 1 : position + 4], scale)


def _with_amount_below(line: Line, said: TotalLabel, below: Sequence[Line], scale: Decimal) -> Labelled:
    """The total with its amount from the next line, or from two, with a ruler between."""
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
            return Labelled(line.text, said, printed, (line, *pieces[:count]), tuple(rulers))
    return Labelled(line.text, said, None, (line,), tuple(rulers))


def noise(line: Line, *, among_rows: bool) -> Role | None:
    """The role of page furniture: a ruler, a page number, a running head; None for text.

    A bare number `among_rows` may be an amount.
    """
    if is_ruler(line.text):
        return Role.RULER
    if line.edge:
        return Role.PAGE_NUMBER if line.text.strip("- –—").isdigit() else Role.RUNNING
    if PAGE_OF.fullmatch(line.text):
        return Role.PAGE_NUMBER
    bare = line.text.isdigit() and len(line.text) <= 3 and not line.is_heading
    return Role.PAGE_NUMBER if bare and not among_rows else None


def is_row(line: Line) -> bool:
    """True for a line that ends in an amount or a dash in a column of its own, or in an amount with its sign."""
    filled = [cell for cell in line.cells if cell]
    if len(filled) > 1:
        return parse_printed(filled[-1]) is not None
    return bool(splits(line.text)) or parse_printed(line.text) is not None


def may_be_figure(line: Line) -> bool:
    """True for words beside a number as large as an amount; the bare numbers of a chart's scale do not count."""
    if re.search(r"[^\W\d_]{3}", line.text) is None:
        return False
    grouped = re.search(rf"\d{GROUP}\d{{3}}(?!\d)|\d\.\d{{3}}(?!\d)", line.text) is not None
    total = (
        fold(line.text).startswith(("total", "montant", "sous total")) and re.search(r"\d{4}", line.text) is not None
    )
    return grouped or total or (len([cell for cell in line.cells if cell]) > 1 and is_row(line))


def amounts_in(text: str) -> frozenset[Decimal]:
    """Every amount in `text`, in euros."""
    found = (parse_printed(match.group().strip()) for match in AMOUNT.finditer(text))
    return frozenset(printed.montant for printed in found if printed is not None and printed.montant is not None)

"""The refusal of a workbook whose sums a spreadsheet would not compute as clsctl does."""

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from clsctl.errors import UsageError
from clsctl.language import _, quoted
from clsctl.ligne import Ligne
from clsctl.render.workbooks.workbook import EXACT_DIGITS
from clsctl.report.content import ReportContent

# A spreadsheet adds floats: each addition is off by half of the last of 53 bits, and a sum must stay right to half a
# cent.
BITS = 2**53
HALF_A_CENT = Decimal("0.005")
# The texts that SUMIFS does not read as a name: wildcards, comparisons, numbers; and more than its 255 characters.
PATTERN = re.compile(r"[*?~]|\A[=<>\d+\-.,(]|\A[\W\d_]*\Z")
LONGEST = 255


def refuse_inexact(lignes: Iterable[Ligne], content: ReportContent) -> None:
    """UsageError for amounts that floats do not add to the cent, or names that formulas would not find."""
    if not is_exact(ligne.montant for ligne in lignes if ligne.montant is not None):
        raise UsageError(
            _("A spreadsheet would not add these amounts to the cent: it computes with {count} digits.").format(
                count=EXACT_DIGITS
            ),
            _("Write the report as a page, with the extension .html."),
        )
    names = _names(content)
    for name in names:
        if not is_criterion(name):
            raise UsageError(
                _("The formulas of a spreadsheet would not find the territory {name} by its name.").format(
                    name=quoted(name)
                ),
                _("Write the report as a page, with the extension .html."),
            )
    counts = Counter(map(str.casefold, names))
    for name in names:
        if counts[name.casefold()] > 1:
            raise UsageError(
                _("Two territories have the name {name}, which formulas would take for one.").format(name=quoted(name)),
                _("Write the report as a page, with the extension .html."),
            )


def is_exact(montants: Iterable[Decimal]) -> bool:
    """True where the sum of these amounts in floats, in any order, rounds to their exact sum."""
    known = tuple(montants)
    total = sum(known, Decimal(0))
    if all(montant == montant.to_integral_value() for montant in known):
        return total < BITS
    return len(known) * total / BITS < HALF_A_CENT and total < 10 ** (EXACT_DIGITS - 2)


def is_criterion(name: str) -> bool:
    """True where SUMIFS takes the text for a name."""
    return len(name) <= LONGEST and PATTERN.search(name) is None


def _names(content: ReportContent) -> tuple[str, ...]:
    """The names of the contracts, and of the territoires of printed figures."""
    proof = content.examined.accepted.proof if content.examined else None
    printed = [each.scope.territoire_code for each in (proof.figures if proof else ())]
    codes = dict.fromkeys((*(territoire.code for territoire in content.territoires), *printed))
    return tuple(content.referentiel.by_code[code].nom for code in codes)

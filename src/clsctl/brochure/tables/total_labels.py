"""The label of a total: the axe or contract that it sums, and the territoire that it names."""

import re
from dataclasses import dataclass

from clsctl.brochure.page.outline import Line
from clsctl.brochure.tables.blocks import Named
from clsctl.brochure.words.names import Names
from clsctl.vocabulary.folding import fold

TOTAL_AXE = re.compile(
    r"(?:sous )?total(?: general)?(?: de l'| d'| pour l'| )\s*axe\s*(?:n\s*°?\s*)?(?P<numero>\d)(?!\d)"
    r"\s*[:.,(—]*\s*(?P<rest>.*)"
)
TOTAL = re.compile(r"(?:sous )?total(?: general)?\b\s*[:.,(—]*\s*(?P<rest>.*)")
CONTRACT = r"(?:pacte|contrat|contrats|cls|contractualisation|convention)"
CODE = r"\((?:\d[\dab]|\d{9})\)|\bcd ?\d[\dab]\b|\b20\d\d\b|\b(?:departement|dept|dpt) \d[\dab]\b"
TOTAL_CONTRACT = re.compile(
    rf"(?:montant )?total(?: general)?(?: (?:du|des|de la|pour le)) {CONTRACT}\b(?:[^0-9€]|{CODE})*|montant total\s*:?"
)
MOST_WORDS = 5  # of an unknown territoire's name, articles excluded


@dataclass(frozen=True, slots=True)
class TotalLabel:
    """The scope of a total: an axe (0: none) or a whole contract; `codes` are the territoires named.

    `unknown` is a name in it that is not a known territoire's.
    """

    axe: int
    is_contract: bool
    codes: frozenset[str]
    unknown: str = ""


def named_by(said: TotalLabel, line: Line) -> tuple[Named, ...]:
    """The territoire that the label on `line` names; without a code where it names several or an unknown one."""
    if said.unknown or len(said.codes) > 1:
        return (Named("", line),)
    return tuple(Named(code, line) for code in said.codes)


def total_label(label: str, names: Names) -> TotalLabel | None:
    """The scope of the total with this label; None for the label of anything else."""
    folded = fold(label)
    if TOTAL_CONTRACT.fullmatch(folded):
        mention = names.mentions.of(label)
        named = mention.capitals if not label.isupper() else mention.left
        return TotalLabel(0, is_contract=True, codes=mention.codes, unknown=" ".join(named))
    if folded.startswith("montant total ") and names.mentions.of(label).is_pure:
        return TotalLabel(0, is_contract=True, codes=names.mentions.of(label).codes)
    found = TOTAL_AXE.fullmatch(folded) or TOTAL.fullmatch(folded)
    if found is None:
        return None
    axe = int(found.groupdict().get("numero") or 0)
    if not found["rest"]:
        return TotalLabel(axe, is_contract=False, codes=frozenset())
    return _with_rest(label, axe, names)


def _with_rest(label: str, axe: int, names: Names) -> TotalLabel | None:
    """A total with more than its axe: its wording, a territoire, or an unknown territoire's name."""
    mention = names.mentions.of(label)
    left = [word for word in mention.left if word != str(axe)]
    wording = re.sub(r"(?i)^.*?\baxe\s*(?:n\s*°?\s*)?\d\s*[-–—:.,]*\s*", "", mention.without)
    if axe and wording and names.wording(wording) == axe:
        return TotalLabel(axe, is_contract=False, codes=mention.codes)
    if mention.codes and not left:
        return TotalLabel(axe, is_contract=False, codes=mention.codes)
    names_one = 0 < len(left) == len(mention.capitals) <= MOST_WORDS and not label.isupper()
    if axe and names_one and not any(char.isdigit() for char in "".join(left)):
        return TotalLabel(axe, is_contract=False, codes=mention.codes, unknown=" ".join(left))
    return None

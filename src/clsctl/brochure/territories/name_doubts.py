"""The doubts about names above tables and totals: unknown, misread, or two of them."""

from collections.abc import Iterator, Sequence

from clsctl.brochure.page.doubts import doubt
from clsctl.brochure.page.outline import Line
from clsctl.brochure.tables.blocks import Block, ContractTotal, Named
from clsctl.brochure.territories.attribution import Given
from clsctl.brochure.words.names import Names
from clsctl.finding import Finding
from clsctl.rules import brochures


def is_strange(territoire: str | None, unknown: Line | None, names: Names) -> bool:
    """True where a heading names an unknown territoire that is not a known one misread by OCR."""
    return territoire is None and unknown is not None and names.near_territoire(unknown.text) is None


def heading_doubts(block: Block, given: Given, names: Names, source: str) -> Iterator[Finding]:
    """Doubts about an unknown heading above the table; below a known name, only if it resembles another name."""
    unknown = block.unknown
    if unknown is None:
        return
    if block.heading is None:
        if names.near_territoire(unknown.text) != given.code:
            yield _unknown(unknown, names, source)
    elif unknown.number > block.opened.number and names.may_name_territoire(unknown.text):
        yield _unknown(unknown, names, source)


def contract_doubts(contract: ContractTotal, given: Given, names: Names, source: str) -> Iterator[Finding]:
    """Doubts about an unknown heading above the total of a contract."""
    unknown = contract.unknown
    if unknown is not None and (contract.heading or names.near_territoire(unknown.text) != given.code):
        yield _unknown(unknown, names, source)


def _unknown(line: Line, names: Names, source: str) -> Finding:
    near = names.near_territoire(line.text)
    if near is None:
        return doubt(brochures.HEADING, source, line)
    return doubt(brochures.HEADING_NEAR, source, line, territoire=names.referentiel.by_code[near].nom)


def name_doubts(heading: str | None, named: Sequence[Named], names: Names, source: str) -> Iterator[Finding]:
    """Doubts about labels that name another territoire than their heading, several, or an unknown one."""
    known = heading or next((each.code for each in named if each.code), "")
    for each in named:
        if not each.code:
            yield doubt(brochures.NAMED_UNKNOWN, source, each.line)
        elif each.code != known:
            territoire = names.referentiel.by_code[known].nom
            yield doubt(brochures.NAMED_OTHER, source, each.line, territoire=territoire)

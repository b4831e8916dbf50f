"""The tables and contract totals of a brochure, each with its territoire, page, proof and doubts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from clsctl.brochure.page.doubts import doubt, on_page
from clsctl.brochure.tables.blocks import Blocks, ContractTotal
from clsctl.brochure.tables.contents import pages_from_contents
from clsctl.brochure.tables.settled import priced_sum
from clsctl.brochure.tables.table_rows.rows import PrintedTable
from clsctl.brochure.territories.attribution import Attribution, Evidence, Given, attribute_known
from clsctl.brochure.territories.matching_sums import Piece, Whole
from clsctl.brochure.territories.name_doubts import contract_doubts, heading_doubts, is_strange, name_doubts
from clsctl.brochure.words.names import Names
from clsctl.finding import Finding
from clsctl.rules import brochures
from clsctl.vocabulary.referentiel import Referentiel


@dataclass(frozen=True, slots=True)
class Attributed:
    """A table or a contract total (axe None) with its territoire and its proof."""

    territoire_code: str
    territoire: str
    axe: int | None
    montant: Decimal
    page: int | None
    line: int
    proof: Evidence
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attributions:
    """Every table with its territoire, in source order, then every contract total that found one.

    `unplaced` are the contract totals without a territoire.

    `pages`: the printed page of a table by index, where only the table of contents gives it.
    """

    tables: tuple[Attributed, ...]
    contracts: tuple[tuple[ContractTotal, Attributed], ...]
    pages: Mapping[int, int]
    findings: tuple[Finding, ...]
    unplaced: tuple[ContractTotal, ...] = ()

    @property
    def said(self) -> tuple[Attributed, ...]:
        """All of them, in the order of the report."""
        return (*self.tables, *(one for _contract, one in self.contracts))


def attributions(
    found: Blocks, tables: Sequence[PrintedTable], names: Names, source: str, *, accept_order: bool
) -> Attributions:
    """The territoires that headings and figures give; order alone is a doubt unless `accept_order` accepts it."""
    referentiel = names.referentiel
    regional = [contract for contract in found.contracts if _is_regional(contract, referentiel)]
    contracts = [contract for contract in found.contracts if contract not in regional]
    strange = [is_strange(table.block.territoire, table.block.unknown, names) for table in tables]
    strange_wholes = [is_strange(contract.territoire, contract.unknown, names) for contract in contracts]
    given = attribute_known(_pieces(tables), _wholes(contracts), strange, strange_wholes, referentiel)
    pages = _pages(found, tables)
    wholes = [
        *zip(contracts, given.wholes, strict=True),
        *((contract, Given(contract.territoire or "", Evidence.HEADING, frozenset())) for contract in regional),
    ]
    return Attributions(
        tuple(
            _table(table, one, pages.get(index), referentiel)
            for index, (table, one) in enumerate(zip(tables, given.pieces, strict=True))
        ),
        tuple((contract, _contract(contract, one, referentiel)) for contract, one in wholes if one.code),
        pages,
        tuple(_doubts(tables, contracts, given, pages, names, source, accept_order=accept_order)),
        tuple(contract for contract, one in wholes if not one.code),
    )


def _is_regional(contract: ContractTotal, referentiel: Referentiel) -> bool:
    return bool(contract.territoire) and referentiel.by_code[str(contract.territoire)].type == "region"


def _pieces(tables: Sequence[PrintedTable]) -> list[Piece]:
    pieces = []
    for table in tables:
        montant = table.block.total.printed.montant if table.block.total else None
        pieces.append(
            Piece(
                table.block.axe, priced_sum(table.rows) if montant is None else montant, table.block.territoire or None
            )
        )
    return pieces


def _wholes(contracts: Sequence[ContractTotal]) -> list[Whole]:
    wholes = []
    for contract in contracts:
        printed = contract.total.printed
        slack = Decimal(0) if printed.unit <= 1 else printed.unit / 2
        montant = printed.montant or Decimal(0)
        wholes.append(Whole(montant - slack, montant + slack, contract.territoire or None, contract.types))
    return wholes


def _pages(found: Blocks, tables: Sequence[PrintedTable]) -> Mapping[int, int]:
    """The pages by the table of contents, where the source has no pages and no table crosses a page."""
    if any(table.block.opened.page is not None for table in tables) or len(tables) != len(found.blocks):
        return {}
    return pages_from_contents(found)


def _doubts(
    tables: Sequence[PrintedTable],
    contracts: Sequence[ContractTotal],
    given: Attribution,
    pages: Mapping[int, int],
    names: Names,
    source: str,
    *,
    accept_order: bool,
) -> list[Finding]:
    referentiel = names.referentiel
    findings: list[Finding] = []
    for index, (table, one) in enumerate(zip(tables, given.pieces, strict=True)):
        place = table.block.opened
        page = place.page if place.page is not None else pages.get(index)
        facts = {"axe": table.block.axe, "page": on_page(page)}
        strange = list(heading_doubts(table.block, one, names, source))
        findings += strange
        if not one.code and not strange:
            printed = table.block.total.printed.text if table.block.total else priced_sum(table.rows)
            findings.append(doubt(brochures.NO_TERRITOIRE, source, place, **facts, printed=printed))
        elif one.code and one.proof is Evidence.ORDER and not accept_order:
            findings.append(doubt(brochures.BY_ORDER, source, place, **facts, **_names_of(one, referentiel)))
        findings += name_doubts(table.block.heading, table.block.named, names, source)
    for contract, one in zip(contracts, given.wholes, strict=True):
        strange = list(contract_doubts(contract, one, names, source))
        findings += [*strange, *name_doubts(contract.heading, contract.named, names, source)]
        line = contract.total.line
        facts = {"axe": "–", "page": on_page(line.page)}
        if not one.code and not strange:
            findings.append(doubt(brochures.NO_TERRITOIRE, source, line, **facts, printed=contract.total.printed.text))
        elif one.code and one.proof is Evidence.ORDER and not accept_order:
            findings.append(doubt(brochures.BY_ORDER, source, line, **facts, **_names_of(one, referentiel)))
    if not given.consistent and tables:
        findings.append(doubt(brochures.CONTRADICTION, source, tables[0].block.opened))
    return findings


def _names_of(one: Given, referentiel: Referentiel) -> dict[str, str]:
    others = [
        referentiel.by_code[code].nom for code in referentiel.by_code if code in one.possible and code != one.code
    ]
    return {"territoire": referentiel.by_code[one.code].nom, "others": ", ".join(others)}


def _table(table: PrintedTable, one: Given, page: int | None, referentiel: Referentiel) -> Attributed:
    total = table.block.total
    montant = total.printed.montant if total is not None else None
    opened = table.block.opened
    return Attributed(
        one.code,
        referentiel.by_code[one.code].nom if one.code else "",
        table.block.axe,
        priced_sum(table.rows) if montant is None else montant,
        opened.page if opened.page is not None else page,
        opened.number,
        one.proof,
        _others(one, referentiel),
    )


def _contract(contract: ContractTotal, one: Given, referentiel: Referentiel) -> Attributed:
    total = contract.total
    return Attributed(
        one.code,
        referentiel.by_code[one.code].nom,
        None,
        total.printed.montant or Decimal(0),
        total.line.page,
        total.line.number,
        one.proof,
        _others(one, referentiel),
    )


def _others(one: Given, referentiel: Referentiel) -> tuple[str, ...]:
    if one.proof is not Evidence.ORDER:
        return ()
    return tuple(referentiel.by_code[code].nom for code in referentiel.by_code if code in one.possible - {one.code})

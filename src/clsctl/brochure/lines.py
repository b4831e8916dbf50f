"""Tables → lines and published figures: each table's territoire, page and rang, in canonical order."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from clsctl.brochure import doubts
from clsctl.brochure.attribution import Attribution, Given, Proof, attribute
from clsctl.brochure.blocks import Blocks, ContractTotal
from clsctl.brochure.doubts import doubt
from clsctl.brochure.names import Names
from clsctl.brochure.pages import pages_from_contents
from clsctl.brochure.proof import Attributed, Repair
from clsctl.brochure.rounded import Rounded
from clsctl.brochure.rows import Row, Table
from clsctl.brochure.search import Piece, Whole
from clsctl.brochure.tables import Tables, priced_sum
from clsctl.finding import Finding
from clsctl.ligne import Figure, Ligne
from clsctl.referentiel import Referentiel


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines and figures in canonical order, how each table got its territoire, and what is doubtful there."""

    lignes: tuple[Ligne, ...]
    figures: tuple[Figure, ...]
    attributions: tuple[Attributed, ...]
    findings: tuple[Finding, ...]


def make_lines(found: Blocks, tables: Tables, names: Names, exercice: int, source: str, *, accept_order: bool) -> Lines:
    """The lines of `tables` under the territoires that headings and figures give them."""
    referentiel = names.referentiel
    regional = _regional(found.contracts, referentiel)
    contracts = [contract for contract in found.contracts if contract not in regional]
    given = attribute(_pieces(tables.tables), _wholes(contracts), referentiel)
    pages = _pages(found, tables.tables)
    findings = list(_doubts(tables.tables, contracts, given, pages, names, source, accept_order=accept_order))
    lignes: list[Ligne] = []
    figures: list[Figure] = []
    attributions: list[Attributed] = []
    ranks: Counter[tuple[str, int]] = Counter()
    for index, (table, one) in enumerate(zip(tables.tables, given.pieces, strict=True)):
        attributions.append(_attributed(table, one, pages.get(index), referentiel))
        if not one.code:
            continue
        nom = referentiel.by_code[one.code].nom
        for row in table.rows:
            ranks[one.code, table.block.axe] += 1
            page = row.line.page if row.line.page is not None else pages.get(index)
            lignes.append(
                Ligne(
                    exercice,
                    one.code,
                    nom,
                    table.block.axe,
                    ranks[one.code, table.block.axe],
                    row.objectif,
                    row.action,
                    row.printed.montant,
                    page,
                    _remarque(row, found.footnotes, tables.repairs),
                )
            )
        if (total := table.block.total) is not None and total.printed.montant is not None:
            page = total.line.page if total.line.page is not None else pages.get(index)
            figures.append(
                Figure(
                    exercice,
                    one.code,
                    nom,
                    table.block.axe,
                    total.libelle,
                    total.printed.montant,
                    total.printed.unit,
                    page,
                    source,
                    total.line.number,
                )
            )
    for contract, one in [
        *zip(contracts, given.wholes, strict=True),
        *((contract, Given(contract.heading or "", Proof.HEADING, frozenset())) for contract in regional),
    ]:
        if one.code and contract.total.printed.montant is not None:
            figures.append(_contract_figure(contract, one.code, exercice, source, referentiel))
            attributions.append(_attributed_contract(contract, one, referentiel))
    return Lines(
        tuple(sorted(lignes, key=lambda ligne: _key(ligne, referentiel))),
        tuple(sorted(figures, key=lambda figure: _key(figure, referentiel))),
        tuple(attributions),
        tuple(findings),
    )


def regional_figure(rounded: Rounded, exercice: int, source: str, referentiel: Referentiel) -> Figure | None:
    """An amount in running text as the figure of the region; None where there is no region, or several."""
    regions = [territoire for territoire in referentiel.territoires if territoire.type == "region"]
    if len(regions) != 1:
        return None
    return Figure(
        exercice,
        regions[0].code,
        regions[0].nom,
        None,
        rounded.libelle,
        rounded.montant,
        rounded.arrondi,
        rounded.line.page,
        source,
        rounded.line.number,
    )


def _key(value: Ligne | Figure, referentiel: Referentiel) -> tuple[int, int, int]:
    codes = list(referentiel.by_code)
    last = value.rang if isinstance(value, Ligne) else value.line
    return codes.index(value.territoire_code), value.axe or 99, last


def _regional(contracts: Sequence[ContractTotal], referentiel: Referentiel) -> list[ContractTotal]:
    return [
        contract
        for contract in contracts
        if contract.heading is not None and referentiel.by_code[contract.heading].type == "region"
    ]


def _pieces(tables: Sequence[Table]) -> list[Piece]:
    pieces = []
    for table in tables:
        montant = table.block.total.printed.montant if table.block.total else None
        pieces.append(
            Piece(table.block.axe, priced_sum(table.rows) if montant is None else montant, table.block.heading)
        )
    return pieces


def _wholes(contracts: Sequence[ContractTotal]) -> list[Whole]:
    wholes = []
    for contract in contracts:
        printed = contract.total.printed
        slack = Decimal(0) if printed.unit <= 1 else printed.unit / 2
        montant = printed.montant or Decimal(0)
        wholes.append(Whole(montant - slack, montant + slack, contract.heading, contract.types))
    return wholes


def _pages(found: Blocks, tables: Sequence[Table]) -> Mapping[int, int]:
    """The pages of the contents list, where the source has none of its own and no table went over a page."""
    if any(table.block.opened.page is not None for table in tables) or len(tables) != len(found.blocks):
        return {}
    return pages_from_contents(found)


def _doubts(
    tables: Sequence[Table],
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
        page = place.page if place.page is not None else pages.get(index, "–")
        facts = {"axe": table.block.axe, "page": page}
        if not one.code:
            printed = table.block.total.printed.text if table.block.total else priced_sum(table.rows)
            findings.append(doubt(doubts.NO_TERRITOIRE, source, place, **facts, printed=printed))
        elif one.proof is Proof.ORDER and not accept_order:
            findings.append(doubt(doubts.BY_ORDER, source, place, **facts, **_names_of(one, referentiel)))
        unknown = table.block.unknown
        if unknown is not None and table.block.heading is None:
            likely = names.near_territoire(unknown.text)
            if likely != one.code or one.proof not in {Proof.TOTALS, Proof.TAKEN}:
                findings.append(doubt(doubts.HEADING, source, unknown))
    for contract, one in zip(contracts, given.wholes, strict=True):
        facts = {"axe": "–", "page": contract.total.line.page or "–"}
        if not one.code:
            findings.append(
                doubt(doubts.NO_TERRITOIRE, source, contract.total.line, **facts, printed=contract.total.printed.text)
            )
        elif one.proof is Proof.ORDER and not accept_order:
            findings.append(doubt(doubts.BY_ORDER, source, contract.total.line, **facts, **_names_of(one, referentiel)))
    if not given.consistent and tables:
        findings.append(doubt(doubts.CONTRADICTION, source, tables[0].block.opened))
    return findings


def _names_of(one: Given, referentiel: Referentiel) -> dict[str, str]:
    others = [
        referentiel.by_code[code].nom for code in referentiel.by_code if code in one.possible and code != one.code
    ]
    return {"territoire": referentiel.by_code[one.code].nom, "others": ", ".join(others)}


def _attributed(table: Table, one: Given, page: int | None, referentiel: Referentiel) -> Attributed:
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


def _attributed_contract(contract: ContractTotal, one: Given, referentiel: Referentiel) -> Attributed:
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
    if one.proof is not Proof.ORDER:
        return ()
    return tuple(referentiel.by_code[code].nom for code in referentiel.by_code if code in one.possible - {one.code})


def _contract_figure(
    contract: ContractTotal, code: str, exercice: int, source: str, referentiel: Referentiel
) -> Figure:
    total = contract.total
    return Figure(
        exercice,
        code,
        referentiel.by_code[code].nom,
        None,
        total.libelle,
        total.printed.montant or Decimal(0),
        total.printed.unit,
        total.line.page,
        source,
        total.line.number,
    )


def _remarque(row: Row, footnotes: Mapping[str, str], repairs: Sequence[Repair]) -> str:
    """Data in French, as all of the canonical files: the footnote called, the text that was mended."""
    numbers = {line.number for line in row.lines}
    said = [f"texte : « {repair.text} »" for repair in repairs if repair.applied and repair.line in numbers]
    if row.call:
        words = footnotes.get(row.call)
        said.append(
            f"note ({row.call}) : {words}" if words else f"appel de note ({row.call}) dans le texte, note absente"
        )
    return " ; ".join(said)

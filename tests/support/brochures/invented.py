"""Invented brochures: territories, axes, rows and figures made from a seed, and how the brochure shows them."""

import random
from dataclasses import dataclass, field, replace
from decimal import Decimal

from clsctl.ligne import Figure, Ligne
from clsctl.vocabulary.referentiel import Axe, Referentiel, Territoire
from support.brochures.vocabulary import AXES, NOUNS, SYLLABLES, TAILS, THEMES, VERBS


@dataclass(frozen=True, slots=True)
class Row:
    """A row as the brochure shows it; `montant` None is a dash. `label`, `amount` are what the source holds."""

    action: str
    montant: Decimal | None
    label: str
    amount: str
    call: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows under a sub-heading, which may be empty; `marked` is False where its mark is lost."""

    objectif: str
    rows: tuple[Row, ...]
    marked: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """A table of a territoire, and what of it the source shows."""

    territoire: Territoire
    axe: int
    wording: str
    parts: tuple[Part, ...]
    total: str
    layout: str
    heading: str = ""
    axe_heading: bool = True
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract total that the source shows, with or without its heading."""

    territoire: Territoire
    total: str
    montant: Decimal
    heading: str


@dataclass(frozen=True)
class Brochure:
    """All that a brochure shows, in its order; `truth_*` are what it says, damaged or not."""

    seed: int
    referentiel: Referentiel
    exercice: int
    blocks: tuple[Block, ...]
    contracts: tuple[Contract, ...]
    style: "Style"
    figures: tuple[Figure, ...]
    intro: str = ""
    damages: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Style:
    """The style of the whole brochure."""

    group: str
    sign: str
    gap: str
    contents: bool
    titles: bool
    charts: bool
    typed: bool
    contract_words: str
    total_words: str
    dash: str


def invent(seed: int) -> Brochure:
    """A brochure without damage; but headings may be missing and orders strange, as in print."""
    dice = random.Random(seed)
    referentiel = _referentiel(dice)
    style = Style(
        group=dice.choice([" ", " ", " ", "\u00a0", "\u202f", "", "."]),
        sign=dice.choice(["€", "€", " €", "\u00a0€", " euros", ""]),
        gap=dice.choice([" ", "\n"]),
        contents=dice.random() < 0.6,
        titles=dice.random() < 0.7,
        charts=dice.random() < 0.5,
        typed=dice.random() < 0.5,
        contract_words=dice.choice(["Montant total du Pacte", "Total du contrat", "Montant total"]),
        total_words=dice.choice(["Total Axe {}", "TOTAL AXE {}", "Total de l'axe {}", "Sous-total axe {}", "Total"]),
        dash=dice.choice(["-", "–", "—"]),
    )
    members = [t for t in referentiel.territoires if t.type != "region"]
    if dice.random() < 0.3:
        dice.shuffle(members)
    missing = dice.choice([0.0, 0.0, 0.2, 0.5, 1.0])
    blocks: list[Block] = []
    for axe in referentiel.axes:
        present = [t for t in members if dice.random() < dice.choice([1.0, 0.8])] or members[:1]
        if dice.random() < 0.1:
            dice.shuffle(present)
        blocks += [_block(dice, territoire, axe, style, missing) for territoire in present]
    return _with_figures(dice, seed, referentiel, style, blocks, missing, members)


def _referentiel(dice: random.Random) -> Referentiel:
    names: list[str] = []
    while len(names) < dice.randint(3, 8):
        name = "".join(dice.sample(SYLLABLES, dice.randint(2, 3))).capitalize()
        if dice.random() < 0.2:
            name += dice.choice(["-sur-Mer", "-le-Grand", " et Loire", "-de-Nolay"])
        if name not in names:
            names.append(name)
    territoires = [Territoire("99", "Région des Essais", "region", "", None, None, "", ())]
    for index, name in enumerate(names):
        metropole = index >= len(names) - dice.randint(0, 2)
        nom = f"{name} Métropole" if metropole else name
        kind = "metropole" if metropole else "departement"
        alias = (name,) if metropole else (f"Département de {name}",)
        territoires.append(Territoire(f"{index + 1:02d}", nom, kind, "99", None, None, "", alias))
    axes = [Axe(n, libelle, f"court {n}", (other,)) for n, (libelle, other) in enumerate(AXES[: dice.randint(2, 4)], 1)]
    return Referentiel(tuple(territoires), tuple(axes))


def _block(dice: random.Random, territoire: Territoire, axe: Axe, style: Style, missing: float) -> Block:
    parts = []
    themed = dice.random() < 0.7
    for theme in dice.sample(THEMES, dice.choice([1, 1, 2, 3])):
        rows = tuple(_row(dice, style) for _ in range(dice.choice([1, 2, 2, 3, 4, 6])))
        parts.append(Part(f"Lutter contre {theme}" if themed else "", rows))
        if not themed:
            break
    if dice.random() < 0.15 and sum(len(part.rows) for part in parts) > 1:  # two tables may hold the same amounts
        same = Decimal(dice.choice([10_000, 20_000]))
        parts = [replace(p, rows=tuple(_priced(r, same, style) for r in p.rows)) for p in parts]
    montant = sum((row.montant for part in parts for row in part.rows if row.montant is not None), Decimal(0))
    layout = dice.choice(["tabs", "tabs", "bold-tabs", "paragraphs", "pipes", "leaders", "spaces", "rulers", "mixed"])
    wording = dice.choice([axe.libelle, *axe.alias])
    heading = "" if dice.random() < missing else dice.choice([territoire.nom, territoire.nom, *territoire.alias])
    return Block(territoire, axe.numero, wording, tuple(parts), amount(montant, style), layout, heading)


def _priced(row: Row, montant: Decimal, style: Style) -> Row:
    return row if row.montant is None else replace(row, montant=montant, amount=amount(montant, style))


def _row(dice: random.Random, style: Style) -> Row:
    words = [dice.choice(VERBS), dice.choice(NOUNS), *dice.sample(TAILS, dice.choice([0, 1, 1, 2, 2, 4]))]
    action = " ".join(words)
    roll = dice.random()
    if roll < 0.01:
        action = f"e-inclusion : {action[0].lower()}{action[1:]}"
    elif roll < 0.015:
        action = f"Plan {dice.choice(SYLLABLES).upper()} - {action}"
    elif roll < 0.2:
        action += "."
    montant = None if dice.random() < 0.1 else _montant(dice)
    call = "(1)" if dice.random() < 0.03 else ""
    return Row(action, montant, action, style.dash if montant is None else amount(montant, style), call)


def _montant(dice: random.Random) -> Decimal:
    roll = dice.random()
    if roll < 0.1:
        return Decimal(dice.randint(100, 999))
    if roll < 0.2:
        return Decimal(dice.randint(1_000_000, 9_999_999))
    return Decimal(dice.randint(1, 400)) * 500 if roll < 0.7 else Decimal(dice.randint(1_000, 999_999))


def amount(montant: Decimal, style: Style) -> str:
    """`montant` as this brochure prints it."""
    return f"{montant:,.0f}".replace(",", style.group) + style.sign


def _with_figures(
    dice: random.Random,
    seed: int,
    referentiel: Referentiel,
    style: Style,
    blocks: list[Block],
    missing: float,
    members: list[Territoire],
) -> Brochure:
    figures = []
    for block in blocks:
        total = sum((r.montant for p in block.parts for r in p.rows if r.montant is not None), Decimal(0))
        figures.append(_figure(block.territoire, block.axe, style.total_words.format(block.axe), total))
    contracts = []
    printed = dice.choice([0.0, 0.7, 0.7, 1.0])
    for territoire in members:
        own = [b for b in blocks if b.territoire == territoire]
        if not own or dice.random() > printed or (territoire.type == "metropole" and dice.random() < 0.6):
            continue
        total = sum((f.montant for f in figures if f.territoire_code == territoire.code and f.axe), Decimal(0))
        heading = "" if dice.random() < missing / 2 else territoire.nom
        contracts.append(Contract(territoire, amount(total, style), total, heading))
        figures.append(_figure(territoire, None, style.contract_words, total))
    whole = sum((f.montant for f in figures if f.axe), Decimal(0))
    intro = ""
    if dice.random() < 0.4 and whole >= 1_000_000:
        millions = int((whole / 1_000_000).to_integral_value(rounding="ROUND_HALF_UP"))
        intro = f"environ {millions} millions d'euros"
        figures.append(
            _figure(referentiel.territoires[0], None, intro, Decimal(millions) * 1_000_000, Decimal(1_000_000))
        )
    return Brochure(seed, referentiel, 2030, tuple(blocks), tuple(contracts), style, tuple(figures), intro)


def _figure(
    territoire: Territoire, axe: int | None, libelle: str, montant: Decimal, arrondi: Decimal = Decimal(1)
) -> Figure:
    return Figure(2030, territoire.code, territoire.nom, axe, libelle, montant, arrondi, None)


def truth(brochure: Brochure) -> tuple[Ligne, ...]:
    """The lines that the brochure prints, in canonical order; pages left out."""
    lignes = []
    ranks: dict[tuple[str, int], int] = {}
    for block in brochure.blocks:
        for part in block.parts:
            for row in part.rows:
                key = (block.territoire.code, block.axe)
                ranks[key] = ranks.get(key, 0) + 1
                lignes.append(
                    Ligne(
                        2030,
                        block.territoire.code,
                        block.territoire.nom,
                        block.axe,
                        ranks[key],
                        part.objectif,
                        row.action,
                        row.montant,
                        None,
                        "",
                    )
                )
    codes = [territoire.code for territoire in brochure.referentiel.territoires]
    return tuple(sorted(lignes, key=lambda ligne: (codes.index(ligne.territoire_code), ligne.axe, ligne.rang)))

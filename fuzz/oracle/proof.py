"""The due answer of `check` and of the sums by type: figures, gaps, territoires, by the standard library alone."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from oracle.amounts import NoTotal

DATA = Path(__file__).resolve().parent.parent.parent / "data"
TYPES = {"region", "departement", "metropole"}
HOLDERS = {"departement": {"region"}, "metropole": {"region", "departement"}}
NUMBER = re.compile(r"[0-9]{1,16}(?:\.[0-9]{1,2})?")
GAP = re.compile(r"-?[0-9]{1,16}(?:\.[0-9]{1,2})?")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Proof:
    """The sums by type and of the region, the gaps that nothing accepts, and what the files say otherwise.

    `doubts`: why a refusal is right too.
    """

    types: Mapping[str, Decimal]
    covered: Mapping[str, Decimal]
    gaps: Sequence[str]
    others: Sequence[str]
    doubts: Sequence[str]


def proof(files: Mapping[str, bytes]) -> Proof:
    """The due verdict on the folder of these files; NoTotal where nothing may be answered."""
    tables = {name.partition(".")[0]: _rows(content) for name, content in files.items()}
    bundled = {name: _rows((DATA / f"{name}.csv").read_bytes()) for name in ("territoires", "axes")}
    territoires = {row["territoire_code"]: row for row in tables.get("territoires", bundled["territoires"])}
    axes = {row["axe"]: row for row in tables.get("axes", bundled["axes"])}
    doubts = _reference_doubts(tables, territoires, axes)
    lines = tables["contracts_2025"]
    for row in (*lines, *tables["published_2025"]):
        known = territoires.get(row["territoire_code"])
        if known is None or known["territoire"] != row["territoire"] or row["axe"] not in {*axes, ""}:
            raise NoTotal(f"{row} names no territoire or axe")
    others = [
        code
        for name, key in (("territoires", "territoire_code"), ("axes", "axe"))
        for own in bundled[name]
        for row in tables.get(name, ())
        for code in [row[key]]
        if code == own[key] and dict(row) != dict(own)
    ]
    types = {kind: Decimal() for kind in sorted({territoires[row["territoire_code"]]["type"] for row in lines})}
    for row in lines:
        types[territoires[row["territoire_code"]]["type"]] += Decimal(row["montant"])
    covered = {code: _sum(lines, _covered(code, territoires), "") for code in territoires}
    gaps = [seen for figure in tables["published_2025"] if (seen := _gap(figure, lines, territoires, tables))]
    return Proof(types, covered, gaps, others, doubts)


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def _reference_doubts(
    tables: Mapping[str, Sequence[Row]], territoires: Mapping[str, Row], axes: Mapping[str, Row]
) -> list[str]:
    """The reasons for a right refusal; NoTotal for a key that stands twice, and for territoires without an order."""
    if len(territoires) != len(tables.get("territoires", territoires)) or len(axes) != len(tables.get("axes", axes)):
        raise NoTotal("a territoire or an axe stands twice")
    if not all(row["libelle"] for row in axes.values()):
        raise NoTotal("an axe has no label")
    for code, row in territoires.items():
        _refuse_row(code, row, territoires)
    names = [row["territoire"] for row in territoires.values()]
    figures = [(row["territoire_code"], row["axe"], row["libelle"]) for row in tables["published_2025"]]
    regions = {code for code, row in territoires.items() if row["type"] == "region"}
    found = {
        "two territoires have one name": len(names) != len(set(names)),
        "blanks about a name": any(name != name.strip() for name in names),
        "a region lies in a territoire": any(territoires[code]["inclus_dans"] for code in regions),
        "a territoire lies in one that is no larger": any(
            territoires[row["inclus_dans"]]["type"] not in HOLDERS.get(row["type"], ())
            for row in territoires.values()
            if row["inclus_dans"]
        ),
        "a territoire lies in none": any(not territoires[code]["inclus_dans"] for code in territoires.keys() - regions),
        "a region has lines": any(row["territoire_code"] in regions for row in tables["contracts_2025"]),
        "there is no line": not tables["contracts_2025"],
        "a figure stands twice": len(figures) != len(set(figures)),
        "a known gap of figures that are proved twice": "known_gaps_2025" in tables
        and "" in {axe for _, axe, _ in figures},
    }
    return [doubt for doubt, is_so in found.items() if is_so]


def _refuse_row(code: str, row: Row, territoires: Mapping[str, Row]) -> None:
    inside = row["inclus_dans"]
    if row["type"] not in TYPES or not row["territoire"] or (inside and inside not in territoires):
        raise NoTotal(f"{code}: a type, a name or a container that there is not")
    seen = {code}
    while inside:
        if inside in seen:
            raise NoTotal(f"{code} lies in a circle")
        seen.add(inside)
        inside = territoires[inside]["inclus_dans"]


def _covered(code: str, territoires: Mapping[str, Row]) -> set[str]:
    if territoires[code]["type"] != "region":
        return {code}
    found = {code}
    while more := {each for each, row in territoires.items() if row["inclus_dans"] in found} - found:
        found |= more
    return found


def _sum(lines: Sequence[Row], codes: set[str], axe: str) -> Decimal:
    return sum(
        (Decimal(row["montant"]) for row in lines if row["territoire_code"] in codes and axe in {"", row["axe"]}),
        Decimal(),
    )


def _gap(figure: Row, lines: Sequence[Row], territoires: Mapping[str, Row], tables: Mapping[str, Sequence[Row]]) -> str:
    """The contradiction of the figure; NoTotal where it is not a figure."""
    if (
        not NUMBER.fullmatch(figure["montant"])
        or not NUMBER.fullmatch(figure["arrondi"])
        or not re.fullmatch("[0-9]{0,9}", figure["page"])
    ):
        raise NoTotal(f"{dict(figure)} is no figure")
    montant, unit = Decimal(figure["montant"]), Decimal(figure["arrondi"])
    if unit <= 0 or unit > max(montant, Decimal(1)) or montant % unit:
        raise NoTotal(f"{montant} is not rounded to {unit}")
    codes = _covered(figure["territoire_code"], territoires)
    away = _sum(lines, codes, figure["axe"]) - montant
    has_lines = any(row["territoire_code"] in codes and figure["axe"] in {"", row["axe"]} for row in lines)
    known = [
        row
        for row in tables.get("known_gaps_2025", ())
        if all(row[name] == figure[name] for name in ("territoire_code", "axe", "libelle"))
    ]
    for gap in known:
        if not gap["raison"] or not GAP.fullmatch(gap["ecart"]):
            raise NoTotal("a gap is accepted without a reason")
        if Decimal(gap["ecart"]) != away:
            return f"{dict(figure)}: the gap is {away}, known is {gap['ecart']}"
    is_within = has_lines and abs(away) <= unit / 2
    if known and is_within and away:
        return ""
    if known and not away:
        return "a known gap is gone"
    return "" if is_within or known else f"{dict(figure)}: {away} away"

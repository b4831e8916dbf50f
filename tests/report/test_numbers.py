"""The numbers of a page against sums in Decimal of the lines as they stand in the file."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from xml.etree.ElementTree import Element

import pytest

from support.page_tree import bundled_tree, by_id, cells, charts, text, with_class
from support.samples import PARTIES, TYPES, Cells, bundled, decided_themes, montant, total

CENT = Decimal("0.01")
AXES = ("1", "2", "3", "4")
LABELS = {"1": "Enfance", "2": "Emploi", "3": "Accès aux droits", "4": "Transition écologique"}
SHORT = {**PARTIES, "200093201": "MEL"}
POPULATION = {
    "02": 525558,
    "59": 2616909,
    "60": 830725,
    "62": 1460184,
    "80": 565540,
    "200093201": 1194040,
    "248000531": 182854,
}
DEPARTEMENTS = [code for code in PARTIES if TYPES[code] == "departement"]
METROPOLES = [code for code in PARTIES if TYPES[code] == "metropole"]


@pytest.fixture(scope="module")
def english() -> Element:
    """The elements of the English page, whose amounts are the easier to read."""
    return bundled_tree("en")


def number(shown: str) -> Decimal | None:
    """The number of a cell: an amount or a percentage, None for a dash."""
    return None if shown == "–" else Decimal(shown.replace("€", "").replace("%", "").replace(",", ""))


def of(lines: Iterable[Cells], **wanted: str) -> list[Cells]:
    """The lines with these cells."""
    return [line for line in lines if all(line[name] == value for name, value in wanted.items())]


def euros(code: str, axe: str) -> Decimal | None:
    """The sum of a cell of the brochure; None without lines."""
    lines = of(bundled(), territoire_code=code, axe=axe)
    return total(lines) if lines else None


def share(part: Decimal, whole: Decimal) -> Decimal:
    """In percent, two decimals, half up."""
    return (part * 100 / whole).quantize(CENT, ROUND_HALF_UP)


def bars(figure: Element) -> dict[str, tuple[Decimal | None, ...]]:
    """The numbers of each row by its label, the total included."""
    rows = [*cells(figure), *cells(figure, "tfoot")]
    return {label: tuple(map(number, numbers)) for label, *numbers in rows}


def ranked(amounts: Mapping[str, Decimal]) -> dict[str, tuple[Decimal, Decimal]]:
    """The rows of sorted bars: each amount with its share, then the total."""
    whole = sum(amounts.values(), Decimal(0))
    order = sorted(amounts, key=lambda name: -amounts[name])
    return {name: (amounts[name], share(amounts[name], whole)) for name in order} | {"Total": (whole, Decimal(100))}


def in_order(rows: Mapping[str, object]) -> list[tuple[str, object]]:
    return list(rows.items())


@pytest.mark.parametrize("axe", ["1", "3", "4"])
def test_the_departments_of_an_axis(english: Element, axe: str) -> None:
    amounts = {PARTIES[code]: euros(code, axe) or Decimal(0) for code in DEPARTEMENTS}
    assert in_order(bars(charts(english)[f"axe-{axe}"])) == in_order(ranked(amounts))


@pytest.mark.parametrize("code", PARTIES)
def test_the_axes_of_a_contract(english: Element, code: str) -> None:
    known = {axe: amount for axe in AXES if (amount := euros(code, axe)) is not None}
    whole = sum(known.values(), Decimal(0))
    expected: dict[str, object] = {
        f"Axis {axe}: {LABELS[axe]}": (known[axe], share(known[axe], whole)) for axe in known
    }
    expected["Total"] = (whole, Decimal(100))
    assert in_order(bars(charts(english)[f"{TYPES[code]}-{code}"])) == in_order(expected)


def test_the_contracts_compared(english: Element) -> None:
    amounts = {PARTIES[code]: total(of(bundled(), territoire_code=code)) for code in PARTIES}
    assert in_order(bars(charts(english)["territoires"])) == in_order(ranked(amounts))


@pytest.mark.parametrize(("kind", "codes"), [("departements", DEPARTEMENTS), ("metropoles", METROPOLES)])
def test_the_weight_of_the_axes(english: Element, kind: str, codes: list[str]) -> None:
    wholes = {code: total(of(bundled(), territoire_code=code)) for code in codes}
    amounts = {SHORT[code]: (*(euros(code, axe) for axe in AXES), wholes[code]) for code in codes}
    shares = {
        SHORT[code]: (
            *(None if (part := euros(code, axe)) is None else share(part, wholes[code]) for axe in AXES),
            wholes[code],
        )
        for code in codes
    }
    found = charts(english)
    assert in_order(bars(found[f"{kind}-euros"])) == in_order(amounts)
    assert in_order(bars(found[f"{kind}-parts"])) == in_order(shares)


def test_the_logarithms_of_the_metropolises(english: Element) -> None:
    (table,) = (each for each in english.iter("table") if each.get("aria-labelledby") == "log10")
    context = Context(prec=20)
    expected = {
        SHORT[code]: tuple(
            context.log10(amount).quantize(CENT, ROUND_HALF_UP) for axe in AXES if (amount := euros(code, axe))
        )
        for code in METROPOLES
    }
    assert bars(table) == expected


def test_the_euros_per_inhabitant(english: Element) -> None:
    expected = {
        PARTIES[code]: ((total(of(bundled(), territoire_code=code)) / POPULATION[code]).quantize(CENT, ROUND_HALF_UP),)
        for code in PARTIES
    }
    (figure,) = (each for each in english.iter("figure") if each.get("aria-labelledby") == "g-habitants")
    assert bars(figure) == expected
    (drawing,) = (each for each in english.iter("svg") if each.get("role") == "img")
    on_map = {text(label): number(text(value)) for label, value in (list(each) for each in drawing.iter("text"))}
    assert on_map == {PARTIES[code]: expected[PARTIES[code]][0] for code in DEPARTEMENTS}


def test_each_block_shows_the_amounts_of_its_lines_and_their_sum(english: Element) -> None:
    for code in PARTIES:
        for axe in AXES:
            if lines := of(bundled(), territoire_code=code, axe=axe):
                (table,) = (each for each in english.iter("table") if each.get("aria-labelledby") == f"t-{axe}-{code}")
                rows = [row for row in table.iter("tr") if row.get("id")]
                assert [number(text(row[2])) for row in rows] == [montant(line) for line in lines]
                cents = [None if (known := row.get("data-c")) is None else Decimal(known) / 100 for row in rows]
                assert cents == [montant(line) for line in lines]
                ((_key, verdict, amount, _page),) = cells(table, "tfoot")
                assert number(amount) == total(lines)
                assert verdict.startswith("Total ✓ exact published on page ")


def test_the_amount_of_each_theme(english: Element) -> None:
    themes, amounts = decided_themes(), defaultdict[str, Decimal](Decimal)
    for line in bundled():
        amounts[themes[f"2025-{line['territoire_code']}-{line['axe']}-{int(line['rang']):02}"]] += montant(
            line
        ) or Decimal(0)
    (figure,) = (each for each in english.iter("figure") if each.get("aria-labelledby") == "g-themes")
    assert in_order(bars(figure)) == in_order(ranked(amounts))
    assert "Themes are a classification of clsctl, not of the State" in text(english)


def test_the_figures_at_the_head(english: Element) -> None:
    shown = [text(next(item.iter("strong"))) for item in next(with_class(english, "keys"))]
    lines = bundled()
    assert number(shown[0]) == total(lines)
    assert number(shown[1]) == len(lines)
    assert shown[2:] == [str(len(PARTIES)), "28 of 29"]
    assert f"actions, {sum(montant(line) is None for line in lines)} without amount" in text(english)


def test_a_bar_is_as_long_as_its_amount_is_great(english: Element) -> None:
    for name, figure in charts(english).items():
        for row in (row for body in figure.iter("tbody") for row in body.iter("tr")):
            _label, *texts = [text(cell) for cell in row if cell.get("aria-hidden") != "true"]
            widths = [Decimal(each.get("width", "").removesuffix("%")) for each in row.iter("rect")]
            amounts = [amount for each in texts if (amount := number(each)) is not None]
            if name.endswith("-parts"):
                assert all(abs(width - amount) <= CENT for width, amount in zip(widths, amounts[:-1], strict=True))
                assert sum(widths) == 100
            elif name.endswith("-euros"):
                assert widths == [share(amount, scale(figure)) for amount in amounts[:-1]], name
            else:
                assert widths == [share(amounts[0], scale(figure))], name


def scale(figure: Element) -> Decimal:
    """The value of a full width: the whole where the rows are the axes of one contract, else the greatest amount."""
    name, rows = figure.get("data-chart", ""), bars(figure)
    if name.split("-")[0] in {"departement", "metropole"}:
        return rows["Total"][0] or Decimal(0)
    if name.endswith("-euros"):
        return max(amount for *parts, _whole in rows.values() for amount in parts if amount is not None)
    return max(amounts[0] or Decimal(0) for label, amounts in rows.items() if label != "Total")


def test_the_proofs_hold_every_published_figure(english: Element) -> None:
    (table,) = (each for each in english.iter("table") if each.get("aria-labelledby") == "preuve-1")
    rows = cells(table)
    assert len(rows) == 29
    assert {row[-1] for row in rows} == {"✓ exact", "≈ rounded"}
    assert text(by_id(english, "preuve-1"))

"""A territory's name inside a label is evidence as a heading is: of a total, an axis, a caption, a head of columns."""

import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from clsctl.brochure.page.html.webpage import read_html
from clsctl.brochure.page.markdown import read_markdown
from clsctl.brochure.page.outline import Outline
from clsctl.brochure.page.source import read_source
from clsctl.brochure.reader import read_outline
from clsctl.brochure.reading import Reading
from clsctl.brochure.words.mentions import Mentions
from support.samples import bundled_referentiel

pytestmark = pytest.mark.slow(reason="each test reads a brochure")

AXE = "AXE 2 - Renforcer l'accès à l'emploi pour tous"
FEW, MANY = "5 000€", "7 000€"
CONTRADICTED = {"territory-contradicted"}
CONTRACT_LABELS = [
    "Montant total du Pacte {}",
    "Montant total du Pacte 2025 – {}",
    "MONTANT TOTAL DU PACTE {}",
    "Montant total du contrat local des solidarités de {}",
    "Montant total – {}",
    "Total du département de {}",
    "Total {}",
]
AXE_LABELS = ["Total Axe 2 – {}", "Total Axe 2 ({})", "Total Axe 2 {}", "Total {}", "Sous-total axe 2 : {}"]
HEADINGS = ["AXE 2 – {}", AXE + " – {}", AXE + " ({})", AXE + " {}", "{} – " + AXE]
PAIRS = [("Somme", "Nord"), ("CD80", "CD59"), ("(80)", "(59)"), ("Somme", "MEL"), ("Amiens Métropole (Somme)", "Somme")]
CODES = {"Somme": "80", "Nord": "59", "CD80": "80", "CD59": "59", "(80)": "80", "(59)": "59", "MEL": "200093201",
         "Amiens Métropole (Somme)": "248000531"}  # fmt: skip
NAMES = {"80": "Somme", "59": "Nord", "200093201": "Lille Métropole", "248000531": "Amiens"}


def _table(heading: str = "", axe: str = AXE, total: str = "Total Axe 2", amount: str = FEW) -> str:
    return (f"# {heading}\n\n" if heading else "") + (
        f"## {axe}\n\nAider des jeunes pour {amount[0]} ans\t{amount}\n\n<b>{total}</b>\t<b>{amount}</b>\n\n"
    )


def _read(*parts: str) -> Reading:
    text = "# 2025\n\n" + "".join(parts)
    return read_outline(Outline("text", tuple(read_markdown(text))), 2025, bundled_referentiel())


def _slugs(reading: Reading) -> set[str]:
    return {finding.rule.slug for finding in reading.findings}


def _given(reading: Reading) -> list[tuple[str, int]]:
    return sorted((ligne.territoire_code, int(ligne.montant or 0)) for ligne in reading.lignes)


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("label", CONTRACT_LABELS)
def test_a_name_in_the_total_of_a_contract_decides_and_contradicts(label: str, pair: tuple[str, str]) -> None:
    one, two = pair
    tables = _table(NAMES[CODES[one]]), _table(NAMES[CODES[two]], amount=MANY)
    contracts = "# Ventilation des contrats 2025\n\n**{} : 5 000€**\n\n**{} : 7 000€**\n"
    right, exchanged = (contracts.format(label.format(a), label.format(b)) for a, b in ((one, two), (two, one)))
    expected = sorted([(CODES[one], 5000), (CODES[two], 7000)])
    assert _read(*tables, right).is_proved
    assert _given(_read(_table(), _table(amount=MANY), right)) == expected
    assert _read(_table(), _table(amount=MANY), right).is_proved
    assert not _read(*tables, exchanged).is_proved
    headed = exchanged.replace("2025\n\n", f"2025\n\n# {NAMES[CODES[one]]}\n\n", 1)
    assert _slugs(_read(*tables, headed)) >= CONTRADICTED


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("label", AXE_LABELS)
def test_a_name_in_the_total_of_an_axis_decides_and_contradicts(label: str, pair: tuple[str, str]) -> None:
    one, two = (label.format(name) for name in pair)
    expected = sorted([(CODES[pair[0]], 5000), (CODES[pair[1]], 7000)])
    names = [NAMES[CODES[name]] for name in pair]
    assert _read(_table(names[0], total=one), _table(names[1], total=two, amount=MANY)).is_proved
    alone = _read(_table(total=one), _table(total=two, amount=MANY))
    assert alone.is_proved
    assert _given(alone) == expected
    exchanged = _read(_table(names[0], total=two), _table(names[1], total=one, amount=MANY))
    assert _slugs(exchanged) == CONTRADICTED


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_name_in_the_heading_of_an_axis_decides_and_contradicts(heading: str) -> None:
    one, two = heading.format("Somme"), heading.format("Nord")
    alone = _read(_table(axe=one), _table(axe=two, amount=MANY))
    assert alone.is_proved
    assert _given(alone) == [("59", 7000), ("80", 5000)]
    exchanged = _read(_table("Somme", axe=two), _table("Nord", axe=one, amount=MANY))
    assert _slugs(exchanged) == CONTRADICTED


@pytest.mark.parametrize("heading", ["Contrat de la Somme", "Somme (80)", "Département : Somme", "CLS Somme 2025"])
def test_a_heading_that_names_the_contract_of_a_territory_names_it(heading: str) -> None:
    assert _given(_read(_table(heading))) == [("80", 5000)]
    assert _read(_table(heading)).is_proved


@pytest.mark.parametrize(
    ("parts", "slug"),
    [
        ((_table("Somme (59)"),), "attribution-by-order"),
        ((_table("Somme", total="Total Axe 2 – Eure"),), "territory-unclear"),
        ((_table("Oise", total="Total Axe 2 – Val-d'Oise"),), "territory-unclear"),
        ((_table("Somme"), "# Ventilation\n\n# Somme\n\n**Total du Pacte Eure : 5 000€**\n"), "territory-unclear"),
        ((f"# Somme\n\n## {AXE}\n\n# Nord\n\nAider\t{FEW}\n\nTotal Axe 2\t{FEW}\n",), "territory-contradicted"),
    ],
)
def test_an_unknown_name_or_two_names_are_a_doubt(parts: tuple[str, ...], slug: str) -> None:
    assert slug in _slugs(_read(*parts))


@pytest.mark.parametrize(
    "label",
    ["Montant total du Pacte des Solidarités", "Total du Contrat Local des Solidarités 2025", "MONTANT TOTAL DU PACTE"],
)
def test_the_usual_words_of_a_total_name_nobody(label: str) -> None:
    reading = _read(_table("Somme"), f"# Ventilation\n\n# Somme\n\n**{label} : 5 000€**\n")
    assert reading.is_proved
    assert [figure.libelle for figure in reading.figures] == ["Total Axe 2", label]


def _page(caption: str, head: str = "") -> Reading:
    rows = f"<tr><td>Aider</td><td>{FEW}</td></tr><tr><td>Total Axe 2</td><td>{FEW}</td></tr>"
    page = f"<h1>2025</h1>{head}<h3>{AXE}</h3><table>{caption}{rows}</table>"
    return read_outline(Outline("page", tuple(read_html(page))), 2025, bundled_referentiel())


@pytest.mark.parametrize(
    "caption", ["<caption>Tableau 1 – {}</caption>", "<tr><th>Actions – {}</th><th>Montant</th></tr>"]
)
def test_a_caption_and_a_head_of_columns_name_the_table(caption: str) -> None:
    assert _given(_page(caption.format("Somme"))) == [("80", 5000)]
    assert _page(caption.format("Somme"), "<h2>Somme</h2>").is_proved
    assert _slugs(_page(caption.format("Nord"), "<h2>Somme</h2>")) == CONTRADICTED


@pytest.mark.parametrize(
    ("running", "proved"), [("Contrat de la Somme", True), ("Contrat du Nord", False), ("Préfet du Nord", True)]
)
def test_a_running_head_that_names_a_contract_contradicts_another(running: str, proved: bool, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for y, size, text in ((700, 24, "2025"),):
        canvas.setFont("Helvetica-Bold", size)
        canvas.drawString(60, y, text)
    for number, (axe, amount) in enumerate(
        ((AXE, FEW), ("AXE 4 - Construire une transition écologique et solidaire", MANY))
    ):
        canvas.drawString(60, 815, running)
        canvas.showPage()
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(60, 700, "Somme")
        canvas.drawString(60, 670, axe)
        canvas.setFont("Helvetica", 10)
        for y, label in ((640, "Aider"), (600, f"Total Axe {2 + 2 * number}")):
            canvas.drawString(60, y, label)
            canvas.drawRightString(540, y, amount)
    canvas.drawString(60, 815, running)
    canvas.save()
    (tmp_path / "print").write_bytes(buffer.getvalue())
    reading = read_outline(read_source(tmp_path / "print"), 2025, bundled_referentiel())
    assert _slugs(reading) == (set() if proved else CONTRADICTED)


def test_a_mention_is_the_longest_name_and_the_innermost_place() -> None:
    mentions = Mentions(bundled_referentiel())
    assert mentions.of("Total de la Métropole européenne de Lille").code == "200093201"
    assert mentions.of("Amiens Métropole (Somme, Hauts-de-France)").code == "248000531"
    assert mentions.of("Nord et Oise").code is None
    assert mentions.of("Val-d'Oise").left == ("Val",)
    assert not mentions.of("80 places").codes

"""An invented brochure as a PDF with the tables that offices draw: grids, bands, merged cells, repeated heads."""

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from support.brochures.as_page import parts, shy, titles, total_shares
from support.brochures.offices import Office, Sheet
from support.brochures.shown import Shown

WIDTH, HEIGHT = A4
MARGIN = 50.0
AMOUNTS = frozenset({"etat", "collectivite", "montant"})
WIDTHS = {"objectif": 78, "numero": 36, "porteur": 78, "etat": 70, "collectivite": 74, "montant": 86}


def as_office_pdf(sheet: Sheet, dice: random.Random) -> bytes:
    """The file."""
    buffer = io.BytesIO()
    office = sheet.office
    document = BaseDocTemplate(buffer, pagesize=A4, invariant=1)
    wide = Frame(MARGIN, 60, WIDTH - 2 * MARGIN, HEIGHT - 120, id="wide", leftPadding=0, rightPadding=0)
    half = (WIDTH - 2 * MARGIN - 30) / 2
    narrow = [Frame(MARGIN + i * (half + 30), 60, half, HEIGHT - 120, 0, 0, 0, 0, id=f"n{i}") for i in range(2)]
    beside = {"running", "turned"} & {office.names}
    templates = [PageTemplate("wide", [wide], onPage=_numbered), PageTemplate("narrow", narrow, onPage=_numbered)]
    names = list(dict.fromkeys(table.heading for table in sheet.tables)) if beside else []
    templates += [
        PageTemplate(f"name{i}", [wide], onPage=partial(_named, name, office.names)) for i, name in enumerate(names)
    ]
    document.addPageTemplates(templates)
    document.build([*_front(sheet), *_body(sheet, names, dice), *_contracts(sheet)])
    return buffer.getvalue()


def _numbered(canvas: Canvas, _document: BaseDocTemplate) -> None:
    canvas.setFont("Helvetica", 7)
    canvas.drawCentredString(WIDTH / 2, 30, str(canvas.getPageNumber()))


def _named(name: str, how: str, canvas: Canvas, document: BaseDocTemplate) -> None:
    _numbered(canvas, document)
    canvas.saveState()
    if how == "turned":
        canvas.setFont("Helvetica-Bold", 12)
        canvas.translate(30, HEIGHT / 2)
        canvas.rotate(90)
        canvas.drawCentredString(0, 0, name)
    else:
        canvas.setFont("Helvetica", 7.5)
        canvas.drawRightString(WIDTH - MARGIN, HEIGHT - 30, name)
    canvas.restoreState()


def _style(size: float, *, bold: bool = False, tight: bool = False) -> ParagraphStyle:
    return ParagraphStyle(
        "any", fontName="Helvetica-Bold" if bold else "Helvetica", fontSize=size,
        leading=size * (1.05 if tight else 1.2), embeddedHyphenation=1,
    )  # fmt: skip


def _title(words: str, size: float) -> Paragraph:
    style = _style(size, bold=True)
    style.spaceBefore, style.spaceAfter, style.keepWithNext = size * 0.6, size * 0.4, 1
    return Paragraph(escape(words), style)


def _front(sheet: Sheet) -> Iterator[Flowable]:
    office, brochure = sheet.office, sheet.brochure
    text = _style(9.0)
    if office.region:
        yield _title(brochure.referentiel.territoires[0].nom.upper(), 22)
    yield from (_title("Les contrats locaux des solidarités", 20), _title("2030", 16), _title("Introduction", 14))
    listed = " ".join(f"{axe.numero}. {axe.libelle}" for axe in brochure.referentiel.axes)
    yield Paragraph(escape(f"Le Pacte poursuit en 2030 sa montée en puissance (2028-2032) : {listed}."), text)
    if brochure.intro:
        yield Paragraph(escape(f"Ces contrats mobilisent chaque année {brochure.intro}, à parité."), text)
    if office.contents:
        yield from (PageBreak(), _title("Sommaire", 14))
        for number, title in enumerate(titles(sheet), 3):
            page = "" if office.contents == "bare" else f" {'.' * 12} {number}"
            words = title.replace(" : ", " :\n", 1) if office.contents == "wrapped" else title
            yield from (Paragraph(escape(line), text) for line in f"{words}{page}".split("\n"))


def _body(sheet: Sheet, names: list[str], dice: random.Random) -> Iterator[Flowable]:
    office = sheet.office
    seen, axe = "", 0
    if not names:
        yield from (NextPageTemplate("narrow" if office.columns_of_text > 1 else "wide"), PageBreak())
    for table in sheet.tables:
        libelle = sheet.brochure.referentiel.by_numero[table.block.axe].libelle
        if office.charts and axe and table.block.axe != axe:
            yield from _chart(sheet, axe)
        if office.arrangement == "axis" and table.block.axe != axe and office.names == "heading":
            yield from (PageBreak(), _title(f"Axe {table.block.axe} : {libelle}", 18))
        axe = table.block.axe
        wording = f"AXE {axe} - {table.block.wording}" if table.axe_heading else ""
        if names:
            yield from (NextPageTemplate(f"name{names.index(table.heading)}"), PageBreak())
        elif office.names == "axis":
            wording = f"{table.heading} – Axe {axe} : {table.block.wording}"
        elif (
            office.names == "heading"
            and table.heading
            and (office.arrangement != "territory-once" or seen != table.heading)
        ):
            yield _title(table.heading, 16 if office.arrangement != "axis" else 13)
        seen = table.heading
        if wording and not office.titled:
            yield _title(wording, 11)
        yield _table(sheet, table, wording, dice)
        yield Spacer(1, 14)
    yield from (NextPageTemplate("wide"), PageBreak())


@dataclass
class _Grid:
    """A table under construction: its rows, and how they are drawn."""

    rows: list[list[object]] = field(default_factory=list)
    style: list[tuple[object, ...]] = field(default_factory=list)

    def merged(self, words: str, count: int, style: ParagraphStyle) -> None:
        """A row of one cell over all columns."""
        self.style.append(("SPAN", (0, len(self.rows)), (-1, len(self.rows))))
        self.rows.append([Paragraph(escape(words), style), *[""] * (count - 1)])

    def ground(self, colour: str) -> None:
        """Fill the last row."""
        last = len(self.rows) - 1
        self.style.append(("BACKGROUND", (0, last), (-1, last), colors.HexColor(colour)))


DRAWN: dict[str, list[tuple[object, ...]]] = {
    "grid": [("GRID", (0, 0), (-1, -1), 0.5, colors.black)],
    "lines": [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey)],
    "boxes": [("INNERGRID", (0, 0), (-1, -1), 2, colors.white)],
}


def _table(sheet: Sheet, table: Shown, wording: str, dice: random.Random) -> Table:
    office, names = sheet.office, sheet.office.columns
    bold = _style(office.size, bold=True, tight=office.tight)
    grid = _Grid(style=[("VALIGN", (0, 0), (-1, -1), dice.choice(["TOP", "MIDDLE"]))])
    if office.titled and wording:
        grid.merged(wording, len(names), bold)
    if office.heads:
        grid.rows.append([Paragraph(escape(sheet.heads[name]), bold) for name in names])
    repeated = len(grid.rows)
    _rows(sheet, table, grid, dice)
    if table.total:
        sums = dict.fromkeys(names, "") | {names[0]: table.total_label, "montant": table.total.replace("\n", " ")}
        if "etat" in names:
            sums |= dict(zip(("etat", "collectivite"), total_shares(sheet, table, dice), strict=True))
        last = len([name for name in names if name not in AMOUNTS]) - 1
        grid.style.append(("SPAN", (0, len(grid.rows)), (last, len(grid.rows))))
        grid.rows.append([_cell(sums[name], name, bold) for name in names])
    padding = 0.5 if office.tight else 3.5
    grid.style += DRAWN.get(office.ruled, [])
    grid.style += [(f"{side}PADDING", (0, 0), (-1, -1), padding) for side in ("TOP", "BOTTOM")]
    rows = grid.rows or [[""] * len(names)]
    repeats = repeated if len(rows) > repeated else 0
    return Table(rows, _widths(office), style=grid.style, repeatRows=repeats, splitInRow=int(office.broken))


def _widths(office: Office) -> list[float]:
    width = WIDTH - 2 * MARGIN if office.columns_of_text == 1 else (WIDTH - 2 * MARGIN - 30) / 2
    widths = [float(WIDTHS.get(name, 0)) for name in office.columns]
    widths[office.columns.index("action")] = width - sum(widths)
    return widths


def _rows(sheet: Sheet, table: Shown, grid: _Grid, dice: random.Random) -> None:
    office, names, number = sheet.office, sheet.office.columns, 0
    plain, bold = _style(office.size, tight=office.tight), _style(office.size, bold=True, tight=office.tight)
    for objectif, items in parts(table.items):
        if objectif is not None and "objectif" not in names:
            grid.merged(objectif.text, len(names), bold if objectif.marked else plain)
            if office.ruled in {"zebra", "boxes"}:
                grid.ground("#d5dbe5")
        first = len(grid.rows)
        for index, item in enumerate(items):
            number += 1
            found = sheet.cells(item, number, dice)
            found["objectif"] = objectif.text if objectif is not None and index == 0 else ""
            if office.hyphens:
                found["action"] = shy(found["action"], "\N{SOFT HYPHEN}")
            fonts = {"action": bold if office.bold_first else plain}
            grid.rows.append([_cell(found[name], name, fonts.get(name, plain)) for name in names])
            if office.ruled == "boxes" or (office.ruled == "zebra" and number % 2):
                grid.ground("#eeeeff")
        if "objectif" in names and len(items) > 1 and not office.broken:
            grid.style.append(("SPAN", (0, first), (0, first + len(items) - 1)))


def _cell(words: str, name: str, style: ParagraphStyle) -> Paragraph:
    right = name in AMOUNTS
    chosen = ParagraphStyle("right", parent=style, alignment=2) if right else style
    kept = words.replace(" ", "\N{NO-BREAK SPACE}") if right else words
    return Paragraph(escape(kept.replace("\u202f", "\N{NO-BREAK SPACE}").replace("\n", " ")), chosen)


def _chart(sheet: Sheet, axe: int) -> Iterator[Flowable]:
    found = [figure for figure in sheet.brochure.figures if figure.axe == axe]
    yield _title(f"Répartition des crédits de l'axe {axe} par département", 13)
    rows = [[figure.territoire, "", f"{figure.montant:,.0f} €".replace(",", " ")] for figure in found]
    bars = [("BACKGROUND", (1, i), (1, i), colors.HexColor("#5588aa")) for i in range(len(rows))]
    if rows:
        yield Table(rows, [120, 150, 100], style=[*bars, ("FONTSIZE", (0, 0), (-1, -1), 8)])


def _contracts(sheet: Sheet) -> Iterator[Flowable]:
    yield _title("Ventilation des contrats 2030", 18)
    for contract in sheet.brochure.contracts:
        if contract.heading:
            yield _title(contract.heading, 14)
        words = f"{sheet.brochure.style.contract_words} : {contract.total}".replace("\u202f", "\N{NO-BREAK SPACE}")
        yield Paragraph(escape(words.replace("\n", " ")), _style(9.0, bold=True))

"""An invented brochure as a real PDF: two columns, wrapped labels, page breaks, running heads, page labels."""

import io
import random
from dataclasses import dataclass, field
from pathlib import Path

import reportlab
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from support.brochures.as_markdown import Rendered
from support.brochures.invented import Brochure
from support.brochures.shown import Item, Shown

FONTS = Path(reportlab.__file__).parent / "fonts"
TOP, BOTTOM, LEFT, RIGHT = 770.0, 70.0, 50.0, 545.0


@dataclass
class Setting:
    """The setting of the pages."""

    font: str
    bold: str
    size: float
    leading: float
    padding: float
    valign: str
    amounts: float
    ligatures: bool
    hyphens: str
    running: str
    numbered: bool
    labelled: bool


@dataclass
class Press:
    """The canvas, where the pen stands, and on which page."""

    canvas: Canvas
    setting: Setting
    offset: int
    y: float = TOP
    sheet: int = 0
    pages: list[set[int]] = field(default_factory=list)

    @property
    def page(self) -> int:
        return self.sheet + self.offset

    def new_page(self) -> None:
        """Begin a page, with what runs on each of them."""
        if self.sheet:
            self.canvas.showPage()
        self.sheet += 1
        self.y = TOP
        if self.setting.labelled:
            self.canvas.addPageLabel(self.sheet - 1, "ARABIC", self.page)
        self.canvas.setFont(self.setting.font, 7)
        if self.setting.running:
            self.canvas.drawString(LEFT, 815, self.setting.running)
        if self.setting.numbered:
            self.canvas.drawCentredString(300, 30, str(self.page))

    def room(self, height: float) -> None:
        """A new page where `height` does not fit any more."""
        if self.y - height < BOTTOM:
            self.new_page()

    def text(self, words: str, font: str, size: float, *, space: float = 6.0, indent: float = 0.0) -> None:
        """Running text over the full width."""
        for line in _wrap(words, font, size, RIGHT - LEFT - indent):
            self.room(size * 1.2)
            self.y -= size * 1.2
            self.canvas.setFont(font, size)
            self.canvas.drawString(LEFT + indent, self.y, line)
        self.y -= space


def as_pdf(brochure: Brochure, tables: list[Shown], dice: random.Random) -> Rendered:
    """The file; its page labels or its printed numbers say the pages, or neither does."""
    vera = dice.random() < 0.5
    if vera and "Vera" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Vera", FONTS / "Vera.ttf"))
        pdfmetrics.registerFont(TTFont("VeraBd", FONTS / "VeraBd.ttf"))
    setting = Setting(
        font="Vera" if vera else "Helvetica",
        bold="VeraBd" if vera else "Helvetica-Bold",
        size=dice.choice([8.0, 9.0, 10.0]),
        leading=1.2,
        padding=dice.choice([0.0, 4.0, 8.0, 12.0]),
        valign=dice.choice(["top", "middle", "bottom"]),
        amounts=dice.choice([350.0, 420.0, 470.0]),
        ligatures=vera and dice.random() < 0.5,
        hyphens=dice.choice(["", "", "-"]),
        running=dice.choice(["", "", "Les contrats en 2030"]),
        numbered=dice.random() < 0.7,
        labelled=dice.random() < 0.5,
    )
    buffer = io.BytesIO()
    press = Press(Canvas(buffer, A4, invariant=1), setting, dice.choice([-1, 0, 3]))
    if press.offset < 0 and setting.labelled:
        press.offset = 0
    press.new_page()
    _front(press, brochure)
    axe = 0
    for table in tables:
        if table.block.axe != axe:
            axe = table.block.axe
            if brochure.style.titles:
                press.new_page()
                press.text(f"Axe {axe} : {brochure.referentiel.by_numero[axe].libelle}", setting.bold, 18)
        if dice.random() < 0.8 or press.y < 300:
            press.new_page()
        press.pages.append({press.page})
        _table(press, table, dice)
        press.pages[-1].add(press.page)
    press.new_page()
    press.text("Ventilation des contrats 2030", setting.bold, 18)
    for contract in brochure.contracts:
        if contract.heading:
            press.text(contract.heading, setting.bold, 14)
        if brochure.style.typed:
            scale = "métropolitaine" if contract.territoire.type == "metropole" else "départementale"
            press.text(f"Ventilation des contrats 2030 par axe : échelle {scale}", setting.bold, 11)
        press.text(_safe(f"{brochure.style.contract_words} : {contract.total}"), setting.bold, setting.size)
    press.canvas.save()
    return Rendered("", tuple(frozenset(pages) for pages in press.pages), buffer.getvalue())


def _front(press: Press, brochure: Brochure) -> None:
    setting = press.setting
    press.text("Les contrats", setting.bold, 20)
    press.text("INTRODUCTION", setting.bold, 14)
    listed = " ".join(f"{n}. {axe.libelle}" for n, axe in enumerate(brochure.referentiel.axes, 1))
    words = f"Le Pacte poursuit en 2030 sa montée en puissance (2028-2032) : {listed}."
    if brochure.intro:
        words += f" Ces contrats mobilisent chaque année {brochure.intro}, à parité."
    press.text(words, setting.font, setting.size)


def _table(press: Press, table: Shown, dice: random.Random) -> None:
    setting = press.setting
    if table.heading:
        press.text(table.heading, setting.bold, 14)
    if table.axe_heading:
        press.text(f"AXE {table.block.axe} - {table.block.wording}", setting.bold, 12)
    for item in table.items:
        _item(press, item, dice)
    if table.total:
        _row(press, table.total_label, table.total.replace("\n", " "), setting.bold, dice)
    for item in table.stray:
        _item(press, item, dice)


def _item(press: Press, item: Item, dice: random.Random) -> None:
    setting = press.setting
    if item.objectif:
        press.y -= 4
        press.text(item.text, setting.bold if item.marked else setting.font, setting.size, space=4)
    else:
        _row(press, item.text, item.amount, setting.font, dice)


def _row(press: Press, label: str, amount: str, font: str, dice: random.Random) -> None:
    setting = press.setting
    lines = _wrap(label, font, setting.size, setting.amounts - LEFT - 20)
    if setting.hyphens:
        lines = _hyphenate(lines, dice)
    if setting.ligatures:
        lines = [line.replace("fi", "ﬁ").replace("fl", "ﬂ") if font == "Vera" else line for line in lines]
    step = setting.size * setting.leading
    if press.y - step * len(lines) < BOTTOM and dice.random() < 0.7:
        press.new_page()
    tops = []
    shown = {"top": 0.0, "middle": (len(lines) - 1) / 2, "bottom": len(lines) - 1.0}[setting.valign]
    drawn = False
    for index, line in enumerate(lines):
        press.room(step)
        press.y -= step
        tops.append(press.y)
        press.canvas.setFont(font, setting.size)
        press.canvas.drawString(LEFT, press.y, line)
        if not drawn and index + 0.6 > shown:
            drawn = True
            press.canvas.drawRightString(RIGHT, press.y + (index - shown) * step, _safe(amount))
    press.y -= setting.padding


def _safe(text: str) -> str:
    return text.replace("\u202f", "\u00a0").replace("\n", " ")


def _hyphenate(lines: list[str], dice: random.Random) -> list[str]:
    """Now and then the last word of a line is cut, as a typesetter cuts it."""
    cut: list[str] = []
    carried = ""
    for index, line in enumerate(lines):
        words = (carried + line).split(" ")
        carried = ""
        last = words[-1]
        if index < len(lines) - 1 and len(last) > 8 and last.isalpha() and last.islower() and dice.random() < 0.3:
            carried = last[5:] + " "
            words[-1] = last[:5] + "-"
        cut.append(" ".join(words))
    return cut


def _wrap(text: str, font: str, size: float, width: float) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and pdfmetrics.stringWidth(f"{lines[-1]} {word}", font, size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines

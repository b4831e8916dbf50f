"""The sheet of lines: every line of the report, in a table of Excel that clsctl reads back."""

from operator import attrgetter

from clsctl.language import _
from clsctl.ligne import Ligne
from clsctl.render.workbooks.workbook import Look
from clsctl.report.content import ReportContent
from clsctl.report.workbook.formulas import LINES, LineColumns
from clsctl.report.workbook.sheets import ALIGNMENTS, RULED, Book
from clsctl.table import Kind
from clsctl.vocabulary.columns import columns
from clsctl.vocabulary.schema import package

WIDTHS = (10, 12, 32, 8, 8, 44, 72, 15, 8, 44)


def lignes_in_order(content: ReportContent) -> tuple[Ligne, ...]:
    """The lines of the report in the brochure's order of contracts."""
    ranks = {territoire.code: rank for rank, territoire in enumerate(content.territoires)}
    found = (
        ligne
        for section in content.axe_sections
        for block in section.blocks
        for group in block.groups
        for ligne in group.lignes
    )
    return tuple(sorted(found, key=lambda ligne: (ranks[ligne.territoire_code], ligne.axe, ligne.rang)))


def write_lines(book: Book) -> LineColumns:
    """Write the sheet; the columns that formulas name."""
    page = book.page(_("Lines"))
    names = package().schema("contracts").names
    shown = {each.name: each for each in columns(*names)}
    cells_of = attrgetter(*names)
    page.widths(*WIDTHS)
    page.table(
        LINES, [each.heading for each in shown.values()], [each.kind for each in shown.values()], len(book.lignes)
    )
    for row, ligne in enumerate(book.lignes, start=1):
        cells = cells_of(ligne)
        page.fit(row, {place: cell for place, cell in enumerate(cells) if isinstance(cell, str)})
        for place, (cell, each) in enumerate(zip(cells, shown.values(), strict=True)):
            if isinstance(cell, str):
                text = {"num_format": "@"} if each.kind is Kind.CODE else {}  # keeps `02` as text when it is edited
                page.text(row, place, cell, **RULED, text_wrap=True, **text)
            else:
                look = book.euros if each.kind is Kind.MONTANT else Look(0)
                page.number(row, place, cell, look, **RULED, align=ALIGNMENTS[each.kind])
    return LineColumns(*(f"{LINES}[{shown[name].heading}]" for name in ("territoire", "axe", "rang", "montant")))

"""The sheet of themes: the theme of each line, in a table of Excel; its amounts are those of the table of lines."""

from xlsxwriter.utility import xl_rowcol_to_cell

from clsctl.questions.totals.keys import theme_heading
from clsctl.report.content import ThemesPart
from clsctl.report.workbook.formulas import THEMES, LineColumns, LineScope, ThemeColumns
from clsctl.report.workbook.sheets import RULED, Book
from clsctl.vocabulary.columns import columns

NAMES = ("cle", "territoire", "action", "theme", "marques", "raison", "montant")
WIDTHS = (20, 32, 72, 22, 30, 44, 15)
TERRITOIRE, MONTANT = NAMES.index("territoire"), NAMES.index("montant")


def theme_columns() -> ThemeColumns:
    """The columns that formulas name."""
    theme, montant = columns("theme", "montant")
    return ThemeColumns(f"{THEMES}[{theme.heading}]", f"{THEMES}[{montant.heading}]")


def write_themes(book: Book, name: str, part: ThemesPart, lines: LineColumns) -> None:
    """Write the sheet of that name; a theme changed there changes the sums."""
    page, known = book.page(name), book.content.referentiel
    shown = columns(*NAMES)
    page.widths(*WIDTHS)
    page.table(THEMES, [each.heading for each in shown], [each.kind for each in shown], len(book.lignes))
    for row, ligne in enumerate(book.lignes, start=1):
        found = part.lignes.get(ligne.cle)
        theme = theme_heading(found.theme if found else "", known)
        marks = ", ".join(theme_heading(mark, known) for mark in found.marques) if found else ""
        cells = (ligne.cle, ligne.territoire, ligne.action, theme, marks, found.raison if found else "")
        page.fit(row, dict(enumerate(cells)))
        for place, cell in enumerate(cells):
            page.text(row, place, cell, **RULED, text_wrap=True)
        scope = LineScope(xl_rowcol_to_cell(row, TERRITOIRE, col_abs=True), str(ligne.axe), str(ligne.rang))
        page.formula(row, MONTANT, lines.amount_or_dash(scope), ligne.montant, book.euros, **RULED)

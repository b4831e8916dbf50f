"""The sheet of context: figures of other programmes with their documents, in words that no formula can add."""

from clsctl.questions.context.crossing import Crossing
from clsctl.questions.context.listing import dated_figure
from clsctl.questions.totals.keys import theme_heading
from clsctl.report.workbook.sheets import RULED, Book
from clsctl.vocabulary.columns import columns
from clsctl.vocabulary.contexte import Contexte
from clsctl.vocabulary.referentiel import Referentiel

TABLE = "contexte"
NAMES = (
    *("id", "programme", "theme", "territoire", "chiffre"),
    *("perimetre", "libelle", "source", "date_source"),
)
WIDTHS = (9, 24, 18, 28, 40, 32, 56, 44, 14)


def write_context(book: Book, name: str, crossed: Crossing) -> None:
    """Write the sheet of that name: a row for each figure, to be filtered by theme and territory."""
    page, shown = book.page(name), columns(*NAMES)
    page.widths(*WIDTHS)
    page.table(TABLE, [each.heading for each in shown], [each.kind for each in shown], len(crossed.figures))
    for row, figure in enumerate(crossed.figures, start=1):
        cells = _cells(figure, book.content.referentiel)
        page.fit(row, dict(enumerate(cells)))
        for place, cell in enumerate(cells):
            page.text(row, place, cell, **RULED, text_wrap=True)


def _cells(each: Contexte, referentiel: Referentiel) -> tuple[str, ...]:
    theme = theme_heading(each.theme, referentiel) if each.theme else ""
    return (
        *(each.id, each.programme, theme, each.territoire, dated_figure(each)),
        *(each.perimetre, each.libelle, each.source, each.date_source),
    )

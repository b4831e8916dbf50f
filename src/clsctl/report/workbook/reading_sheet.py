"""The first sheet: what the workbook is, its sums and verdicts, its sheets, source, notes and commands."""

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256

from clsctl.language import _
from clsctl.questions.notes import context_note, missing_montants, theme_note
from clsctl.render.workbooks.workbook import Look
from clsctl.report.workbook.control_sheet import ControlCells
from clsctl.report.workbook.sheets import PROSE, QUIET, TITLE_HEIGHT, Book, Page
from clsctl.report.workbook.totals_sheet import TotalCells
from clsctl.version import VERSION
from clsctl.vocabulary.columns import column

COUNT = Look(0, grouped=True)
HEADING = {"bold": True, "font_size": 12, "top": 1}
MONOSPACED = {"font_name": "Consolas"}
LEFT = {"align": "left"}
WIDTHS = (36, 104)
PLAIN = re.compile(r"[\w.-]+")  # a name that a shell takes without quotes


class ReadingSheet:
    """The sheet, written last and read first; `name` is the workbook's own file name, in the commands."""

    def __init__(self, book: Book, page: Page, name: str) -> None:
        self._book, self._content, self._page, self._name = book, book.content, page, name
        self._row = 0

    def write(self, totals: TotalCells, controls: Sequence[ControlCells]) -> None:
        """Write the sections one below the other."""
        page = self._page
        page.widths(*WIDTHS)
        page.title(0, 0, self._book.title)
        page.text(1, 0, _("This workbook is not a publication of the State."), **QUIET)
        self._row = 3
        self._sums(totals)
        self._verdicts(controls)
        self._section(_("Sheets"))
        for title, text in self._sheets(has_controls=bool(controls)):
            self._line("", text)
            page.link(self._row - 1, 0, title)
        self._section(_("Source"))
        self._line(_("Source"), self._content.source)
        self._line(column("exercice").heading, str(self._content.exercice))
        self._line(_("Written by"), f"clsctl {VERSION}")
        for file, content in self._content.files.items():
            self._line(file, _("SHA-256 {hash}").format(hash=sha256(content).hexdigest()), **MONOSPACED)
        self._section(_("Notes"))
        for note in self._notes():
            self._line("", note)
        self._section(_("Commands"))
        for purpose, command in self._commands():
            self._line(purpose, command, **MONOSPACED)
        page.sheet.fit_to_pages(1, 1)
        page.sheet.print_area(0, 0, self._row - 1, 1)

    def _section(self, title: str) -> None:
        self._row += 1
        self._page.text(self._row, 0, title, **HEADING)
        self._page.blank(self._row, 1, **HEADING)
        self._page.sheet.set_row(self._row, TITLE_HEIGHT)
        self._row += 1

    def _line(self, label: str, text: str, **properties: object) -> None:
        self._page.text(self._row, 0, label, valign="top")
        self._page.text(self._row, 1, text, **PROSE, **properties)
        self._page.fit(self._row, {0: label, 1: text})
        self._row += 1

    def _sums(self, totals: TotalCells) -> None:
        """The sums of all lines, by reference to the sheet of totals."""
        total = self._content.total
        for label, cell, value, look in (
            (column("montant").heading, totals.montant, total.montant, self._book.euros),
            (column("lignes").heading, totals.lines, total.lignes, COUNT),
            (column("non_chiffrees").heading, totals.without, total.non_chiffrees, COUNT),
        ):
            self._page.text(self._row, 0, label)
            self._page.live(self._row, 1, cell, value, look, bold=True)
            self._row += 1

    def _verdicts(self, controls: Sequence[ControlCells]) -> None:
        """The number of figures of each verdict, counted in each sheet of control."""
        words = column("statut").words
        for control in controls:
            for slug in ("exact", "arrondi", "ecart_connu", "ecart", "sans_lignes"):
                word = words[slug].text
                self._page.text(self._row, 0, _("{sheet}: “{word}”").format(sheet=control.page.name, word=word))
                formula = f'COUNTIF({control.verdicts},"{word}")'
                self._page.live(self._row, 1, formula, control.counts[slug], COUNT, bold=True)
                self._row += 1

    def _sheets(self, *, has_controls: bool) -> Iterator[tuple[str, str]]:
        yield (
            _("Lines"),
            _("Every line, one below the other, with filters. clsctl reads this sheet: --data {name}.").format(
                name=self._name
            ),
        )
        yield (
            _("Totals"),
            _("The amounts by territory and axis, by axis, by type and by theme: formulas over the lines.")
            if self._content.themes
            else _("The amounts by territory and axis, by axis and by type: formulas over the lines."),
        )
        if self._content.themes:
            yield (
                _("Themes"),
                _("The theme of each line and its marks; a theme changed here changes its sum in the sheet of totals."),
            )
        if self._content.crossing and self._content.crossing.figures:
            yield _("Context"), context_note()
        if has_controls:
            yield (
                _("Check"),
                _(
                    "Each printed figure beside the sum of its lines. The verdict is that of clsctl check: exact to "
                    "the cent, rounded where half a unit of the figure explains the gap."
                ),
            )
        examined = self._content.examined
        if examined and examined.accepted.proof.axes:
            yield _("Second proof"), _("Each printed contract total beside the sum of its printed axis totals.")
        yield _("Charts"), _("The charts of the brochure, drawn anew from the totals; each stands beside its numbers.")

    def _notes(self) -> Iterator[str]:
        yield _("The formulas follow every change: change an amount, and the sums, verdicts and charts follow.")
        yield _("A dash stands where no line has an amount; an amount is never taken for 0.")
        yield from missing_montants(self._content.total.non_chiffrees)
        if self._content.themes:
            yield theme_note(self._content.referentiel.themes)
        if self._content.examined is None:
            yield _("No file of published figures lies beside these data: nothing in this workbook is proved.")
        else:
            yield from self._content.examined.answer.closing

    def _commands(self) -> Iterator[tuple[str, str]]:
        name = self._name if PLAIN.fullmatch(self._name) else f'"{self._name}"'
        yield _("Check the figures again"), f"clsctl check {name}"
        yield _("Sum the lines"), f"clsctl totals --data {name}"
        yield _("Write the report as a page"), f"clsctl report --data {name} --output {_('report.html')}"

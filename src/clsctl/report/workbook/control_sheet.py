"""The sheets of control: each printed figure beside a live sum of its lines, with the verdict of `clsctl check`."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.utility import quote_sheetname, xl_range, xl_range_abs, xl_rowcol_to_cell

from clsctl.language import _
from clsctl.ligne import Figure
from clsctl.montant import decimals
from clsctl.questions.check.known_gaps import AXES, LIGNES
from clsctl.questions.check.proof import Comparison, Proof, printed_axes
from clsctl.render.palette import LIGHT
from clsctl.render.workbooks.workbook import Look
from clsctl.report.content import ReportContent
from clsctl.report.workbook.formulas import DASH, LineColumns, LineScope
from clsctl.report.workbook.sheets import ALIGNMENTS, RULED, Book, Page
from clsctl.table import Kind
from clsctl.vocabulary.columns import column, columns

COUNT = Look(0, grouped=True)
# The first eight are those of published_<exercice>.csv: the sheet is read as one.
NAMES = (
    "exercice",
    "territoire_code",
    "territoire",
    "axe",
    "libelle",
    "publie",
    "arrondi",
    "page",
    "lignes",
    "non_chiffrees",
    "calcule",
    "ecart",
    "ecart_connu",
    "statut",
    "marge",
)
WIDTHS = (10, 12, 32, 8, 40, 16, 14, 8, 9, 10, 16, 14, 14, 16, 14)
# Fewer of them: the sheet must not be taken for one of figures.
SECOND = ("territoire", "libelle", "publie", "axes", "calcule", "ecart", "marge", "ecart_connu", "statut")
SECOND_WIDTHS = (32, 40, 16, 10, 16, 14, 16, 14, 16)
TABLE, SECOND_TABLE = "controle", "seconde_preuve"
Properties = Mapping[str, object]
# The colours of verdicts, beside their words: contradictions, then what is settled.
BAD: Properties = {"font_color": "#9c0006", "bg_color": "#ffc7ce", "bold": True}
GOOD: Properties = {"font_color": LIGHT.tints[4]}
NEAR: Properties = {"font_color": LIGHT.tints[3]}


@dataclass(frozen=True, slots=True)
class ControlCells:
    """A sheet of control: the range of its verdicts, how many there are of each, and the row of each figure."""

    page: Page
    verdicts: str
    counts: Mapping[str, int]
    rows: Mapping[Figure, int]


def write_control(book: Book, lines: LineColumns) -> ControlCells | None:
    """Write the figures and their lines; None without published figures."""
    proof = _proof(book.content)
    if proof is None or not proof.figures:
        return None
    page = _page(book, _("Check"), TABLE, NAMES, WIDTHS, len(proof.figures))
    row_of = _Rows(book, page, NAMES, LIGNES)
    rows = {}
    for row, comparison in enumerate(proof.figures, start=1):
        if comparison.figure is not None:
            row_of.write_figure(row, comparison.figure)
            cells = row_of.cells(row)
            scope = _scope(comparison, cells, book.content)
            half = f"{cells['arrondi']}/2"
            row_of.count(row, "lignes", lines.lines(scope), comparison.lignes)
            unpriced = f"{cells['lignes']}-{lines.priced(scope)}"
            row_of.count(row, "non_chiffrees", unpriced, comparison.non_chiffrees)
            row_of.montant(row, "calcule", f"IF({cells['lignes']}=0,{DASH},{lines.amount(scope)})", comparison.calcule)
            row_of.compare(row, comparison, half)
            tolerated = f"AND({cells['ecart']}<>0,ABS({cells['ecart']})<={half})"
            formula = f"IF({cells['calcule']}={DASH},{half},IF({tolerated},{half},0))"
            row_of.montant(row, "marge", formula, _margin(comparison, comparison.figure))
            rows[comparison.figure] = row
    return ControlCells(page, row_of.verdicts(len(proof.figures)), _counts(proof.figures), rows)


def write_second_proof(book: Book, control: ControlCells | None) -> ControlCells | None:
    """Write the contract totals and the sums of their printed axis totals; None without any."""
    proof = _proof(book.content)
    if proof is None or control is None or not proof.axes:
        return None
    page = _page(book, _("Second proof"), SECOND_TABLE, SECOND, SECOND_WIDTHS, len(proof.axes))
    row_of = _Rows(book, page, SECOND, AXES)
    rows = {}
    for row, comparison in enumerate(proof.axes, start=1):
        if comparison.figure is not None:
            row_of.write_figure(row, comparison.figure)
            axes = [control.rows[figure] for figure in printed_axes(comparison.figure, control.rows).values()]
            montants, margins = (
                ",".join(control.page.address(axe, NAMES.index(name)) for axe in axes) for name in ("publie", "marge")
            )
            published, unit = (
                control.page.address(control.rows[comparison.figure], NAMES.index(name))
                for name in ("publie", "arrondi")
            )
            row_of.montant(row, "publie", published, comparison.figure.montant)
            row_of.count(row, "axes", f"COUNT({montants})", comparison.lignes)
            row_of.montant(row, "calcule", f"ROUND(SUM({montants}),2)", comparison.calcule)
            margin = comparison.figure.arrondi / 2 + comparison.rounding
            row_of.montant(row, "marge", f"{unit}/2+SUM({margins})", margin)
            row_of.compare(row, comparison, row_of.cells(row)["marge"])
            rows[comparison.figure] = row
    return ControlCells(page, row_of.verdicts(len(proof.axes)), _counts(proof.axes), rows)


def _counts(found: Sequence[Comparison]) -> Mapping[str, int]:
    return Counter(each.statut.value for each in found)


class _Rows:
    """The rows of a sheet of control: the facts of a figure, the sums beside it, and the verdict."""

    def __init__(self, book: Book, page: Page, names: Sequence[str], preuve: str) -> None:
        self._book, self._page, self._names, self._preuve = book, page, names, preuve
        self._known = _known_gaps(book.content)
        self._words = {slug: word.text for slug, word in column("statut").words.items()}
        proof = _proof(book.content)
        units = [each.figure.arrondi for each in (proof.figures if proof else ()) if each.figure]
        self._units = Look(max(map(decimals, units), default=0), grouped=True, unit="€")
        halves = Look(max((decimals(unit / 2) for unit in units), default=0), grouped=True, unit="€")
        self._looks = {"arrondi": self._units, "marge": halves}

    def cells(self, row: int) -> Mapping[str, str]:
        """The addresses of the cells of a row, by column."""
        return {name: xl_rowcol_to_cell(row, place, col_abs=True) for place, name in enumerate(self._names)}

    def verdicts(self, rows: int) -> str:
        """The range of the verdicts, which colour themselves."""
        place = self._names.index("statut")
        area = xl_range(1, place, rows, place)
        words, sheet = self._words, self._page.sheet
        colours: Mapping[str, Properties] = {
            "ecart": BAD,
            "sans_lignes": BAD,
            "ecart_connu": NEAR,
            "arrondi": NEAR,
            "exact": GOOD,
        }
        for slug, colour in colours.items():
            rule = {
                "type": "cell",
                "criteria": "==",
                "value": f'"{words[slug]}"',
                "format": self._book.format(**colour),
            }
            sheet.conditional_format(area, rule)
        return f"{quote_sheetname(self._page.name)}!{xl_range_abs(1, place, rows, place)}"

    def write_figure(self, row: int, figure: Figure) -> None:
        """Write what the brochure prints, and the known gap."""
        nom = self._book.content.referentiel.by_code[figure.territoire_code].nom
        facts: Mapping[str, int | str | Decimal | None] = {
            "exercice": figure.exercice,
            "territoire_code": figure.territoire_code,
            "territoire": nom,
            "axe": figure.axe,
            "libelle": figure.libelle,
            "publie": figure.montant,
            "arrondi": figure.arrondi,
            "page": figure.page,
        }
        if self._preuve == AXES:
            facts = {name: fact for name, fact in facts.items() if name in {"territoire", "libelle"}}
        for name, fact in facts.items():
            place, kind = self._names.index(name), column(name).kind
            if isinstance(fact, str):
                text = {"num_format": "@"} if kind is Kind.CODE else {}
                self._page.text(row, place, fact, **RULED, text_wrap=True, **text)
            else:
                self._page.number(row, place, fact, self._look(name), **RULED, align=ALIGNMENTS[kind])
        texts = {self._names.index(name): str(facts[name]) for name in ("territoire", "libelle")}
        self._page.fit(row, texts)
        gap = self._known.get((figure.territoire_code, figure.axe, figure.libelle, self._preuve))
        place = self._names.index("ecart_connu")
        if isinstance(gap, Decimal):
            self._page.number(row, place, gap, self._book.euros, **RULED)
        else:
            self._page.text(row, place, "" if gap is None else self._words["sans_lignes"], **RULED, align="right")

    def count(self, row: int, name: str, formula: str, value: int) -> None:
        """Write a live number of lines or of axes."""
        self._page.formula(row, self._names.index(name), formula, value, COUNT, **RULED)

    def montant(self, row: int, name: str, formula: str, value: Decimal | None) -> None:
        """Write a live amount."""
        self._page.formula(row, self._names.index(name), formula, value, self._look(name), **RULED)

    def compare(self, row: int, comparison: Comparison, half: str) -> None:
        """Write the gap and the verdict of a row; `half` is what rounding explains."""
        cells, words = self.cells(row), self._words
        calcule, ecart, known = cells["calcule"], cells["ecart"], cells["ecart_connu"]
        gap = f"IF({calcule}={DASH},{DASH},ROUND({calcule}-{cells['publie']},2))"
        self.montant(row, "ecart", gap, comparison.ecart)
        none = f'IF({known}="{words["sans_lignes"]}","{words["ecart_connu"]}","{words["sans_lignes"]}")'
        differs = f'IF(AND(ISNUMBER({known}),{ecart}={known}),"{words["ecart_connu"]}","{words["ecart"]}")'
        near = f'IF(ABS({ecart})<={half},"{words["arrondi"]}",{differs})'
        verdict = f'IF({calcule}={DASH},{none},IF({ecart}=0,"{words["exact"]}",{near}))'
        self._page.word(
            row, self._names.index("statut"), verdict, words[comparison.statut.value], **RULED, align="center"
        )

    def _look(self, name: str) -> Look:
        if name in self._looks:
            return self._looks[name]
        return self._book.euros if column(name).kind is Kind.MONTANT else Look(0)


def _page(book: Book, title: str, table: str, names: Sequence[str], widths: Sequence[int], rows: int) -> Page:
    shown = columns(*names)
    page = book.page(title)
    page.widths(*widths)
    page.table(table, [each.heading for each in shown], [each.kind for each in shown], rows)
    return page


def _proof(content: ReportContent) -> Proof | None:
    return content.examined.accepted.proof if content.examined else None


def _scope(comparison: Comparison, cells: Mapping[str, str], content: ReportContent) -> LineScope:
    """The lines of a figure: those of its territoire by name, of its axe; a region covers all inside it."""
    axe = "" if comparison.scope.axe is None else cells["axe"]
    code = comparison.scope.territoire_code
    covered = content.referentiel.covered(code)
    if covered == {code}:
        return LineScope(cells["territoire"], axe)
    inside = [territoire.nom for territoire in content.territoires if territoire.code in covered]
    if len(inside) == len(content.territoires):
        return LineScope(axe=axe)
    return LineScope(axe=axe, names=inside)


def _margin(comparison: Comparison, figure: Figure) -> Decimal:
    """The margin of the second proof for a figure that is rounded, or not shown to be exact: see `prove_cells`."""
    is_near = comparison.calcule is None or Decimal(0) < abs(comparison.calcule - figure.montant) <= figure.arrondi / 2
    return figure.arrondi / 2 if is_near else Decimal(0)


def _known_gaps(content: ReportContent) -> Mapping[tuple[str, int | None, str, str], Decimal | str]:
    """The gaps that people accepted, by figure and proof; an empty text for a figure without lines."""
    text = content.files.get(f"known_gaps_{content.exercice}.csv", b"").decode("utf-8")
    return {
        (
            gap["territoire_code"],
            int(gap["axe"]) if gap["axe"] else None,
            gap["libelle"],
            gap["preuve"],
        ): Decimal(gap["ecart"]) if gap["ecart"] else ""
        for gap in csv.DictReader(text.splitlines(keepends=True))
    }

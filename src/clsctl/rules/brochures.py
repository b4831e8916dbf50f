"""What a reading can doubt: each kind as a rule, its sentences over the facts of the place."""

from collections.abc import Mapping

from clsctl.finding import Rule
from clsctl.language import mark

NO_AMOUNT = Rule(
    "row-without-amount",
    mark("a row has neither amount nor dash: «{text}» (page {page})"),
    mark("see whether the text lost its amount or its dash, or whether it belongs to the next row or is a sub-heading"),
)
TWO_AMOUNTS = Rule(
    "row-with-amounts",
    mark("a row has {count} amounts: «{text}» (page {page})"),
    mark("part the rows that the text has merged"),
)
ORPHAN_AMOUNT = Rule(
    "amount-without-row",
    mark("an amount stands without a row: «{text}» (page {page})"),
    mark("put back the label that it belongs to"),
)
BAD_AMOUNT = Rule(
    "amount-unreadable",
    mark("this looks like an amount and is none: «{text}» (page {page})"),
    mark("correct it from the printed page"),
)
LETTERS = Rule(
    "letters-unknown",
    mark("the source does not tell some letters: «{text}» (page {page})"),
    mark("take the words from the printed page"),
)
JOINED_ROWS = Rule(
    "rows-joined",
    mark("two rows may stand in one: «{text}» (page {page})"),
    mark("part them where «{word}» begins, or add the label as it stands with --force"),
)
MANY_CELLS = Rule(
    "row-with-cells",
    mark("a row has {count} columns: «{text}» (page {page})"),
    mark("leave a label and one amount"),
)
HYPHENATION = Rule(
    "hyphen-unsettled",
    mark("no other place of the text says whether the hyphen of «{word}» is printed: «{text}» (page {page})"),
    mark("join the word, or keep its hyphen, in the text"),
)
NOTES = Rule(
    "footnote-unsettled",
    mark("nothing says which of several texts is the footnote ({number}) of this row: «{text}» (page {page})"),
    mark("put the note below the table that calls it, and give each note of a page a number of its own"),
)
SCALE = Rule(
    "unit-unclear",
    mark("the text announces another unit than euros, and some amounts have no sign: «{text}» (page {page})"),
    mark("write the sign beside the amounts"),
)
EMPTY_OBJECTIF = Rule(
    "objectif-without-row",
    mark("a sub-heading has no row: «{text}» (page {page})"),
    mark("see whether it is a row without amount, or one heading with the next"),
)
NO_OBJECTIF = Rule(
    "rows-before-objectif",
    mark("rows stand before the first sub-heading of their table: «{text}» (page {page})"),
    mark("see whether the text has lost the sub-heading above them"),
)
TWICE = Rule(
    "row-twice",
    mark("a row without amount stands twice in its table: «{text}» (page {page})"),
    mark("delete one of the two if the text repeats it"),
)
OBJECTIF_AMOUNT = Rule(
    "objectif-with-amount",
    mark("a sub-heading holds an amount: «{text}» (page {page})"),
    mark("part the heading and the row that the text has merged"),
)
HEADING = Rule(
    "heading-unknown",
    mark("this heading names no known territory: «{text}» (page {page})"),
    mark(
        "a new territory? add a line to territoires.csv (in the folder that clsctl info --folder prints) and name "
        "that file with --territoires FILE; else delete the heading"
    ),
)
HEADING_NEAR = Rule(
    "heading-unclear",
    mark("this heading resembles {territoire}, and the figures do not say that it is: «{text}» (page {page})"),
    mark("correct the name in the text"),
)
BETWEEN = Rule(
    "heading-between",
    mark(
        "a heading stands between a territory's name and its table, or above rows without axis: «{text}» (page {page})"
    ),
    mark("put it into the table that it belongs to, or delete it"),
)
NAMED_OTHER = Rule(
    "territory-contradicted",
    mark("this label names another territory than {territoire}, which its heading names: «{text}» (page {page})"),
    mark("see which of the two is right, and correct the other in the text"),
)
NAMED_UNKNOWN = Rule(
    "territory-unclear",
    mark("this label names a territory that is not known, or several: «{text}» (page {page})"),
    mark("correct the name; for a new territory, add a line to territoires.csv and name it with --territoires FILE"),
)
ALONE = Rule(
    "territory-without-table",
    mark("a territory's name heads no table of its chapter: «{text}» (page {page})"),
    mark("see which table the text has lost"),
)
TEXTLESS = Rule(
    "page-without-text",
    mark("sheet {sheet} of the PDF, between two tables, has no text that can be read: a table may hide there"),
    mark("look at the sheet; turn it upright, add a text layer with an optical reader, or take it out of the PDF"),
)
CHAPTER_LOST = Rule(
    "chapter-lost",
    mark("the list of contents names a chapter that the text does not hold: «{text}» (page {page})"),
    mark("see whether the source is whole"),
)
YEAR = Rule(
    "year-not-named",
    mark("the text says that its contracts are of {year}, not of {exercice}: «{text}» (page {page})"),
    mark("give --exercice {year}, or correct the line"),
)
YEARS = Rule(
    "year-contradicted",
    mark("the text says both {one} and {two}: «{text}» (page {page}), and line {beside}: «{other}»"),
    mark("correct the line that is wrong in the text"),
)
YEAR_UNSAID = Rule(
    "year-unsaid",
    mark("no line of the text says that its contracts are of {exercice}; a range of years does not say it"),
    mark("look at the cover; if it says {exercice}, write that as the first heading of the text (a PDF: of its text)"),
)
AXE_WORDING = Rule(
    "axe-wording",
    mark("the wording of axis {axe} is not in axes.csv: «{text}» (page {page})"),
    mark("add it as an alias in axes.csv, or correct the number"),
)
AXE_TOTAL = Rule(
    "axe-of-total",
    mark("the total names axis {value}, its table axis {axe}: «{text}» (page {page})"),
    mark("see which heading the text has lost"),
)
STRAY = Rule(
    "text-after-total",
    mark("a text stands after a total and before the next heading: «{text}» (page {page})"),
    mark("put it into the table it belongs to, or delete it from the text"),
)
OUTSIDE = Rule(
    "amount-outside",
    mark("an amount stands outside every table: «{text}» (page {page})"),
    mark("put it into its table, or delete it from the text"),
)
LIMIT = Rule(
    "limit-not-kept",
    mark("the text says «{words}», and the lines of {territoire} sum to {computed}: «{text}» (page {page})"),
    mark("see which rows the text has lost; delete the sentence from the text if it speaks of something else"),
)
TOTAL_LOST = Rule(
    "total-without-amount",
    mark("a total has no readable amount: «{text}» (page {page})"),
    mark("correct it from the printed page"),
)
TOTAL_ALONE = Rule(
    "total-without-row",
    mark("a total stands without a table: «{text}» (page {page})"),
    mark("see which rows the text has lost"),
)
UNPROVED = Rule(
    "rows-unproved",
    mark("no printed figure covers this table to the euro (rows: {count}): axis {axe}, {territoire} (page {page})"),
    mark("see whether the text lost the total of the table"),
)
MISMATCH = Rule(
    "figure-not-reproduced",
    mark(
        "{territoire}, {libelle}: printed {printed}, the rows sum to {computed}, difference {difference} (page {page})"
    ),
    mark("compare the rows of the table with the printed page"),
)
READINGS = Rule(
    "reading-unsettled",
    mark("several readings of the amounts give the printed total: «{text}» (page {page})"),
    mark("set two spaces or a tab between the labels and the amounts"),
)
BY_ORDER = Rule(
    "attribution-by-order",
    mark("only the order gives axis {axe} (page {page}) to {territoire}; the figures allow {others} as well"),
    mark("put the heading back into the text, or accept the order with --accept-order"),
)
NO_TERRITOIRE = Rule(
    "attribution-impossible",
    mark("no territory is free for axis {axe} (page {page}), table of {printed}"),
    mark("see which heading stands twice in the chapter, or add the territory to territoires.csv"),
)
CONTRADICTION = Rule(
    "attribution-contradicts",
    mark("no attribution of the tables without heading reproduces the totals of the contracts"),
    mark("correct the figures that are not reproduced first"),
)
NOTHING = Rule(
    "nothing-found",
    mark("no contract table was found in the text"),
    mark("see whether the headings of its axes are among the labels and aliases of axes.csv"),
)
RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))

# What each doubt makes doubtful; every other one puts the row itself in doubt, and with it its rang.
COLUMNS: Mapping[str, frozenset[Rule]] = {
    "montant": frozenset({
        NO_AMOUNT, TWO_AMOUNTS, ORPHAN_AMOUNT, BAD_AMOUNT, SCALE, READINGS,
        UNPROVED, MISMATCH, TOTAL_LOST, MANY_CELLS,
    }),
    "territoire_code": frozenset({
        NO_TERRITOIRE, BY_ORDER, HEADING, HEADING_NEAR, BETWEEN, ALONE,
        NAMED_OTHER, NAMED_UNKNOWN, CONTRADICTION,
    }),
    "axe": frozenset({AXE_WORDING, AXE_TOTAL}),
    "exercice": frozenset({YEAR, YEARS, YEAR_UNSAID}),
}  # fmt: skip
# They follow from what is doubtful in a row, if one is.
FOLLOWING = frozenset({UNPROVED, MISMATCH})
PLACELESS = COLUMNS["exercice"] | {NOTHING}  # they are about no line of their own

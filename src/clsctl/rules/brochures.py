"""The doubts of a brochure's reading: one rule per kind, with sentences over the facts of the place."""

from collections.abc import Mapping

from clsctl.finding import Rule
from clsctl.language import mark

NO_AMOUNT = Rule(
    "row-without-amount",
    mark("a row has neither amount nor dash: “{text}”{page}"),
    mark("check whether the text lost its amount or dash, or whether it is a sub-heading or the start of the next row"),
)
TWO_AMOUNTS = Rule(
    "row-with-amounts",
    mark("a row has {count} amounts: “{text}”{page}"),
    mark("split the rows that the text merged"),
)
ORPHAN_AMOUNT = Rule(
    "amount-without-row",
    mark("an amount has no row: “{text}”{page}"),
    mark("restore its label"),
)
BAD_AMOUNT = Rule(
    "amount-unreadable",
    mark("this looks like an amount but is not one: “{text}”{page}"),
    mark("correct it from the printed page"),
)
LETTERS = Rule(
    "letters-unknown",
    mark("some letters are unreadable in the source: “{text}”{page}"),
    mark("copy the words from the printed page"),
)
JOINED_ROWS = Rule(
    "rows-joined",
    mark("this row may be two rows: “{text}”{page}"),
    mark("split it where “{word}” begins; if it is one row, confirm it in a draft (--draft FOLDER)"),
)
MANY_CELLS = Rule(
    "row-with-cells",
    mark("a row has {count} columns: “{text}”{page}"),
    mark("keep one label and one amount"),
)
HYPHENATION = Rule(
    "hyphen-unsettled",
    mark("nothing else in the text shows whether the hyphen of “{word}” is printed: “{text}”{page}"),
    mark("in the text, join the word or keep its hyphen"),
)
NOTES = Rule(
    "footnote-unsettled",
    mark("several texts could be footnote ({number}) of this row: “{text}”{page}"),
    mark("place the note below the table that calls it, and number each note of a page differently"),
)
SCALE = Rule(
    "unit-unclear",
    mark("the text announces a unit other than euros, and some amounts have no sign: “{text}”{page}"),
    mark("write the unit beside each amount"),
)
EMPTY_OBJECTIF = Rule(
    "objectif-without-row",
    mark("a sub-heading has no row: “{text}”{page}"),
    mark("check whether it is a row without an amount, or forms one heading with the next"),
)
NO_OBJECTIF = Rule(
    "rows-before-objectif",
    mark("rows precede the first sub-heading of their table: “{text}”{page}"),
    mark("check whether the text lost the sub-heading above them"),
)
TWICE = Rule(
    "row-twice",
    mark("a row without an amount appears twice in its table: “{text}”{page}"),
    mark("delete one of the two if the text repeats it by mistake"),
)
OBJECTIF_AMOUNT = Rule(
    "objectif-with-amount",
    mark("a sub-heading contains an amount: “{text}”{page}"),
    mark("split the heading and the row that the text merged"),
)
HEADING = Rule(
    "heading-unknown",
    mark("this heading does not name a known territory: “{text}”{page}"),
    mark(
        "a new territory? add a line to territoires.csv (in the folder that clsctl info --folder prints) "
        "and pass that file with --territoires FILE; otherwise delete the heading"
    ),
)
HEADING_NEAR = Rule(
    "heading-unclear",
    mark("this heading resembles {territoire}, but the figures do not confirm it: “{text}”{page}"),
    mark("correct the name in the text"),
)
BETWEEN = Rule(
    "heading-between",
    mark("a heading separates a territory's name from its table, or precedes rows without an axis: “{text}”{page}"),
    mark("move it into its table, or delete it"),
)
NAMED_OTHER = Rule(
    "territory-contradicted",
    mark("the heading names {territoire}, this label another territory: “{text}”{page}"),
    mark("find out which of the two is right, and correct the other in the text"),
)
NAMED_UNKNOWN = Rule(
    "territory-unclear",
    mark("this label names an unknown territory, or several: “{text}”{page}"),
    mark("correct the name; a new territory? add a line to territoires.csv and pass that file with --territoires FILE"),
)
ALONE = Rule(
    "territory-without-table",
    mark("a territory's name has no table in its chapter: “{text}”{page}"),
    mark("find the table that the text lost"),
)
TEXTLESS = Rule(
    "page-without-text",
    mark("sheet {sheet} of the PDF, between two tables, has no readable text: it may hold a table"),
    mark("look at the sheet; rotate it, add a text layer by optical character recognition, or remove it from the PDF"),
)
CHAPTER_LOST = Rule(
    "chapter-lost",
    mark("the table of contents names a chapter that the text lacks: “{text}”{page}"),
    mark("check that the source is complete"),
)
YEAR = Rule(
    "year-not-named",
    mark("the text dates its contracts {year}, not {exercice}: “{text}”{page}"),
    mark("pass --exercice {year}, or correct the line"),
)
YEARS = Rule(
    "year-contradicted",
    mark("the text gives both {one} and {two} as the year: “{text}”{page}, and line {beside}: “{other}”"),
    mark("correct the wrong line in the text"),
)
YEAR_UNSAID = Rule(
    "year-unsaid",
    mark("no line of the text dates its contracts {exercice}; a range of years does not count"),
    mark(
        "look at the cover; if it shows {exercice}, write the year as the first heading of the text (for a PDF, "
        "of its extracted text)"
    ),
)
AXE_WORDING = Rule(
    "axe-wording",
    mark("this wording of axis {axe} is not in axes.csv: “{text}”{page}"),
    mark(
        "correct the number of the axis; a new wording? copy territoires.csv and axes.csv from the folder that clsctl "
        "info --folder prints, add the wording to the aliases, and pass the copy with --territoires FILE"
    ),
)
AXE_TOTAL = Rule(
    "axe-of-total",
    mark("the total names axis {value}, but its table is of axis {axe}: “{text}”{page}"),
    mark("find the heading that the text lost"),
)
STRAY = Rule(
    "text-after-total",
    mark("a text follows a total and precedes the next heading: “{text}”{page}"),
    mark("move it into its table, or delete it from the text"),
)
OUTSIDE = Rule(
    "amount-outside",
    mark("an amount is outside every table: “{text}”{page}"),
    mark("move it into its table, or delete it from the text"),
)
LIMIT = Rule(
    "limit-not-kept",
    mark("the text says “{words}”, but the lines of {territoire} sum to {computed}: “{text}”{page}"),
    mark("find the rows that the text lost; delete the sentence if it is about something else"),
)
TOTAL_LOST = Rule(
    "total-without-amount",
    mark("a total has no readable amount: “{text}”{page}"),
    mark("correct it from the printed page"),
)
TOTAL_ALONE = Rule(
    "total-without-row",
    mark("a total has no table: “{text}”{page}"),
    mark("find the rows that the text lost"),
)
UNPROVED = Rule(
    "rows-unproved",
    mark("no printed figure covers this table to the euro (rows: {count}): axis {axe}, {territoire}{page}"),
    mark("check whether the text lost the total of the table"),
)
MISMATCH = Rule(
    "figure-not-reproduced",
    mark("{territoire}, {libelle}: printed {printed}, the rows sum to {computed}, difference {difference}{page}"),
    mark("compare the rows of the table with the printed page"),
)
READINGS = Rule(
    "reading-unsettled",
    mark("the amounts can be read in several ways that give the printed total: “{text}”{page}"),
    mark("separate labels and amounts by two spaces or a tab"),
)
BY_ORDER = Rule(
    "attribution-by-order",
    mark("only the order assigns axis {axe}{page} to {territoire}; the figures also allow {others}"),
    mark("restore the heading in the text, or accept the order with --accept-order"),
)
NO_TERRITOIRE = Rule(
    "attribution-impossible",
    mark("every territory already has its table of axis {axe}{page}; the table of {printed} is left over"),
    mark("find the heading that appears twice in the chapter, or add the territory to territoires.csv"),
)
CONTRADICTION = Rule(
    "attribution-contradicts",
    mark("no attribution of the tables without a heading reproduces the contract totals"),
    mark("first correct the figures that are not reproduced"),
)
DECISION_STALE = Rule(
    "decision-stale",
    mark("a decision on {slug} is about a text that this line does not hold: “{text}”; it holds “{found}”"),
    mark("delete the decision, or copy the line's text from a new draft (--review --decisions FILE)"),
)
DECISION_UNKNOWN = Rule(
    "decision-unknown",
    mark("“{value}” is not an answer to {slug}; possible answers: {expected}"),
    mark("write one of them, or leave the cell empty"),
)
DECISION_UNSIGNED = Rule(
    "decision-unsigned",
    mark("the decision “{value}” on {slug} has no author or no date"),
    mark("fill decide_par and date: the proof quotes them"),
)
NUMBERS = Rule(
    "numbers-skip",
    mark("the numbers of the rows pass from {before} to {number}: “{text}”{page}"),
    mark("look on the printed page for a row between them; if they are printed so, confirm it in a decisions file"),
)
PARTS = Rule(
    "parts-contradict",
    mark("the shares of a row do not add up to its amount: “{text}”{page}"),
    mark("compare the row with the printed page"),
)
UNNAMED_COLUMNS = Rule(
    "columns-unsettled",
    mark("a table has {count} columns, and its headings do not say which holds the labels or the amounts{page}"),
    mark("name the columns as other tables do (Action, Montant), or export the table with a label and an amount"),
)
NOTHING = Rule(
    "nothing-found",
    mark("no contract table was found in the text"),
    mark(
        "check the headings of its axes; for other wordings, copy territoires.csv and axes.csv from the folder that "
        "clsctl info --folder prints, add them to the aliases, and pass the copy with --territoires FILE"
    ),
)
RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))

# The columns that a rule puts in doubt; a rule not listed puts the whole row in doubt, with its rang.
COLUMNS: Mapping[str, frozenset[Rule]] = {
    "montant": frozenset({
        NO_AMOUNT, TWO_AMOUNTS, ORPHAN_AMOUNT, BAD_AMOUNT, SCALE, READINGS,
        UNPROVED, MISMATCH, TOTAL_LOST, MANY_CELLS, PARTS, UNNAMED_COLUMNS,
    }),
    "territoire_code": frozenset({
        NO_TERRITOIRE, BY_ORDER, HEADING, HEADING_NEAR, BETWEEN, ALONE,
        NAMED_OTHER, NAMED_UNKNOWN, CONTRADICTION,
    }),
    "axe": frozenset({AXE_WORDING, AXE_TOTAL}),
    "exercice": frozenset({YEAR, YEARS, YEAR_UNSAID}),
}  # fmt: skip
# Consequences of another doubt about the same row, where there is one.
FOLLOWING = frozenset({UNPROVED, MISMATCH})
PLACELESS = COLUMNS["exercice"] | {NOTHING}  # about the whole text, not one line

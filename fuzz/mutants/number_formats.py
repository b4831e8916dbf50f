"""Number formats, put together as offices and libraries do, in any declared column of an .xlsx."""

import random
from collections.abc import Sequence

from mutants.changes import Table
from mutants.letters import INLINE, NUMBER, TEXT, Cell, Sheet, archive, workbook

# As Excel keeps them in the file: the comma groups, the point parts the cents.
WHOLE = ("0", "#,##0", "# ##0", "#", "General", "#\\ ##0", "?,??0", "0;-0", "###,###,##0", "_-* #,##0_-")
CENTS = ("0.00", "#,##0.00", "# ##0.00", "#,##0.00_ ", "0.00##", "#,##0.??", "0.0#")
ODD = ("0.0", "00", "000", "00000", "0E+00", "0.00E+00", "##0.0E+0", "# ?/?", "# ??/??", "0\\.00", '0"."00', '#" "##0')
SCALED = ("#,##0,", "0.0,", "0.00,,", "#,##0,,", "0,", "#,##0.0,", "0,.0")
DATES = ("dd/mm/yyyy", "m/d/yy", "yyyy", "[h]:mm", "mmm-yy", "hh:mm:ss", "[$-40C]d mmmm yyyy;@", "[$-F800]dddd")
SOUND_UNITS = ("", "", "", "€", "€", "EUR")
UNITS = ("k€", "K€", "M€", "$", "£", "CHF", "USD", "%", "k", "M", "kEUR", "milliers d'€", "Md€", "cts", "000", ".00")
OTHERS = ("euros", "HT", "€/an", "(1)", "*", "c€", "m€", "F", "¥", " x 1000", ",00", "0", "€ (prévu)", "pts", "5")
COLOURS = ("", "", "", "[Red]", "[Blue]", "[Color10]", "[$-40C]", "[White]")
WHOLES = (
    *('_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-', "@", "0;-0;;@"),
    *('_-* #,##0\\ "€"_-;\\-* #,##0\\ "€"_-;_-* "-"\\ "€"_-;_-@_-', '#,##0\\ "€";[Red]\\-#,##0\\ "€"'),
    *("_-* #,##0.00\\ [$€-40C]_-;\\-* #,##0.00\\ [$€-40C]_-;_-* \\-??\\ [$€-40C]_-;_-@_-", '0;-0;"-"', '0;-0;"-";@'),
    *(
        '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
        "#,##0.00;(#,##0.00)",
        "#,##0\\ [$€-x-euro2];(#,##0\\ [$EUR])",
    ),
    *('_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)', '_-* #,##0\\ _€_-;\\-* #,##0\\ _€_-;_-* "-"\\ _€_-'),
    *(";;;", ";", '"n.c."', '"n.c.";"n.c.";"n.c."', '0;"-";0', '"voir page "0', "0;;0", '[=0]"-";0', "(0)", "-0", "+0"),
    *('[>=1000]#,##0," k€";0" €"', '[>=1000000]0.0,,"M€";[>=1000]0.0,"k€";0"€"', '[<100]"n.s.";0', "[>=1000]# ##0;0"),
    *('@" k€"', "@*.", '"x"@', '0;0;0;"n.c."', '@" €"', "* 0", "**0", "*00", '0_ "€"', "[$€-2] #,##0.00", "€ 0", "$0"),
)
# Codes and numbers that are stored as numbers.
CODES = ("00", "00", "0", "General", "@", "000", "#,##0", '0" "', '"0"0', '"D"00', "0%", "00000", "yyyy", ";;;", '"02"')
NUMBERS = ("0", "00", "General", "@", "#,##0", "0.00", "yyyy", '"20"00', '0" €"', "0%", "0,", '"1"0', ";;;", "0;-0;;@")
COLUMNS = ("montant",) * 8 + ("territoire_code", "territoire_code", "exercice", "axe", "rang", "page", "action")
FORMULAS = ("6*2", "SUM(A1:A2)", "+B2")


def formats_file(dice: random.Random, table: Table) -> tuple[bytes, bool]:
    """A workbook in which up to three columns, or cells of them, have a number format; and perhaps formulas.

    The oracle says which are sound.
    """
    header = table[0]
    rows = [[_cell(name, text) for name, text in zip(header, row, strict=True)] for row in table[1:]]
    is_mild = dice.random() < 0.5
    for name in dice.sample(COLUMNS, dice.randrange(1, 3)):
        code, place = drawn(dice, name, is_mild=is_mild), header.index(name)
        for row in rows if dice.random() < 0.6 else dice.sample(rows, 1):
            row[place].code = code
            if name == "territoire_code":
                row[place].text, row[place].kind = row[place].text.lstrip("0"), NUMBER
            if dice.random() < 0.05 and row[place].text:
                row[place].kind = dice.choice((TEXT, INLINE))
    is_stale = dice.random() < 0.15
    if dice.random() < 0.2:
        _compute(dice, [row[header.index("montant")] for row in rows], is_mild=is_mild)
    first = [Cell(name) for name in header]
    calculation = '<calcPr calcId="191029" fullCalcOnLoad="1"/>' if is_stale else ""
    return archive(workbook([Sheet("CLS", [first, *rows])], calculation=calculation)), True


def _cell(name: str, text: str) -> Cell:
    """Numbers as a person's workbook has them; codes are text until a format is given to them."""
    return Cell(text, NUMBER) if text and name in {"exercice", "axe", "rang", "montant", "page"} else Cell(text)


def _compute(dice: random.Random, cells: Sequence[Cell], *, is_mild: bool) -> None:
    """Formulas with their values; where it is hostile, now and then without, or with 0."""
    for cell in cells:
        if cell.kind == NUMBER and cell.text:
            cell.formula = dice.choice(FORMULAS)
    if not is_mild:
        chosen = dice.choice(cells)
        chosen.formula, chosen.kind = "6*2", NUMBER
        chosen.text = dice.choice(("", "0", "0.0", "12"))


def drawn(dice: random.Random, column: str, *, is_mild: bool) -> str:
    """A format for a column."""
    if column == "territoire_code":
        return dice.choice(CODES[: 4 if is_mild else None])
    if column != "montant":
        return dice.choice(NUMBERS[: 4 if is_mild else None])
    if dice.random() < 0.25:
        return dice.choice(WHOLES[: 10 if is_mild else None])
    core = dice.choice((*CENTS, *CENTS, *WHOLE) if is_mild or dice.random() < 0.4 else (*CENTS, *ODD, *SCALED, *DATES))
    unit = dice.choice(SOUND_UNITS if is_mild or dice.random() < 0.2 else (*UNITS, *OTHERS))
    if ";" in core or core in DATES or not unit:
        return core
    one = _joined(dice, core, unit)
    colour = dice.choice(COLOURS[:-1] if is_mild else COLOURS)
    return dice.choice(
        (one, f"{colour}{one}", f"{one};{colour}-{one}", f"{one};-{one};{one};@", f"{one};{colour}({one})")
    )


def _joined(dice: random.Random, core: str, unit: str) -> str:
    """The number and the unit, before or behind it, in each way that Excel keeps letters."""
    space = dice.choice(("", "\\ ", "\u00a0", "_ ", "_-", "* "))
    if unit == "%":
        return core + dice.choice(("%", "\\%", '"%"'))
    quoted = f'"{unit}"'
    spelled = "".join(f"\\{letter}" for letter in unit)
    bracket = f"[${unit}-40C]" if len(unit) < 4 and "-" not in unit else quoted
    text = dice.choice((quoted, quoted, f'" {unit}"', spelled, bracket, f"[${unit}]" if "]" not in unit else quoted))
    return f"{text}{space}{core}" if dice.random() < 0.1 else f"{core}{space}{text}"

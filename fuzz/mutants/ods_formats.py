"""Cells of an .ods whose shown text, stored value, currency and style agree, or do not."""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from mutants.changes import Table
from mutants.ods import XML, sheet, zipped

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {**{each: each for each in ("office", "table", "text", "style")}, "number": "datastyle"}.items()
)
SPACE = "\u202f"
AMOUNTS = {"exercice", "axe", "rang", "montant", "page"}
Show = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Look:
    """A style of numbers, the kind of cell that has it, and the text that LibreOffice writes beside the value."""

    style: str
    kind: str
    text: Show


def _number(inside: str = "", *, decimals: int | None = 2, grouped: bool = True, least: int = 1) -> str:
    places = "" if decimals is None else f' number:decimal-places="{decimals}"'
    groups = ' number:grouping="true"' if grouped else ""
    return f'<number:number{places} number:min-integer-digits="{least}"{groups}{inside}/>'


def _style(kind: str, inside: str) -> str:
    return f'<number:{kind}-style style:name="N1">{inside}</number:{kind}-style>'


def _symbol(text: str) -> str:
    return f"<number:currency-symbol>{escape(text)}</number:currency-symbol>"


def _words(text: str) -> str:
    return f"<number:text>{escape(text)}</number:text>"


def _shown(value: str, decimals: int = 2, unit: str = "") -> str:
    number = f"{float(value):,.{decimals}f}".replace(",", SPACE).replace(".", ",")
    return number + unit


def _of(unit: str, *, decimals: int = 2) -> Look:
    """An amount with words behind it."""
    style = _style("number", _number(decimals=decimals) + _words(unit))
    return Look(style, "float", lambda value: _shown(value, decimals, unit))


def _in(symbol: str, currency: str) -> Look:
    style = _style("currency", _number() + _words(" ") + _symbol(symbol))
    return Look(style, f'currency" office:currency="{currency}', lambda value: _shown(value, 2, f" {symbol}"))


def _scaled(factor: int, unit: str) -> Look:
    style = _style("number", _number(f' number:display-factor="{factor}"') + _words(unit))
    return Look(style, "float", lambda value: _shown(str(float(value) / factor), 2, unit))


SOUND = (
    *(_in("€", "EUR"), _in("€", "EUR"), _in("EUR", "EUR"), _of(""), _of(" €"), _of("\u00a0€"), _of(" EUR")),
    *(Look("", "float", lambda value: value), Look("", "float", lambda value: value.replace(".", ","))),
    Look(_style("number", _number(decimals=None, grouped=False)), "float", lambda value: value.replace(".", ",")),
    Look(_style("currency", _symbol("€") + _words(" ") + _number()), "float", lambda value: "€ " + _shown(value)),
    Look(_style("number", _number()), "float", lambda _value: ""),
    Look(_style("text", "<number:text-content/>"), "float", lambda value: value.replace(".", ",")),
)
OTHERS = (
    *(_in("$", "USD"), _in("£", "GBP"), _in("CHF", "CHF"), _in("$US", "EUR"), _in("€", "USD"), _of(" k€"), _of(" M€")),
    *(_of(" %"), _of(" K€"), _of(" kEUR"), _of(" milliers d'euros"), _of("000"), _of(" $"), _of(",00"), _of(" HT")),
    *(_scaled(1000, ""), _scaled(1000, " k€"), _scaled(1_000_000, " M€"), _scaled(1000, " €"), _of("", decimals=0)),
    Look(
        _style("percentage", _number(decimals=0) + _words("%")),
        "percentage",
        lambda v: _shown(str(float(v) * 100), 0, "%"),
    ),
    Look(
        _style("percentage", _number(decimals=0) + _words("%")), "float", lambda v: _shown(str(float(v) * 100), 0, "%")
    ),
    Look(_style("date", "<number:day/><number:text>/</number:text><number:month/>"), "float", lambda _value: "05/03"),
    Look(_style("number", _words("n.c.")), "float", lambda _value: "n.c."),
    Look(_style("number", "<number:text/>"), "float", lambda _value: ""),
    Look(_style("number", _words("-") + _number()), "float", lambda value: "-" + _shown(value)),
    Look(_style("number", '<number:fraction number:min-integer-digits="1"/>'), "float", lambda value: value),
    Look(_style("number", "<number:scientific-number/>"), "float", lambda value: f"{float(value):.2E}"),
)
# A text that somebody left beside another value, or a program wrote for it.
TEXTS: Sequence[Show] = (
    *(lambda value: value + "0", lambda _value: "12", lambda _value: "", lambda value: f"{value} k€"),
    *(lambda value: f"{value} $", lambda _value: "-", lambda value: f"({value})", lambda value: f"-{value}"),
    *(lambda value: f"{value} €", _shown, lambda _value: "###", lambda value: value[:-1] or "7"),
)
CELL_STYLE = '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
LEADING = Look(_style("number", _number(decimals=0, grouped=False, least=2)), "float", lambda value: value.zfill(2))
PLAIN = Look("", "float", lambda value: value)


def formats_file(dice: random.Random, table: Table) -> tuple[bytes, bool]:
    """An .ods in which a column, or a cell of it, has a look; hostile: one that shows another amount. The oracle
    says which are sound."""
    header, *lines = table
    is_mild = dice.random() < 0.55
    name = dice.choice(("montant",) * 8 + ("territoire_code", "exercice", "axe", "page"))
    look = _look(dice, name, is_mild=is_mild)
    chosen = set(range(len(lines))) if dice.random() < 0.6 else {dice.randrange(len(lines))}
    by_column = dice.random() < 0.2
    text = dice.choice(TEXTS) if not is_mild and dice.random() < 0.3 else look.text
    rows = [_row(_text(heading) for heading in header)]
    for place, line in enumerate(lines):
        cells = []
        for heading, value in zip(header, line, strict=True):
            if heading == name and place in chosen and value:
                cells.append(_numeric(value.lstrip("0") or "0", look, text, "" if by_column else "ce1"))
            else:
                cells.append(_numeric(value, PLAIN, PLAIN.text, "") if heading in AMOUNTS and value else _text(value))
        rows.append(_row(cells))
    styled = ' table:default-cell-style-name="ce1"'
    columns = "".join(f"<table:table-column{styled if by_column and each == name else ''}/>" for each in header)
    return zipped(document(sheet("CLS", columns + "".join(rows)), look.style + CELL_STYLE * bool(look.style))), True


def plain_document(table: Table) -> str:
    """The content of a spreadsheet without any style: numbers are numbers, codes are text."""
    return document(sheet("CLS", rows_of(table)), "")


def rows_of(table: Table) -> str:
    """The columns and rows of such a sheet."""
    header, *lines = table
    rows = [_row(_text(heading) for heading in header)]
    for line in lines:
        cells = zip(header, line, strict=True)
        rows.append(
            _row(
                _numeric(value, PLAIN, PLAIN.text, "") if name in AMOUNTS and value else _text(value)
                for name, value in cells
            )
        )
    return "<table:table-column/>" * len(header) + "".join(rows)


def document(sheets: str, styles: str) -> str:
    """The content of a spreadsheet of these sheets."""
    return (
        f"{XML}<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    )


def _look(dice: random.Random, name: str, *, is_mild: bool) -> Look:
    if name == "territoire_code":
        return LEADING if is_mild or dice.random() < 0.5 else dice.choice(OTHERS)
    if name != "montant":
        return dice.choice((PLAIN, LEADING)) if is_mild else dice.choice(OTHERS)
    return dice.choice(SOUND if is_mild else OTHERS)


def _row(cells: Iterable[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _numeric(value: str, look: Look, text: Show, style: str) -> str:
    shown = text(value)
    paragraph = f"<text:p>{escape(shown)}</text:p>" if shown else ""
    named = f' table:style-name="{style}"' if style and look.style else ""
    stored = f'office:value-type="{look.kind}" office:value="{value}"'
    return f"<table:table-cell{named} {stored}>{paragraph}</table:table-cell>"


def _text(value: str) -> str:
    shown = f"<text:p>{escape(value)}</text:p>" if value else ""
    return (
        f'<table:table-cell office:value-type="string">{shown}</table:table-cell>' if value else "<table:table-cell/>"
    )

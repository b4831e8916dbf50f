"""Workbooks whose XML no office writes so, though a reader may take it: rows, cells, references, values, sheets."""

import random
import re
from collections.abc import Callable, Sequence

from mutants.changes import MONTANT, Table
from mutants.letters import INLINE, NUMBER, TEXT, Cell, Sheet, archive, workbook

SHEET, TEXTS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
Parts = dict[str, str]
Change = Callable[[random.Random, Parts], None]
NUMERIC = {"exercice", "axe", "rang", "montant", "page"}


def structure_file(dice: random.Random, table: Table) -> tuple[bytes, bool]:
    """A workbook after one or two such changes, and whether they change nothing that is read."""
    header = [Cell(name) for name in table[0]]
    kind = dice.choice((TEXT, TEXT, INLINE))
    rows = [
        [Cell(text, NUMBER if text and name in NUMERIC else kind) for name, text in zip(table[0], row, strict=True)]
        for row in table[1:]
    ]
    sheets = [Sheet("CLS", [header, *rows])]
    if dice.random() < 0.3:
        sheets.append(Sheet("Notes", [[Cell("vu"), Cell("le 5 mars")]]))
    parts = workbook(sheets)
    is_mild = dice.random() < 0.5
    for change in dice.sample(MILD if is_mild else ATTACKS, dice.choice((1, 1, 2))):
        change(dice, parts)
    return archive(parts), is_mild


def _replaced(dice: random.Random, parts: Parts, pattern: str, new: str, part: str = SHEET) -> None:
    """One place of the part that the pattern finds, chosen by dice, written anew."""
    places = list(re.finditer(pattern, parts[part]))
    if places:
        chosen = dice.choice(places)
        parts[part] = parts[part][: chosen.start()] + chosen.expand(new) + parts[part][chosen.end() :]


def _once(pattern: str, *news: str, part: str = SHEET) -> Change:
    return lambda dice, parts: _replaced(dice, parts, pattern, dice.choice(news), part)


def _everywhere(pattern: str, *news: str, part: str = SHEET) -> Change:
    def change(dice: random.Random, parts: Parts) -> None:
        parts[part] = re.sub(pattern, dice.choice(news), parts[part])

    return change


def _rows(parts: Parts) -> list[str]:
    return re.findall("<row .*?</row>", parts[SHEET])


def _rows_in(parts: Parts, rows: Sequence[str]) -> None:
    parts[SHEET] = re.sub("<sheetData>.*</sheetData>", lambda _all: f"<sheetData>{''.join(rows)}</sheetData>", parts[SHEET])


def _shuffled_rows(dice: random.Random, parts: Parts) -> None:
    head, *rows = _rows(parts)
    dice.shuffle(rows)
    _rows_in(parts, [head, *rows])


def _shuffled_cells(dice: random.Random, parts: Parts) -> None:
    rows = _rows(parts)
    place = dice.randrange(len(rows))
    start, cells = rows[place].split(">", 1)[0] + ">", re.findall("<c [^>]*/>|<c .*?</c>", rows[place])
    dice.shuffle(cells)
    rows[place] = f"{start}{''.join(cells)}</row>"
    _rows_in(parts, rows)


def _two_values(dice: random.Random, parts: Parts) -> None:
    value = dice.choice(("<v>5</v>", "<v/>", "<f>1+1</f><f>2</f>", "<is><t>7</t></is>"))
    _replaced(dice, parts, r"</v></c>", f"</v>{value}</c>")


def _swapped_strings(dice: random.Random, parts: Parts) -> None:
    """A text that is cut in runs, with how it is pronounced; its letters are the same."""
    items = re.findall("<si>.*?</si>", parts[TEXTS])
    for item in items if dice.random() < 0.5 else dice.sample(items, 1):
        text = re.sub("<[^>]*>", "", item)
        cut = dice.randrange(len(text) + 1)
        if "&" in text:
            continue
        runs = "".join(f'<r><rPr><b/></rPr><t xml:space="preserve">{each}</t></r>' for each in (text[:cut], text[cut:]) if each)
        spoken = dice.choice(("", f'<rPh sb="0" eb="1"><t>{dice.choice(("34", "ka"))}</t></rPh><phoneticPr fontId="0"/>'))
        parts[TEXTS] = parts[TEXTS].replace(item, f"<si>{runs or '<t/>'}{spoken}</si>", 1)


def _sheet_with(before: str = "", after: str = "") -> Change:
    def change(_dice: random.Random, parts: Parts) -> None:
        parts[SHEET] = parts[SHEET].replace("<sheetData>", f"{before}<sheetData>").replace("</sheetData>", f"</sheetData>{after}")

    return change


def _money(column: int = MONTANT + 1) -> str:
    return f'min="{column}" max="{column}"'


MILD: Sequence[Change] = (
    *(_swapped_strings, _swapped_strings, _everywhere(' r="[A-Z]+[0-9]+"', ""), _everywhere('(<row) r="[0-9]+"', r"\1")),
    _everywhere(' t="n"', ""),
    _everywhere(' s="0"', "", ' s="0" '),
    _everywhere(r'<row r="([0-9]+)"', r'<row spans="1:10" r="\1" ht="15" customHeight="1"'),
    _everywhere("<is>(<t[^>]*>)([^<&])([^<&]*)</t></is>", r"<is><r><t>\2</t></r><r>\1\3</t></r></is>"),
    *(_sheet_with(f'<dimension ref="{ref}"/>') for ref in ("A1", "A1:B2", "A1:XFD1048576", "Z99", "A1:J3")),
    _sheet_with('<cols><col min="1" max="10" width="12.5" customWidth="1"/></cols>'),
    _sheet_with('<cols><col min="11" max="16384" width="0" hidden="1"/></cols>'),
    _sheet_with('<sheetFormatPr defaultRowHeight="15"/>'),
    _sheet_with("", '<autoFilter ref="A1:J9"/><pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/>'),
    _sheet_with("", '<extLst><ext uri="{x}"><v>5</v></ext></extLst>'),
    _everywhere(r"(<row [^>]*>)", r"\1\n  "),
    _everywhere("(<v>[0-9]+)</v>", r"\1.0</v>", r"\1</v>"),
    _once("</sheetData>", '<row r="900"/><row r="901"><c r="A901"/></row></sheetData>'),
    _everywhere("<sst [^>]*>", '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">', part=TEXTS),
)
CELL = r'(<c r="[A-Z]+)([0-9]+)"'
ATTACKS: Sequence[Change] = (
    _once(r'<row r="([0-9]+)"', r'<row r="2"', r'<row r="1"', r'<row r="0"', r'<row r="1048577"', r'<row r="x"', r'<row r="\1.0"'),
    _once(r"(<row .*?</row>)", r"\1\1"),
    *(_shuffled_rows, _shuffled_cells, _two_values, _two_values),
    _once(r"(<c [^>]*>(?:(?!</c>).)*</c>)", r"\1\1"),
    _once(CELL, r'\g<1>1"', r'\g<1>99"', r'\1\2 "', r'\1$\2"', r'\g<1>0\2"', r'\1"', r'\1-\2"', r'\1\2:\2"', r"""\1\2'" """),
    _once(r'<c r="([A-Z]+)([0-9]+)"', r'<c r=" \1\2"', r"<c r='\1\2'", r'<c r = "\1\2"', r'<c r="\2\1"', r'<c r="$\1\2"', r'<c r=""'),
    _everywhere(r'<c r="([A-Z]+)([0-9]+)"', r"<c r='\1\2'", r'<c r = "\1\2"', r'<c r="\1 \2"'),
    _once(r'<c r="[A-Z]+', '<c r="B', '<c r="XFE', '<c r="AAAA', '<c r="ZZZZZZZZZ', '<c r="h', '<c r="É'),
    lambda dice, parts: _replaced(dice, parts, r'<c r="H[0-9]+"', f'<c r="h{dice.randrange(2, 5)}"'),
    _once(r' r="[A-Z]+[0-9]+"', ""),
    _once(r"<v>([0-9]+)([0-9.]*)</v>", r"<v>\1<b>\2</b></v>", r"<v>\1<v>\2</v></v>", r"<v>\1<!-- -->\2</v>", r"<v>\1\2</v><v>7</v>"),
    _once(r"<v>([0-9.]+)</v>", r"<v> \1</v>", r"<v>\1\n</v>", "<v>-5</v>", "<v>NaN</v>", "<v>1E999</v>", "<v>12,5</v>", r"<v>\1e0</v>"),
    _once(r"<v>([0-9.]+)</v>", r"<v>+\1</v>", r"<v>0x\1</v>", r"<v>\1 \1</v>", "<v></v>", r"<v>&#50;\1</v>", r"<V>\1</V>", r"<x:v>\1</x:v>"),
    _once(r't="s"><v>[0-9]+', 't="s"><v>99999', 't="s"><v>-1', 't="s"><v>1.5', 't="s"><v>', 't="s"><v> 1', 't="s"><v>x'),
    _once(r't="n"><v>', *(f't="{kind}"><v>' for kind in ("s", "str", "b", "e", "d", "inlineStr", "x", "N", ""))),
    _once(r"(<row r=\"[2-9]\")", r'\1 hidden="1"', r'\1 ht="0"', r'\1 ht="0" customHeight="1"', r'\1 hidden="true"', r'\1 ht="0.0"'),
    *(_sheet_with(f"<cols><col {_money()} {how}/></cols>") for how in ('width="0"', 'hidden="1"', 'width="0.0" customWidth="1"')),
    _sheet_with('<cols><col min="1" max="10" hidden="true" width="9"/></cols>'),
    *(_sheet_with(f"<sheetFormatPr {how}/>") for how in ('zeroHeight="1"', 'defaultColWidth="0"', 'zeroHeight="true"')),
    *(_sheet_with("", f'<mergeCells><mergeCell ref="{ref}"/></mergeCells>') for ref in ("H2:H3", "A2:J2", "G2:H2", "A1:B1")),
    _once(r'<sheet name="[^"]*"', '<sheet name="CLS" state="hidden"', '<sheet name="CLS" state="veryHidden"', '<sheet name="CLS"', part=BOOK),
    _once('name="Notes"', 'name="CLS"', part=BOOK),
    _once("</sheetData>", "</sheetData><sheetData/>", '<row r="2"><c r="H2"><v>5</v></c></row></sheetData>', "", "<row></sheetData>"),
    _once(r' s="[0-9]+"', ' s="99"', ' s="-1"', ' s=""', ' s="x"'),
    _once("<worksheet ", '<!DOCTYPE a [<!ENTITY b "7">]><worksheet ', "<worksheet x='&b;' ", "<worksheet ><worksheet "),
    _once("<t[^>]*>[0-9]+</t>", "<t>7</t>", "<t/>", part=TEXTS),
    _once("<si>", "<si><t>x</t></si><si>", "", part=TEXTS),
    _once("<t ([^>]*)>([^<&]{3,})</t>", r"<t \1>_x0031_\2</t>", r"<t \1>\2</t><t>7</t>", part=TEXTS),
    _once("<cellXfs.*</cellXfs>", "", '<cellXfs count="0"/>', part="xl/styles.xml"),
    lambda _dice, parts: parts.pop("xl/styles.xml") and None,
    lambda _dice, parts: parts.pop(TEXTS) and None,
)

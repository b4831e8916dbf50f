"""Workbooks whose XML no office writes so, though a reader may take it: rows, cells, references, values, sheets."""

import random
from collections.abc import Sequence

from mutants.changes import Table
from mutants.letters import INLINE, NUMBER, TEXT, Cell, Sheet, archive, workbook
from mutants.xml_changes import (
    BOOK,
    TEXTS,
    Change,
    everywhere,
    money,
    once,
    replaced,
    sheet_with,
    shuffled_cells,
    shuffled_rows,
    swapped_strings,
    two_values,
    without,
)

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


MILD: Sequence[Change] = (
    *(
        swapped_strings,
        swapped_strings,
        everywhere(' r="[A-Z]+[0-9]+"', ""),
        everywhere('(<row) r="[0-9]+"', r"\1"),
    ),
    everywhere(' t="n"', ""),
    everywhere(' s="0"', "", ' s="0" '),
    everywhere(r'<row r="([0-9]+)"', r'<row spans="1:10" r="\1" ht="15" customHeight="1"'),
    everywhere("<is>(<t[^>]*>)([^<&])([^<&]*)</t></is>", r"<is><r><t>\2</t></r><r>\1\3</t></r></is>"),
    *(sheet_with(f'<dimension ref="{ref}"/>') for ref in ("A1", "A1:B2", "A1:XFD1048576", "Z99", "A1:J3")),
    sheet_with('<cols><col min="1" max="10" width="12.5" customWidth="1"/></cols>'),
    sheet_with('<cols><col min="11" max="16384" width="0" hidden="1"/></cols>'),
    sheet_with('<sheetFormatPr defaultRowHeight="15"/>'),
    sheet_with(
        "", '<autoFilter ref="A1:J9"/><pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/>'
    ),
    sheet_with("", '<extLst><ext uri="{x}"><v>5</v></ext></extLst>'),
    everywhere(r"(<row [^>]*>)", r"\1\n  "),
    everywhere("(<v>[0-9]+)</v>", r"\1.0</v>", r"\1</v>"),
    once("</sheetData>", '<row r="900"/><row r="901"><c r="A901"/></row></sheetData>'),
    everywhere("<sst [^>]*>", '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">', part=TEXTS),
)
CELL = r'(<c r="[A-Z]+)([0-9]+)"'
ATTACKS: Sequence[Change] = (
    once(
        r'<row r="([0-9]+)"',
        r'<row r="2"',
        r'<row r="1"',
        r'<row r="0"',
        r'<row r="1048577"',
        r'<row r="x"',
        r'<row r="\1.0"',
    ),
    once(r"(<row .*?</row>)", r"\1\1"),
    *(shuffled_rows, shuffled_cells, two_values, two_values),
    once(r"(<c [^>]*>(?:(?!</c>).)*</c>)", r"\1\1"),
    once(
        CELL,
        r'\g<1>1"',
        r'\g<1>99"',
        r'\1\2 "',
        r'\1$\2"',
        r'\g<1>0\2"',
        r'\1"',
        r'\1-\2"',
        r'\1\2:\2"',
        r"""\1\2'" """,
    ),
    once(
        r'<c r="([A-Z]+)([0-9]+)"',
        r'<c r=" \1\2"',
        r"<c r='\1\2'",
        r'<c r = "\1\2"',
        r'<c r="\2\1"',
        r'<c r="$\1\2"',
        r'<c r=""',
    ),
    everywhere(r'<c r="([A-Z]+)([0-9]+)"', r"<c r='\1\2'", r'<c r = "\1\2"', r'<c r="\1 \2"'),
    once(r'<c r="[A-Z]+', '<c r="B', '<c r="XFE', '<c r="AAAA', '<c r="ZZZZZZZZZ', '<c r="h', '<c r="É'),
    lambda dice, parts: replaced(dice, parts, r'<c r="H[0-9]+"', f'<c r="h{dice.randrange(2, 5)}"'),
    once(r' r="[A-Z]+[0-9]+"', ""),
    once(
        r"<v>([0-9]+)([0-9.]*)</v>",
        r"<v>\1<b>\2</b></v>",
        r"<v>\1<v>\2</v></v>",
        r"<v>\1<!-- -->\2</v>",
        r"<v>\1\2</v><v>7</v>",
    ),
    once(
        r"<v>([0-9.]+)</v>",
        r"<v> \1</v>",
        r"<v>\1\n</v>",
        "<v>-5</v>",
        "<v>NaN</v>",
        "<v>1E999</v>",
        "<v>12,5</v>",
        r"<v>\1e0</v>",
    ),
    once(
        r"<v>([0-9.]+)</v>",
        r"<v>+\1</v>",
        r"<v>0x\1</v>",
        r"<v>\1 \1</v>",
        "<v></v>",
        r"<v>&#50;\1</v>",
        r"<V>\1</V>",
        r"<x:v>\1</x:v>",
    ),
    once(r't="s"><v>[0-9]+', 't="s"><v>99999', 't="s"><v>-1', 't="s"><v>1.5', 't="s"><v>', 't="s"><v> 1', 't="s"><v>x'),
    once(r't="n"><v>', *(f't="{kind}"><v>' for kind in ("s", "str", "b", "e", "d", "inlineStr", "x", "N", ""))),
    once(
        r"(<row r=\"[2-9]\")",
        r'\1 hidden="1"',
        r'\1 ht="0"',
        r'\1 ht="0" customHeight="1"',
        r'\1 hidden="true"',
        r'\1 ht="0.0"',
    ),
    *(
        sheet_with(f"<cols><col {money()} {how}/></cols>")
        for how in ('width="0"', 'hidden="1"', 'width="0.0" customWidth="1"')
    ),
    sheet_with('<cols><col min="1" max="10" hidden="true" width="9"/></cols>'),
    *(sheet_with(f"<sheetFormatPr {how}/>") for how in ('zeroHeight="1"', 'defaultColWidth="0"', 'zeroHeight="true"')),
    *(
        sheet_with("", f'<mergeCells><mergeCell ref="{ref}"/></mergeCells>')
        for ref in ("H2:H3", "A2:J2", "G2:H2", "A1:B1")
    ),
    once(
        r'<sheet name="[^"]*"',
        '<sheet name="CLS" state="hidden"',
        '<sheet name="CLS" state="veryHidden"',
        '<sheet name="CLS"',
        part=BOOK,
    ),
    once('name="Notes"', 'name="CLS"', part=BOOK),
    once(
        "</sheetData>",
        "</sheetData><sheetData/>",
        '<row r="2"><c r="H2"><v>5</v></c></row></sheetData>',
        "",
        "<row></sheetData>",
    ),
    once(r' s="[0-9]+"', ' s="99"', ' s="-1"', ' s=""', ' s="x"'),
    once("<worksheet ", '<!DOCTYPE a [<!ENTITY b "7">]><worksheet ', "<worksheet x='&b;' ", "<worksheet ><worksheet "),
    once("<t[^>]*>[0-9]+</t>", "<t>7</t>", "<t/>", part=TEXTS),
    once("<si>", "<si><t>x</t></si><si>", "", part=TEXTS),
    once("<t ([^>]*)>([^<&]{3,})</t>", r"<t \1>_x0031_\2</t>", r"<t \1>\2</t><t>7</t>", part=TEXTS),
    once("<cellXfs.*</cellXfs>", "", '<cellXfs count="0"/>', part="xl/styles.xml"),
    *(without("xl/styles.xml"), without(TEXTS)),
)

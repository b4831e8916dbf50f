"""Changes to the XML of a workbook: one place or all of them, rows and cells in another order, runs of a text."""

import random
import re
from collections.abc import Callable, Sequence

from mutants.changes import MONTANT

SHEET, TEXTS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
Parts = dict[str, str]
Change = Callable[[random.Random, Parts], None]


def replaced(dice: random.Random, parts: Parts, pattern: str, new: str, part: str = SHEET) -> None:
    """One place of the part that the pattern finds, chosen by dice, written anew."""
    places = list(re.finditer(pattern, parts[part]))
    if places:
        chosen = dice.choice(places)
        parts[part] = parts[part][: chosen.start()] + chosen.expand(new) + parts[part][chosen.end() :]


def once(pattern: str, *news: str, part: str = SHEET) -> Change:
    """One place of the part that the pattern finds, written anew in one of these ways."""
    return lambda dice, parts: replaced(dice, parts, pattern, dice.choice(news), part)


def everywhere(pattern: str, *news: str, part: str = SHEET) -> Change:
    """Every such place, in one and the same way."""

    def change(dice: random.Random, parts: Parts) -> None:
        parts[part] = re.sub(pattern, dice.choice(news), parts[part])

    return change


def _rows(parts: Parts) -> list[str]:
    return re.findall("<row .*?</row>", parts[SHEET])


def _rows_in(parts: Parts, rows: Sequence[str]) -> None:
    parts[SHEET] = re.sub(
        "<sheetData>.*</sheetData>", lambda _all: f"<sheetData>{''.join(rows)}</sheetData>", parts[SHEET]
    )


def shuffled_rows(dice: random.Random, parts: Parts) -> None:
    """The rows below the first in another order."""
    head, *rows = _rows(parts)
    dice.shuffle(rows)
    _rows_in(parts, [head, *rows])


def shuffled_cells(dice: random.Random, parts: Parts) -> None:
    """The cells of a row in another order."""
    rows = _rows(parts)
    place = dice.randrange(len(rows))
    start, cells = rows[place].split(">", 1)[0] + ">", re.findall("<c [^>]*/>|<c .*?</c>", rows[place])
    dice.shuffle(cells)
    rows[place] = f"{start}{''.join(cells)}</row>"
    _rows_in(parts, rows)


def two_values(dice: random.Random, parts: Parts) -> None:
    """A cell with a second value, formula or text."""
    value = dice.choice(("<v>5</v>", "<v/>", "<f>1+1</f><f>2</f>", "<is><t>7</t></is>"))
    replaced(dice, parts, r"</v></c>", f"</v>{value}</c>")


def swapped_strings(dice: random.Random, parts: Parts) -> None:
    """A text that is cut in runs, with how it is pronounced; its letters are the same."""
    items = re.findall("<si>.*?</si>", parts[TEXTS])
    for item in items if dice.random() < 0.5 else dice.sample(items, 1):
        text = re.sub("<[^>]*>", "", item)
        cut = dice.randrange(len(text) + 1)
        if "&" in text:
            continue
        runs = "".join(
            f'<r><rPr><b/></rPr><t xml:space="preserve">{each}</t></r>' for each in (text[:cut], text[cut:]) if each
        )
        spoken = dice.choice(
            ("", f'<rPh sb="0" eb="1"><t>{dice.choice(("34", "ka"))}</t></rPh><phoneticPr fontId="0"/>')
        )
        parts[TEXTS] = parts[TEXTS].replace(item, f"<si>{runs or '<t/>'}{spoken}</si>", 1)


def sheet_with(before: str = "", after: str = "") -> Change:
    """Letters before or behind the data of the sheet."""

    def change(_dice: random.Random, parts: Parts) -> None:
        parts[SHEET] = (
            parts[SHEET].replace("<sheetData>", f"{before}<sheetData>").replace("</sheetData>", f"</sheetData>{after}")
        )

    return change


def without(part: str) -> Change:
    """The workbook without that part."""

    def change(_dice: random.Random, parts: Parts) -> None:
        parts.pop(part)

    return change


def money(column: int = MONTANT + 1) -> str:
    """The attributes that name the column of the amounts."""
    return f'min="{column}" max="{column}"'

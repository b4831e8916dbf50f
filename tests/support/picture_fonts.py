"""The fonts of a PNG, made from Liberation Sans: `python tests/support/picture_fonts.py FOLDER` (needs fonttools).

FOLDER holds LiberationSans-Regular.ttf and LiberationSans-Bold.ttf, version 2.1.5 (Debian: fonts-liberation). The
licence (OFL 1.1) reserves the name Liberation to the whole fonts, so that the parts of them have another.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "clsctl Sans"
FONTS = Path(__file__).parents[2] / "src" / "clsctl" / "render" / "picture" / "fonts"
# ASCII, the Latin letters of Europe, accents that combine with them, punctuation, currencies.
KEPT = [*range(0x20, 0x180), *range(0x300, 0x370), *range(0x2000, 0x2070), *range(0x20A0, 0x20C0)]
NAMES = {1: FAMILY, 4: "{family} {style}", 6: "clsctlSans-{style}", 16: FAMILY}
UNIQUE, COPYRIGHT, LICENCE, LICENCE_TEXT = 3, 0, 13, 14


def main(folder: Path) -> None:
    for style in ("Regular", "Bold"):
        font = TTFont(folder / f"LiberationSans-{style}.ttf", recalcTimestamp=False)
        options = Options()
        options.hinting = False
        options.layout_features = ["kern", "mark", "mkmk", "ccmp"]
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=KEPT)
        subsetter.subset(font)
        for record in list(font["name"].names):
            if record.nameID in NAMES:
                record.string = NAMES[record.nameID].format(family=FAMILY, style=style)
            elif record.nameID not in {2, COPYRIGHT, LICENCE, LICENCE_TEXT}:
                font["name"].names.remove(record)
        font.save(FONTS / f"{style.lower()}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

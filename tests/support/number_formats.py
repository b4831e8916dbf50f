"""The texts that LibreOffice shows for numbers under number formats, recorded in number_formats.json."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter

RECORD = Path(__file__).parent / "number_formats.json"
# Dates are left out: their order is that of the reader's language.
CODES = (
    "General",
    "0",
    "0.00",
    "# ##0",
    '# ##0" k€"',
    "#,##0",
    "#,##0.00",
    '#,##0\\ "€"',
    '#,##0.00\\ "€";[Red]\\-#,##0.00\\ "€"',
    '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-',
    "[$€-40C]#,##0",
    "#,##0.00\\ [$EUR]",
    "00",
    "000",
    '[<1000]0;[>=1000]0.0,"k"',
    "#,##0,",
    '0.0,,"M€"',
    "0%",
    "0.00E+00",
    "##0.0E+0",
    "yyyy",
    '"n.c."',
    ";;;",
    "0;0",
    "(0)",
    '0"000"',
    '0",00"',
    "0\\.000",
    "#.##",
    "0.0#",
    "#,##0.0##",
    '"$"#,##0',
    "[$$-409]#,##0.00",
    "[$CHF] #,##0",
    "0.00\\%",
    "[Blue][<0]-0;[Red]0",
    "#",
    "?0",
    "0_);(0)",
    '"Axe "0',
    "@",
    "0,000",
    "#,###",
    "000-00",
    "00 00 00",
    '[=0]"rien";0',
    '0,"k"',
    '[>=1000000]0.0,,"M€";[>=1000]0,"k€";0',
    "0.00,",
    ".00",
    "0.",
    '0;-0;"-"',
    "0;-0;",
)
NUMBERS = (
    "0",
    "1",
    "2",
    "500",
    "1234",
    "1234.56",
    "1234567",
    "1234567.895",
    "0.5",
    "-500",
    "45658",
    "6123",
    "999999.995",
)


def recorded() -> dict[str, dict[str, str]]:
    """The texts that LibreOffice showed, by format and number."""
    found: dict[str, dict[str, str]] = json.loads(RECORD.read_text("utf-8"))
    return found


def shown(program: str, folder: Path) -> dict[str, dict[str, str]]:
    """The texts that this LibreOffice shows."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, code in enumerate(CODES, 1):
        sheet.cell(row, 1, code)
        for column, number in enumerate(NUMBERS, 2):
            sheet.cell(row, column, float(number)).number_format = code
    for column in range(1, len(NUMBERS) + 2):
        sheet.column_dimensions[get_column_letter(column)].width = 40
    book.save(folder / "formats.xlsx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = "csv:Text - txt - csv (StarCalc):59,34,76,1,,1036,false,true"  # `;`, UTF-8, French, as shown
    words = [program, profile, "--headless", "--convert-to", options, "--outdir", str(folder), "formats.xlsx"]
    environment: Mapping[str, str] = {**os.environ, "LANG": "C.UTF-8", "HOME": str(folder)}
    subprocess.run(words, check=True, capture_output=True, cwd=folder, env=environment, timeout=120)
    with (folder / "formats.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    return {code: dict(zip(NUMBERS, texts, strict=True)) for code, (_code, *texts) in zip(CODES, rows, strict=True)}


if __name__ == "__main__":
    text = json.dumps(shown(sys.argv[1], Path(sys.argv[2])), ensure_ascii=False, indent=1)
    RECORD.write_text(f"{text}\n", "utf-8")

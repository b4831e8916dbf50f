"""LibreOffice as a second opinion: formulas computed anew without the values beside them, a page opened in Writer."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

OFFICE = shutil.which("soffice")
VALUED = re.compile(r'(<c r="[A-Z]+[0-9]+"[^>]*?)(?: t="str")?><f>(.*?)</f><v>[^<]*</v>')


def without_values(book: Path, target: Path) -> int:
    """Write the workbook without the value of any formula; how many it has."""
    found = 0

    def change(name: str, text: str) -> str:
        nonlocal found
        if not name.startswith("xl/worksheets/sheet"):
            return text
        text, count = VALUED.subn(r"\1><f>\2</f>", text)
        found += count
        return text

    rewritten(book, target, change)
    return found


def with_cell(book: Path, target: Path, part: str, cell: str, value: str) -> None:
    """Write the workbook with another number in one cell; an empty one for none."""

    def change(name: str, text: str) -> str:
        if name != part:
            return text
        written = f"<v>{value}</v>" if value else ""
        changed, count = re.subn(rf'(<c r="{cell}"[^>]*>)<v>[^<]*</v>', rf"\g<1>{written}", text)
        assert count == 1
        return changed

    rewritten(book, target, change)


def rewritten(book: Path, target: Path, change: Callable[[str, str], str]) -> None:
    """Write the workbook with its XML parts changed."""
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, change(name, content.decode()) if name.endswith(".xml") else content)


def as_document(page: Path, folder: Path) -> Path:
    """The page as LibreOffice Writer opens it and saves it for Word."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = [str(OFFICE), profile, "--headless", "--infilter=HTML (StarWriter)", "--convert-to", "docx"]
    subprocess.run([*words, "--outdir", str(folder), str(page)], check=True, capture_output=True, timeout=300)
    return folder / f"{page.stem}.docx"


def computed(books: Sequence[Path], folder: Path) -> list[Path]:
    """The workbooks as LibreOffice saves them once it has computed their formulas."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run(
        [*words, "--outdir", str(folder / "computed"), *map(str, books)], check=True, capture_output=True, timeout=300
    )
    return [folder / "computed" / book.name for book in books]

"""The French catalogue against the code: extract, update, compile. `make catalogues` writes it."""

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "clsctl"
PO = SOURCES / "locale" / "fr" / "LC_MESSAGES" / "clsctl.po"
MO = PO.with_suffix(".mo")
METHODS = [("**.py", "python"), ("**.j2", "jinja2")]
KEYWORDS = {"_": None, "mark": None, "ngettext": (1, 2)}
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
# Babel would date the file at each run, and name itself.
DATED = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Generated-By",
    "Project-Id",
    "Report-Msgid",
    "Last-T",
    "Language-Team",
)


def extracted() -> Catalog:
    """The sentences that the code holds."""
    catalogue = Catalog(locale="fr")
    found = extract_from_dir(SOURCES, METHODS, keywords=KEYWORDS)
    for _file, _line, message, _comments, _context in found:
        catalogue.add(message)
    return catalogue


def translated() -> Catalog:
    """The sentences of the French catalogue."""
    with PO.open("rb") as stream:
        catalogue = read_po(stream, locale="fr")
    catalogue.creation_date = catalogue.revision_date = UNDATED
    return catalogue


def compiled() -> bytes:
    """The compiled catalogue."""
    stream = io.BytesIO()
    write_mo(stream, translated())
    return stream.getvalue()


def write() -> None:
    """Bring the catalogue up to date with the code, and compile it; new sentences are left empty."""
    catalogue = translated()
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    stream = io.BytesIO()
    write_po(stream, catalogue, sort_output=True, width=110, no_location=True)
    lines = stream.getvalue().decode("utf-8").splitlines(keepends=True)
    PO.write_text("".join(line for line in lines if not line.startswith(tuple(f'"{key}' for key in DATED))), "utf-8")
    MO.write_bytes(compiled())


if __name__ == "__main__":
    write()

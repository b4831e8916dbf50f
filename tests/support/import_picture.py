"""The brochure of docs/import.md (docs/examples/pacte.pdf), and its picture beside the doubt that a review prints."""

import base64
import html
import io
import os
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from PIL import ImageDraw

from clsctl.brochure.page.letters import words_of
from clsctl.brochure.page.ruling.drawn import drawn
from clsctl.brochure.page.ruling.grids import grids_of
from clsctl.brochure.page.sheets import PdfPage
from support.chromium import opened
from support.within import ran

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROWS = (
    ("Former 10 jeunes", "Mission locale", "2 000 €", "3 000 €", "5 000 €"),
    ("Aider les aînés", "CCAS", "", "", ""),
    ("Ouvrir un jardin d'insertion", "Association Entraide", "4 000 €", "4 000 €", "8 000 €"),
)
SCALE = 2  # dots for each point
HEADS = ("Action", "Porteur", "Part État", "Part collectivité", "Total")
STYLE = (
    "@page { size: 160mm 100mm; margin: 12mm } body { font: 10pt 'Liberation Sans', Arial, sans-serif } "
    "h1 { font-size: 17pt } h2 { font-size: 13pt } h3 { font-size: 11pt } table { width: 100%; border-collapse: "
    "collapse } td, th { border: 0.6pt solid #555; padding: 3pt 5pt; text-align: left } td:nth-child(n+3) { "
    "text-align: right; white-space: nowrap }"
)
BESIDE = (
    "body { margin: 16px; background: #fff; display: flex; gap: 16px; align-items: start } img { width: 560px; border: "
    "1px solid #999 } pre { margin: 0; padding: 12px; background: #f4f4f4; border: 1px solid #ccc; font: 12px/1.45 "
    "'DejaVu Sans Mono', monospace; white-space: pre-wrap; width: 620px }"
)


def example_brochure(browser: "Browser") -> bytes:
    """The PDF: one page, as a browser prints it."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source.html"
        source.write_text(_source(), encoding="utf-8")
        with opened(browser, source) as (page, _heard):
            return bytes(page.pdf(prefer_css_page_size=True))


def import_picture(browser: "Browser", brochure: bytes, language: str) -> bytes:
    """The page of the PDF with its doubtful row marked, and the review beside it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        beside = place / "beside.html"
        (place / "pacte.pdf").write_bytes(brochure)
        words = {"en": "en_US.UTF-8", "fr": "fr_FR.UTF-8"}[language]
        env = {"LC_ALL": words, "LANG": words, "CLSCTL_LANG": language, "PATH": os.environ["PATH"], "COLUMNS": "80"}
        said = ran(["import", "pacte.pdf", "--exercice", "2026", "--review"], place, env).stdout.decode()
        picture = base64.b64encode(_marked(place / "pacte.pdf", "Aider")).decode("ascii")
        shown = f"$ clsctl import pacte.pdf --exercice 2026 --review\n{said.strip()}"
        beside.write_text(
            f"<!doctype html><meta charset='utf-8'><style>{BESIDE}</style>"
            f"<img src='data:image/png;base64,{picture}'><pre>{html.escape(shown)}</pre>",
            encoding="utf-8",
        )
        with opened(browser, beside, 1290, 400) as (page, _heard):
            return bytes(page.screenshot(full_page=True))


def _source() -> str:
    total = ("Total Axe 2", "", "6 000 €", "7 000 €", "13 000 €")
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (*ROWS, total))
    heads = "".join(f"<th>{head}</th>" for head in HEADS)
    return (
        f"<!doctype html><meta charset='utf-8'><style>{STYLE}</style><h1>Contrats 2026</h1><h2>Somme</h2>"
        f"<h3>AXE 2 - Renforcer l'accès à l'emploi pour tous</h3><table><tr>{heads}</tr>{rows}</table>"
    )


def _marked(path: Path, first: str) -> bytes:
    """The first page as a picture, with a frame around the row of its table that begins with the word `first`."""
    document = pdfium.PdfDocument(path)
    text = document[0].get_textpage()
    rules, boxes = drawn(document[0])
    sheet = PdfPage(1, document[0].get_width(), document[0].get_height(), *words_of(text), rules, boxes)
    grid = grids_of(sheet)[0]
    base = next(token.base for row in sheet.rows for token in row if token.text == first)
    high, low = next((high, low) for high, low in pairwise(grid.heights) if low < base < high)
    picture = document[0].render(scale=SCALE).to_pil()
    frame = (grid.columns[0], sheet.height - high, grid.columns[-1], sheet.height - low)
    ImageDraw.Draw(picture).rectangle([SCALE * each for each in frame], outline="#c03020", width=4)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()

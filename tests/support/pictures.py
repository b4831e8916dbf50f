"""The pictures in docs/pictures, of the report and an import, and the brochure of docs/examples, made in Chromium."""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from support.chromium import chromium, opened
from support.import_picture import example_brochure, import_picture
from support.pages import bundled_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DOCS = Path(__file__).parents[2] / "docs"
PICTURES, EXAMPLE = DOCS / "pictures", DOCS / "examples" / "pacte.pdf"
COLOURS = 128  # a page has few: a third of the bytes
MARGIN = 24


def pictures(browser: "Browser", page_file: Path) -> Iterator[tuple[str, bytes]]:
    """The head of the page with its first table, the charts of two departments, and a search on a phone."""
    with opened(browser, page_file, 1100) as (page, _heard):
        yield "head", _down_to(page, "body", "#ensemble-h + figure")
        yield "departments", _down_to(page, "#departement", "[data-chart=departement-59]")
    with opened(browser, page_file, 390, 760) as (page, _heard):
        page.fill("#q", "jeunes")
        page.evaluate("document.activeElement.blur(); document.getElementById('search').scrollIntoView()")
        yield "phone", page.screenshot()


def _down_to(page: "Page", first: str, last: str) -> bytes:
    """From the top of one element to the foot of another, over the width of the window."""
    start, end = (page.locator(each).bounding_box() for each in (first, last))
    assert start is not None
    assert end is not None
    top = start["y"] + 1  # below the rule between two sections
    height = end["y"] + end["height"] + MARGIN - top
    width = page.evaluate("innerWidth")
    return bytes(page.screenshot(full_page=True, clip={"x": 0, "y": top, "width": width, "height": height}))


def packed(picture: bytes) -> bytes:
    """The picture in a palette of its own."""
    stream = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def write() -> None:
    """Print the brochure, and take the pictures of both languages."""
    PICTURES.mkdir(exist_ok=True)
    EXAMPLE.parent.mkdir(exist_ok=True)
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        EXAMPLE.write_bytes(example_brochure(browser))
        for language in ("en", "fr"):
            page_file = Path(folder) / f"{language}.html"
            page_file.write_bytes(bundled_page(language))
            for name, picture in pictures(browser, page_file):
                (PICTURES / f"report-{name}-{language}.png").write_bytes(packed(picture))
            (PICTURES / f"import-review-{language}.png").write_bytes(
                packed(import_picture(browser, EXAMPLE.read_bytes(), language))
            )


if __name__ == "__main__":
    write()

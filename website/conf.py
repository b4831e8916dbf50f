"""The settings of Sphinx: Markdown as forges read it, the theme, a search that folds accents."""

import re
import sys
from importlib.metadata import metadata
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from accents import FoldingEnglish, FoldingFrench  # noqa: E402 (behind the path)
from pages import FRENCH_ONLY, pages  # noqa: E402 (behind the path)
from palette import dark_variables, light_variables  # noqa: E402 (behind the path)
from words import LANGUAGES, Language, every  # noqa: E402 (behind the path)

project = "clsctl"
version = release = installed_version("clsctl")
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
myst_heading_anchors = 6  # as forges name them
nitpicky = True
smartquotes = False  # the documents are typeset as they shall be
html_theme = "furo"
html_theme_options = {
    "light_css_variables": light_variables(),
    "dark_css_variables": dark_variables(),
    "top_of_page_buttons": [],
}
templates_path = [str(HERE / "templates")]
html_static_path = [str(HERE / "static")]
html_favicon = str(HERE / "static" / "favicon.svg")
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
html_permalinks_icon = "#"
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
# Fixed in the theme, in English: labels, the titles of its icons, two texts.
LABELS = ("navigation_toggle", "contents_toggle", "section_toggle", "theme_toggle")
ICONS = ("icon_contents", "icon_expand", "icon_light", "icon_dark", "icon_auto_light", "icon_auto_dark")
TEXTS = ("skip", "back_to_top")


def _offer_words(_app: Sphinx, config: Config) -> None:
    """The site's words and its other language, for the templates."""
    language: Language = "fr" if config.language == "fr" else "en"
    foreign = {
        page.place: "fr" if page.documents["fr"] in FRENCH_ONLY else "en"
        for page in pages()
        if not page.is_translated()
    }
    config.html_context |= {
        "foreign": {place: each for place, each in foreign.items() if each != language},
        "words": every(language),
        "is_root": language == LANGUAGES[0],
        "roots": _roots(language),
        "repository": _repository(),
    }


def _repository() -> str:
    """The address of the repository, as the package states it; empty while its owner is not set (`.ci/names.py`)."""
    stated = dict(each.split(", ", 1) for each in metadata(project).get_all("Project-URL") or ())
    address = stated.get("Repository", "")
    return "" if "/OWNER/" in address else address


def _roots(language: Language) -> dict[str, str]:
    other = next(each for each in LANGUAGES if each != language)
    return {"other": other, "here_to_other": f"{other}/" if language == LANGUAGES[0] else "../"}


def _finish_pages(app: Sphinx, error: Exception | None) -> None:
    """Labels in the language of the page, and what the keyboard and a screen reader need, which the theme lacks."""
    if error is not None:
        return
    language: Language = "fr" if app.config.language == "fr" else "en"
    english, own = every("en"), every(language)
    changes = {
        **{f'aria-label="{english[key]}': f'aria-label="{own[key]}' for key in LABELS},
        **{f"<title>{english[key]}</title>": f"<title>{own[key]}</title>" for key in ICONS},
        **{f">{english[key]}</": f">{own[key]}</" for key in TEXTS},
        '<p class="caption" role="heading">': '<p class="caption" role="heading" aria-level="2">',
        "<pre>": '<pre tabindex="0">',
        '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
        '<aside class="sidebar-drawer"': f'<aside class="sidebar-drawer" aria-label="{own["navigation"]}"',
        '<aside class="toc-drawer': f'<aside aria-label="{own["on_this_page"]}" class="toc-drawer',
    }
    either = re.compile("|".join(map(re.escape, changes)))
    for path in Path(app.outdir).rglob("*.html"):
        if not path.name.startswith("report-"):
            text = path.read_text("utf-8")
            path.write_text(either.sub(lambda found: changes[found[0]], text), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_search_language(FoldingFrench)
    app.add_search_language(FoldingEnglish)
    app.connect("config-inited", _offer_words)
    app.connect("build-finished", _finish_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

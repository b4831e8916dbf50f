"""The settings of Sphinx: Markdown as forges read it, the theme, a search that folds accents."""

import re
import sys
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from accents import FoldingEnglish, FoldingFrench  # noqa: E402 (behind the path)
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
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
html_permalinks_icon = "#"
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
LABELS = ("navigation_toggle", "contents_toggle", "section_toggle", "theme_toggle")  # fixed in the theme, in English


def _offer_words(_app: Sphinx, config: Config) -> None:
    """The site's words and its other language, for the templates."""
    language: Language = "fr" if config.language == "fr" else "en"
    config.html_context |= {"words": every(language), "is_root": language == LANGUAGES[0], "roots": _roots(language)}


def _roots(language: Language) -> dict[str, str]:
    other = next(each for each in LANGUAGES if each != language)
    return {"other": other, "here_to_other": f"{other}/" if language == LANGUAGES[0] else "../"}


def _translate_labels(app: Sphinx, error: Exception | None) -> None:
    """The labels that the theme has in English only, in the language of the pages."""
    if error is not None or app.config.language != "fr":
        return
    english, french = every("en"), every("fr")
    labels = {f'aria-label="{english[key]}': f'aria-label="{french[key]}' for key in LABELS}
    either = re.compile("|".join(map(re.escape, labels)))
    for path in Path(app.outdir).rglob("*.html"):
        text = path.read_text("utf-8")
        path.write_text(either.sub(lambda found: labels[found[0]], text), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_search_language(FoldingFrench)
    app.add_search_language(FoldingEnglish)
    app.connect("config-inited", _offer_words)
    app.connect("build-finished", _translate_labels)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""The search without regard to accents: what is indexed and what is asked lose theirs before they are stemmed."""

import unicodedata
from pathlib import Path

import sphinx.search
from sphinx.search.en import SearchEnglish
from sphinx.search.fr import SearchFrench

STEMMERS = Path(sphinx.search.__file__).with_name("minified-js")
# Behind the stemmer of the language, whose name stands for {name}.
FOLDING = """
window.Stemmer = function () {{
  const stemmer = new {name}();
  this.stemWord = (word) => stemmer.stemWord(word.normalize("NFD").replace(/\\p{{M}}/gu, ""));
}};
"""


def _folding(file: str, name: str) -> str:
    """The script of the browser: the stemmer of Sphinx, and the folding in front of it."""
    scripts = [(STEMMERS / each).read_text("utf-8") for each in ("base-stemmer.js", file)]
    return "\n".join((*scripts, FOLDING.format(name=name)))


def folded(word: str) -> str:
    """The word in lower case without accents."""
    return "".join(char for char in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(char))


class FoldingFrench(SearchFrench):  # type: ignore[misc]  # see pyproject.toml
    """French without accents."""

    js_stemmer_rawcode = ""
    js_stemmer_code = _folding("french-stemmer.js", "FrenchStemmer")

    def stem(self, word: str) -> str:
        """The stem that the browser makes too."""
        return str(super().stem(folded(word)))


class FoldingEnglish(SearchEnglish):  # type: ignore[misc]  # see pyproject.toml
    """English, in which French labels are searched too."""

    js_stemmer_rawcode = ""
    js_stemmer_code = _folding("english-stemmer.js", "EnglishStemmer")

    def stem(self, word: str) -> str:
        """The stem that the browser makes too."""
        return str(super().stem(folded(word)))

"""The search without regard to accents: what is indexed and what is asked lose theirs before they are stemmed."""

import unicodedata

from sphinx.search.en import SearchEnglish
from sphinx.search.fr import SearchFrench

# Within searchtools.js, behind the stemmer of the language.
FOLDING = """
const StemmerOfLanguage = {name};
var Stemmer = function () {{
  const stemmer = new StemmerOfLanguage();
  this.stemWord = (word) => stemmer.stemWord(word.normalize("NFD").replace(/\\p{{M}}/gu, ""));
}};
"""


def folded(word: str) -> str:
    """The word in lower case without accents."""
    return "".join(char for char in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(char))


class FoldingFrench(SearchFrench):
    """French without accents."""

    js_stemmer_code = FOLDING.format(name="FrenchStemmer")

    def stem(self, word: str) -> str:
        """The stem that the browser makes too."""
        return super().stem(folded(word))


class FoldingEnglish(SearchEnglish):
    """English, in which French labels are searched too."""

    js_stemmer_code = FOLDING.format(name="EnglishStemmer")

    def stem(self, word: str) -> str:
        """The stem that the browser makes too."""
        return super().stem(folded(word))

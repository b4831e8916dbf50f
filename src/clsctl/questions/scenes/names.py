"""The names of the values of a dimension within a sentence, in the user's language."""

from dataclasses import dataclass

from clsctl.dataset.sums import Dimension
from clsctl.language import _, language, mark, quoted
from clsctl.questions.totals.keys import Key
from clsctl.vocabulary.referentiel import Referentiel, Territoire

# The articles of French names, as `territoires.csv` writes them; the apostrophe may be straight or curly.
ARTICLES = ("l'", "l’", "les ", "le ", "la ")
PLURAL = "les "
TYPES = {"region": mark("the region"), "departement": mark("the departments"), "metropole": mark("the metropolises")}
VOWELS = "aeiouyhàâéèêëîïôöûü"


@dataclass(frozen=True, slots=True)
class Name:
    """A name within a sentence, with its article where the language has one; a compound one names several things."""

    text: str
    is_plural: bool = False
    is_compound: bool = False

    @property
    def first(self) -> str:
        """The name at the head of a sentence."""
        return self.text[:1].upper() + self.text[1:]

    @property
    def count(self) -> int:
        """The count by which a verb agrees: 1 or 2."""
        return 1 + self.is_plural

    @property
    def of(self) -> str:
        """The name after `of`: `du Nord`, `de l'Aisne`, `d'Amiens Métropole` in French."""
        if language() != "fr":
            return _("of {name}").format(name=self.text)
        for article, contracted in (("les ", "des "), ("le ", "du ")):
            if self.text.startswith(article):
                return contracted + self.text.removeprefix(article)
        is_bare = not self.text.startswith(ARTICLES)
        return f"d'{self.text}" if is_bare and self.text[:1].lower() in VOWELS else f"de {self.text}"


def short_name(territoire: Territoire) -> str:
    """The name without its article, as tables show it: `MEL`, `Nord`; the whole name where no file gives one."""
    written = territoire.avec_article
    bare = next((written[len(article) :] for article in ARTICLES if written.lower().startswith(article)), written)
    return bare or territoire.nom


def territoire_name(territoire: Territoire) -> Name:
    """The name of a territoire within a sentence."""
    if language() == "fr" and territoire.avec_article:
        return Name(territoire.avec_article, is_plural=territoire.avec_article.startswith(PLURAL))
    return Name(short_name(territoire))


def name_of(dimension: Dimension, key: Key, referentiel: Referentiel) -> Name:
    """The name of a value of the dimension within a sentence."""
    match dimension:
        case Dimension.TERRITOIRE:
            return territoire_name(referentiel.by_code[str(key)])
        case Dimension.AXE:
            return Name(_("axis {number}").format(number=key))
        case Dimension.TYPE:
            return Name(_(TYPES[str(key)]), is_plural=key != "region")
        case Dimension.OBJECTIF:
            return Name(quoted(key) if key else _("the lines without objective"), is_plural=not key)
        case Dimension.THEME:
            return _theme_name(str(key), referentiel)
        case _:
            return Name(str(key))


def _theme_name(theme: str, referentiel: Referentiel) -> Name:
    if not theme:
        return Name(_("the lines without theme"), is_plural=True)
    return Name(quoted(referentiel.themes.by_name[theme].libelle))

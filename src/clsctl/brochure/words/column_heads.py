"""The wordings of column headings: what a column of a table holds."""

import re
from enum import StrEnum, auto

from clsctl.vocabulary.folding import fold


class ColumnKind(StrEnum):
    """The content of a column; OTHER is a heading without a declared wording."""

    LABEL = auto()
    OBJECTIF = auto()
    NUMBER = auto()
    HOLDER = auto()
    STATE = auto()
    LOCAL = auto()
    AMOUNT = auto()
    OTHER = auto()


PART = r"(?:parts?|credits?|financements?|montants?|participations?|contributions?|subventions?|apports?|fonds)"
OF = r"(?: (?:de la|de l'|de|du|des|d'))?[ ]?"
AIMED = r"(?: (?:financee?s?|retenue?s?|prevue?s?|proposee?s?|menee?s?|soutenue?s?|contractualisee?s?|du contrat))*"
THING = r"(?:actions?|mesures?|projets?|operations?|dispositifs?)"
KIND = (
    r"(?: (?:totale?s?|totaux|globa(?:l|ux)|alloues?|prevus?|previsionnels?|inscrits?|engages?|contractualises?|"
    r"annuels?|de l'action|des actions|par action|du projet|en euros|euros|ttc|de l'annee))*"
)
PLACES = (
    r"collectivites?(?: territoriales?| partenaires?| locales?)?|departements?|departementale?|conseil departemental|"
    r"cd|metropoles?|agglomeration|epci|intercommunalites?|territoires?|locale?"
)
HOLDERS = (
    r"porteurs?|operateurs?|pilotes?|responsables?|structures?|organismes?|partenaires?|beneficiaires?|"
    r"maitres? d'ouvrage|chefs? de file"
)
HELD = r"(?: (?:porteuses?|(?:de |du |des |de l'|d')?(?:projets?|actions?|operations?)))?"
NUMBERS = r"n ?°|n|no|nos|num|numeros?|refs?|references?|codes?|#|rang"
AIMS = r"objectifs?|thematiques?|themes?|enjeux?|priorites?|orientations?|volets?|sous[- ]axes?"
SUMS = r"montants?|totaux|total|budgets?|couts?|credits?|financements?|enveloppes?|depenses?"
NAMED = r"intitules?|libelles?|noms?|designations?|descriptions?|descriptifs?"
WORDINGS: tuple[tuple[ColumnKind, re.Pattern[str]], ...] = (
    (ColumnKind.NUMBER, re.compile(rf"(?:{NUMBERS})\.?(?:{OF}(?:{THING}|fiches?|lignes?))?")),
    (ColumnKind.STATE, re.compile(rf"(?:{PART}{OF})?(?:l')?etat")),
    (
        ColumnKind.LOCAL,
        re.compile(
            rf"(?:{PART}{OF})?(?:la |le |l')?(?:{PLACES})|cofinancements?|autofinancements?|contrepartie(?: locale)?"
        ),
    ),
    (ColumnKind.AMOUNT, re.compile(rf"(?:{SUMS}){KIND}|€|euros")),
    (
        ColumnKind.OBJECTIF,
        re.compile(rf"(?:{AIMS})(?: (?:operationnels?|strategiques?|specifiques?|generaux|general))?"),
    ),
    (ColumnKind.HOLDER, re.compile(rf"(?:{HOLDERS}){HELD}")),
    (ColumnKind.LABEL, re.compile(rf"(?:(?:{NAMED}){OF}(?:{THING})?|{THING}){AIMED}")),
)
ASIDE = re.compile(r"\([^()]*\)|\b20\d\d\b|\b(?:en )?(?:k€|m€|€)|\ben (?:milliers d'|millions d')?euros\b")
MOST_LETTERS = 80


def column_of(text: str) -> ColumnKind:
    """The content of the column with the heading `text`."""
    folded = fold(text.replace("-\n", "").replace("\n", " "))
    if len(folded) > MOST_LETTERS:
        return ColumnKind.OTHER
    bare = re.sub(r"\s+", " ", ASIDE.sub(" ", folded)).strip(" .:–—-*")
    if not bare and folded.strip():
        return ColumnKind.AMOUNT if re.search("€|euro|20", folded) else ColumnKind.OTHER
    return next((column for column, wording in WORDINGS if wording.fullmatch(bare)), ColumnKind.OTHER)

"""Announcements of another unit than euros: “en milliers d'euros”, “(k€)”, but not “1,5 M€ en 2025”."""

import re

from clsctl.vocabulary.folding import fold

EURO = r"(?:€|euros?\b|eur\b)"
OF = r"(?: ?d' ?| of )? ?"
THOUSANDS = r"(?:milliers?|millions?|milliards?|thousands?|billions?)"
# Words before a unit, not after a number: “près de 30 millions d'euros” is an amount.
ANNOUNCED = r"(?:^|[(\[:;,/*|=] ?|\b(?:en|in|exprimes|unites?|montants?|amounts?|valeurs?|budgets?|credits?) )"
OTHER = r"(?:dollars?|usd|francs?|chf|xpf|livres?|gbp|pounds?|[$£])"
UNIT = re.compile(
    rf"{ANNOUNCED}{THOUSANDS}{OF}{EURO}"
    rf"|\b(?:en|in) {THOUSANDS}\b(?! de\b)|[(\[] ?{THOUSANDS} ?[)\]]|{EURO} ?(?:in )?{THOUSANDS}"
    rf"|(?<![0-9])(?<![0-9] )(?<![^\W\d_])(?:k|m|md|mds) ?{EURO}"
    rf"|[x×*] ?1[ .,]?000\b|\b(?:en|in) {OTHER}(?!\w)|[(\[] ?{OTHER} ?[)\]]"
)


def announces_unit(text: str) -> bool:
    """True where amounts under the text are not in euros."""
    return UNIT.search(fold(text)) is not None

"""A misplaced word on the command line, and the option that it was probably meant for."""

from pathlib import Path

from clsctl.language import _
from clsctl.vocabulary.folding import fold


def option_meant(words: str, options: frozenset[str]) -> str:
    """The remedy that puts the words behind their option; empty where the command has no such option."""
    option = next((option for option in _candidates(words) if option in options), None)
    if option is None:
        return ""
    value = f"'{words}'" if " " in words else words
    return _("Did you mean {option}?").format(option=f"--{option} {value}")


def _candidates(words: str) -> tuple[str, ...]:
    """The options that take such words, the likeliest first."""
    from clsctl.dataset.sums import Dimension
    from clsctl.verdict.companions.companion_files import read_referentiel

    if fold(words) in set(Dimension):
        return ("by", "search")
    if Path(words).exists():
        return ("data",)
    if words.isascii() and words.isdigit() and len(words) == 4:
        return ("exercice",)
    referentiel = read_referentiel(())
    if fold(words) in referentiel.territoire_names:
        return ("territoire",)
    if fold(words) in referentiel.axe_names:
        return ("axe",)
    return ("search",)

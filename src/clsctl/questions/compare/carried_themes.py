"""The themes of one year's lines carried over sure links to the lines of the next."""

from collections.abc import Mapping
from dataclasses import replace

from clsctl.language import _
from clsctl.questions.compare.links import Certitude, Links
from clsctl.vocabulary.themes import LigneTheme

REPRISE = "reprise"


def carried_themes(themes: Mapping[str, LigneTheme], links: Links) -> Mapping[str, LigneTheme]:
    """The theme of each line of the second year that a sure link makes the same action as one that has a theme.

    A divided line and lines that were united carry none: their parts may have other themes.
    """
    found: dict[str, LigneTheme] = {}
    for link in links.links:
        if link.certitude is Certitude.SURE and len(link.a) == len(link.b) == 1:
            (before,), (after,) = link.a, link.b
            if theme := themes.get(before.cle):
                reason = theme.raison
                if theme.decision != REPRISE:  # else it names the line already
                    reason = _("as {cle}: {reason}").format(cle=before.cle, reason=theme.raison)
                found[after.cle] = replace(theme, cle=after.cle, action=after.action, raison=reason, decision=REPRISE)
    return found

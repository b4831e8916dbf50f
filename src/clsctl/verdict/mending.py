"""The mending done by a careful reading: spellings of territoires always, rangs on request."""

from dataclasses import dataclass, field

from clsctl.verdict.rangs.renumbering import Renumbering
from clsctl.verdict.respellings import Respellings


@dataclass(slots=True)
class Mending:
    """The respellings read so far, and the rangs changed."""

    renumbers: bool = False
    respellings: Respellings = field(default_factory=Respellings)
    renumbering: Renumbering = field(default_factory=Renumbering)

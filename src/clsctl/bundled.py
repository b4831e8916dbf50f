"""The folder of the bundled data: in the source tree, or inside the installed package."""

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
DESCRIPTOR = "datapackage.json"


@cache
def data_folder() -> Path:
    """The wheel's own copy, else the tree's `data/` (an editable install has no copy that could become stale)."""
    own = PACKAGE / "data"
    return own if (own / DESCRIPTOR).is_file() else PACKAGE.parents[1] / "data"

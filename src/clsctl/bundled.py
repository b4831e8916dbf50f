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


def data_version() -> str:
    """The version that the descriptor of the bundled data declares: the newest year, and the edition of it."""
    import json  # noqa: PLC0415 (at this question alone: each start passes through this module)

    return str(json.loads((data_folder() / DESCRIPTOR).read_text("utf-8"))["version"])

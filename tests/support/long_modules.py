"""A warning for each module of src/ over 400 lines, where a seam may be missing; `make check` prints it."""

import sys
from pathlib import Path

MOST = 400
SRC = Path(__file__).resolve().parents[2] / "src"


def long_modules(folder: Path = SRC, most: int = MOST) -> list[str]:
    """A sentence for each module of more lines than that, the longest first."""
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in folder.rglob("*.py")}
    found = sorted(((length, path) for path, length in lengths.items() if length > most), reverse=True)
    return [f"warning: {path.relative_to(folder.parent).as_posix()} has {length} lines" for length, path in found]


if __name__ == "__main__":
    sys.stdout.writelines(f"{warning}\n" for warning in long_modules())

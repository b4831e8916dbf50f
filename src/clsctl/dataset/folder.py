"""The tables in a folder, whatever format each has; of two formats of one file, one is read."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from clsctl.errors import ReadError
from clsctl.language import _

# By which a file is found in a folder; what it is, its content says. Of two, the first is read: CSV is what lasts.
ENDINGS = (".csv", ".csv.gz", ".tsv", ".tsv.gz", ".xlsx", ".xls", ".ods", ".parquet", ".json", ".json.gz")
TEXTS = frozenset({".csv", ".csv.gz"})


def tables(folder: Path, name: str) -> Iterator[Path]:
    """Each table of that name (`territoires`; `*` stands for any letters) in the folder, in order."""
    for path in sorted(folder.glob(f"{name}.*")):
        if _ending(path) in ENDINGS and fnmatchcase(_stem(path), name) and path.is_file():
            yield path


def chosen(folder: Path, name: str) -> Iterator[tuple[Path, tuple[Path, ...]]]:
    """Each table of that name to read, in order, with its like in other formats, which are not read.

    ReadError where two formats are there and neither is CSV: nothing says which is the later one.
    """
    found: dict[str, list[Path]] = {}
    for path in tables(folder, name):
        found.setdefault(_stem(path), []).append(path)
    for several in found.values():
        first, *others = sorted(several, key=lambda path: ENDINGS.index(_ending(path)))
        if others and _ending(first) not in TEXTS:
            raise ReadError(
                _("{first} and {other}: nothing says which of the two is meant.").format(first=first, other=others[0]),
                _("Keep one of the two in the folder."),
            )
        yield first, tuple(others)


def _stem(path: Path) -> str:
    return path.name[: -len(_ending(path))]


def _ending(path: Path) -> str:
    """The ending by which a format is known, in small letters; that of a compressed file has two parts."""
    *_before, last = path.suffixes or [""]
    return ("".join(path.suffixes[-2:]) if last.lower() == ".gz" else last).lower()

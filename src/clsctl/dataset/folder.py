"""The files of contract lines in a folder, whatever format each has; of two formats of one file, one is read."""

from collections.abc import Iterator
from pathlib import Path

from clsctl.errors import ReadError
from clsctl.language import _

STEM = "contracts_"
# By which a file is found in a folder; what it is, its content says. Of two, the first is read: CSV is what lasts.
ENDINGS = (".csv", ".csv.gz", ".tsv", ".tsv.gz", ".xlsx", ".xls", ".ods", ".parquet", ".json", ".json.gz")
TEXTS = frozenset({".csv", ".csv.gz"})


def files_of(folder: Path) -> Iterator[tuple[Path, tuple[Path, ...]]]:
    """Each file to read, in order, with those of the same name in other formats, which are not.

    ReadError where two formats are there and neither is CSV: nothing says which is the later one.
    """
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.glob(f"{STEM}*")):
        ending = _ending(path)
        if ending in ENDINGS and path.is_file():
            found.setdefault(path.name[: -len(ending)], []).append(path)
    for several in found.values():
        first, *others = sorted(several, key=lambda path: ENDINGS.index(_ending(path)))
        if others and _ending(first) not in TEXTS:
            raise ReadError(
                _("{first} and {other}: nothing says which of the two is meant.").format(first=first, other=others[0]),
                _("Name the file itself: --data {name}").format(name=first),
            )
        yield first, tuple(others)


def _ending(path: Path) -> str:
    """The ending by which a format is known, in small letters; that of a compressed file has two parts."""
    *_before, last = path.suffixes or [""]
    return ("".join(path.suffixes[-2:]) if last.lower() == ".gz" else last).lower()

"""The tables in a folder, in any format; one file is read where the same table exists in two."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from clsctl.errors import ReadError
from clsctl.language import _, quoted

# Extensions that find a file in a folder; its content then decides the format. The first of two is read: CSV lasts
# longest.
ENDINGS = (".csv", ".csv.gz", ".tsv", ".tsv.gz", ".xlsx", ".xls", ".ods", ".parquet", ".json", ".json.gz")
NAMED = 10  # files named in a note
TEXTS = frozenset({".csv", ".csv.gz"})


def tables(folder: Path, name: str) -> Iterator[Path]:
    """Each table of that name (`territoires`; `*` stands for any letters) in the folder, in order.

    Case is ignored, as on systems without case-sensitive names.
    """
    for path in _entries(folder, name):
        if _is_table(path, name):
            yield path


def chosen(folder: Path, name: str) -> Iterator[tuple[Path, tuple[Path, ...]]]:
    """Each table of that name to read, in order, with its counterparts in other formats, which are not read.

    ReadError for two formats without exactly one CSV: nothing shows which is the later one.
    """
    found: dict[str, list[Path]] = {}
    for path in tables(folder, name):
        found.setdefault(_stem(path), []).append(path)
    for several in found.values():
        first, *others = sorted(several, key=lambda path: ENDINGS.index(_ending(path)))
        if others and (_ending(first) not in TEXTS or _ending(first) == _ending(others[0])):
            raise ReadError(
                _("{first} and {other}: either of the two could be meant.").format(first=first, other=others[0]),
                _("Keep one of the two in the folder."),
            )
        yield first, tuple(others)


def passed_over(folder: Path, names: Mapping[str, str]) -> Iterator[str]:
    """A note on files whose name begins like a table's but that are not read.

    `names` are the tables by the word with which their names begin.
    """
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return
    found = [
        path.name
        for path in paths
        for begin, name in names.items()
        if _begins(path.name.lower(), begin) and not _is_table(path, name)
    ]
    if found:
        shown = ", ".join([*map(quoted, found[:NAMED]), *([f"… ({len(found)})"] if len(found) > NAMED else [])])
        note = _(
            "{folder}: not read, though named like a table: {names}; a table is named {expected}, with the "
            "extension {endings}."
        )
        expected, endings = ", ".join(names.values()), " ".join(ENDINGS)
        yield note.format(folder=folder, names=shown, expected=expected, endings=endings)


def _is_table(path: Path, name: str) -> bool:
    return _ending(path) in ENDINGS and fnmatchcase(_stem(path), name) and path.is_file()


def _begins(name: str, begin: str) -> bool:
    """True where the name begins with the whole word: `axes.txt`, but not `axesorie.txt`."""
    return name.startswith(begin) and not name[len(begin) : len(begin) + 1].isalpha()


def _entries(folder: Path, name: str) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except PermissionError:  # some folders allow opening files but not listing them
        return [folder / f"{name}{ending}" for ending in ENDINGS]


def _stem(path: Path) -> str:
    return path.name[: -len(_ending(path))].lower()


def _ending(path: Path) -> str:
    """The extension in small letters; two parts for a compressed file."""
    *_before, last = path.suffixes or [""]
    return ("".join(path.suffixes[-2:]) if last.lower() == ".gz" else last).lower()

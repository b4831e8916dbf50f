"""The tables in a folder, in any format; one file is read where the same table exists in two."""

import os
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

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
    for entry in _entries(folder, name):
        if _is_table(folder, entry, name):
            yield folder / entry


def chosen(folder: Path, name: str) -> Iterator[tuple[Path, tuple[Path, ...]]]:
    """Each table of that name to read, in order, with its counterparts in other formats, which are not read.

    ReadError for two formats without exactly one CSV: nothing shows which is the later one.
    """
    found: dict[str, list[Path]] = {}
    for path in tables(folder, name):
        found.setdefault(_stem(path.name), []).append(path)
    for several in found.values():
        first, *others = sorted(several, key=lambda path: ENDINGS.index(_ending(path.name)))
        if others and (_ending(first.name) not in TEXTS or _ending(first.name) == _ending(others[0].name)):
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
        entries = sorted(os.listdir(folder))  # noqa: PTH208 (`_entries` says why)
    except OSError:
        return
    found = [
        entry
        for entry in entries
        for begin, name in names.items()
        if _begins(entry.lower(), begin) and not _is_table(folder, entry, name)
    ]
    if found:
        shown = ", ".join([*map(quoted, found[:NAMED]), *([f"… ({len(found)})"] if len(found) > NAMED else [])])
        note = _(
            "{folder}: not read, though named like a table: {names}; a table is named {expected}, with the "
            "extension {endings}."
        )
        expected, endings = ", ".join(names.values()), " ".join(ENDINGS)
        yield note.format(folder=folder, names=shown, expected=expected, endings=endings)


def _is_table(folder: Path, entry: str, name: str) -> bool:
    has_ending = entry.lower().endswith(ENDINGS) and _ending(entry) in ENDINGS
    return has_ending and fnmatchcase(_stem(entry), name) and (folder / entry).is_file()


def _begins(name: str, begin: str) -> bool:
    """True where the name begins with the whole word: `axes.txt`, but not `axesorie.txt`."""
    return name.startswith(begin) and not name[len(begin) : len(begin) + 1].isalpha()


def _entries(folder: Path, name: str) -> list[str]:
    """The names in the folder, in order; paths would take ten times as long, and a folder may hold thousands."""
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 (see above)
    except PermissionError:  # some folders allow opening files but not listing them
        return [f"{name}{ending}" for ending in ENDINGS]


def _stem(entry: str) -> str:
    return entry[: -len(_ending(entry))].lower()


def _ending(entry: str) -> str:
    """The extension in small letters; two parts for a compressed file."""
    suffixes = PurePath(entry).suffixes or [""]
    return ("".join(suffixes[-2:]) if suffixes[-1].lower() == ".gz" else suffixes[-1]).lower()

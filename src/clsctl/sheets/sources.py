"""The sources: what the user named with `--data`, as files that can be read twice."""

import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from clsctl import bundled
from clsctl.engine.paths import is_literal
from clsctl.errors import NO_SPACE, ReadError
from clsctl.language import _, quoted
from clsctl.sheets.carried import carried_name, extract, shown_path
from clsctl.sheets.content import Content, find_content, is_gzip, read_head
from clsctl.sheets.copies import DECOMPRESS, decompressed, linked, spooled, transcoded
from clsctl.sheets.encoding import CODECS, Encoding, find_encoding
from clsctl.sheets.folder import chosen, passed_over, tables
from clsctl.sheets.limits import CAREFUL
from clsctl.sheets.stamp import Stamp, stamp
from clsctl.vocabulary.schema import package

STDIN = "-"
BUNDLED = "bundled"  # the bundled data; a file of that name is `./bundled`
SHEET_MARK = "#"
CONTRACTS, LINES = "contracts", "contracts_*"
Refuse = Callable[[ReadError], None]


@dataclass(frozen=True, slots=True)
class Source:
    """A data file: `name` as the user wrote it, `path` of its bytes, `folder` of its neighbours.

    `origin` is the file named, and `path` possibly its copy; None, like `folder`, for standard input. The text at
    `path` is UTF-8, whatever its `encoding` was; `head` are its first bytes, 64 KiB at most. `sheet` is the workbook
    sheet that the user named (`FILE#SHEET`). `page` is the page of a report that carries the file, if any. `stamp` is
    that of the origin before it was read; `passed_over` are its counterparts in other formats, where a folder was
    named; `folder_notes`, on the first source of a folder, say what else it contains.
    """

    name: str
    path: Path
    folder: Path | None
    origin: Path | None
    head: bytes
    content: Content = Content.TEXT
    encoding: Encoding = Encoding.UTF_8
    sheet: str | None = None
    is_compressed: bool = False
    stamp: Stamp | None = None
    passed_over: tuple[str, ...] = ()
    folder_notes: tuple[str, ...] = ()
    page: Path | None = None

    @property
    def is_as_written(self) -> bool:
        """True where the bytes at `path` are those of the user's file, possibly in a copy."""
        return not self.is_compressed and self.encoding not in CODECS

    @property
    def notes(self) -> Iterator[str]:
        """The decisions taken before the file was read."""
        if self.encoding not in {Encoding.UTF_8, Encoding.UTF_8_BOM}:
            yield _("{name}: read as {encoding}.").format(name=self.name, encoding=self.encoding)
        yield from self.folder_notes
        if self.passed_over:
            yield _("{name}: read instead of {others} beside it.").format(
                name=self.name, others=", ".join(self.passed_over)
            )


def stop(error: ReadError) -> None:
    """The default for an unreadable file: the run ends."""
    raise error


def find_sources(arguments: Iterable[str], spool: Path, refuse: Refuse = stop) -> tuple[Source, ...]:
    """A source for each file, in the order given; the bundled data without arguments. Pipes are copied to `spool`.

    `refuse` is called with the error of each unreadable file: by raising or not it decides whether the rest are read.
    """
    names = tuple(arguments)
    if not names:
        return tuple(_from_folder(bundled.data_folder(), spool, refuse))
    if names.count(STDIN) > 1:
        raise ReadError(_("Standard input is named twice."), _("Name it once: it can be read only once."))
    sources = [source for name in names for source in _from_argument(name, spool, refuse)]
    seen: dict[tuple[Path, str | None], Source] = {}
    for source in sources:
        other = seen.setdefault(((source.origin or source.path).resolve(), source.sheet), source)
        if other is not source:
            raise ReadError(
                _("{name}: the file is named twice.").format(name=source.name),
                _("Name each file once, or its folder alone: its lines would count twice."),
            )
    return tuple(sources)


def input_files(arguments: Iterable[str]) -> Iterator[Path]:
    """The files that these arguments name, and the tables beside them; without arguments, the bundled ones."""
    for name in tuple(arguments) or (BUNDLED,):
        folder = named_folder(name)
        path, is_folder = folder or _path_and_sheet(name)[0], folder is not None
        if name != STDIN and (is_folder or _holds(path.is_file)):
            if not is_folder:
                yield path
            for schema in package().schemas:
                yield from tables(path if is_folder else path.parent, f"{schema.kind}*")


def file_source(name: str, spool: Path) -> Source:
    """The file, pipe or standard input (`-`) of that name; ReadError for a folder or a missing file.

    A sheet of a workbook follows its name: `FILE#SHEET`.
    """
    if name == STDIN:
        return _from_stdin(spool)
    path, sheet = _path_and_sheet(name)
    mode = _mode(name, path)
    if stat.S_ISDIR(mode):
        raise ReadError(_("{name}: this is a folder.").format(name=name), _("Name the file in it."))
    try:
        return _prepared(name, path, spool, sheet=sheet, is_stream=not stat.S_ISREG(mode))
    except OSError as error:
        raise unreadable(name, error) from None


def folder_sources(folder: Path, name: str, spool: Path, refuse: Refuse = stop) -> Iterator[Source]:
    """A source for each table of that name in the folder, in any format; `*` stands for any letters."""
    for path, others in chosen(folder, name):
        try:
            source = replace(file_source(str(path), spool), name=shown_path(path))
        except ReadError as error:
            refuse(error)
        else:
            yield replace(source, passed_over=tuple(other.name for other in others))


def _from_argument(name: str, spool: Path, refuse: Refuse) -> Iterable[Source]:
    try:
        if (folder := named_folder(name)) is not None:
            return _from_folder(folder, spool, refuse)
        return [file_source(name, spool)]
    except ReadError as error:
        refuse(error)
        return []


def named_folder(name: str) -> Path | None:
    """The folder of that name, that of the bundled data for `bundled`; None for a file, a pipe and standard input."""
    if name == BUNDLED:
        return bundled.data_folder()
    return Path(name) if name not in {STDIN, ""} and _holds(Path(name).is_dir) else None


def _mode(name: str, path: Path) -> int:
    if not name:  # an unset shell variable; Path would read it as the current folder
        raise ReadError(_("The name of a file is empty."), _("Check the path."))
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        raise ReadError(
            _("{name}: the file or folder does not exist.").format(name=name),
            _("Check the path."),
        ) from None
    except (OSError, ValueError) as error:
        raise unreadable(name, error) from None


def _path_and_sheet(name: str) -> tuple[Path, str | None]:
    """`FILE#SHEET` split in two; a file with `#` in its own name stays whole."""
    file, mark, sheet = name.rpartition(SHEET_MARK)
    if mark and sheet and not _holds(Path(name).exists) and _holds(Path(file).is_file):
        return Path(file), sheet
    return Path(name), None


def _holds(question: Callable[[], bool]) -> bool:
    """The system's answer; False where it refuses one."""
    try:
        return question()
    except (OSError, ValueError):
        return False


def _from_folder(folder: Path, spool: Path, refuse: Refuse) -> Iterable[Source]:
    notes = tuple(passed_over(folder, {CONTRACTS: LINES}))
    if not any(tables(folder, LINES)):
        raise ReadError(
            " ".join(
                (_("{name}: the folder contains no table named {pattern}.").format(name=folder, pattern=LINES), *notes)
            ),
            _("Name the file itself."),
        )
    found = tuple(folder_sources(folder, LINES, spool, refuse))
    return (replace(found[0], folder_notes=notes), *found[1:]) if found else ()


def _prepared(
    name: str, path: Path, spool: Path, *, sheet: str | None = None, is_stream: bool = False, is_stdin: bool = False
) -> Source:
    """The file in place, or a copy of one that can be read only once, is compressed, or is not UTF-8.

    A file whose path the engine would not accept gets a link under another name.
    """
    origin = None if is_stdin else path
    before = None if is_stdin else stamp(path)
    if is_stream:
        with path.open("rb") as stream:
            path = spooled(path.name, stream, spool)
    elif not is_stdin and not is_literal(path):
        path = linked(path, spool)
    head = read_head(path)
    is_compressed = is_gzip(head)
    if is_compressed:
        path = decompressed(name, path, spool)
        head = read_head(path)
    content = find_content(head)
    if content is Content.PAGE:
        return _within_page(name, path, origin, spool, sheet, before)
    encoding = find_encoding(path, head) if content is Content.TEXT else Encoding.UTF_8
    if encoding in CODECS:
        path = transcoded(name, path, encoding, spool)
        head = read_head(path)
    return Source(name, path, origin and origin.parent, origin, head, content, encoding, sheet, is_compressed, before)


def _within_page(
    name: str, page: Path, origin: Path | None, spool: Path, file: str | None, before: Stamp | None
) -> Source:
    """The table of lines that the page carries, or its `file`; the others lie beside it."""
    folder = spool / f"{len(list(spool.iterdir()))}-page"
    files = extract(name, page, folder)
    chosen_name = file or next(each for each in files if each.startswith(f"{CONTRACTS}_"))
    if chosen_name not in files:
        raise ReadError(
            _("{name}: the page carries no file named {file}.").format(name=name, file=quoted(chosen_name)),
            _("It carries {names}.").format(names=", ".join(files)),
        )
    path = files[chosen_name]
    head = read_head(path)
    return Source(
        name=carried_name(name, chosen_name),
        path=path,
        folder=folder,
        origin=origin,
        head=head,
        content=Content.PAGE,
        page=page,
        stamp=before,
    )


def _from_stdin(spool: Path) -> Source:
    if sys.stdin is None or sys.stdin.closed:
        raise ReadError(
            _("Standard input is closed."), _("Redirect a file to standard input, or name one: --data FILE.csv")
        )
    try:
        path = spooled("stdin", sys.stdin.buffer, spool)
        return _prepared(STDIN, path, spool, is_stdin=True)
    except OSError as error:
        raise unreadable(STDIN, error) from None


def refuse_changed(sources: Iterable[Source]) -> None:
    """ReadError where a file has changed since it was opened."""
    for source in sources:
        if source.stamp is not None and not source.stamp.is_current:
            raise ReadError(
                _("{name}: the file changed while it was read.").format(name=source.name),
                _("Run the command again."),
            )


def refuse_vast(source: Source) -> None:
    """ReadError for a compressed text too long to be read line by line in bounded time."""
    if source.is_compressed and source.content is Content.TEXT and source.path.stat().st_size > CAREFUL.most:
        fact = _("{name}: the file is not canonical, and contains more than {limit} once unpacked.")
        raise ReadError(fact.format(name=source.name, limit=CAREFUL.text), _(DECOMPRESS))


def unreadable(name: str, error: Exception) -> ReadError:
    """The refusal of a file that the system does not let clsctl read or copy."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    is_full = isinstance(error, OSError) and error.errno in NO_SPACE
    return ReadError(
        _("{name}: the file cannot be read ({reason}).").format(name=name, reason=reason),
        _("Free some memory and disk space, and run the command again.")
        if is_full
        else _("Check its permissions, or copy it elsewhere."),
    )

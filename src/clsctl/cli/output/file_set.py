"""A set of files written together: each new, unchanged, or replaced on request; all or none."""

from collections.abc import Mapping
from enum import StrEnum, auto
from pathlib import Path

from clsctl.cli.output.talk import say_notes
from clsctl.cli.output.whole_file import unwritable, write_all, write_whole
from clsctl.errors import ReadError
from clsctl.language import _


class State(StrEnum):
    """The result for a file to be written."""

    NEW = auto()
    REPLACED = auto()
    UNCHANGED = auto()


def write_files(option: str | None, folder: Path, files: Mapping[str, bytes], *, replace: bool) -> dict[Path, State]:
    """Write all files or none, and return the state of each; the folder is created if missing.

    ReadError where one exists with other content, unless `replace`; without `option` the command has no such choice.
    """
    states = {folder / name: _state(folder / name, content) for name, content in files.items()}
    for path, state in states.items():
        if state is State.REPLACED and not replace:
            raise ReadError(
                _("{name}: a file of that name has other content; nothing was written.").format(name=path),
                _("Rename it, or name another folder.")
                if option is None
                else _("Name another folder with {option}, or add --replace to replace the file.").format(
                    option=option
                ),
            )
    changed = {path: files[path.name] for path, state in states.items() if state is not State.UNCHANGED}
    if changed:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(folder, error) from None
        write_all(changed)
    return states


def say_states(states: Mapping[Path, State]) -> None:
    """Report each file, written or found as it is."""
    for path, state in states.items():
        said = _("{name}: unchanged.") if state is State.UNCHANGED else _("{name}: written.")
        say_notes([said.format(name=path)])


def _state(path: Path, content: bytes) -> State:
    try:
        if not path.is_file():
            return State.NEW
        return State.UNCHANGED if path.read_bytes() == content else State.REPLACED
    except OSError as error:
        raise unwritable(path, error) from None


def write_new(target: Path, content: bytes) -> None:
    """Write a file that is not there yet, and report it; ReadError for one with other content: work may be in it."""
    state = _state(target, content)
    if state is State.REPLACED:
        raise ReadError(
            _("{name}: a file of that name has other content; nothing was written.").format(name=target),
            _("Rename it, or work in another folder."),
        )
    if state is State.NEW:
        write_whole(target, [content])
    say_notes([_("{name}: written.").format(name=target)])

"""The exit codes and the environment variables, as the end of `clsctl --help` lists them."""

import os
from collections.abc import Iterable, Mapping

from clsctl.errors import ExitCode
from clsctl.language import _, mark

EXIT_CODES: Mapping[ExitCode, str] = {
    ExitCode.NOTHING_TO_REPORT: mark("Nothing to report."),
    ExitCode.CONTRADICTION: mark("The data contradict a rule or a published figure."),
    ExitCode.USAGE: mark("The command line is wrong."),
    ExitCode.UNREADABLE: mark("A file cannot be read or written, or breaks its schema."),
    ExitCode.BUG: mark("An error of clsctl itself, shown with its traceback."),
    ExitCode.INTERRUPTED: mark("Interrupted from the keyboard."),
    ExitCode.TERMINATED: mark("Terminated by the system."),
}
SETTINGS: Mapping[str, str] = {
    "CLSCTL_LANG": mark("fr or en, in place of the system's language."),
    "CLSCTL_DATA": mark("Files or folders read without --data (separated by {separator})."),
    "CLSCTL_FORMAT": mark("The format where no option or extension names one."),
    "NO_COLOR": mark("No colours on a terminal."),
    "CLICOLOR_FORCE": mark("Colours off a terminal too, in format table."),
    "COLUMNS": mark("The width of tables on a terminal."),
}


def conventions() -> tuple[str, str]:
    """Both lists, each below its heading, one entry a line."""
    codes = {str(code.value): _(text) for code, text in EXIT_CODES.items()}
    settings = {name: _(text).format(separator=os.pathsep) for name, text in SETTINGS.items()}
    return _listed(_("Exit codes:"), codes), _listed(_("Settings (environment variables):"), settings)


def _listed(heading: str, entries: Mapping[str, str]) -> str:
    width = max(map(len, entries))
    rows: Iterable[str] = (f"{name:<{width}}  {text}" for name, text in entries.items())
    return "\n".join((heading, *rows))

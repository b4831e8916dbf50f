"""Which of the two languages a user reads, and its catalogue of sentences."""

import gettext as gnu
import os
import sys
from functools import cache
from pathlib import Path

DOMAIN = "clsctl"
CATALOGUES = Path(__file__).parent / "locale"
# POSIX gives LC_ALL the last word; ours comes before it, so that one variable settles clsctl alone.
VARIABLES = ("CLSCTL_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def language() -> str:
    """The user's language: that of the first variable set, else the system's; `en` unless it says French."""
    for variable in VARIABLES:
        if value := os.environ.get(variable):
            return _of(value)
    return _of(_system_locale())


def _of(locale: str) -> str:
    return "fr" if locale.lower().startswith("fr") else "en"


def _system_locale() -> str:
    """The language of the desktop where no variable speaks: Windows, and programs started by macOS."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 (Windows alone has it)
        import locale  # noqa: PLC0415 (Windows alone needs it)

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    if sys.platform == "darwin":
        import locale  # noqa: PLC0415 (macOS alone needs it)

        return locale.getlocale()[0] or ""
    return ""


@cache
def _catalogue(name: str) -> gnu.NullTranslations:
    if name == "en":
        return gnu.NullTranslations()  # the sentences in the code are the English catalogue
    return gnu.translation(DOMAIN, CATALOGUES, [name])


def _(message: str) -> str:
    """`message` in the user's language."""
    return _catalogue(language()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """`one` or `many`, as `count` demands, in the user's language (in French 0 is singular)."""
    return _catalogue(language()).ngettext(one, many, count)


def mark(message: str) -> str:
    """`message` itself, marked for the catalogue and translated where it is shown."""
    return message


def quoted(text: object) -> str:
    """The text between the quotation marks of the user's language."""
    return _("“{text}”").format(text=text)

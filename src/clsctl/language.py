"""The user's language, French or English, and its catalogue of sentences."""

import gettext as gnu
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

DOMAIN = "clsctl"
CATALOGUES = Path(__file__).parent / "locale"
# POSIX ranks LC_ALL first; CLSCTL_LANG outranks it, to set the language of clsctl alone.
VARIABLES = ("CLSCTL_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


_spoken: ContextVar[str | None] = ContextVar("_spoken", default=None)


@contextmanager
def speaking(name: str) -> Iterator[None]:
    """Sentences in that language, `fr` or `en`, whatever the user's: a page is rebuilt in its own."""
    token = _spoken.set(_of(name))
    try:
        yield
    finally:
        _spoken.reset(token)


def language() -> str:
    """The language of the first variable set, else of the system; `en` unless that is French."""
    if (spoken := _spoken.get()) is not None:
        return spoken
    for variable in VARIABLES:
        if value := os.environ.get(variable):
            return _of(value)
    return _of(_system_locale())


def _of(locale: str) -> str:
    return "fr" if locale.lower().startswith("fr") else "en"


def _system_locale() -> str:
    """The desktop's language where no variable is set: on Windows, and for programs started by macOS."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 (exists on Windows only)
        import locale  # noqa: PLC0415 (needed on Windows only)

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    if sys.platform == "darwin":
        import locale  # noqa: PLC0415 (needed on macOS only)

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
    """`one` or `many` by `count`, in the user's language (0 is singular in French)."""
    return _catalogue(language()).ngettext(one, many, count)


def mark(message: str) -> str:
    """`message` unchanged, marked for the catalogue and translated where it is shown."""
    return message


def in_each_language(message: str) -> tuple[str, ...]:
    """`message` in English and in French, whatever the user's language."""
    return tuple(_catalogue(name).gettext(message) for name in ("en", "fr"))


def quoted(text: object) -> str:
    """The text in the quotation marks of the user's language."""
    return _("“{text}”").format(text=text)

"""The closed list of formats, a record each: name, ending, the room of its writer, what it holds, text or binary."""

from enum import StrEnum
from pathlib import PurePath
from typing import Self

AUTO = "auto"  # a table on a terminal, CSV elsewhere
ALL, MAIN = True, False
TEXT, BINARY = True, False


class Format(StrEnum):
    """A format by the name that `--format` takes.

    `ending` is that of the files for which it is chosen, None for a format that is chosen by name only. `writer` is the
    room of `clsctl.render` whose `write` makes its text or its bytes. It holds all tables of an answer, or the main one
    alone (`holds_all`); only programs can read what is not text (`is_text`), and a terminal is not sent it.
    """

    ending: str | None
    writer: str
    holds_all: bool
    is_text: bool

    TABLE = ("table", None, "terminal", ALL, TEXT)
    CSV = ("csv", ".csv", "delimited", MAIN, TEXT)
    TSV = ("tsv", ".tsv", "delimited", MAIN, TEXT)
    EXCEL_FR = ("excel-fr", None, "delimited", MAIN, TEXT)  # `.csv` is the file that every other program reads
    JSON = ("json", ".json", "objects", ALL, TEXT)
    XLSX = ("xlsx", ".xlsx", "xlsx", ALL, BINARY)
    ODS = ("ods", ".ods", "ods", ALL, BINARY)
    PARQUET = ("parquet", ".parquet", "parquet", MAIN, BINARY)
    MARKDOWN = ("markdown", ".md", "text", ALL, TEXT)
    HTML = ("html", ".html", "page", ALL, TEXT)
    LATEX = ("latex", ".tex", "latex", ALL, TEXT)
    RST = ("rst", ".rst", "text", ALL, TEXT)
    PLAIN = ("plain", ".txt", "text", ALL, TEXT)
    SIMPLE = ("simple", None, "text", ALL, TEXT)
    GRID = ("grid", None, "text", ALL, TEXT)

    def __new__(cls, name: str, ending: str | None, writer: str, *flags: bool) -> Self:
        """The record of a format, by its name."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.ending, member.writer = ending, writer
        member.holds_all, member.is_text = flags
        return member


class CiFormat(StrEnum):
    """A format for a CI system by the name that `--format` takes, under `check` alone; `clsctl.render.ci` writes it."""

    JUNIT = "junit"
    GITHUB = "github-annotations"
    GITLAB = "gitlab"
    SARIF = "sarif"


ENDINGS = {form.ending: form for form in Format if form.ending is not None}


def format_of(path: PurePath) -> Format | None:
    """The format that the file's ending chooses, in either case; None where it chooses none."""
    return ENDINGS.get(path.suffix.lower())


def encode(text: str, form: Format) -> bytes:
    """The bytes of a file or a pipe: UTF-8, with a BOM for French Excel; line ends stay as they are.

    Half a surrogate pair (a file name that is not UTF-8) becomes a visible `\\udce9`, which JSON reads back.
    """
    return text.encode("utf-8-sig" if form is Format.EXCEL_FR else "utf-8", "backslashreplace")

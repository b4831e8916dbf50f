"""The closed list of output formats, one record each: name, extension, writer, tables held, text or binary."""

from enum import StrEnum
from pathlib import PurePath
from typing import Self

AUTO = "auto"  # a table on a terminal, CSV elsewhere
ALL, MAIN = True, False
TEXT, BINARY = True, False
PICTURE = True


class Format(StrEnum):
    """A format by its name under `--format`.

    `ending` is the extension that chooses it, None for a format chosen by name only. `writer` is the module of
    `clsctl.render` whose `write` makes its text or bytes. `holds_all` is False for a format limited to the main table;
    `is_text` is False for a binary one, which must not be sent to a terminal; `is_picture` is True for one that draws
    the chart of an answer.
    """

    ending: str | None
    writer: str
    holds_all: bool
    is_text: bool
    is_picture: bool

    TABLE = ("table", None, "terminal", ALL, TEXT)
    CSV = ("csv", ".csv", "delimited", MAIN, TEXT)
    TSV = ("tsv", ".tsv", "delimited", MAIN, TEXT)
    EXCEL_FR = ("excel-fr", None, "delimited", MAIN, TEXT)  # `.csv` is the form that every other program reads
    JSON = ("json", ".json", "objects", ALL, TEXT)
    XLSX = ("xlsx", ".xlsx", "workbooks.xlsx", ALL, BINARY)
    ODS = ("ods", ".ods", "workbooks.ods", ALL, BINARY)
    PARQUET = ("parquet", ".parquet", "parquet", MAIN, BINARY)
    MARKDOWN = ("markdown", ".md", "text", ALL, TEXT)
    HTML = ("html", ".html", "page", ALL, TEXT)
    LATEX = ("latex", ".tex", "latex", ALL, TEXT)
    RST = ("rst", ".rst", "text", ALL, TEXT)
    PLAIN = ("plain", ".txt", "text", ALL, TEXT)
    SIMPLE = ("simple", None, "text", ALL, TEXT)
    GRID = ("grid", None, "text", ALL, TEXT)
    SVG = ("svg", ".svg", "picture.svg", ALL, TEXT, PICTURE)
    PNG = ("png", ".png", "picture.png", ALL, BINARY, PICTURE)

    def __new__(cls, name: str, ending: str | None, writer: str, *flags: bool) -> Self:
        """The record of a format, by its name."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.ending, member.writer = ending, writer
        member.holds_all, member.is_text, member.is_picture = (*flags, False)[:3]
        return member


# The formats that programs read; a workbook is one, whose cells are computed with.
MACHINE = frozenset({Format.CSV, Format.TSV, Format.EXCEL_FR, Format.JSON, Format.XLSX, Format.ODS, Format.PARQUET})
TABLES = tuple(form for form in Format if not form.is_picture)  # the formats of every answer
CHARTS = (Format.TABLE, Format.HTML, Format.SVG, Format.PNG)  # those that can draw bars


class CiFormat(StrEnum):
    """A CI format by its name under `--format`, for `check` alone; `clsctl.render.ci` writes it."""

    JUNIT = "junit"
    GITHUB = "github-annotations"
    GITLAB = "gitlab"
    SARIF = "sarif"


ENDINGS = {form.ending: form for form in Format if form.ending is not None}


def format_of(path: PurePath) -> Format | None:
    """The format of the file's extension, in either case; None for an unknown one."""
    return ENDINGS.get(path.suffix.lower())


def encode(text: str, form: Format) -> bytes:
    r"""The bytes of a file or pipe: UTF-8, with a BOM for French Excel; line ends unchanged.

    Half a surrogate pair (a file name that is not UTF-8) becomes a visible `\udce9`, which JSON reads back.
    """
    return text.encode("utf-8-sig" if form is Format.EXCEL_FR else "utf-8", "backslashreplace")

"""The closed list of output formats: name, extension, encoding."""

from enum import StrEnum
from pathlib import PurePath


class Format(StrEnum):
    """A format by its name under `--format`."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    EXCEL_FR = "excel-fr"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    LATEX = "latex"
    RST = "rst"
    PLAIN = "plain"
    SIMPLE = "simple"
    GRID = "grid"
    XLSX = "xlsx"
    ODS = "ods"
    PARQUET = "parquet"

    @property
    def is_text(self) -> bool:
        """False for a binary format, which must not be sent to a terminal."""
        return self not in {Format.XLSX, Format.ODS, Format.PARQUET}


# excel-fr is chosen by name only: `.csv` is the form that every other program reads.
ENDINGS = {
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".json": Format.JSON,
    ".md": Format.MARKDOWN,
    ".html": Format.HTML,
    ".tex": Format.LATEX,
    ".rst": Format.RST,
    ".txt": Format.PLAIN,
    ".xlsx": Format.XLSX,
    ".ods": Format.ODS,
    ".parquet": Format.PARQUET,
}


def format_of(path: PurePath) -> Format | None:
    """The format of the file's extension, in either case; None for an unknown one."""
    return ENDINGS.get(path.suffix.lower())


def encode(text: str, form: Format) -> bytes:
    """The bytes of a file or pipe: UTF-8, with a BOM for French Excel; line ends unchanged.

    Half a surrogate pair (a file name that is not UTF-8) becomes a visible `\udce9`, which JSON reads back.
    """
    return text.encode("utf-8-sig" if form is Format.EXCEL_FR else "utf-8", "backslashreplace")

"""Pages of reports made for a test, within the tests' own process."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from clsctl.dataset.opening import open_dataset
from clsctl.language import speaking
from clsctl.report.content import ReportContent
from clsctl.report.gathering import gather
from clsctl.report.page import page
from clsctl.report.workbook.book import workbook
from clsctl.vocabulary.selection import Request
from support.samples import csv_text, line

PUBLISHED = "exercice,territoire_code,territoire,axe,libelle,montant,arrondi,page\n"


def reported(*data: Path, language: str = "fr") -> bytes:
    """The page of these files or folders, or of the bundled data."""
    with speaking(language), open_dataset(map(str, data)) as dataset:
        return page(gather(dataset, Request()))


@cache
def bundled_content(language: str = "en") -> ReportContent:
    """The content of a report on the bundled data."""
    with speaking(language), open_dataset() as dataset:
        return gather(dataset, Request())


@cache
def bundled_page(language: str = "fr") -> bytes:
    """The page of the bundled data."""
    with speaking(language):
        return page(bundled_content(language))


@cache
def bundled_workbook(language: str = "en") -> bytes:
    """The workbook of the bundled data."""
    with speaking(language):
        return workbook(bundled_content(language))


def page_of(folder: Path, rows: Iterable[Mapping[str, str]], figures: str | None = None, language: str = "fr") -> bytes:
    """The page of these lines, with lines of published figures beside them unless None; written into `folder`."""
    folder.mkdir(exist_ok=True)
    (folder / "contracts_2025.csv").write_text(csv_text(rows), "utf-8", newline="")
    if figures is not None:
        (folder / "published_2025.csv").write_text(PUBLISHED + figures, "utf-8")
    return reported(folder, language=language)


@cache
def small_page() -> bytes:
    """The page of two lines and the figure that they sum to."""
    with TemporaryDirectory() as folder:
        return page_of(Path(folder), [line(1), line(2)], "2025,02,Aisne,1,Total Axe 1,200,1,2\n")

"""The notes that several questions share: where the lines come from, how many a total leaves out."""

from clsctl.dataset.dataset import Dataset
from clsctl.language import ngettext
from clsctl.vocabulary.schema import package


def source_line(dataset: Dataset) -> str:
    """Where the lines come from: the brochure, for the bundled data; else the files that were named."""
    if dataset.is_bundled:
        return package().source
    return ", ".join(source.name for source in dataset.sources)


def missing_montants(count: int) -> list[str]:
    """The note that every total carries when lines are left out of it."""
    if not count:
        return []
    note = ngettext(
        "{count} line has no amount in the source; it is in no sum.",
        "{count} lines have no amount in the source; they are in no sum.",
        count,
    )
    return [note.format(count=count)]

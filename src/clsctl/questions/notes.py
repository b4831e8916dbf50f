"""The notes that several questions share: the source of the lines, the lines left out of a total."""

from clsctl.dataset.dataset import Dataset
from clsctl.language import ngettext
from clsctl.vocabulary.schema import package


def source_line(dataset: Dataset) -> str:
    """The source of the lines: the brochure for the bundled data, else the files named."""
    if dataset.is_bundled:
        return package().source
    return ", ".join(source.name for source in dataset.sources)


def missing_montants(count: int) -> list[str]:
    """The note of every total that leaves out lines without an amount."""
    if not count:
        return []
    note = ngettext(
        "{count} line has no amount in the source and is left out of the sums.",
        "{count} lines have no amount in the source and are left out of the sums.",
        count,
    )
    return [note.format(count=count)]

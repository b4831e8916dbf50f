"""The canonical form of lines, byte for byte, and a file's difference from it."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import chain, islice
from pathlib import Path

from clsctl.dataset.dataset import Dataset
from clsctl.errors import UsageError
from clsctl.language import _, ngettext
from clsctl.questions.text_diff import unified
from clsctl.sheets.content import Content
from clsctl.sheets.sources import Source
from clsctl.verdict.rangs.renumbering import Renumbering
from clsctl.vocabulary.canonical_csv import canonical_csv
from clsctl.vocabulary.cells import Value
from clsctl.vocabulary.schema import package

AT_ONCE = 10_000
LONGEST = 60  # characters of a label beside its keys


def canonical_form(dataset: Dataset) -> Iterator[bytes]:
    """The lines as CSV: UTF-8, LF, commas, declared columns in order, lines in key order.

    The extra columns follow where the dataset keeps them. In pieces, for files of any size.
    """
    names = package().schema("contracts").names
    rows: Iterator[Sequence[Value]] = chain(
        [(*names, *(dataset.extra_headings if dataset.keeps_extras else ()))],
        dataset.extended(),
    )
    while part := list(islice(rows, AT_ONCE)):
        yield canonical_csv(part)


def difference(written: Iterable[bytes], formatted: Iterable[bytes], name: str) -> Iterator[bytes]:
    """The lines of a unified diff from the file to its canonical form, ends included; none for equal files."""
    # The tab ends a name with spaces; `patch` reads what follows as a date.
    said = _("(canonical)")
    names = (f"{name}\t" if " " in name else name, f"{name}\t{said}")
    one, other = (each.encode("utf-8", "backslashreplace") for each in names)
    return unified(_lines(written), _lines(formatted), (one, other))


def only_source(dataset: Dataset, name: str) -> Source:
    """The source of a dataset of one file; UsageError for a folder of several."""
    if len(dataset.sources) != 1:
        raise UsageError(_("{name}: this is a folder of several files.").format(name=name), _("Name the files in it."))
    return dataset.sources[0]


def rewritable(dataset: Dataset, name: str, *, keep_extra: bool) -> Path:
    """The text file to rewrite in place; UsageError for any other, and where rewriting would lose something."""
    source = only_source(dataset, name)
    origin = source.origin
    if origin is None or not origin.is_file() or source.content is not Content.TEXT or source.is_compressed:
        raise UsageError(
            _("{name}: only a text file can be rewritten in place.").format(name=name),
            _("Write another file: clsctl fmt {name} --output FILE.csv").format(name=name),
        )
    if dataset.extra_headings and not keep_extra:
        raise UsageError(
            _("{name}: rewriting it would lose its extra columns.").format(name=name),
            _("Keep them with --keep-extra, or write another file with --output."),
        )
    if dataset.has_titles:
        raise UsageError(
            _("{name}: rewriting it would lose the rows above its header.").format(name=name),
            _("Delete it, or write another file with --output."),
        )
    return origin


def is_canonical(dataset: Dataset) -> bool:
    """True where the only file of the dataset is its canonical form, byte for byte; compared in parts."""
    (source,) = dataset.sources
    if not source.is_as_written:
        return False
    with source.path.open("rb") as stream:
        same = all(stream.read(len(part)) == part for part in canonical_form(dataset))
        return same and not stream.read(1)


def renumbering_lines(renumbering: Renumbering) -> Iterator[str]:
    """A line per changed rang with its old key, or its place where it had none; then the number of those not shown."""
    for each in renumbering.shown:
        yield f"{each.before or each.place} → {each.after}  {_shortened(each.action)}"
    if hidden := renumbering.count - len(renumbering.shown):
        yield ngettext("… and {count} more", "… and {count} more", hidden).format(count=hidden)


def _shortened(label: str) -> str:
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"


def unless_changed(dataset: Dataset) -> Iterator[bytes]:
    """The canonical form in parts; ReadError at its end for a file saved since it was opened."""
    yield from canonical_form(dataset)
    dataset.refuse_changed()


def _lines(parts: Iterable[bytes]) -> Iterator[bytes]:
    return (line for part in parts for line in BytesIO(part))

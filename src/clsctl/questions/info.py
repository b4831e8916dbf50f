"""The description of the data loaded, and the dictionary of columns."""

from collections.abc import Iterator, Sequence

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.sums import Dimension
from clsctl.errors import ReadError
from clsctl.language import _, language
from clsctl.ligne import Figure
from clsctl.questions.notes import missing_montants, source_line
from clsctl.table import Row, Table
from clsctl.vocabulary.columns import columns
from clsctl.vocabulary.schema import Field, package
from clsctl.vocabulary.selection import Request

DICTIONARY = ("fichier", "colonne", "type", "requis", "description")


def info(dataset: Dataset) -> Table:
    """One row per exercice: territoires, axes, lines, euros, and its published figures."""
    names = ("exercice", "territoires", "axes", "lignes", "non_chiffrees", "montant", "chiffres_publies")
    figures = _figures(dataset)
    rows = tuple(_year(dataset, exercice, figures) for exercice in dataset.exercices)
    (everything,) = dataset.aggregate(())
    return Table(
        name="info",
        title=_("Data loaded"),
        columns=columns(*names),
        rows=rows,
        notes=(
            *(_("File: {name}").format(name=source.name) for source in dataset.sources),
            *missing_montants(everything.non_chiffrees),
        ),
        source=source_line(dataset),
    )


def _year(dataset: Dataset, exercice: int, figures: Sequence[Figure]) -> Row:
    selection = dataset.select(Request(exercice=(str(exercice),)))
    (whole,) = dataset.aggregate((), selection)
    territoires = len(dataset.aggregate((Dimension.TERRITOIRE,), selection))
    axes = len(dataset.aggregate((Dimension.AXE,), selection))
    return (
        exercice,
        territoires,
        axes,
        whole.lignes,
        whole.non_chiffrees,
        whole.montant,
        sum(figure.exercice == exercice for figure in figures),
    )


def _figures(dataset: Dataset) -> tuple[Figure, ...]:
    try:
        return dataset.figures()
    except ReadError:  # no published file beside the data; `check` would refuse
        return ()


def dictionary() -> Table:
    """One row per declared column of each kind of file: type, required or not, meaning."""
    return Table(
        name="dictionary",
        title=_("Meaning of each column"),
        columns=columns(*DICTIONARY),
        rows=tuple(_rows()),
        source=package().title,
    )


def _rows() -> Iterator[Row]:
    for schema in package().schemas:
        for field in schema.fields:
            yield (schema.kind, field.name, _type(field), _required(field), field.description(language()))


def _type(field: Field) -> str:
    if field.enum:
        return " | ".join(field.enum)
    if field.maximum is not None:
        return f"{field.type} {field.minimum}-{field.maximum}"
    return f"{field.type} ≥ {field.minimum}" if field.minimum is not None else field.type


def _required(field: Field) -> str:
    return _("yes") if field.required else _("no")

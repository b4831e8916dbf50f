"""`clsctl export`: the whole dataset for other programs."""

from typing import Annotated

import typer

from clsctl.cli import arguments, options
from clsctl.language import mark

HELP = mark("Write all data as a Data Package or SQLite file.")
DETAILS = (
    mark("A folder gets CSV files, datapackage.json and schema.json; FILE.sqlite gets tables with amounts in cents."),
    mark("A file with other content is never replaced."),
    options.BUNDLED,
)
EXAMPLES = (
    "clsctl export donnees",
    "clsctl export contrats.sqlite",
)
SQLITE = (".sqlite", ".sqlite3", ".db")


def command(
    target: Annotated[
        str, typer.Argument(metavar=mark("FOLDER|FILE.sqlite"), help=mark("Write to this folder, or this file."))
    ],
    data: options.Data = None,
) -> None:
    """Options in, one dataset, its files."""
    from pathlib import Path

    from clsctl.cli.output.destination import refuse_nameless
    from clsctl.cli.output.file_set import say_states, write_files
    from clsctl.cli.output.progress_bar import watch
    from clsctl.cli.output.talk import say_notes
    from clsctl.dataset.opening import open_dataset
    from clsctl.questions.notes import context_note, theme_note

    refuse_nameless(target)
    path, named = Path(target), arguments.data_arguments(data)
    with open_dataset(named, watch=watch()) as dataset:
        if path.suffix.lower() in SQLITE:
            from clsctl.questions.export.sqlite import sqlite_file

            folder, files = path.parent, {path.name: sqlite_file(dataset)}
        else:
            from clsctl.questions.export.files import package_files

            folder, files = path, dict(package_files(dataset))
        say_states(write_files(None, folder, files, replace=False))
        rules = [
            *([theme_note(dataset.referentiel.themes)] if dataset.has_themes() else []),
            *([context_note()] if dataset.has_contexte else []),
        ]
        say_notes([*dataset.notes, *rules])

"""The lexicon of a dataset: the terms that propose themes for its lines."""

from clsctl.dataset.dataset import Dataset
from clsctl.tempfolder import Spool
from clsctl.verdict.companions.lexicon_file import read_lexicon
from clsctl.vocabulary.lexicon import Lexicon


def lexicon_of(dataset: Dataset) -> tuple[Lexicon, tuple[str, ...]]:
    """The terms of the file beside the data, else the bundled terms, with the notes on the file."""
    dataset.load_themes()
    with Spool() as spool:
        return read_lexicon(dataset.folders, dataset.referentiel.themes, spool)

"""The lexicon against the themes decided by hand: by its own author, and with each territory left out in turn.

`python benchmarks/lexicon.py` prints the table of docs/themes.md. A territory is left out by taking away the terms
that occur in its lines alone: what was learnt from them is forgotten, what is common French stays.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.opening import open_dataset
from clsctl.dataset.proposing_terms import lexicon_of
from clsctl.ligne import Ligne
from clsctl.montant import percent
from clsctl.vocabulary.folding import fold_words
from clsctl.vocabulary.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Score:
    """The lines and euros whose proposed theme is the decided one, and the lines without a proposal."""

    lignes: int
    montant: Decimal
    silent: int


def own_score(dataset: Dataset) -> Score:
    """The score on the lines that the author of the lexicon has read: a flattering one."""
    return _score(list(dataset.lignes()), lexicon_of(dataset)[0], _decided(dataset))


def left_out_score(dataset: Dataset) -> Score:
    """The score with each territory left out in turn."""
    lignes, lexicon, decided = list(dataset.lignes()), lexicon_of(dataset)[0], _decided(dataset)
    of_code: dict[str, list[Ligne]] = {}
    for each in lignes:
        of_code.setdefault(each.territoire_code, []).append(each)
    terms = {code: _terms(inside, lexicon) for code, inside in of_code.items()}
    scores = []
    for code, inside in of_code.items():
        own = terms[code].difference(*(found for other, found in terms.items() if other != code))
        kept = replace(lexicon, terms=tuple(term for term in lexicon.terms if term.terme not in own))
        scores.append(_score(inside, kept, decided))
    return Score(
        sum(each.lignes for each in scores),
        sum((each.montant for each in scores), Decimal(0)),
        sum(each.silent for each in scores),
    )


def _decided(dataset: Dataset) -> dict[str, str]:
    return {each.cle: each.theme for each in dataset.lignes_themes()}


def _terms(lignes: Iterable[Ligne], lexicon: Lexicon) -> set[str]:
    """The terms in the labels and sub-headings, also those within longer ones."""
    found = set()
    for words in {fold_words(text) for each in lignes for text in (each.action, each.objectif)}:
        found |= {
            term.terme for term in lexicon.terms if any(term.stands_at(place, words) for place in range(len(words)))
        }
    return found


def _score(lignes: Sequence[Ligne], lexicon: Lexicon, decided: dict[str, str]) -> Score:
    proposals = [lexicon.proposal(each.action, each.objectif) for each in lignes]
    right = [
        each
        for each, proposal in zip(lignes, proposals, strict=True)
        if proposal is not None and proposal.theme == decided[each.cle]
    ]
    montant = sum((each.montant for each in right if each.montant is not None), Decimal(0))
    return Score(len(right), montant, sum(proposal is None for proposal in proposals))


def _printed() -> None:
    with open_dataset() as dataset:
        (everything,) = dataset.aggregate(())
        count = len(lexicon_of(dataset)[0].terms)
        print(f"| lexicon of {count} terms | lines right | euros right | without proposal |")
        print("|---|--:|--:|--:|")
        for name, score in (
            ("by its own author", own_score(dataset)),
            ("one territory left out", left_out_score(dataset)),
        ):
            lignes = percent(Decimal(score.lignes), Decimal(everything.lignes))
            euros = percent(score.montant, everything.montant or Decimal(0))
            print(f"| {name} | {score.lignes} of {everything.lignes} ({lignes} %) | {euros} % | {score.silent} |")


if __name__ == "__main__":
    _printed()

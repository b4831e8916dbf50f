"""Repairs of words damaged by OCR: each is spelled right elsewhere in the same text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from clsctl.brochure.tables.table_rows.rows import PrintedRow
from clsctl.brochure.words.joins import Vocabulary
from clsctl.vocabulary.folding import fold_words

# Letters that OCR reads for two letters or a digit.
CONFUSED = (
    ("li", "j"),
    ("rn", "m"),
    ("ii", "u"),
    ("ii", "n"),
    ("cl", "d"),
    ("vv", "w"),
    ("0", "o"),
    ("1", "l"),
    ("1", "i"),
)
SHORTEST = 6


@dataclass(frozen=True, slots=True)
class Repair:
    """A text damaged in extraction and its repair; `settled` where a printed figure or the text itself confirms it."""

    line: int
    page: int | None
    text: str
    mended: str
    settled: bool
    applied: bool


def mend_labels(
    rows: Sequence[PrintedRow], words: Vocabulary, *, repair: bool
) -> tuple[tuple[PrintedRow, ...], tuple[Repair, ...]]:
    """The rows, with their words repaired if `repair` asks for it, and the repairs, proposed or applied."""
    mended, repairs = [], []
    for row in rows:
        label = row.action
        for word, right in _damaged(label, words):
            repairs.append(Repair(row.line.number, row.line.page, word, right, settled=True, applied=repair))
            label = label.replace(word, right)
        changed = repair and label != row.action
        mended.append(replace(row, splits=(replace(row.splits[0], label=label),)) if changed else row)
    return tuple(mended), tuple(repairs)


def _damaged(label: str, words: Vocabulary) -> Iterator[tuple[str, str]]:
    """Words that appear once in the text and become another of its words when two letters are read as one."""
    for word in re.findall(r"\w+", label):
        if len(word) < SHORTEST or words.words[word.lower()] > 1 or not word.islower():
            continue
        for wrong, right in CONFUSED:
            places = [found.start() for found in re.finditer(wrong, word)]
            likely = {word[:place] + right + word[place + len(wrong) :] for place in places}
            spelled = sorted(each for each in likely if words.folded.issuperset(fold_words(each)))
            if spelled:
                yield word, spelled[0]
                break

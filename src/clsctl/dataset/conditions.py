"""A selection as SQL: conditions whose values are parameters."""

from collections.abc import Sequence

from clsctl.vocabulary.referentiel import SPELLED_OUT
from clsctl.vocabulary.selection import Selection

LABEL = "action || ' ' || objectif"


def folded(text: str) -> str:
    """SQL for the expression `text` as `fold_words` sees it before it cuts words: no case, no accents."""
    plain = f"lower({text})"
    for letter, letters in SPELLED_OUT.items():
        plain = f"replace({plain}, '{letter}', '{letters}')"
    return f"strip_accents({plain})"


def word_pattern(word: str) -> str:
    """A pattern for what `folded` makes of each text in which `fold_words` finds this word.

    One language, two tongues; a property test holds them together.
    """
    ending = "[sx]" if len(word) > 1 and word[-1] in "sx" else "[sx]?"  # `fold_words` takes one away
    return rf"(?:^|[^\p{{L}}\p{{N}}]){word}{ending}(?:[^\p{{L}}\p{{N}}]|$)"


def lines_where(selection: Selection) -> tuple[str, list[object]]:
    """The condition on `cube` or `lignes` that a line meets, and its values; true for the empty selection."""
    conditions: list[str] = []
    values: list[object] = []
    columns: tuple[tuple[str, Sequence[object]], ...] = (
        ("exercice::SMALLINT", selection.exercices),
        ("territoire_code", tuple(sorted(selection.covered))),
        ("territoire_types.type", selection.types),
        ("axe::SMALLINT", selection.axes),
        ("objectif", selection.objectifs),
    )
    for column, wanted in columns:
        if wanted:
            conditions.append(f"list_contains(?, {column})")
            values.append(list(wanted))
    for word in selection.words:
        conditions.append(f"regexp_matches({folded(LABEL)}, ?)")
        values.append(word_pattern(word))
    return " AND ".join(conditions) or "true", values

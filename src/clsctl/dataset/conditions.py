"""A selection as SQL: conditions whose values are parameters."""

from collections.abc import Sequence

from clsctl.referentiel import SPELLED_OUT
from clsctl.selection import Selection

LABEL = "action || ' ' || objectif"


def folded(text: str) -> str:
    """SQL for the expression `text` as `fold_words` sees it before it cuts words: no case, no accents."""
    plain = f"lower({text})"
    for letter, letters in SPELLED_OUT.items():
        plain = f"replace({plain}, '{letter}', '{letters}')"
    return f"strip_accents({plain})"


def folded_words(text: str) -> str:
    """SQL for the words of the expression `text` as `fold_words` makes them in Python.

    One language, two tongues; a property test holds them together.
    """
    singular = "CASE WHEN length(word) > 1 THEN regexp_replace(word, '[sx]$', '') ELSE word END"
    return f"list_transform(regexp_extract_all({folded(text)}, '[\\p{{L}}\\p{{N}}]+'), lambda word: {singular})"


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
    for word in selection.words:  # cheap, and spares most lines the cutting into words
        conditions.append(f"contains({folded(LABEL)}, ?)")
        values.append(word)
    if selection.words:
        conditions.append(f"list_has_all({folded_words(LABEL)}, ?)")
        values.append(list(selection.words))
    return " AND ".join(conditions) or "true", values

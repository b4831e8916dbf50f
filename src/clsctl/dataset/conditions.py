"""A selection as SQL: conditions whose values are parameters."""

from collections.abc import Sequence

from clsctl.selection import Selection

# The words of a label as `fold_words` makes them in Python: one language, two tongues; a property test
# holds them together.
FOLDED_WORDS = (
    "list_transform(regexp_extract_all("
    "strip_accents(replace(replace(lower(action || ' ' || objectif), 'œ', 'oe'), 'æ', 'ae')), '[\\p{L}\\p{N}]+'),"
    " lambda word: CASE WHEN length(word) > 1 THEN regexp_replace(word, '[sx]$', '') ELSE word END)"
)


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
    if selection.words:
        conditions.append(f"list_has_all({FOLDED_WORDS}, ?)")
        values.append(list(selection.words))
    return " AND ".join(conditions) or "true", values

"""A selection as SQL: conditions with their values as parameters."""

from collections.abc import Sequence

from clsctl.vocabulary.folding import SPELLED_OUT
from clsctl.vocabulary.selection import Selection

LABEL = "action || ' ' || objectif"


def folded(text: str) -> str:
    """SQL for the expression `text` as `fold_words` normalises it before splitting words: no case, no accents."""
    plain = f"lower({text})"
    for letter, letters in SPELLED_OUT.items():
        plain = f"replace({plain}, '{letter}', '{letters}')"
    return f"strip_accents({plain})"


def word_pattern(word: str) -> str:
    """A pattern that matches `folded` text exactly where `fold_words` finds the word; `aliment*` is a beginning.

    A property test compares the Python and the SQL form.
    """
    if word.endswith("*"):
        return rf"(?:^|[^\p{{L}}\p{{N}}]){word[:-1]}"
    ending = "[sx]" if len(word) > 1 and word[-1] in "sx" else "[sx]?"  # `fold_words` removes one
    return rf"(?:^|[^\p{{L}}\p{{N}}]){word}{ending}(?:[^\p{{L}}\p{{N}}]|$)"


def lines_where(selection: Selection) -> tuple[str, list[object]]:
    """The condition that a line of `lignes` meets, and its values; true for the empty selection.

    A group of `cube` meets it too, unless the selection `reads_lines`.
    """
    conditions: list[str] = []
    values: list[object] = []
    columns: tuple[tuple[str, Sequence[object]], ...] = (
        ("exercice::SMALLINT", selection.exercices),
        ("territoire_code", tuple(sorted(selection.covered))),
        ("territoire_types.type", selection.types),
        ("axe::SMALLINT", selection.axes),
        ("objectif", selection.objectifs),
        ("theme", selection.themes),
    )
    for column, wanted in columns:
        if wanted:
            conditions.append(f"list_contains(?, {column})")
            values.append(list(wanted))
    if selection.marques:
        conditions.append("list_has_any(marques, ?) AND NOT list_contains(?, theme)")
        values += [list(selection.marques)] * 2
    if selection.searches:
        word = f"regexp_matches({folded(LABEL)}, ?)"
        alternatives = (" AND ".join([word] * len(words)) for words in selection.searches)
        conditions.append(f"({' OR '.join(alternatives)})")
        values += [word_pattern(word) for words in selection.searches for word in words]
    for comparison, bound in ((">=", selection.least), ("<=", selection.most)):
        if bound is not None:
            conditions.append(f"montant {comparison} ?")
            values.append(bound)
    if selection.without_amount:
        conditions.append("montant IS NULL")
    return " AND ".join(conditions) or "true", values

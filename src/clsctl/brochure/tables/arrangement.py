"""The arrangement of a brochure by territory: each name once, or above each table, with its axes below it in order."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from clsctl.brochure.page.outline import Line
from clsctl.brochure.words.names import Names

LEAST = 2  # territories with several axes: one alone may be a chapter whose other names are missing


def is_by_territory(lines: Sequence[Line], names: Names) -> bool:
    """True where every axis stands under a name, in order, and each name opens one part of the text."""
    found = list(_marks(lines, names))
    while found and not found[-1][1]:
        found.pop()  # the names above the contract totals
    if not found or found[0][1]:
        return False
    parts: list[tuple[str, list[int]]] = []
    for code, axe in found:
        if axe:
            parts[-1][1].append(axe)
        elif not parts or parts[-1][0] != code:
            parts.append((code, []))
    codes = [code for code, _axes in parts]
    ordered = all(axes and all(one < two for one, two in pairwise(axes)) for _code, axes in parts)
    return ordered and len(set(codes)) == len(codes) and sum(len(axes) > 1 for _code, axes in parts) >= LEAST


def _marks(lines: Sequence[Line], names: Names) -> Iterator[tuple[str, int]]:
    """The headings that name a territory (its code, 0) or an axis (its number), repetitions on a next page left out."""
    marks = (mark for line in lines if line.is_heading and not line.edge and (mark := _mark(line, names)))
    yield from (mark for mark, _group in groupby(marks))


def _mark(line: Line, names: Names) -> tuple[str, int] | None:
    wording = names.axe(line.text)
    if wording is not None:
        return "", wording.numero
    code = names.territoire(line.text)
    is_region = code is not None and names.referentiel.by_code[code].type == "region"
    return (code, 0) if code is not None and not is_region else None

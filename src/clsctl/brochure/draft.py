"""The draft of an unproved reading: every row and total, each doubtful cell marked so that it cannot be summed.

A doubtful cell begins with `?`, which every command rejects as a value: `validate` lists each one, with its line. A
person corrects the cell or deletes the mark. `remarque` says what is in doubt, and where in the source.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from clsctl.brochure.page.outline import Line
from clsctl.brochure.printed_amounts import splits
from clsctl.brochure.reading import Check, Draft
from clsctl.brochure.tables.blocks import Total
from clsctl.brochure.tables.line_kinds import is_row
from clsctl.brochure.tables.table_rows.rows import Kept, PrintedRow, PrintedTable
from clsctl.brochure.territories.attributions import Attributed, Attributions
from clsctl.finding import Finding
from clsctl.montant import montant_text
from clsctl.rules import brochures

MARK = "?"
REMARK = "[à vérifier]"
Cells = dict[str, str]


@dataclass
class _Line:
    """A line of the draft, its lines in the source, and what is doubtful about it."""

    cells: Cells
    numbers: frozenset[int]
    found: list[Finding] = field(default_factory=list)


@dataclass
class _Drawn:
    """A table as lines of the draft, with its range of source lines from heading to total."""

    lines: list[_Line]
    numbers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Material:
    """All that a reading found, doubtful or not; `remarks` are those of the rows, by first line."""

    exercice: int
    tables: Sequence[PrintedTable]
    given: Attributions
    remarks: Mapping[int, str]
    checked: Sequence[Check]


def draft_of(material: Material, findings: Sequence[Finding], source: Sequence[Line], codes: Sequence[str]) -> Draft:
    """The draft of what was found; `codes` are the territoires in canonical order."""
    drawn = [_table(material, index) for index in range(len(material.tables))]
    figures = list(_figures(material))
    places = _Places(drawn, figures)
    extra: list[_Line] = []
    by_number = {number: line for line in source for number in line.numbers}
    for finding in sorted(findings, key=lambda each: each.rule in brochures.FOLLOWING):
        reached = places.reached(finding)
        if not reached and finding.rule not in brochures.PLACELESS:
            extra.append(_loose(material.exercice, finding, by_number.get(finding.place.line or 0)))
            reached = extra[-1:]
        if finding.rule in brochures.FOLLOWING and _is_explained(reached, places.lines):
            continue
        for line in reached:
            line.found.append(finding)
    ordered = sorted(places.lines, key=lambda line: _order(line.cells, codes))
    return Draft(
        tuple(_marked(line, remarks=True) for line in (*ordered, *extra)),
        tuple(_marked(line, remarks=False) for line in sorted(figures, key=lambda line: _order(line.cells, codes))),
    )


def _is_explained(reached: Sequence[_Line], lines: Sequence[_Line]) -> bool:
    """True where a row of the same table or contract is itself in doubt; for a region, any row."""
    own = {_place(line.cells) for line in reached}
    codes = {line.cells["territoire_code"] for line in lines}
    found = {_place(line.cells) for line in lines if line.found}
    contracts = {code for code, axe in own if not axe}
    return not own.isdisjoint(found) or any(code in contracts or not contracts <= codes for code, _axe in found)


def _place(cells: Cells) -> tuple[str, str]:
    return cells["territoire_code"], cells["axe"]


def _table(material: Material, index: int) -> _Drawn:
    table, one = material.tables[index], material.given.tables[index]
    read = {row.line.number: row for row in table.rows}
    block = table.block
    shared = {
        "exercice": str(material.exercice),
        **_territoire(one, block.unknown),
        "axe": str(block.axe),
        "page": _text(material.given.pages.get(index)),
    }
    lines = [
        _row(kept, read.get(kept.lines[0].number), {**shared, "rang": str(rang)}, material.remarks)
        for rang, kept in enumerate(table.kept, start=1)
    ]
    marks = [block.opened, *(named.line for named in block.named), *([block.unknown] if block.unknown else [])]
    marks += [block.total.line] if block.total else []
    marks += [part.objectif for part in block.parts if part.objectif is not None]
    return _Drawn(lines, frozenset(number for line in marks for number in line.numbers))


def _row(kept: Kept, row: PrintedRow | None, shared: Cells, remarks: Mapping[int, str]) -> _Line:
    first = kept.lines[0]
    montant = row.printed.montant if row is not None else None
    cells = {
        **shared,
        "objectif": kept.objectif,
        "action": row.action if row is not None else kept.label,
        "montant": "" if montant is None else montant_text(montant),
        "page": _text(first.page) or shared["page"],
        "remarque": remarks.get(first.number, ""),
    }
    if row is None:
        cells["montant"] = MARK + " ; ".join(kept.amounts)
    return _Line(cells, frozenset(number for line in kept.lines for number in line.numbers))


def _territoire(one: Attributed | None, unknown: Line | None) -> Cells:
    if one is not None and one.territoire_code:
        return {"territoire_code": one.territoire_code, "territoire": one.territoire}
    return {"territoire_code": MARK, "territoire": unknown.text if unknown is not None else MARK}


def _figures(material: Material) -> Iterator[_Line]:
    """The figures read, then the totals whose territoire is unknown."""
    above = {contract.total.line.number: contract.unknown for contract, _one in material.given.contracts}
    for check in material.checked:
        figure = check.figure
        territoire = {"territoire_code": figure.territoire_code, "territoire": figure.territoire}
        cells = {"libelle": figure.libelle, "montant": montant_text(figure.montant)}
        cells |= {"axe": _text(figure.axe), "arrondi": montant_text(figure.arrondi), "page": _text(figure.page)}
        yield _Line(
            {"exercice": str(material.exercice), **territoire, **cells}, _numbers(figure.line, above.get(figure.line))
        )
    for table, one in zip(material.tables, material.given.tables, strict=True):
        if table.block.total is not None and not one.territoire_code:
            yield _total(material.exercice, table.block.total, table.block.unknown, table.block.axe)
    for contract in material.given.unplaced:
        yield _total(material.exercice, contract.total, contract.unknown, None)


def _numbers(line: int, above: Line | None) -> frozenset[int]:
    """The source lines of a figure: its own, and the unknown heading above it."""
    return frozenset({line, *(above.numbers if above is not None else ())})


def _total(exercice: int, total: Total, unknown: Line | None, axe: int | None) -> _Line:
    montant = total.printed.montant
    cells = {
        "exercice": str(exercice),
        **_territoire(None, unknown),
        "axe": _text(axe),
        "libelle": total.libelle,
        "montant": MARK if montant is None else montant_text(montant),
        "arrondi": montant_text(total.printed.unit),
        "page": _text(total.line.page),
    }
    return _Line(cells, _numbers(total.line.number, unknown if axe is None else None))


class _Places:
    """The lines of the draft, by the lines of the source that they come from."""

    def __init__(self, drawn: Sequence[_Drawn], figures: Sequence[_Line]) -> None:
        """Indexes rows, tables from heading to total, and contract figures."""
        self.lines = [line for table in drawn for line in table.lines]
        self.all = [*self.lines, *figures]
        self.rows: dict[int, list[_Line]] = {}
        self.tables: dict[int, list[_Line]] = {}
        for line in self.lines:
            for number in line.numbers:
                self.rows.setdefault(number, []).append(line)
        for table in drawn:
            for number in table.numbers:
                self.tables.setdefault(number, []).extend(table.lines)
        for line in figures:
            for number in line.numbers if not line.cells["axe"] else ():
                self.tables.setdefault(number, []).append(line)

    def reached(self, finding: Finding) -> Sequence[_Line]:
        """The draft lines that a doubt is about: a row, else a table or a figure; every line for the year."""
        number = finding.place.line or 0
        if finding.rule in brochures.COLUMNS["exercice"]:
            return self.all
        if finding.rule is brochures.CONTRADICTION and number not in self.rows:
            return self.lines
        return self.rows.get(number) or self.tables.get(number, [])


def _loose(exercice: int, finding: Finding, line: Line | None) -> _Line:
    """A source line outside every table, for a person to place or to delete."""
    text = line.text if line is not None else str(finding.facts.get("text", ""))
    split = splits(text)
    label, amount = (split[0].label, split[0].printed.text) if split else (text, "")
    if line is not None and len(line.cells) > 1 and is_row(line):
        label, amount = " ".join(filter(None, line.cells[:-1])), line.cells[-1]
    cells = {
        "exercice": str(exercice),
        **_territoire(None, None),
        "axe": MARK,
        "rang": MARK,
        "objectif": "",
        "action": label or text,
        "montant": MARK + amount,
        "page": _text(line.page if line is not None else None),
        "remarque": "",
    }
    return _Line(cells, frozenset())


def _marked(line: _Line, *, remarks: bool) -> Cells:
    cells = dict(line.cells)
    for finding in line.found:
        column = next((name for name, rules in brochures.COLUMNS.items() if finding.rule in rules), "rang")
        column = column if column in cells else "montant"
        if not cells[column].startswith(MARK):
            cells[column] = MARK + cells[column]
    if remarks and line.found:
        said = dict.fromkeys(f"{finding.rule.slug} ({finding.place})" for finding in line.found)
        cells["remarque"] = " ; ".join(filter(None, (f"{REMARK} {', '.join(said)}", cells["remarque"])))
    return cells


def _order(cells: Cells, codes: Sequence[str]) -> tuple[int, int]:
    code, axe = cells["territoire_code"], cells["axe"]
    return codes.index(code) if code in codes else len(codes), int(axe) if axe.isdigit() else 99


def _text(number: int | None) -> str:
    return "" if number is None else str(number)

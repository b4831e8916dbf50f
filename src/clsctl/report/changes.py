"""The changes since an earlier year as a section of the report: contracts on a slope, causes, lines that differ."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from clsctl.dataset.sums import Dimension
from clsctl.language import _
from clsctl.questions.compare.causes import CAUSES
from clsctl.questions.compare.changes import Change, Changement
from clsctl.questions.compare.comparison import YearComparison, sums_table
from clsctl.questions.compare.links import Certitude
from clsctl.questions.scenes.names import short_name
from clsctl.table import Cell, Table
from clsctl.vocabulary.columns import columns
from clsctl.vocabulary.referentiel import Referentiel

HEIGHT, SPACE = 300, 18  # of the slope chart, and between two of its labels, in pixels
LOST = {Changement.AJOUTEE, Changement.RETIREE}


@dataclass(frozen=True, slots=True)
class Slope:
    """A contract on the slope chart: the height of its amount in each year, and of its label, in pixels from above."""

    label: str
    before: int
    after: int
    label_before: int
    label_after: int


@dataclass(frozen=True, slots=True)
class Changes:
    """The section: the years, the slopes of the contracts, and tables of sums, causes and lines."""

    before: str
    after: str
    slopes: tuple[Slope, ...]
    height: int
    tables: tuple[Table, ...]
    notes: tuple[str, ...]


def changes_section(compared: YearComparison, referentiel: Referentiel) -> Changes:
    """The section on two years that were compared."""
    by_territoire = sums_table(compared, [Dimension.TERRITOIRE])
    tables = (
        _kept(by_territoire, ("territoire", "montant_a", "montant_b", "ecart", "ecart_pct"), _("Contracts")),
        _kept(
            sums_table(compared, [Dimension.AXE], with_causes=True),
            ("axe", "libelle", "ecart", *CAUSES),
            _("Causes of the differences, by axis"),
        ),
        *_lists(compared.changes),
    )
    slopes = tuple(_slopes(by_territoire, referentiel))
    return Changes(
        before=str(compared.a.exercice),
        after=str(compared.b.exercice),
        slopes=slopes,
        height=max((max(each.label_before, each.label_after) for each in slopes), default=0) + SPACE,
        tables=tuple(table for table in tables if table.rows),
        notes=by_territoire.notes,
    )


def _kept(table: Table, names: Sequence[str], title: str) -> Table:
    """The table with these columns alone, under another title."""
    places = [[each.name for each in table.columns].index(name) for name in names]

    def picked(row: Sequence[Cell]) -> tuple[Cell, ...]:
        return tuple(row[place] for place in places)

    return Table(
        table.name,
        title,
        tuple(table.columns[place] for place in places),
        tuple(map(picked, table.rows)),
        None if table.total is None else picked(table.total),
    )


def _lists(changes: Sequence[Change]) -> Iterator[Table]:
    """The lines added, removed, changed in their amount, and those to verify."""
    sure = [change for change in changes if change.certitude is Certitude.SURE]
    yield _list(_("Added lines"), sure, lambda change: Changement.AJOUTEE in change.changements, "b")
    yield _list(_("Removed lines"), sure, lambda change: Changement.RETIREE in change.changements, "a")
    yield _list(_("Changed amounts"), [each for each in sure if each.a and each.b], lambda change: bool(change.ecart))
    yield _list(_("Links to verify"), [each for each in changes if each not in sure], lambda _change: True)


def _list(title: str, changes: Sequence[Change], wanted: Callable[[Change], bool], side: str = "") -> Table:
    names = (
        (f"cle_{side}", f"action_{side}", f"montant_{side}")
        if side
        else (*("cle_a", "action_a", "cle_b", "action_b", "montant_a", "montant_b", "ecart"),)
    )
    rows = tuple(tuple(_cells(change)[name] for name in names) for change in changes if wanted(change))
    return Table("changes", title, columns(*names), rows)


def _cells(change: Change) -> dict[str, Cell]:
    a, b = change.a, change.b
    return {
        "cle_a": a.cle if a else "",
        "action_a": a.action if a else "",
        "montant_a": change.montant_a,
        "cle_b": b.cle if b else "",
        "action_b": b.action if b else "",
        "montant_b": change.montant_b,
        "ecart": change.ecart,
    }


def _slopes(table: Table, referentiel: Referentiel) -> Iterator[Slope]:
    """The contracts of both years, at heights in proportion to their amounts; labels are kept apart."""
    names = [each.name for each in table.columns]
    code, before, after = (names.index(name) for name in ("territoire_code", "montant_a", "montant_b"))
    both = [(str(row[code]), row[before], row[after]) for row in table.rows]
    known = [(name, a, b) for name, a, b in both if isinstance(a, Decimal) and isinstance(b, Decimal)]
    top = max((max(a, b) for _name, a, b in known), default=Decimal(0))
    if not top or len(known) < 2:
        return
    one, other = ([SPACE + int((top - value) * HEIGHT / top) for value in side] for side in _sides(known))
    places = zip(known, one, other, _apart(one), _apart(other), strict=True)
    for (name, _a, _b), *heights in places:
        yield Slope(short_name(referentiel.by_code[name]), *heights)


def _sides(known: Sequence[tuple[str, Decimal, Decimal]]) -> tuple[list[Decimal], list[Decimal]]:
    return [a for _name, a, _b in known], [b for _name, _a, b in known]


def _apart(heights: Sequence[int]) -> list[int]:
    """The heights of labels, each at least `SPACE` below the one above it."""
    placed: dict[int, int] = {}
    last = -SPACE
    for index in sorted(range(len(heights)), key=lambda each: heights[each]):
        last = max(heights[index], last + SPACE)
        placed[index] = last
    return [placed[index] for index in range(len(heights))]

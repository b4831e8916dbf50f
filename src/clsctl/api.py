"""The Python interface: contracts opened once and queried by keywords, with exact answers as tables or DataFrames."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from os import PathLike, fspath
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.opening import open_dataset
from clsctl.dataset.sums import Dimension, Order
from clsctl.language import ngettext
from clsctl.questions.check.examination import Question, examine_proof
from clsctl.questions.check.proof import Proof
from clsctl.questions.lines import lines
from clsctl.questions.totals.shape import Shape, Share, Sort, Stat
from clsctl.questions.totals.table import totals
from clsctl.render import render
from clsctl.render.formats import Format
from clsctl.render.page import fragment
from clsctl.table import Answer, Table
from clsctl.vocabulary.closed_words import word, words
from clsctl.vocabulary.selection import Request, Selection
from clsctl.vocabulary.suggestions import unknown_word

if TYPE_CHECKING:
    import pandas as pd

    from clsctl.questions.check.hints.causes import CauseLine

Words = str | int | Decimal | Iterable[str | int]
StrPath = str | PathLike[str]
DISPLAYED = 200  # rows of a table in a notebook
BOUNDS, WITHOUT = ("min", "max"), "without_amount"


@dataclass(frozen=True, slots=True, repr=False)
class DisplayedTable(Table):
    """A table that a notebook and Python's prompt display as a table, in the user's language."""

    def _repr_html_(self) -> str:
        return fragment(self._first_rows())

    def __repr__(self) -> str:
        """The table as text."""
        return render(self._first_rows(), Format.SIMPLE).rstrip("\n")

    def _first_rows(self) -> Table:
        """The rows that are displayed, with the total, the notes and the source."""
        left = len(self.rows) - DISPLAYED
        if left <= 0:
            return self
        note = ngettext("{count} more row is not displayed.", "{count} more rows are not displayed.", left)
        return replace(self, rows=self.rows[:DISPLAYED], notes=(*self.notes, note.format(count=left)))


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of `check`: the comparisons as values, and as tables; `causes`: those of gaps, if asked for."""

    proof: Proof
    answer: Answer
    causes: tuple["CauseLine", ...] = ()

    @property
    def holds(self) -> bool:
        """True where no published figure is contradicted: exit code 0 of `clsctl check`."""
        return self.proof.holds

    def to_frame(self, *, exact: bool = True) -> "pd.DataFrame":
        """One row per comparison, with `publie`, `calcule`, `ecart` in euros and `statut`; see `Table.to_frame`."""
        return self.answer.to_frame(exact=exact)

    def _repr_html_(self) -> str:
        """The comparisons, as a notebook displays them."""
        return _displayed(self.answer.flat or self.answer.main)._repr_html_()

    def causes_to_frame(self) -> "pd.DataFrame":
        """One row per figure with a gap, candidate cause and line, as `causes` and `--format json` hold them."""
        from clsctl.questions.check.hints.causes import causes_table  # noqa: PLC0415 (only a gap pays for the search)

        return causes_table(self.causes).to_frame()


class Contracts:
    """Valid lines of contracts, as a context manager. InvalidDataError or ReadError for files that cannot be used.

    Words are those of the command line, in any case; UsageError names the nearest for an unknown one.
    """

    def __init__(self, *paths: StrPath) -> None:
        """Files and folders to read, as `--data` takes them; without any, the bundled data."""
        self._dataset: Dataset = open_dataset(fspath(path) for path in paths)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Free memory and temporary files."""
        self._dataset.close()

    def totals(  # noqa: PLR0913 (the options of the command)
        self,
        by: str | Sequence[str] = "axe",
        *,
        across: str | None = None,
        share: str | None = None,
        with_share: bool = False,
        difference: bool = False,
        stat: str | Sequence[str] = (),
        sort: str = Sort.KEY,
        limit: int | None = None,
        per_inhabitant: bool = False,
        parts: bool = False,
        **selection: Words,
    ) -> DisplayedTable:
        """The sums of `clsctl totals`; selection keywords are `territoire="MEL"`, `axe=[1, 3]`, `min="1 M€"`, …"""
        shape = Shape(
            by=words("by", _texts(by), Dimension),
            across=word("across", across, Dimension) if across else None,
            share=word("share", share, Share) if share else None,
            with_share=with_share,
            difference=difference,
            stats=words("stat", _texts(stat), Stat),
            sort=sort,
            limit=limit,
            per_inhabitant=per_inhabitant,
            parts=parts,
        )
        return _displayed(totals(self._dataset, self._select(selection), shape))

    def lines(
        self, columns: Sequence[str] = (), *, sort: str = Order.KEY, limit: int | None = None, **selection: Words
    ) -> DisplayedTable:
        """The lines of `clsctl lines`, under the same keywords."""
        order = word("sort", sort, Order)
        return _displayed(lines(self._dataset, self._select(selection), _texts(columns), order, limit).held())

    def check(
        self, *published: StrPath, explain: bool = False, against: StrPath | None = None, **selection: Words
    ) -> Checked:
        """Published figures against their lines, as `clsctl check` compares them.

        `explain` searches the causes of gaps; `against` is an earlier version of the lines, which names what changed.
        """
        question = Question(
            self._select(selection),
            tuple(map(Path, published)),
            against=None if against is None else Path(against),
            explain=explain or against is not None,
        )
        examined = examine_proof(self._dataset, question)
        return Checked(examined.accepted.proof, examined.answer, examined.causes)

    def compare(
        self,
        other: "Contracts | int | StrPath",
        *,
        exercice: int | None = None,
        by: str | Sequence[str] = "axe",
        causes: bool = False,
        lines: bool = False,
        only: str | Sequence[str] = (),
        links: StrPath | None = None,
        **selection: Words,
    ) -> DisplayedTable:
        """The changes from these contracts to the `other`, as in `clsctl compare`: sums, or `lines` that differ.

        The other side is contracts, a year of these data, a file or a folder. `exercice` is the first year, where these
        data have several.
        """
        from clsctl.questions.compare.changes import Changement  # noqa: PLC0415 (only here: sums need no links)
        from clsctl.questions.compare.comparison import compare, lines_table, sums_table  # noqa: PLC0415 (only here: sums need no links)
        from clsctl.questions.compare.decisions import Decisions, read_decisions  # noqa: PLC0415 (only here: sums need no links)
        from clsctl.questions.compare.sides import is_year_name, year_side  # noqa: PLC0415 (only here: sums need no links)

        request = _request(selection)
        kept = frozenset(words("only", _texts(only), Changement))
        dimensions = words("by", _texts(by), Dimension)
        name = str(other) if isinstance(other, int) else "" if isinstance(other, Contracts) else fspath(other)
        with ExitStack() as opened:
            if isinstance(other, Contracts):
                dataset = other._dataset  # noqa: SLF001 (of the same class)
            elif is_year_name(name):
                dataset = self._dataset
            else:
                dataset = opened.enter_context(open_dataset([name]))
            second = name if is_year_name(name) else _only_year(dataset)
            first = str(exercice) if exercice else _only_year(self._dataset, but=second)
            themed = Dimension.THEME in dimensions
            a = year_side(self._dataset, first, request, is_year=is_year_name(first), with_themes=themed)
            b = year_side(dataset, second, request, is_year=is_year_name(second), with_themes=themed)
            decisions = read_decisions(Path(links), a.lignes, b.lignes) if links else Decisions()
            compared = compare(a, b, decisions)
        if lines or kept:
            return _displayed(lines_table(compared, kept))
        return _displayed(sums_table(compared, dimensions, with_causes=causes))

    def context(
        self, *, cross: bool = False, programme: str | Sequence[str] = (), **selection: Words
    ) -> DisplayedTable:
        """The figures of other programmes, as in `clsctl context`, or their crossing with the contracts.

        They are never added: their periods and scopes differ.
        """
        from clsctl.questions.context.answer import context_answer  # noqa: PLC0415 (few answers have context)

        return _displayed(context_answer(self._dataset, _request(selection), _texts(programme), cross=cross).main)

    def report(self, form: Literal["html", "xlsx"] = "html", *, exercice: int | None = None) -> bytes:
        """The page of `clsctl report`, or its workbook, as the bytes of a file."""
        from clsctl.report.gathering import gather  # noqa: PLC0415 (the templates of a page take time to load)
        from clsctl.report.page import page  # noqa: PLC0415 (only here: sums need no page)
        from clsctl.report.workbook.book import workbook  # noqa: PLC0415 (only here: sums need no page)

        content = gather(self._dataset, Request((str(exercice),) if exercice else ()))
        return workbook(content) if form == "xlsx" else page(content)

    def _select(self, selection: dict[str, Words]) -> Selection:
        return self._dataset.select(_request(selection))


def _request(selection: dict[str, Words]) -> Request:
    """The request of these keywords; UsageError for another keyword, with the nearest."""
    known = [each.name for each in fields(Request)]
    for name in selection:
        if name not in known:
            raise unknown_word("selection", name, known)
    least, most = (_amount(selection.get(name)) for name in BOUNDS)
    texts = {name: _texts(value) for name, value in selection.items() if name not in {*BOUNDS, WITHOUT}}
    return Request(
        min=least,
        max=most,
        without_amount=bool(selection.get(WITHOUT)),
        **texts,
    )


def _amount(value: Words | None) -> str | None:
    return None if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def _texts(words: Words) -> tuple[str, ...]:
    return (str(words),) if isinstance(words, str | int | Decimal) else tuple(map(str, words))


def _only_year(dataset: Dataset, but: str = "") -> str:
    """The year of the lines, or the first of two where the other is `but`; else the names of the files."""
    years = [str(year) for year in dataset.exercices]
    others = [year for year in years if year != but] if len(years) > 1 else years
    return others[0] if len(others) == 1 else ", ".join(source.name for source in dataset.sources)


def _displayed(table: Table) -> DisplayedTable:
    return DisplayedTable(**{each.name: getattr(table, each.name) for each in fields(table)})

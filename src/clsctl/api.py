"""The Python interface: contracts opened once and queried by keywords, with exact answers as tables or DataFrames."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.opening import open_dataset
from clsctl.dataset.sums import Dimension, Order
from clsctl.questions.check.examination import Question, examine_proof
from clsctl.questions.check.proof import Proof
from clsctl.questions.lines import lines
from clsctl.questions.totals.shape import Shape, Share, Sort
from clsctl.questions.totals.table import totals
from clsctl.table import Answer, Table
from clsctl.vocabulary.selection import Request, Selection

if TYPE_CHECKING:
    import pandas as pd

    from clsctl.questions.check.hints.causes import CauseLine

Words = str | int | Iterable[str | int]
StrPath = str | PathLike[str]


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

    def to_frame(self) -> "pd.DataFrame":
        """One row per comparison, with `publie`, `calcule`, `ecart` in euros (Decimal) and `statut`."""
        return self.answer.to_frame()

    def causes_to_frame(self) -> "pd.DataFrame":
        """One row per figure with a gap, candidate cause and line, as `causes` and `--format json` hold them."""
        from clsctl.questions.check.hints.causes import causes_table  # noqa: PLC0415 (only a gap pays for the search)

        return causes_table(self.causes).to_frame()


class Contracts:
    """Valid lines of contracts, as a context manager. InvalidDataError or ReadError for files that cannot be used."""

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

    def totals(
        self,
        by: str | Sequence[str] = "axe",
        *,
        across: str | None = None,
        share: str | None = None,
        sort: str = "key",
        limit: int | None = None,
        per_inhabitant: bool = False,
        parts: bool = False,
        **selection: Words,
    ) -> Table:
        """The sums of `clsctl totals`; selection keywords are `territoire="MEL"`, `axe=[1, 3]`, …"""
        shape = Shape(
            by=tuple(Dimension(name) for name in ([by] if isinstance(by, str) else by)),
            across=Dimension(across) if across else None,
            share=Share(share) if share else None,
            sort=Sort(sort),
            limit=limit,
            per_inhabitant=per_inhabitant,
            parts=parts,
        )
        return totals(self._dataset, self._select(selection), shape)

    def lines(
        self, columns: Sequence[str] = (), *, sort: str = "key", limit: int | None = None, **selection: Words
    ) -> Table:
        """The lines of `clsctl lines`, under the same keywords."""
        return lines(self._dataset, self._select(selection), columns, Order(sort), limit).held()

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

    def _select(self, selection: dict[str, Words]) -> Selection:
        return self._dataset.select(Request(**{name: _texts(words) for name, words in selection.items()}))


def _texts(words: Words) -> tuple[str, ...]:
    return (str(words),) if isinstance(words, str | int) else tuple(map(str, words))

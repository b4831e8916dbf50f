"""Budgets of design, section 8: a bar, the figure measured in this run, and whether it is met."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from measure import Cost


@dataclass(frozen=True, slots=True)
class Budget:
    """One row of the table that ends `make bench`; a figure that was not measured here says why in `measured`."""

    what: str
    bar: str
    measured: str
    met: bool | None

    @property
    def verdict(self) -> str:
        """One of `met`, `**not met**` and `not measured`."""
        return {True: "met", False: "**not met**", None: "not measured"}[self.met]


@dataclass(frozen=True, slots=True)
class Bar:
    """The highest, or lowest, allowed ratio of a program's time to that of `against`."""

    against: str
    most: float = inf
    least: float = 0

    def budget(self, name: str, costs: Mapping[str, Cost]) -> Budget:
        """The budget of the program `name`."""
        bar = f"≤ {self.most}" if self.most < inf else f"≥ {self.least}"
        words = f"{bar} × {self.against}"
        if name not in costs or self.against not in costs:
            return Budget(name, words, "not installed", None)
        times = costs[name].seconds / costs[self.against].seconds
        return Budget(name, words, f"{times:.2f} ×", self.least <= times <= self.most)


@dataclass(frozen=True, slots=True)
class Measured:
    """The costs of the programs `names`, those that are not installed left out, and the bars that some must hold."""

    names: Sequence[str]
    costs: Mapping[str, Cost]
    bars: Mapping[str, Bar]

    def table(self) -> str:
        """Markdown: milliseconds, ratio to the first program, and peak memory."""
        rows = ["| program | ms | ratio | peak MiB |", "|---|---:|---:|---:|"]
        first = next(iter(self.costs.values()))
        for name in self.names:
            cost = self.costs.get(name)
            if cost is None:
                rows.append(f"| {name} | not installed | | |")
            else:
                ratio = cost.seconds / first.seconds
                rows.append(f"| {name} | {cost.seconds * 1000:.0f} | {ratio:.2f} | {cost.mebibytes:.0f} |")
        return "\n".join(rows) + "\n"

    def budgets(self) -> list[Budget]:
        """The budgets of the programs that have a bar."""
        return [bar.budget(name, self.costs) for name, bar in self.bars.items()]


def at_most(what: str, most: float, measured: float, unit: str) -> Budget:
    """A budget that is an amount of `unit`, and no ratio."""
    return Budget(what, f"≤ {most:g} {unit}", f"{measured:.0f} {unit}", measured <= most)


def budget_table(budgets: Iterable[Budget]) -> str:
    """Markdown: a row for each budget, met or not."""
    rows = [f"| {one.what} | {one.bar} | {one.measured} | {one.verdict} |" for one in budgets]
    return "\n".join(["| what | bar | measured | verdict |", "|---|---|---:|---|", *rows]) + "\n"

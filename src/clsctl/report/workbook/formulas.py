"""Formulas over the table of lines, as Excel stores them: sums and counts that name their criteria."""

from collections.abc import Sequence
from dataclasses import dataclass

from clsctl.render.shown import NO_MONTANT

LINES, THEMES = "lignes", "themes"
DASH = f'"{NO_MONTANT}"'  # stands where no line has an amount: a sum would give 0


@dataclass(frozen=True, slots=True)
class LineColumns:
    """The columns of the table of lines that formulas name."""

    territoire: str
    axe: str
    rang: str
    montant: str

    def lines(self, scope: "LineScope") -> str:
        """The number of lines of the scope."""
        return scope.over(f"COUNTA({self.territoire})", "COUNTIFS", self, "")

    def priced(self, scope: "LineScope") -> str:
        """The number of lines with an amount."""
        return scope.over(f"COUNT({self.montant})", "COUNTIFS", self, f'{self.montant},">=0"')

    def amount(self, scope: "LineScope") -> str:
        """The euros of the scope, to the cent; 0 without any line."""
        return f"ROUND({scope.over(f'SUM({self.montant})', 'SUMIFS', self, self.montant)},2)"

    def amount_or_dash(self, scope: "LineScope") -> str:
        """The euros of the scope, and a dash where none of its lines has an amount."""
        return f"IF({self.priced(scope)}=0,{DASH},{self.amount(scope)})"


@dataclass(frozen=True, slots=True)
class LineScope:
    """The lines that a formula covers: `territoire` is a cell with a name, `axe` and `rang` numbers; empty for all.

    `names` are several territoires, in place of one. A name is the criterion, as SUMIFS takes the code 02 for 2.
    """

    territoire: str = ""
    axe: str = ""
    rang: str = ""
    names: Sequence[str] = ()

    def over(self, alone: str, function: str, columns: LineColumns, first: str) -> str:
        """The function over the lines of the scope, its criteria after the argument `first`; `alone` over all lines."""
        names = ",".join(f'"{name.replace(chr(34), chr(34) * 2)}"' for name in self.names)
        criterion = f"{{{names}}}" if names else self.territoire
        pairs = [
            f"{column},{wanted}"
            for column, wanted in ((columns.territoire, criterion), (columns.axe, self.axe), (columns.rang, self.rang))
            if wanted
        ]
        if not pairs:
            return alone
        call = f"{function}({','.join([*([first] if first else []), *pairs])})"
        return f"SUMPRODUCT({call})" if names else call


@dataclass(frozen=True, slots=True)
class ThemeColumns:
    """The columns of the table of themes that formulas name; labels are compared whole, as SUMIFS reads patterns."""

    theme: str
    montant: str

    def lines(self, name: str) -> str:
        """The number of lines of the theme whose label that cell holds."""
        return f"SUMPRODUCT(--({self.theme}={name}))"

    def priced(self, name: str) -> str:
        """The number of those with an amount."""
        return f"SUMPRODUCT(--({self.theme}={name}),--ISNUMBER({self.montant}))"

    def amount_or_dash(self, name: str) -> str:
        """Their euros, and a dash where none has an amount."""
        amount = f"ROUND(SUMPRODUCT(--({self.theme}={name}),{self.montant}),2)"
        return f"IF({self.priced(name)}=0,{DASH},{amount})"

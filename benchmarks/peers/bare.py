"""The yardstick: what any Typer and Rich program costs that prints a table of four rows."""

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()


@app.command()
def main(by: str = "axe") -> None:
    """Print four rows that are known beforehand."""
    table = Table(title=by)
    table.add_column("axe")
    table.add_column("montant", justify="right")
    for number, montant in enumerate(("14 392 105", "169 000", "9 330 422", "5 116 088"), 1):
        table.add_row(str(number), montant)
    Console().print(table)


if __name__ == "__main__":
    app()

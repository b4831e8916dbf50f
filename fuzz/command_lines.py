"""Command lines that nobody would type: real commands and options, with values that mean something or nothing."""

import random
from functools import cache

from clsctl.cli import app
from mutants import HOSTILE

# Files that stand in the folder of a trial (trial.furnish), and what else a user may name in place of one.
NAMES = ("sound.csv", "hostile.csv", "data", "brochure.md", "nowhere", "link", "-", ".", "", "/dev/null", "sound.csv#S")
TARGETS = ("out.csv", "out.xlsx", "out.json", "out.md", "out.ods", "out.parquet", "out", "nowhere/x.csv", "-", "data")
WORDS = (
    *("axe", "territoire", "type", "objectif", "exercice", "montant", "MEL", "Nord", "02", "59", "1", "4", "2025"),
    *("departement", "metropole", "row", "column", "total", "csv", "tsv", "excel-fr", "json", "markdown", "latex"),
    *("table", "html", "auto", "rst", "xlsx", "euro", "-1", "0", "99999999999999999999", "1e9", "é" * 300, "%", "*"),
    *("../x", "~", "$HOME", "--", "-", "--help", "\udcff", "a=b", "12.5", "10%", "[a-z", "(", "\\", "épicerie sociale"),
)
# They would write into the settings of a shell.
LEFT_OUT = {"--install-completion", "--show-completion"}


@cache
def commands() -> dict[str, tuple[tuple[str, bool], ...]]:
    """The options of each command, and whether each takes a value; those of the program under an empty name."""
    program = app.command()
    found = {"": program, **getattr(program, "commands", {})}
    return {
        name: tuple(
            (option, not getattr(parameter, "is_flag", False))
            for parameter in command.params
            for option in (*parameter.opts, *parameter.secondary_opts)
            if option.startswith("-") and option not in LEFT_OUT
        )
        for name, command in found.items()
    }


def command_line(dice: random.Random) -> list[str]:
    """A command, mostly a real one, with up to five options and two arguments."""
    name = dice.choice([*sorted(filter(None, commands())), *sorted(filter(None, commands())), "", "total", "\x1b"])
    words = [name] if name else []
    options = commands().get(name, commands()[""])
    for _option in range(dice.choice((0, 0, 1, 1, 1, 2, 2, 3, 5))):
        option, takes_value = dice.choice(options)
        if takes_value and dice.random() < 0.97:
            words += _with_value(dice, _typed(dice, option), _value(dice, option))
        else:
            words.append(_typed(dice, option))
    words += [dice.choice(NAMES) for _argument in range(dice.choice((0, 0, 0, 1, 1, 2)))]
    return [word.replace("\0", "") for word in words]  # the system takes no NUL in a word


def _typed(dice: random.Random, option: str) -> str:
    """The option, or now and then without its last letter."""
    return option if dice.random() < 0.95 else option[:-1] or "-"


def _with_value(dice: random.Random, option: str, value: str) -> tuple[str, ...]:
    return (f"{option}={value}",) if dice.random() < 0.1 else (option, value)


def _value(dice: random.Random, option: str) -> str:
    if option in {"-o", "--output"}:
        return dice.choice(TARGETS)
    if option in {"-d", "--data", "--published", "--against"} and dice.random() < 0.8:
        return dice.choice(NAMES)
    return dice.choice(WORDS if dice.random() < 0.8 else HOSTILE)

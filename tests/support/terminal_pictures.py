"""Pictures of a terminal: what the program prints on one, colours included, as SVG that loads no letters.

`python tests/support/terminal_pictures.py` draws those of docs/pictures again.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from support.processes import on_terminal

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
COLUMNS = 100
# The commands shown, by the name of the picture.
SHOWN = {
    "totals": ("totals", "--by", "axe"),
    "lines": ("lines", "--search", "épicerie sociale"),
    "check": ("check", "--territoire", "Somme"),
}
# Rich's letters come from the web, and are named first.
WEB_LETTERS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
LETTERS = re.compile(r"font-family: Fira Code, monospace")
LOCAL_LETTERS = "font-family: 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"


def terminal_pictures() -> Iterator[tuple[str, str]]:
    """Each picture with the name of its file."""
    for language in ("en", "fr"):
        for name, arguments in SHOWN.items():
            yield f"terminal-{name}-{language}.svg", _drawn(arguments, language)


def _drawn(arguments: tuple[str, ...], language: str) -> str:
    _code, shown = on_terminal(*arguments, columns=COLUMNS, env={"CLSCTL_LANG": language})
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    typed = " ".join(f'"{word}"' if " " in word else word for word in arguments)
    console.print(Text.assemble(("$ ", "green"), f"clsctl {typed}"))
    console.print(Text.from_ansi(shown.rstrip("\n")))
    name = "clsctl-" + "-".join(re.findall(r"\w+", " ".join(arguments)))
    drawn = console.export_svg(title="clsctl", unique_id=name)
    return LETTERS.sub(LOCAL_LETTERS, WEB_LETTERS.sub("", drawn)).replace(
        "<!-- Generated with Rich https://www.textualize.io -->", ""
    )


def write() -> None:
    """Draw all of them."""
    for name, drawn in terminal_pictures():
        (PICTURES / name).write_text(drawn, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()

"""A notebook played as Jupyter plays it: each cell in turn, its output the prints and the value of its last line.

nbclient would need a kernel, ZeroMQ and 40 packages for the same.
"""

import ast
import contextlib
import io
import json
from pathlib import Path
from typing import Any

Cell = dict[str, Any]


def played(path: Path) -> str:
    """The text of the notebook with the outputs that its cells give now."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    names: dict[str, object] = {"__name__": "__main__"}
    codes = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for number, cell in enumerate(codes, 1):
        cell["execution_count"] = number
        cell["outputs"] = _outputs("".join(cell["source"]), number, names)
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _outputs(source: str, number: int, names: dict[str, object]) -> list[Cell]:
    tree = ast.parse(source)
    last = tree.body[-1] if tree.body else None
    asked = last.value if isinstance(last, ast.Expr) else None
    tree.body = tree.body[:-1] if asked else tree.body
    screen = io.StringIO()
    with contextlib.redirect_stdout(screen):
        exec(compile(tree, "<cell>", "exec"), names)  # noqa: S102 (the project's own notebook)
        value = eval(compile(ast.Expression(asked), "<cell>", "eval"), names) if asked else None  # noqa: S307 (as above)
    printed = [{"name": "stdout", "output_type": "stream", "text": _lines(screen.getvalue())}] if screen.tell() else []
    if value is None:
        return printed
    shown = {"execution_count": number, "metadata": {}, "output_type": "execute_result", "data": _data(value)}
    return [*printed, shown]


def _data(value: object) -> dict[str, list[str]]:
    html = getattr(value, "_repr_html_", None)
    return {**({"text/html": _lines(html())} if html else {}), "text/plain": _lines(repr(value))}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)

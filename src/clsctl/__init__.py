"""clsctl: the contrats locaux des solidarités as data one can trust.

import clsctl

with clsctl.open() as contracts:
    contracts.totals(by="axe").to_frame()

`dir(clsctl)` names what there is; docs/notebook.ipynb shows it at work.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clsctl.api import Checked, Contracts
    from clsctl.api import Contracts as open  # noqa: A004, N813 (as gzip.open: the module's own)
    from clsctl.errors import ClsctlError, ReadError, UsageError
    from clsctl.finding import Finding, InvalidDataError
    from clsctl.ligne import Figure, Ligne
    from clsctl.questions.check.proof import Comparison, Proof, Statut
    from clsctl.table import Answer, Column, Kind, Table

# The module of each public name, imported on first use (PEP 562), so that `--help` loads no engine.
ROOMS = {
    "Answer": "table",
    "Checked": "api",
    "ClsctlError": "errors",
    "Column": "table",
    "Comparison": "questions.check.proof",
    "Contracts": "api",
    "Figure": "ligne",
    "Finding": "finding",
    "InvalidDataError": "finding",
    "Kind": "table",
    "Ligne": "ligne",
    "Proof": "questions.check.proof",
    "ReadError": "errors",
    "Statut": "questions.check.proof",
    "Table": "table",
    "UsageError": "errors",
}

__all__ = [
    "Answer",
    "Checked",
    "ClsctlError",
    "Column",
    "Comparison",
    "Contracts",
    "Figure",
    "Finding",
    "InvalidDataError",
    "Kind",
    "Ligne",
    "Proof",
    "ReadError",
    "Statut",
    "Table",
    "UsageError",
    "open",
]


def __getattr__(name: str) -> Any:
    """The public name, from its module; AttributeError with what Python needs to suggest the nearest."""
    from importlib import import_module  # noqa: PLC0415 (needed by the Python interface only)

    if name == "open":
        return import_module("clsctl.api").Contracts
    if name == "__version__":
        return import_module("clsctl.version").VERSION
    if name in ROOMS:
        return getattr(import_module(f"clsctl.{ROOMS[name]}"), name)
    raise AttributeError(f"module 'clsctl' has no attribute {name!r}", name=name, obj=import_module("clsctl"))


def __dir__() -> list[str]:
    """The public names, before any of them is imported."""
    return sorted((*__all__, "__version__"))

"""The scripts of `.ci/`, loaded as modules: how `make` sets up an environment, and what a release is called."""

import importlib.util
from functools import cache
from types import ModuleType

from conftest import ROOT

FOLDER = ROOT / ".ci"


@cache
def ci_script(name: str) -> ModuleType:
    """The module `.ci/NAME.py`, run once; its `main` is not called."""
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

"""`.ci/environment.py`, loaded as a module: the script by which `make` sets up an environment."""

import importlib.util
from functools import cache
from types import ModuleType

from conftest import ROOT

SCRIPT = ROOT / ".ci" / "environment.py"


@cache
def environment_script() -> ModuleType:
    """The module, run once; its `main` is not called."""
    spec = importlib.util.spec_from_file_location("environment", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

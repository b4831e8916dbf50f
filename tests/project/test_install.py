"""An editable install reads the data of its tree, and a first import loads no engine."""

import subprocess
import sys
from pathlib import Path

import pytest

import clsctl
from clsctl import bundled
from conftest import ENVIRONMENT, ROOT


def test_an_editable_install_reads_the_tree_and_holds_no_copy() -> None:
    package = Path(clsctl.__file__).parent
    if package != ROOT / "src" / "clsctl":
        pytest.skip("clsctl is not installed editable here; `make test` installs it so")
    assert bundled.data_folder() == ROOT / "data"
    assert not list(Path(sys.prefix).glob("lib*/python*/site-packages/clsctl/data"))


def test_the_first_import_loads_no_engine() -> None:
    code = "import sys, clsctl; print(sorted({'_duckdb', 'duckdb', 'pandas', 'rich', 'typer'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.slow(reason="a process of its own")
def test_the_engine_answers_under_its_public_name_too() -> None:
    code = (
        "import sys, duckdb; sys.modules['_duckdb'] = None\n"
        "from clsctl.cli.run import run; from clsctl.engine import connection\n"
        "assert connection.duckdb is duckdb; sys.exit(run(['totals', '--by', 'axe']))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert "\n1,Prévenir la pauvreté" in done.stdout

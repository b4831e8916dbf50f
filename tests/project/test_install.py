"""An installed clsctl carries its data: from a wheel, from an editable install, in any current folder."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import clsctl
from clsctl import bundled
from conftest import ENVIRONMENT, ROOT

pytestmark = pytest.mark.slow(reason="a wheel is built")

WHERE = "from clsctl import bundled; print(bundled.data_folder())"
TOTALS = "import sys; sys.argv = ['clsctl', 'totals']; from clsctl.cli import main; main()"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (built,) = folder.glob("*.whl")
    return built


def test_a_wheel_reads_its_own_copy_in_any_folder(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    environment = {**ENVIRONMENT, "PYTHONPATH": str(installed)}
    for code, expected in ((WHERE, f"{installed / 'clsctl' / 'data'}\n"), (TOTALS, "axe,libelle,")):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        assert done.stdout.startswith(expected)


def test_a_wheel_carries_every_data_file_and_the_catalogue(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"clsctl/data/{path.name}" for path in (ROOT / "data").iterdir()} <= names
    assert {"clsctl/locale/fr/LC_MESSAGES/clsctl.mo", "clsctl/py.typed"} <= names
    fonts = (ROOT / "src" / "clsctl" / "render" / "picture" / "fonts").iterdir()
    assert {f"clsctl/render/picture/fonts/{path.name}" for path in fonts} <= names
    assert any(name.endswith("dist-info/licenses/src/clsctl/render/picture/fonts/OFL.txt") for name in names)


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


def test_the_engine_answers_under_its_public_name_too() -> None:
    code = (
        "import sys, duckdb; sys.modules['_duckdb'] = None\n"
        "from clsctl.cli.run import run; from clsctl.engine import connection\n"
        "assert connection.duckdb is duckdb; sys.exit(run(['totals', '--by', 'axe']))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert "\n1,Prévenir la pauvreté" in done.stdout

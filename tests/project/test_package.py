"""The packages of a release, built from this tree, checked, and installed into an empty environment: README works.

`make test-package` runs these tests: they install packages, which a package index must give.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import pytest

from conftest import ENVIRONMENT, ROOT, shell
from support.ci_scripts import ci_script
from support.console import BLOCK, COMMAND

pytestmark = [pytest.mark.package, pytest.mark.posix]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the source archive, and the wheel that was built from that archive."""
    folder = tmp_path_factory.mktemp("packages")
    _done([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)])
    return folder


@pytest.fixture(scope="module")
def wheel(packages: Path) -> Path:
    (built,) = packages.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an empty environment in which the wheel was installed, with the pinned packages."""
    place = tmp_path_factory.mktemp("installed") / "venv"
    script = ci_script("environment")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    settings = script.variables(script.settings(_done([*pip, "config", "list"])))
    uv = [sys.executable, "-m", "uv"]
    _done([*uv, "venv", "--python", sys.executable, str(place)])
    pinned = ["--constraint", str(ROOT / "constraints.txt"), "--python", str(place / "bin" / "python")]
    _done([*uv, "pip", "install", *pinned, str(wheel)], {**settings, **os.environ})
    return place / "bin"


def test_both_packages_can_be_shown_by_an_index(packages: Path) -> None:
    said = _done([sys.executable, "-m", "twine", "check", "--strict", *map(str, sorted(packages.iterdir()))])
    assert said.count("PASSED") == 2


def test_the_wheel_carries_every_data_file_the_catalogue_and_the_fonts(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"clsctl/data/{path.name}" for path in (ROOT / "data").iterdir()} <= names
    assert {"clsctl/locale/fr/LC_MESSAGES/clsctl.mo", "clsctl/py.typed"} <= names
    fonts = (ROOT / "src" / "clsctl" / "render" / "picture" / "fonts").iterdir()
    assert {f"clsctl/render/picture/fonts/{path.name}" for path in fonts} <= names
    assert any(name.endswith("dist-info/licenses/src/clsctl/render/picture/fonts/OFL.txt") for name in names)


def test_the_source_archive_carries_what_the_tests_read(packages: Path) -> None:
    (archive,) = packages.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    tracked = _done(["git", "-C", str(ROOT), "ls-files", "-z"]).split("\0")
    hidden = {".gitignore"}  # what git alone needs
    assert {name for name in tracked if name} - hidden - names == set()


def test_the_installed_program_reads_its_own_data(installed: Path, tmp_path: Path) -> None:
    said = _done([str(installed / "clsctl"), "--version"], folder=tmp_path)
    assert said.startswith(f"clsctl {version('clsctl')} (data ")
    code = "from clsctl import bundled; print(bundled.data_folder())"
    where = Path(_done([str(installed / "python"), "-c", code], folder=tmp_path).strip())
    assert where.is_relative_to(installed.parent)


@pytest.mark.parametrize(("page", "language"), [("README.md", "en"), ("LISEZMOI.md", "fr")])
def test_all_of_readme_works_with_the_installed_program(
    page: str, language: str, installed: Path, tmp_path: Path
) -> None:
    environment = {
        **ENVIRONMENT,
        "PATH": os.pathsep.join([str(installed), os.environ["PATH"]]),
        "CLSCTL_LANG": language,
    }
    assert Path(str(shutil.which("clsctl", path=environment["PATH"]))).parent == installed
    for block in BLOCK.findall((ROOT / page).read_text("utf-8")):
        shown = []
        for command in COMMAND.findall(block):
            said = shell(f"exec 2>&1; {command}", tmp_path, environment).stdout.decode("utf-8")
            shown += [f"$ {command}", said.replace(f"{tmp_path}/", "").replace("\r\n", "\n")]
        assert "\n".join(text.removesuffix("\n") for text in shown if text) + "\n" == block


def _done(command: Sequence[str], environment: Mapping[str, str] | None = None, folder: Path | None = None) -> str:
    """Standard output of a command, which must succeed."""
    done = subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout

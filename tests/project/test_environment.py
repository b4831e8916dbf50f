"""`.ci/environment.py` installs with uv what pip would, from the same places, and with pip where uv fails."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ENVIRONMENT, ROOT
from support.ci_scripts import FOLDER, ci_script

# A Python that writes down what it is asked, and has a uv that ends with the code in the file `uv-ends`.
PYTHON = """#!/bin/sh
root=$(dirname "$0")/../..
echo "$* | ${UV_DEFAULT_INDEX:-} ${PIP_CONSTRAINT:-}" >> "$root/asked"
case "$*" in
  *"config list"*) echo "global.index-url='https://packages.example/simple'" ;;
  "-m uv "*) exit "$(cat "$root/uv-ends")" ;;
esac
"""


def test_the_settings_of_pip_are_handed_to_uv(tmp_path: Path) -> None:
    listed = f"""global.index-url='https://old.example/simple'
install.index-url='https://user:secret@packages.example/simple'
:env:.extra-index-url='file:///not/there/simple https://more.example/simple'
global.find-links='{tmp_path} /not/there/wheels'
global.cert='/etc/ssl/office.pem'
:env:.proxy='http://proxy.example:3128'
global.trusted-host='packages.example more.example'
download.index-url='https://other.example/simple'
:env:.no-index='0'
"""
    environment = ci_script("environment")
    assert environment.variables(environment.settings(listed)) == {
        "UV_DEFAULT_INDEX": "https://user:secret@packages.example/simple",
        "UV_INDEX": "https://more.example/simple",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_FIND_LINKS": str(tmp_path),
        "SSL_CERT_FILE": "/etc/ssl/office.pem",
        "HTTPS_PROXY": "http://proxy.example:3128",
        "UV_INSECURE_HOST": "packages.example more.example",
    }
    assert environment.variables(environment.settings(":env:.no-index='yes'")) == {"UV_NO_INDEX": "1"}
    assert environment.variables(environment.settings("")) == {}


@pytest.mark.posix
@pytest.mark.parametrize("ends", [0, 2])
def test_uv_installs_the_packages_and_pip_where_uv_fails(tmp_path: Path, ends: int) -> None:
    (tmp_path / ".ci").mkdir()
    shutil.copy(FOLDER / "environment.py", tmp_path / ".ci")
    shutil.copy(ROOT / "constraints.txt", tmp_path)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(PYTHON)
    python.chmod(0o755)
    (tmp_path / "uv-ends").write_text(str(ends))
    done = subprocess.run(
        [sys.executable, tmp_path / ".ci" / "environment.py", "dev"],
        env={**ENVIRONMENT, "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    asked = (tmp_path / "asked").read_text().splitlines()
    (uv,) = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if line.startswith("uv==")]
    assert asked[0] == f"-m pip --disable-pip-version-check -q install {uv} |  constraints.txt"
    packages = "--constraint constraints.txt --editable .[dev] --quiet | https://packages.example/simple "
    assert asked[2] == f"-m uv pip install {packages}"
    by_pip = ["-m pip --disable-pip-version-check -q install --editable .[dev] |  constraints.txt"]
    assert asked[3:] == (by_pip if ends else [])
    assert done.stdout == ""
    said = done.stderr.splitlines()
    assert said[:2] == [
        f"Installing {uv.replace('==', ' ')}, the installer of the packages.",
        "Installing clsctl and its pinned packages.",
    ]
    assert ("Installing clsctl and its pinned packages with pip: this takes longer." in said) == bool(ends)
    assert said[-1].startswith("Ready after ")

"""The virtual environment `.venv`, with clsctl and its pinned packages: `python .ci/environment.py [EXTRA…]`.

uv installs them, in a quarter of the time that pip takes; pip brings uv, and takes over where uv fails. uv reads no
setting of pip, so the index, the proxy and the certificates that this machine has set for pip are handed to it.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

OLDEST = (3, 11)
VENV = Path(".venv")
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
CONSTRAINTS = "constraints.txt"
PIP = [str(PYTHON), "-m", "pip", "--disable-pip-version-check"]
# A setting of pip, and the variable that says the same to uv.
VARIABLES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "HTTPS_PROXY",
    "timeout": "UV_HTTP_TIMEOUT",
}
SECTIONS = ("global", "install", ":env:")  # the later one wins, as it does for pip


def settings(listed: str) -> dict[str, str]:
    """Settings of pip by name, as `pip config list` prints them: `section.name='value'`, a line each."""
    found: dict[str, tuple[int, str]] = {}
    for line in listed.splitlines():
        place, separator, value = line.partition("=")
        section, _, name = place.rpartition(".")
        if separator and section in SECTIONS:
            rank = SECTIONS.index(section)
            if rank >= found.get(name, (0, ""))[0]:
                found[name] = (rank, ast.literal_eval(value))
    return {name: value for name, (_, value) in found.items()}


def is_there(place: str) -> bool:
    """True for an address of the network, and for a local one that exists: pip passes over the others, uv stops."""
    parts = urlsplit(place)
    if parts.scheme not in ("", "file"):
        return True
    return Path(url2pathname(parts.path) if parts.scheme else place).exists()


def variables(of_pip: dict[str, str]) -> dict[str, str]:
    """The environment in which uv looks for packages where pip would look for them."""
    said = {}
    for name, variable in VARIABLES.items():
        values = of_pip.get(name, "").split()
        if name in ("extra-index-url", "find-links"):
            values = [value for value in values if is_there(value)]
        if values:
            said[variable] = ("," if name == "find-links" else " ").join(values)
    if "UV_INDEX" in said:
        said["UV_INDEX_STRATEGY"] = "unsafe-best-match"  # the best version of all indexes, as pip takes it
    if of_pip.get("no-index", "").lower() in ("1", "true", "yes", "on"):
        said["UV_NO_INDEX"] = "1"
    return said


def say(words: str) -> None:
    """Tell a step on stderr: stdout is the answer's."""
    print(words, file=sys.stderr, flush=True)


def output(command: list[str]) -> str:
    """Standard output of a command that must succeed."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def by_uv(packages: list[str]) -> bool:
    """True when uv has installed the packages; its own words are shown where it has not."""
    wanted = next(
        line for line in Path(CONSTRAINTS).read_text(encoding="utf-8").splitlines() if line.startswith("uv==")
    )
    say(f"Installing {wanted.replace('==', ' ')}, the installer of the packages.")
    try:
        subprocess.run([*PIP, "-q", "install", wanted], check=True, env={**os.environ, "PIP_CONSTRAINT": CONSTRAINTS})
        of_pip = settings(output([*PIP, "config", "list"]))
        say("Installing clsctl and its pinned packages.")
        command = [str(PYTHON), "-m", "uv", "pip", "install", "--constraint", CONSTRAINTS, *packages]
        environment = {"UV_BUILD_CONSTRAINT": CONSTRAINTS, **variables(of_pip), **os.environ, "VIRTUAL_ENV": str(VENV)}
        quiet = [] if sys.stderr.isatty() else ["--quiet"]  # a terminal shows what is being fetched
        subprocess.run([*command, *quiet], check=True, env=environment)
    except (OSError, subprocess.CalledProcessError) as failure:
        say(f"uv did not install them ({failure}).")
        return False
    return True


def by_pip(packages: list[str]) -> None:
    """Install the packages with pip, which reads its own settings."""
    say("Installing clsctl and its pinned packages with pip: this takes longer.")
    subprocess.run([*PIP, "-q", "install", *packages], check=True, env={**os.environ, "PIP_CONSTRAINT": CONSTRAINTS})


def main(extras: list[str]) -> int:
    """Make `.venv` where it is missing, and install clsctl in it from this tree, with the extras."""
    started = time.monotonic()
    if sys.version_info < OLDEST:
        say("clsctl needs Python 3.11 or later; name one: make PYTHON=/path/to/python3.11")
        return 1
    os.chdir(Path(__file__).resolve().parent.parent)
    packages = ["--editable", f".[{','.join(extras)}]" if extras else "."]
    try:
        if not PYTHON.exists():
            say(f"Making {VENV}, an environment of its own, with Python {sys.version.split()[0]}.")
            subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
        if not by_uv(packages):
            by_pip(packages)
    except (OSError, subprocess.CalledProcessError) as failure:
        say(f"The packages were not installed: {failure}")
        return 1
    say(f"Ready after {time.monotonic() - started:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The owner of the repository and the version of the release, written into each file that names them.

`python .ci/names.py --owner NAME` and `--version 1.2.3 --date 2026-12-01`; without options, both are printed. They are
set in `pyproject.toml`, `OWNER` standing for an owner that is not known yet.
"""

import argparse
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = "pyproject.toml"
MODULE = "src/clsctl/version.py"  # names no owner
FILES = (PROJECT, MODULE, "CITATION.cff", "docs/check.md", "docs/fr/check.md")
OWNER = re.compile(r"(?<=https://github\.com/)[\w.-]+(?=/clsctl\b)|(?<=uses: )[\w.-]+(?=/clsctl@v)")
NUMBER = r"\d+\.\d+\.\d+"
VERSION = re.compile(
    rf'(?<=^version = "){NUMBER}|(?<=^VERSION = "){NUMBER}|(?<=^version: ){NUMBER}'
    rf"|(?<=/clsctl@v){NUMBER}|(?<=rev: v){NUMBER}",
    re.MULTILINE,
)
DATE = re.compile(r"(?<=^date-released: )\d{4}-\d\d-\d\d", re.MULTILINE)


def current() -> tuple[str, str]:
    """The owner and the version that `pyproject.toml` sets."""
    project = tomllib.loads((ROOT / PROJECT).read_text("utf-8"))["project"]
    found = OWNER.search(project["urls"]["Repository"])
    if found is None:
        raise SystemExit(f"{PROJECT}: the address of the repository names no owner")
    return found[0], project["version"]


def renamed(text: str, owner: str, version: str, date: str = "") -> str:
    """The text with that owner and version, and, where one is given, the date of the release."""
    text = VERSION.sub(version, OWNER.sub(owner, text))
    return DATE.sub(date, text) if date else text


def main() -> int:
    """Write what was given, and print both."""
    owner, version = current()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--owner", default=owner)
    parser.add_argument("--version", default=version, type=_version)
    parser.add_argument("--date", default="", help="the day of the release, as 2026-12-01")
    given = parser.parse_args()
    for name in FILES:
        path = ROOT / name
        before = path.read_text("utf-8")
        after = renamed(before, given.owner, given.version, given.date)
        if after != before:
            path.write_text(after, "utf-8")
    print(f"{given.owner}/clsctl {given.version}")
    return 0


def _version(text: str) -> str:
    if not re.fullmatch(NUMBER, text):
        raise argparse.ArgumentTypeError(f"{text} is not a version such as 1.2.3")
    return text


if __name__ == "__main__":
    sys.exit(main())

"""Each file is opened for its head, its encoding and its header once, and the value that holds them travels."""

import collections
import json
import shutil
from pathlib import Path

import pytest

from conftest import ENVIRONMENT, ROOT
from support.warm_runs import Job, answered

pytestmark = pytest.mark.slow(reason="each test is a process")

MOST = 3  # by Python; the engine opens the lines once more
COUNTED = """
import collections, json, sys
opened = collections.Counter()

def count(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[0].endswith((".csv", ".json")):
        opened[arguments[0]] += 1

from clsctl.cli.run import run
sys.addaudithook(count)
code = run(sys.argv[2:])
open(sys.argv[1], "w").write(json.dumps(opened))
sys.exit(code)
"""


@pytest.mark.parametrize(
    "command", ["totals", "lines", "check", "info", "validate", "fmt contracts_2025.csv", "fmt --check data"]
)
def test_no_command_opens_a_file_more_than_three_times(command: str, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    name, *words = command.split()
    files = [
        str(folder if word == "data" else folder / word) if "." in word or word == "data" else word for word in words
    ]
    data = ["--data", str(folder)] if name in {"totals", "lines", "check", "info"} else files or [str(folder)]
    record = tmp_path / "opened.txt"
    done = answered(Job((str(record), name, *data), COUNTED), tmp_path, ENVIRONMENT)
    assert done.returncode == 0, done.stderr
    opened = collections.Counter[str]()
    for path, count in json.loads(record.read_text("utf-8")).items():
        opened[path] += count
    assert {"contracts_2025.csv", "territoires.csv", "axes.csv"} <= {Path(path).name for path in opened}
    assert {path: count for path, count in opened.items() if count > MOST} == {}

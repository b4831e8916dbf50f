"""The documentation is executed: each console block of the README is a session, and says what really happens.

`pytest --golden-refresh` rewrites what the blocks show. A block's commands share one folder with those before it.
"""

import re
from pathlib import Path

import pytest

from conftest import ENVIRONMENT, ROOT, shell

pytestmark = pytest.mark.slow(reason="each block is a session of a shell")

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
DOCUMENTS = {"README.md": "en", "LISEZMOI.md": "fr"}


@pytest.mark.posix
@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_console_block_says_what_happens(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    document = ROOT / name
    text = document.read_text(encoding="utf-8")
    environment = {**ENVIRONMENT, "CLSCTL_LANG": DOCUMENTS[name]}

    def played(block: re.Match[str]) -> str:
        lines = []
        for command in re.findall(r"^\$ (.*)$", block[1], re.MULTILINE):
            done = shell(f"exec 2>&1; {command}", tmp_path, environment)
            lines += [f"$ {command}", done.stdout.decode("utf-8").replace(f"{tmp_path}/", "").replace("\r\n", "\n")]
        return "```console\n" + "\n".join(line.removesuffix("\n") for line in lines if line) + "\n```"

    seen = BLOCK.sub(played, text)
    if request.config.getoption("--golden-refresh"):
        document.write_text(seen, encoding="utf-8")
    else:
        assert text == seen
    assert len(BLOCK.findall(text)) > 3


@pytest.mark.posix
def test_the_python_block_runs(tmp_path: Path) -> None:
    code = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    done = shell(f"python - <<'END'\n{code[0]}\nprint(len(frame))\nEND", tmp_path, ENVIRONMENT)
    assert (done.stdout, done.returncode) == (b"7\n", 0)

"""The documentation is executed: each console block is a session, run in the language of its page.

`pytest --golden-refresh` rewrites what the blocks show. A block's commands share one folder with those before it.
A page and its edition in the other language say the same: headings, commands, options, slugs, tables and figures.
"""

import contextlib
import io
import re
import shlex
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from clsctl.cli.run import run
from clsctl.questions.check.proof import Statut
from clsctl.rules.catalogue import RULES
from conftest import ENVIRONMENT, ROOT, shell
from support.console import BLOCK, COMMAND, needs_shell
from support.warm_runs import for_shell
from support.within import engine, stage

pytestmark = pytest.mark.slow(reason="each block is a session of a shell")

FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#]+)[^)]*\)")
SLUGS = {rule.slug for rule in RULES} | {statut.value for statut in Statut}

# The English page, and its French edition.
EDITIONS = {"README.md": "LISEZMOI.md"} | {
    f"docs/{page}": f"docs/fr/{page}"
    for page in sorted(
        path.relative_to(ROOT / "docs" / "fr").as_posix() for path in (ROOT / "docs" / "fr").rglob("*.md")
    )
}
FRENCH = set(EDITIONS.values())
PAGES = ["README.md", "LISEZMOI.md", *(str(page.relative_to(ROOT)) for page in sorted((ROOT / "docs").rglob("*.md")))]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.posix
@pytest.mark.parametrize("name", [name for name in PAGES if BLOCK.search(text_of(name))])
def test_each_console_block_says_what_happens(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    text = text_of(name)
    for example in (ROOT / "docs" / "examples").iterdir():
        if f"examples/{example.name}" in text:  # the reader has it, as the page links to it
            shutil.copy(example, tmp_path)
    environment = for_shell({**ENVIRONMENT, "CLSCTL_LANG": "fr" if name in FRENCH else "en"})

    def played(block: re.Match[str]) -> str:
        lines = []
        for command in COMMAND.findall(block[1]):
            shown = printed(command, tmp_path, environment).decode("utf-8").replace(f"{tmp_path}/", "")
            lines += [f"$ {command}", shown.replace("\r\n", "\n")]
        return "```console\n" + "\n".join(line.removesuffix("\n") for line in lines if line) + "\n```"

    seen = BLOCK.sub(played, text)
    if request.config.getoption("--golden-refresh"):
        (ROOT / name).write_text(seen, encoding="utf-8")
    else:
        assert text == seen


def printed(command: str, folder: Path, environment: Mapping[str, str]) -> bytes:
    """The screen of a reader; a line that needs no shell runs in this process, at a tenth of the cost."""
    if command.startswith("clsctl ") and not needs_shell(command):
        return printed_here(shlex.split(command)[1:], folder, environment)
    return shell(f"exec 2>&1; {command}", folder, environment).stdout


def printed_here(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> bytes:
    screen = io.BytesIO()
    stream = io.TextIOWrapper(screen, "utf-8", newline="")
    empty = io.TextIOWrapper(io.BytesIO())
    streams = {"stdin": empty, "stdout": stream, "stderr": stream}
    with stage(folder, environment, **streams), engine(arguments), contextlib.suppress(SystemExit):
        run(arguments)
    stream.flush()
    return screen.getvalue()


@pytest.mark.posix
@pytest.mark.parametrize("command", ["clsctl totals --by axe", "clsctl totals --territoire Asine"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_command_prints_here_what_a_shell_prints(command: str, language: str, tmp_path: Path) -> None:
    environment = for_shell({**ENVIRONMENT, "CLSCTL_LANG": language})
    here = printed_here(shlex.split(command)[1:], tmp_path, environment)
    assert here == shell(f"exec 2>&1; {command}", tmp_path, environment).stdout


@pytest.mark.parametrize(("english", "french"), EDITIONS.items())
def test_both_editions_of_a_page_say_the_same(english: str, french: str) -> None:
    one, other = text_of(english), text_of(french)
    assert headings(one) == headings(other)
    assert [len(COMMAND.findall(block)) for block in BLOCK.findall(one)] == [
        len(COMMAND.findall(block)) for block in BLOCK.findall(other)
    ]
    assert BLOCK.search(one)
    assert options(one) == options(other)
    assert slugs(one) == slugs(other)
    assert [shape(table) for table in tables(one)] == [shape(table) for table in tables(other)]
    assert [numbers(table) for table in tables(one)] == [numbers(table) for table in tables(other)]
    assert code(one) == code(other)


@pytest.mark.parametrize(("english", "french"), EDITIONS.items())
def test_each_edition_names_the_other_in_its_first_lines(english: str, french: str) -> None:
    for page, other in ((english, french), (french, english)):
        opening = text_of(page)[:900]
        assert (ROOT / other).resolve() in {((ROOT / page).parent / link).resolve() for link in LINK.findall(opening)}


@pytest.mark.parametrize("name", PAGES)
def test_each_link_leads_to_a_file(name: str) -> None:
    links = [link for link in LINK.findall(FENCED.sub("", text_of(name))) if "://" not in link]
    assert [link for link in links if not ((ROOT / name).parent / link).exists()] == []


def headings(text: str) -> list[int]:
    """The level of each heading, in order."""
    return [len(mark) for mark in re.findall(r"^(#+) ", FENCED.sub("", text), re.MULTILINE)]


def options(text: str) -> set[str]:
    """The options named in the text and in its commands, not in what the commands print."""
    commands = [command for block in BLOCK.findall(text) for command in COMMAND.findall(block)]
    return set(OPTION.findall("\n".join([FENCED.sub("", text), *commands])))


def slugs(text: str) -> set[str]:
    return SLUGS & set(CODE.findall(FENCED.sub("", text)))


def tables(text: str) -> list[list[list[str]]]:
    """The cells of each table; a `|` that belongs to a cell is written `\\|`."""
    found = re.findall(r"(?:^\|.*\|\n)+", FENCED.sub("", text) + "\n", re.MULTILINE)
    return [[re.split(r"(?<!\\)\|", row)[1:-1] for row in table.splitlines()] for table in found]


def shape(table: list[list[str]]) -> list[int]:
    return [len(row) for row in table]


def numbers(table: list[list[str]]) -> list[str]:
    """The figures in the columns of figures, without spaces, with a dot for the decimal mark of both languages."""
    aligned = [place for place, mark in enumerate(table[1]) if mark.strip() == "--:"]
    cells = ["".join(row[place].split()).replace(",", ".") for row in table[2:] for place in aligned]
    return [figure for cell in cells for figure in re.findall(r"[\d.]+", cell)]


def code(text: str) -> list[str]:
    """The blocks that a reader copies as they stand."""
    return [block for language, block in FENCED.findall(text) if language not in {"", "console"}]


@pytest.mark.posix
def test_the_python_block_of_both_editions_runs(tmp_path: Path) -> None:
    block, other = (
        re.findall(r"```python\n(.*?)```", text_of(name), re.DOTALL) for name in ("README.md", "LISEZMOI.md")
    )
    assert block == other
    done = shell(f"python - <<'END'\n{block[0]}\nprint(len(frame))\nEND", tmp_path, ENVIRONMENT)
    assert (done.stdout, done.returncode) == (b"7\n", 0)


# A page on how to add something names what is not there yet; tests/project/test_docs.py looks at the rest of it.
@pytest.mark.parametrize("name", [page for page in PAGES if not page.startswith("docs/how-to/")])
def test_each_module_that_a_page_names_exists(name: str) -> None:
    roots = [ROOT / folder for folder in ("", "src/clsctl", "tests", "tests/support", "tests/support/brochures")]
    named = {path.partition("::")[0] for path in CODE.findall(FENCED.sub("", text_of(name)))}
    modules = [path for path in named if re.fullmatch(r"[\w./-]+\.py", path)]
    assert [module for module in modules if not any((root / module).is_file() for root in roots)] == []

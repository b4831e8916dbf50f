"""docs/glossaire.md has every public term of the program, in the words that it prints in each language.

`pytest --golden-refresh` rewrites the words that the program prints.
"""

import gettext
import re

import pytest

from clsctl.cli.app import command
from clsctl.cli.framework import ClsctlGroup
from clsctl.errors import ExitCode
from clsctl.language import CATALOGUES, DOMAIN
from clsctl.questions.check.proof import Statut
from clsctl.render.formats import ENDINGS, CiFormat, Format
from clsctl.vocabulary.columns import COLUMNS, STATUTS
from clsctl.vocabulary.schema import package
from conftest import ROOT

PATH = ROOT / "docs" / "glossaire.md"
PAGE = PATH.read_text(encoding="utf-8")
ROW = re.compile(r"^(?P<term>\|[^|\n]*\|) (?P<english>[^|\n]*) \| (?P<french>[^|\n]*) \|", re.MULTILINE)
HEADINGS = {f"| `{name}` |": declared.heading for name, declared in COLUMNS.items()}
STATUSES = {f"| `{name}` |": word.text for name, word in STATUTS.items()}
Rows = dict[str, list[str]]


def rows_under(heading: str) -> Rows:
    """The cells behind each term in code of a section's table; terms of one row stand alone."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [re.split(r"(?<!\\)\|", row)[1:-1] for row in section.splitlines() if row.startswith("|")][2:]
    return {
        term: [cell.strip().replace("\\|", "|") for cell in cells[1:]]
        for cells in rows
        for term in (re.findall(r"`([^`]+)`", cells[0]) or [cells[0].strip() or cells[1].strip()])
    }


def test_every_column_status_and_format_is_explained() -> None:
    explained = rows_under("The contract's words") | rows_under("Columns of answers")
    assert set(explained) == {name for schema in package().schemas for name in schema.names} | set(COLUMNS)
    assert list(rows_under("Statuses of `check`")) == [statut.value for statut in Statut]
    formats = rows_under("Formats")
    assert set(formats) == {"auto"} | {form.value for form in Format} | {form.value for form in CiFormat}
    endings = {cells[2].strip("`"): form for form, cells in formats.items() if cells[2]}
    assert endings == {ending: form.value for ending, form in ENDINGS.items()}
    assert list(rows_under("Exit codes")) == [str(code.value) for code in ExitCode]


def test_every_command_and_option_is_explained_with_its_commands() -> None:
    program = command()
    assert isinstance(program, ClsctlGroup)
    assert set(program.commands) <= set(rows_under("Words of the commands"))
    found: dict[str, set[str]] = {}
    for name, each in [("clsctl", program), *program.commands.items()]:
        for option in [option for parameter in each.params for option in parameter.opts]:
            if option.startswith("-"):
                found.setdefault(option, set()).add(name)
    options = rows_under("Options")
    assert set(options) == set(found)
    every = set(program.commands)
    listed = {option: cells[2].partition(";")[0] for option, cells in options.items()}
    assert {option: every if names == "all" else set(names.split(", ")) for option, names in listed.items()} == found


def test_the_words_are_those_that_the_program_prints(request: pytest.FixtureRequest) -> None:
    french = gettext.translation(DOMAIN, CATALOGUES, ["fr"])
    translated = 0

    def printed(row: re.Match[str]) -> str:
        nonlocal translated
        words = STATUSES if PAGE.index("## Statuses") < row.start() < PAGE.index("## Words of") else HEADINGS
        english = words.get(row["term"], row["english"])
        said = french.gettext(english)
        if row["term"] not in words and said == english:  # the program does not print it
            return row[0]
        translated += 1
        return f"{row['term']} {english} | {said} |"

    seen = ROW.sub(printed, PAGE)
    if request.config.getoption("--golden-refresh"):
        PATH.write_text(seen, encoding="utf-8")
    else:
        assert seen == PAGE
    assert translated > 60


def test_each_room_stands_where_the_glossary_says() -> None:
    rooms = [cells[1].strip("`") for cells in rows_under("The program's words").values()]
    assert len(rooms) > 15
    assert [room for room in rooms if not (ROOT / "src" / "clsctl" / room).is_file()] == []

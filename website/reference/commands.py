"""A page for each command: what it does, its arguments and options, its examples, a picture of a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from typer.core import TyperArgument

from clsctl.cli.app import command
from clsctl.cli.framework import PARAGRAPH, ClsctlGroup, Command
from pages import ROOT
from reference.markdown import block, code, plain, table
from words import Language, say

SHOWN = ROOT / "docs" / "pictures"
PLACE = "reference/commands"


def command_pages(language: Language) -> Iterator[tuple[str, str]]:
    """The pages by their place, the list of commands first."""
    program = _program()
    yield f"{PLACE}/index", _list(program, language)
    for name, each in program.commands.items():
        yield f"{PLACE}/{name}", _page(name, each, language)


def command_names() -> tuple[str, ...]:
    """The commands in the order of the help."""
    return tuple(_program().commands)


def _program() -> ClsctlGroup:
    program = command()
    if not isinstance(program, ClsctlGroup):
        raise TypeError(program)
    return program


def _list(program: ClsctlGroup, language: Language) -> str:
    words = {key: say(key, language) for key in ("commands", "command", "does", "program_options")}
    rows = [(f"[`clsctl {name}`]({name}.md)", plain(_first(each))) for name, each in program.commands.items()]
    tree = "\n".join(program.commands)
    return (
        f"# {words['commands']}\n\n{table((words['command'], words['does']), rows)}\n"
        f"## {words['program_options']}\n\n{''.join(_parameters(program, 'clsctl', language))}\n"
        f"```{{toctree}}\n:hidden:\n\n{tree}\n```\n"
    )


def _page(name: str, each: Command, language: Language) -> str:
    paragraphs = [plain(text) for text in (each.help or "").split(PARAGRAPH) if text]
    _title, *examples = (each.epilog or "").split("\n")
    picture = SHOWN / f"terminal-{name}-{language}.svg"
    shown = f"\n## {say('shown', language)}\n\n![](../../pictures/{picture.name})\n" if picture.exists() else ""
    return (
        f"# clsctl {name}\n\n{PARAGRAPH.join(paragraphs)}\n{shown}\n"
        f"{PARAGRAPH.join(_parameters(each, f'clsctl {name}', language))}\n"
        f"\n## {say('examples', language)}\n{block(chr(10).join(f'$ {line}' for line in examples), 'console')}"
    )


def _first(each: Command) -> str:
    return (each.help or "").partition(PARAGRAPH)[0]


def _parameters(each: Command, path: str, language: Language) -> Iterator[str]:
    """A table of arguments, and one of options for each group of them."""
    context = each.make_context(path, [], resilient_parsing=True)
    groups: dict[str, list[tuple[str, str]]] = {}
    arguments = []
    parameters: list[Any] = each.get_params(context)
    for parameter in parameters:
        meaning = plain(parameter.help or "") + _default(parameter, language)
        if isinstance(parameter, TyperArgument):
            arguments.append((code(parameter.metavar or parameter.name or ""), meaning))
        else:
            group = getattr(parameter, "rich_help_panel", None) or say("options", language)
            names = ", ".join(sorted(parameter.opts, key=len, reverse=True))
            groups.setdefault(group, []).append((code(f"{names} {parameter.metavar or ''}".strip()), meaning))
    headings: Mapping[str, str] = {key: say(key, language) for key in ("argument", "option", "meaning", "arguments")}
    if arguments:
        yield f"## {headings['arguments']}\n\n{table((headings['argument'], headings['meaning']), arguments)}"
    for group, rows in groups.items():
        title = "" if path == "clsctl" else f"## {group}\n\n"
        yield f"{title}{table((headings['option'], headings['meaning']), rows)}"


def _default(parameter: Any, language: Language) -> str:
    default = parameter.default
    is_said = isinstance(default, str) and getattr(parameter, "show_default", True)
    return f" ({say('default', language)}{say('colon', language)} {code(default)})" if is_said and default else ""

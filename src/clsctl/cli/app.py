"""The program and its commands, assembled by Typer from one module each."""

from types import ModuleType
from typing import Annotated

import typer

from clsctl.cli import completion, framework
from clsctl.cli.framework import PARAGRAPH, ClsctlCommand, ClsctlGroup, Command
from clsctl.cli.output.streams import is_terminal
from clsctl.cli.settings import conventions
from clsctl.language import _, mark

# Module names, in the order of the help.
COMMANDS = (
    "totals",
    "lines",
    "check",
    "info",
    "validate",
    "fmt",
    "import_",
    "compare",
    "report",
    "themes",
    "context",
    "sql",
    "export",
)


def command(first: str = "") -> Command:
    """The program, with the command that the first argument names, else with all; help is boxed on a terminal only."""
    framework.translate()
    app = typer.Typer(
        name="clsctl",
        cls=ClsctlGroup,
        help=_("The contrats locaux des solidarités as data one can trust."),
        epilog=PARAGRAPH.join((_("Without --data, the figures are those of Hauts-de-France, 2025."), *conventions())),
        add_completion=False,
        rich_markup_mode="rich" if is_terminal() else None,
        suggest_commands=True,
        context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    )
    app.callback(invoke_without_command=False)(_program)
    for name in [name for name in COMMANDS if name.rstrip("_") == first] or COMMANDS:
        module = __import__(f"clsctl.cli.commands.{name}", fromlist=["command"])
        app.command(name.rstrip("_"), cls=ClsctlCommand, help=_help(module), epilog=_epilog(module))(module.command)
    return typer.main.get_command(app)


def _help(module: ModuleType) -> str:
    """The command's help: its first line, further facts, the formats where it has `--format`."""
    paragraphs = [_(module.HELP), " ".join(map(_, module.DETAILS))]
    return PARAGRAPH.join([*paragraphs, module.FORMATS()] if hasattr(module, "FORMATS") else paragraphs)


def _epilog(module: ModuleType) -> str:
    """The command's examples, a line each."""
    return "\n".join((_("Examples:"), *module.EXAMPLES))


def _print_version(value: bool) -> None:
    if value:
        from clsctl.bundled import data_version
        from clsctl.version import VERSION

        print(f"clsctl {VERSION} (data {data_version()})")
        raise typer.Exit


def _show_completion(shell: str | None) -> None:
    if shell is not None:
        from clsctl.cli.shells import script, shell_named

        print(script(shell_named("--show-completion", shell)))
        raise typer.Exit


def _install_completion(shell: str | None) -> None:
    if shell is not None:
        from clsctl.cli.shells import install, shell_named

        print("\n".join(install(shell_named("--install-completion", shell))))
        raise typer.Exit


def _program(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_print_version,
            is_eager=True,
            help=mark("Print the version, and that of the data."),
        ),
    ] = False,
    install_completion: Annotated[
        str | None,
        typer.Option(
            "--install-completion",
            metavar=mark("[SHELL]"),
            callback=_install_completion,
            is_eager=True,
            autocompletion=completion.shells,
            help=mark("Install completion for this shell, or SHELL."),
        ),
    ] = None,
    show_completion: Annotated[
        str | None,
        typer.Option(
            "--show-completion",
            metavar=mark("[SHELL]"),
            callback=_show_completion,
            is_eager=True,
            autocompletion=completion.shells,
            help=mark("Print the completion script instead."),
        ),
    ] = None,
) -> None:
    """The options of the program itself."""

"""Typer's own sentences in the user's language, and its commands run without its exits."""

import gettext
import os
import re
from dataclasses import dataclass
from typing import Any

from typer import Abort, Exit
from typer._click import Command, Context
from typer._click.exceptions import (
    BadOptionUsage,
    MissingParameter,
    NoSuchOption,
    UsageError,
)
from typer._click.formatting import HelpFormatter
from typer._coercion import RuntimeParam
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from clsctl.errors import ExitCode
from clsctl.language import CATALOGUES, DOMAIN, _, language, mark
from clsctl.vocabulary.suggest import did_you_mean

__all__ = ["Abort", "ClsctlCommand", "ClsctlGroup", "UsageError", "fact", "invoke", "remedy", "translate"]

SUGGESTION = re.compile(r"(?P<fact>.*) Did you mean (?P<names>.*)\?", re.DOTALL)
EXTRA_ARGUMENTS = re.compile(r"Got unexpected extra argument\(s\) \((?P<words>.*)\)", re.DOTALL)

PLAIN: tuple[Any, ...] = (str, list[str], bool)

# Typer looks these up by gettext, or says them in English alone; here they are marked for our catalogue.
SENTENCES = (
    mark("[OPTIONS]"),
    mark("COMMAND [ARGS]..."),
    mark("Arguments"),
    mark("Options"),
    mark("Commands"),
    mark("[default: {}]"),
    mark("[env var: {}]"),
    mark("[required]"),
    mark("(deprecated) "),
    mark("default: {default}"),
    mark("env var: {var}"),
    mark("required"),
    mark("(dynamic)"),
    mark("Show this message and exit."),
    mark("Install completion for the current shell."),
    mark("Show completion for the current shell, to copy it or customize the installation."),
    mark("Install completion for the specified shell."),
    mark("Show completion for the specified shell, to copy it or customize the installation."),
    mark("Missing command."),
    mark("No such command {name!r}."),
    mark("Error"),
    mark("Aborted!"),
    mark("Aborted."),
    mark("Try [blue]'{command_path} {help_option}'[/] for help."),
)


def translate() -> None:
    """Let the framework find its sentences in our catalogue, in the language that we chose."""
    gettext.bindtextdomain(DOMAIN, CATALOGUES)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language()


@dataclass(frozen=True)
class _Plain(RuntimeParam):
    """Text as the user typed it. Typer would have pydantic hand it back unchanged, for a third of the start-up."""

    def _coerce_value(self, value: Any, param: Any, ctx: Context) -> Any:  # noqa: ARG002 (Typer's signature)
        return value


class _Translated(Command):
    """A command whose help speaks the user's language throughout."""

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        pieces = [_(piece) for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), _("Usage: "))

    def get_params(self, ctx: Context) -> list[Any]:
        params = super().get_params(ctx)
        for param in params:
            if isinstance(param, TyperOption | TyperArgument):
                param.help = param.help and _(param.help)
                # A flag has no value to name; Typer would say <bool>.
                param.metavar = "" if getattr(param, "is_flag", False) else param.metavar and _(param.metavar)
                if isinstance(param, TyperArgument):
                    param.display_type_rich = _no_type  # type: ignore[method-assign]  # Typer would say <list[str]>
                if param.type_descriptor.annotation in PLAIN:
                    param._runtime_param = _Plain(param.type_descriptor.parameter_info, str)  # noqa: SLF001 (see _Plain)
        return params


def _no_type(ctx: Context) -> None:
    """What the help shows behind the name of an argument."""


class ClsctlCommand(_Translated, TyperCommand):
    """One command."""


class ClsctlGroup(_Translated, TyperGroup):
    """The program, which has commands."""


def invoke(program: Command, name: str, arguments: list[str]) -> int:
    """Run the command; its exit code, 0 where it sets none. Its errors are raised; no argument at all is `--help`."""
    try:
        with program.make_context(name, arguments or ["--help"]) as context:
            program.invoke(context)
    except Exit as end:
        return end.exit_code
    return ExitCode.NOTHING_TO_REPORT


def fact(error: UsageError) -> str:
    """What is wrong with the command line."""
    match error:
        case NoSuchOption():
            return _("There is no option {option}.").format(option=error.option_name)
        case BadOptionUsage() if "does not take" in error.message:
            return _("The option {option} takes no value.").format(option=error.option_name)
        case BadOptionUsage():
            return _("The option {option} needs a value.").format(option=error.option_name)
        case MissingParameter():
            return _missing(error)
    if found := EXTRA_ARGUMENTS.fullmatch(error.message):
        return _("One argument too many: {words}").format(words=found["words"])
    suggested = SUGGESTION.fullmatch(error.message)
    return suggested["fact"] if suggested else error.message


def _missing(error: MissingParameter) -> str:
    if isinstance(error.param, TyperOption):
        return _("The option {option} is missing.").format(option=error.param.opts[0])
    name = error.param.name or "" if error.param else ""
    return _("The argument {name} is missing.").format(name=name)


def remedy(error: UsageError) -> str:
    """What to do about it: the nearest option, or the help."""
    command = error.ctx.command_path if error.ctx else "clsctl"
    known = error.possibilities if isinstance(error, NoSuchOption) else None
    if known:
        return did_you_mean(sorted(known))
    if suggested := SUGGESTION.fullmatch(error.message):
        return did_you_mean(name.strip("'\" ") for name in suggested["names"].split(","))
    return _("See {command} --help.").format(command=command)

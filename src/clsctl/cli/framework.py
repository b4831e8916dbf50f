"""The adapter to Typer: its sentences in the user's language, its commands without its exits."""

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
from clsctl.vocabulary.suggestions import did_you_mean

__all__ = [
    "CURRENT",
    "Abort",
    "ClsctlCommand",
    "ClsctlGroup",
    "Command",
    "UsageError",
    "fact",
    "invoke",
    "misplaced",
    "remedy",
    "translate",
]

SUGGESTION = re.compile(r"(?P<fact>.*) Did you mean (?P<names>.*)\?", re.DOTALL)
EXTRA_ARGUMENTS = re.compile(r"Got unexpected extra argument\(s\) \((?P<words>.*)\)", re.DOTALL)

PARAGRAPH = "\n\n"
# Options whose value may be left out, and what stands for it then.
CURRENT = "auto"
SHELL_OPTIONS = ("--install-completion", "--show-completion")
PLAIN: tuple[Any, ...] = (str, list[str], bool)

# Sentences that Typer looks up by gettext, or prints in English only, marked for the catalogue.
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
    mark("Missing command."),
    mark("No such command {name!r}."),
    mark("Error"),
    mark("Aborted!"),
    mark("Aborted."),
    mark("Try [blue]'{command_path} {help_option}'[/] for help."),
)


def translate() -> None:
    """Point the framework's gettext to our catalogue, in the chosen language."""
    gettext.bindtextdomain(DOMAIN, CATALOGUES)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language()


@dataclass(frozen=True)
class _Plain(RuntimeParam):
    """Text as typed. Typer would pass it through pydantic unchanged, for a third of the start-up."""

    def _coerce_value(self, value: Any, param: Any, ctx: Context) -> Any:  # noqa: ARG002 (Typer's signature)
        return value


class _Translated(Command):
    """A command with its help in the user's language."""

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        pieces = [_(piece) for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), _("Usage: "))

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002 (Typer's signature)
        if self.epilog is None:
            return
        for paragraph in self.epilog.split(PARAGRAPH):
            first, *lines = paragraph.split("\n")
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(first)
                for line in lines:  # an example is never wrapped, so that it can be copied
                    formatter.write(f"{'':>{formatter.current_indent}}  {line}\n")

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx  # an option without its value does not say which command it belongs to
            raise

    def get_params(self, ctx: Context) -> list[Any]:
        params = super().get_params(ctx)
        for param in params:
            if isinstance(param, TyperOption | TyperArgument):
                param.help = param.help and _(param.help)
                # A flag has no value to name; Typer would print <bool>.
                param.metavar = "" if getattr(param, "is_flag", False) else param.metavar and _(param.metavar)
                if isinstance(param, TyperArgument):
                    param.display_type_rich = _no_type  # type: ignore[method-assign]  # Typer would print <list[str]>
                if param.type_descriptor.annotation in PLAIN:
                    param._runtime_param = _Plain(param.type_descriptor.parameter_info, str)  # noqa: SLF001 (see _Plain)
        return params


def _no_type(ctx: Context) -> None:
    """Suppresses the type behind an argument's name in the help."""


class ClsctlCommand(_Translated, TyperCommand):
    """A command."""


class ClsctlGroup(_Translated, TyperGroup):
    """The program, as a group of commands."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """The last option may lack its value: the current shell is meant."""
        is_cut = bool(args) and args[-1] in SHELL_OPTIONS and not ctx.resilient_parsing
        return super().parse_args(ctx, [*args, CURRENT] if is_cut else args)


def invoke(program: Command, name: str, arguments: list[str]) -> int:
    """Run the command and return its exit code, 0 by default; without arguments, its help. Errors are raised."""
    try:
        with program.make_context(name, arguments or ["--help"]) as context:
            program.invoke(context)
    except Exit as end:
        return end.exit_code
    return ExitCode.NOTHING_TO_REPORT


def fact(error: UsageError) -> str:
    """The fault of the command line."""
    match error:
        case NoSuchOption():
            return _("The option {option} does not exist.").format(option=error.option_name)
        case BadOptionUsage() if "does not take" in error.message:
            return _("The option {option} takes no value.").format(option=error.option_name)
        case BadOptionUsage():
            return _("The option {option} needs a value.").format(option=error.option_name)
        case MissingParameter():
            return _missing(error)
    if found := EXTRA_ARGUMENTS.fullmatch(error.message):
        return _("Unexpected argument: {words}").format(words=found["words"])
    suggested = SUGGESTION.fullmatch(error.message)
    return suggested["fact"] if suggested else error.message


def _missing(error: MissingParameter) -> str:
    if isinstance(error.param, TyperOption):
        return _("The option {option} is missing.").format(option=error.param.opts[0])
    name = (error.param.metavar or error.param.name) if error.param else None
    return _("The argument {name} is missing.").format(name=_(name) if name else "")


def misplaced(error: UsageError) -> tuple[str, frozenset[str]] | None:
    """The words that no argument takes, and the options of the command; None for any other error."""
    found = EXTRA_ARGUMENTS.fullmatch(error.message)
    if found is None or error.ctx is None:
        return None
    return found["words"], frozenset(param.name or "" for param in error.ctx.command.params)


def remedy(error: UsageError) -> str:
    """The remedy: the nearest option, or the help."""
    command = error.ctx.command_path if error.ctx else "clsctl"
    known = error.possibilities if isinstance(error, NoSuchOption) else None
    if known:
        return did_you_mean(sorted(known))
    if suggested := SUGGESTION.fullmatch(error.message):
        return did_you_mean(name.strip("'\" ") for name in suggested["names"].split(","))
    return _("See {command} --help.").format(command=command)

"""The completion of each shell: its script, shown or installed, and the values that it is handed in its own quotes.

With `framework.py`, the room that touches Typer's private parts: its scripts of bash, zsh and fish, and how it answers
them. PowerShell has a script of ours: Typer's takes the console's code page, and lifts the restrictions on scripts.
"""

import errno
import os
import shutil
import subprocess
from pathlib import Path

from shellingham import ShellDetectionFailure, detect_shell
from typer._click.shell_completion import CompletionItem, add_completion_class, split_arg_string
from typer._completion_classes import BashComplete, FishComplete, PowerShellComplete, ZshComplete
from typer._completion_shared import get_completion_script, install_bash, install_fish, install_zsh

from clsctl.cli.framework import CURRENT
from clsctl.cli.shell_quotes import Shell, is_between_words, quoted_for_powershell, quoted_value, single_quoted
from clsctl.errors import ReadError, UsageError
from clsctl.language import _
from clsctl.vocabulary.closed_words import word

NAME, VARIABLE = "clsctl", "_CLSCTL_COMPLETE"
TYPED = "_TYPER_COMPLETE_ARGS"
POWERSHELLS = (Shell.POWERSHELL, Shell.PWSH)
INSTALLERS = {Shell.BASH: install_bash, Shell.ZSH: install_zsh, Shell.FISH: install_fish}
# zsh reads an installed script at the first Tab, which would complete nothing.
ZSH_FIRST_TAB = '[[ $funcstack[1] = _clsctl ]] && _clsctl_completion "$@"'
# UTF-8 is what clsctl writes into a pipe; Windows would read it in the code page of the console.
POWERSHELL_SCRIPT = """\
Register-ArgumentCompleter -Native -CommandName clsctl -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
        $Env:_CLSCTL_COMPLETE = "complete_powershell"
        $Env:_TYPER_COMPLETE_ARGS = $commandAst.ToString()
        $Env:_TYPER_COMPLETE_WORD_TO_COMPLETE = $wordToComplete
        clsctl | ForEach-Object {
            $value, $help = $_ -split ":::", 2
            [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $help)
        }
    }
    finally {
        [Console]::OutputEncoding = $encoding
        Remove-Item Env:_CLSCTL_COMPLETE, Env:_TYPER_COMPLETE_ARGS, Env:_TYPER_COMPLETE_WORD_TO_COMPLETE
    }
}"""


def shell_named(option: str, name: str) -> Shell:
    """The shell of that name, or the one that started this process; UsageError where it is not among ours."""
    if name != CURRENT:
        return word(option, name, Shell)
    try:
        return Shell(detect_shell()[0])
    except (ShellDetectionFailure, ValueError):
        raise UsageError(
            _("{option}: the current shell is not known.").format(option=option),
            _("Name one: {names}.").format(names=", ".join(Shell)),
        ) from None


def script(shell: Shell) -> str:
    """The script that the shell runs at its start to complete the words of clsctl."""
    if shell in POWERSHELLS:
        return POWERSHELL_SCRIPT
    text = get_completion_script(prog_name=NAME, complete_var=VARIABLE, shell=shell.value)
    return f"{text}\n{ZSH_FIRST_TAB}" if shell is Shell.ZSH else text


def install(shell: Shell) -> tuple[str, ...]:
    """Write the script where the shell reads it at its start, and say where."""
    try:
        if shell in POWERSHELLS:
            return _installed(shell, _install_powershell(shell)), _policy()
        path = INSTALLERS[shell](prog_name=NAME, complete_var=VARIABLE, shell=shell.value)
        path.write_text(f"{script(shell)}\n", encoding="utf-8")
        return (_installed(shell, path),)
    except OSError as error:
        raise ReadError(
            _("The completion of {shell} cannot be installed ({reason}).").format(shell=shell, reason=error.strerror),
            _("Add what --show-completion prints to the file that the shell reads at its start."),
        ) from error


def _installed(shell: Shell, path: Path) -> str:
    return _("Completion of {shell} installed in {path}; it works in a new terminal.").format(shell=shell, path=path)


def _policy() -> str:
    return _("If PowerShell refuses to run it: Set-ExecutionPolicy RemoteSigned -Scope CurrentUser.")


def _install_powershell(shell: Shell) -> Path:
    """Add the script to the user's profile, once; which scripts may run is left as the user or the office set it."""
    found = shutil.which(shell.value)
    if found is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    asked = "[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false; $PROFILE"
    done = subprocess.run([found, "-NoProfile", "-Command", asked], check=False, capture_output=True)  # noqa: S603 (a name of ours)
    profile = Path(done.stdout.decode("utf-8-sig").strip())
    text = profile.read_text("utf-8-sig") if profile.is_file() else ""
    if POWERSHELL_SCRIPT not in text.replace("\r\n", "\n"):
        profile.parent.mkdir(parents=True, exist_ok=True)
        with profile.open("a", encoding="utf-8") as stream:
            stream.write(f"\n{POWERSHELL_SCRIPT}\n")
    return profile


def take_over() -> None:
    """Answer the shells in place of Typer."""
    for each in (_Bash, _Zsh, _Fish, _PowerShell):
        add_completion_class(each, each.name)
    add_completion_class(_PowerShell, Shell.PWSH)


class _Bash(BashComplete):
    """bash takes the text as it would be typed."""

    def format_completion(self, item: CompletionItem) -> str:
        return quoted_value(str(item.value), os.environ.get("COMP_WORDS", ""))


def _words_typed() -> tuple[list[str], str]:
    """The words before the cursor's, and that one; Typer would part words at a blank in quotes."""
    typed = os.environ.get(TYPED, "")
    words = split_arg_string(typed)[1:]
    return (words, "") if is_between_words(typed) or not words else (words[:-1], words[-1])


class _Zsh(ZshComplete):
    """zsh runs the answer; `_describe` quotes the values itself."""

    def get_completion_args(self) -> tuple[list[str], str]:
        return _words_typed()

    def format_completion(self, item: CompletionItem) -> str:
        value = str(item.value).replace("\\", r"\\").replace(":", r"\:")
        return single_quoted(f"{value}:{item.help}" if item.help else value)

    def complete(self) -> str:
        offered = [self.format_completion(item) for item in self.get_completions(*self.get_completion_args())]
        return f"local -a offered=({' '.join(offered)}); _describe '' offered" if offered else "_files"


class _Fish(FishComplete):
    """fish quotes the values itself."""

    def get_completion_args(self) -> tuple[list[str], str]:
        return _words_typed()


class _PowerShell(PowerShellComplete):
    """PowerShell takes the text as it would be typed; the word that it hands over keeps its quote."""

    def get_completion_args(self) -> tuple[list[str], str]:
        words, incomplete = super().get_completion_args()
        return words, incomplete.lstrip("'\"")

    def format_completion(self, item: CompletionItem) -> str:
        return f"{quoted_for_powershell(str(item.value))}:::{item.help or ' '}"

"""An interactive shell on a pseudo-terminal, in which a command line is typed, completed and read back."""

import os
import select
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 30  # seconds: a machine may be busy
TAB, START_OF_LINE = "\t", "\x01"
# Prints the words of the line behind it, each in brackets. A prompt of its own shows where output begins.
SHOWN = {
    "bash": "shown() { printf '[%s]' \"$@\"; printf '|done|\\n'; }",
    "zsh": "shown() { printf '[%s]' \"$@\"; printf '|done|\\n' }",
    "fish": "function shown; printf '[%s]' $argv; printf '|done|\\n'; end",
}
DONE = "]|done|"
READY, IS_READY = "echo rea''dy", "ready\r"  # not as it is typed


@dataclass
class Terminal:
    """A running shell, by the descriptor of its terminal."""

    descriptor: int

    def completed(self, typed: str) -> list[str]:
        """The words that the shell reads once the line is typed, and Tab is pressed at its end."""
        self.send(f"{typed}{TAB}{START_OF_LINE}shown \r")
        words = self.until(DONE).removesuffix(DONE).rpartition("[clsctl]")[2]
        return words.removeprefix("[").removesuffix("]").split("][")

    def send(self, text: str) -> None:
        os.write(self.descriptor, text.encode())

    def until(self, mark: str) -> str:
        """The text printed up to the mark."""
        seen, end = b"", time.monotonic() + PATIENCE
        while mark.encode() not in seen and time.monotonic() < end:
            if select.select([self.descriptor], [], [], 1)[0]:
                seen += os.read(self.descriptor, 65536)
        return seen.decode(errors="replace").partition(mark)[0] + mark


@contextmanager
def started(kind: str, env: Mapping[str, str], cwd: Path) -> Iterator[Terminal]:
    """The shell, reading its own start-up files from HOME, and ended afterwards."""
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.chdir(cwd)
        os.execvpe(kind, [kind, "-i"], dict(env))  # noqa: S606 (no shell: it is one)
    shell = Terminal(terminal)
    try:
        shell.send(f"{SHOWN[kind]}\r{READY}\r")
        shell.until(IS_READY)
        yield shell
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)

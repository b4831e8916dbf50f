"""One input under trial: the program as it runs, its exit code and its total held against the oracle."""

import contextlib
import functools
import io
import json
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import FrameType
from unittest import mock

import oracle
from clsctl.cli import app
from clsctl.cli.run import run

SECONDS = 20  # far more than any of these inputs needs
DOCUMENTED = {0, 1, 2, 3}
OTHERS = {"lines": ("lines", "--data"), "validate": ("validate",), "fmt": ("fmt",)}
DATA = Path(__file__).resolve().parent.parent / "data"
BROCHURE = "# 2026\n\n# Somme\n\n## AXE 2 - Emploi\n\nFormer 10 jeunes\t5 000€\n\n**Total Axe 2**\n\n**5 000€**\n"
SEEN = 2000  # characters of what was said that a verdict repeats
# Built once here and not once in each run, where it would take a quarter of the time.
COMMAND = mock.patch.object(app, "command", functools.cache(app.command))


class Outcome(StrEnum):
    """What came of a trial; the last three are faults of clsctl."""

    ANSWERED = "answered"
    REFUSED = "refused"
    CRASH = "crashes"
    HANG = "hangs"
    WRONG = "wrong totals"

    @property
    def is_fault(self) -> bool:
        """True where clsctl broke a promise."""
        return self in {Outcome.CRASH, Outcome.HANG, Outcome.WRONG}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, and for a fault what was seen."""

    outcome: Outcome
    seen: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """The exit code (None: the time was up), and what was said on stdout and stderr."""

    code: int | None
    out: str
    talk: str


class Hung(BaseException):
    """The time is up; no handler for errors may take this for one."""


def try_file(content: bytes, other: str, folder: Path) -> Verdict:
    """`totals` and the command `other` (one of OTHERS) on a file of this content, beside nothing else."""
    path, answer = folder / "input", folder / "answer.csv"
    path.write_bytes(content)
    answer.unlink(missing_ok=True)
    end = invoke("totals", "--data", str(path), "--format", "json", "-o", str(answer))
    verdict = judged(end) or _against_oracle(end.code, content, answer)
    if verdict.outcome.is_fault:
        return verdict
    second = invoke(*OTHERS[other], str(path), "-o", str(answer))
    if fault := judged(second):
        return Verdict(fault.outcome, f"{other}: {fault.seen}")
    if (second.code == 0) != (end.code == 0):
        seen = f"totals ends with {end.code}, {other} with {second.code}: {second.out[-SEEN:]}{second.talk[-SEEN:]}"
        return Verdict(Outcome.WRONG, seen)
    if other != "validate" and second.code == 0 and (wrong := _same_sum(content, answer)):
        return Verdict(Outcome.WRONG, f"{other}: {wrong}")
    return verdict


def try_arguments(arguments: Sequence[str], folder: Path) -> Verdict:
    """Any command line, in a folder of its own; a refusal prints no answer."""
    with contextlib.chdir(folder):
        end = invoke(*arguments)
    if end.code in {2, 3} and end.out and "validate" not in arguments:
        return Verdict(Outcome.WRONG, f"exit {end.code} with an answer: {end.out[:SEEN]}")
    return judged(end) or Verdict(Outcome.ANSWERED if end.code in {0, 1} else Outcome.REFUSED)


def furnish(folder: Path, hostile: bytes) -> None:
    """The files that command lines name."""
    sound = DATA / "contracts_2025.csv"
    (folder / "sound.csv").write_bytes(sound.read_bytes())
    (folder / "hostile.csv").write_bytes(hostile)
    (folder / "link").symlink_to("sound.csv")
    (folder / "data").mkdir()
    for name in ("contracts_2025.csv", "published_2025.csv"):
        (folder / "data" / name).write_bytes((DATA / name).read_bytes())
    (folder / "brochure.md").write_text(BROCHURE, "utf-8")


def invoke(*arguments: str) -> End:
    """A run of the program in this process; it is ended where it takes more than SECONDS."""
    talk, out = io.StringIO(), io.TextIOWrapper(io.BytesIO(), "utf-8")
    nothing = mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    code: int | None
    try:
        with COMMAND, _limited(), nothing, contextlib.redirect_stderr(talk), contextlib.redirect_stdout(out):
            code = run(arguments)
    except Hung:
        code = None
    except SystemExit as end:
        code = int(end.code or 0)
    out.flush()
    return End(code, out.buffer.getvalue().decode("utf-8", "replace"), talk.getvalue())


def judged(end: End) -> Verdict | None:
    """A crash or a hang; None where the program ended as documented."""
    if end.code is None:
        return Verdict(Outcome.HANG, end.talk)
    if end.code not in DOCUMENTED or "Traceback" in end.talk:
        return Verdict(Outcome.CRASH, f"exit {end.code}: {end.talk[-SEEN:]}")
    return None


def _against_oracle(code: int | None, content: bytes, answer: Path) -> Verdict:
    if code:
        left = answer.exists()
        return Verdict(Outcome.WRONG, f"exit {code} with an answer") if left else Verdict(Outcome.REFUSED)
    rows = json.loads(answer.read_text("utf-8"))["rows"]
    found = {row["axe"]: (row["lignes"], row["non_chiffrees"], Decimal(row["montant"] or 0)) for row in rows}
    given = {axe: found for axe, found in found.items() if found[0]}
    try:
        expected = oracle.totals(content)
    except oracle.NoTotal as error:
        return Verdict(Outcome.WRONG, f"answered {given}, but {error}")
    if given != expected:
        return Verdict(Outcome.WRONG, f"answered {given}, not {expected}")
    return Verdict(Outcome.ANSWERED)


def _same_sum(content: bytes, answer: Path) -> str:
    """What a CSV that clsctl wrote sums to must be what its input does."""
    written = oracle.totals(answer.read_bytes())
    return "" if written == oracle.totals(content) else f"written {written}, not {oracle.totals(content)}"


@contextlib.contextmanager
def _limited() -> Iterator[None]:
    def end(_number: int, _frame: FrameType | None) -> None:
        raise Hung

    before = {
        number: signal.getsignal(number) for number in (signal.SIGALRM, signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """A new empty folder."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        yield Path(name)

"""One input under trial: the program as it runs, its exit code and its lines held against the oracle."""

import contextlib
import functools
import io
import json
import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import Any
from unittest import mock

import oracle
from clsctl.cli import app
from clsctl.cli.run import SIGNALS, run

SECONDS = 20  # far more than any of these inputs needs
DOCUMENTED = {0, 1, 2, 3}
OTHERS = {"lines": ("lines", "--data"), "validate": ("validate",), "fmt": ("fmt",)}
DATA = Path(__file__).resolve().parent.parent / "data"
BROCHURE = "# 2026\n\n# Somme\n\n## AXE 2 - Emploi\n\nFormer 10 jeunes\t5 000€\n\n**Total Axe 2**\n\n**5 000€**\n"
SEEN = 2000  # characters of what was said that a verdict repeats
# Built once here and not once in each run, where it would take a quarter of the time.
COMMAND = mock.patch.object(app, "command", functools.cache(app.command))


BY = ("--by", "exercice", "--by", "territoire", "--by", "axe")


class Outcome(StrEnum):
    """The outcome of a trial; the last four are faults of clsctl."""

    ANSWERED = "answered"
    REFUSED = "refused"
    CRASH = "crashes"
    HANG = "hangs"
    WRONG = "wrong totals"
    DENIED = "sound refused"

    @property
    def is_fault(self) -> bool:
        """True where clsctl broke a promise."""
        return self not in {Outcome.ANSWERED, Outcome.REFUSED}


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


@dataclass(frozen=True, slots=True)
class Input:
    """A file, the place in the folder of the trial at which it lies, and what lies beside it.

    `is_sound`: it was made so that, where the oracle has no doubt, there is one reading and it must be given.
    """

    content: bytes
    place: str = "input"
    is_sound: bool = False
    beside: Mapping[str, bytes] = field(default_factory=dict)


def try_file(tried: Input, other: str, folder: Path) -> Verdict:
    """`totals` and the command `other` (one of OTHERS) on a file, named from its folder, which is HOME's neighbour."""
    for place, content in ({tried.place: tried.content} | dict(tried.beside)).items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_bytes(content)
    answer = folder / "answer.csv"
    named = f"./{tried.place}" if tried.place.startswith("-") else tried.place
    with contextlib.chdir(folder), mock.patch.dict(os.environ, {"HOME": str(folder / "home")}):
        end = invoke("totals", *BY, "--data", named, "--format", "json", "-o", str(answer))
        verdict = judged(end) or _against_oracle(end, tried, answer)
        if verdict.outcome.is_fault:
            return verdict
        second = invoke(*OTHERS[other], named, "-o", str(answer))
    if fault := judged(second):
        return Verdict(fault.outcome, f"{other}: {fault.seen}")
    if (second.code == 0) != (end.code == 0):
        seen = f"totals ends with {end.code}, {other} with {second.code}: {second.out[-SEEN:]}{second.talk[-SEEN:]}"
        return Verdict(Outcome.WRONG, seen)
    if other != "validate" and second.code == 0 and (wrong := _same_lines(tried.content, answer)):
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


def _against_oracle(end: End, tried: Input, answer: Path) -> Verdict:
    try:
        expected: oracle.Reading | oracle.NoTotal = oracle.read(tried.content)
    except oracle.NoTotal as error:
        expected = error
    if end.code:
        if answer.exists():
            return Verdict(Outcome.WRONG, f"exit {end.code} with an answer")
        if tried.is_sound and isinstance(expected, oracle.Reading) and not expected.doubts:
            return Verdict(Outcome.DENIED, end.talk[-SEEN:])
        return Verdict(Outcome.REFUSED)
    given = found_in(answer)
    if isinstance(expected, oracle.NoTotal):
        return Verdict(Outcome.WRONG, f"answered {given}, but {expected}")
    if given != expected.totals:
        return Verdict(Outcome.WRONG, f"answered {_only(given, expected.totals)}, not {_only(expected.totals, given)}")
    return Verdict(Outcome.ANSWERED)


def found_in(answer: Path) -> oracle.Totals:
    """The sums of each table in an answer of `totals`."""
    rows = json.loads(answer.read_text("utf-8"))["rows"]
    return {
        (row["exercice"], row["territoire_code"], row["axe"]): (
            row["lignes"],
            row["non_chiffrees"],
            Decimal(row["montant"] or 0),
        )
        for row in rows
        if row["lignes"]
    }


def _same_lines(content: bytes, answer: Path) -> str:
    """A CSV that clsctl wrote has the lines that its input has; where they are in doubt, their sums."""
    written, expected = oracle.read(answer.read_bytes()), oracle.read(content)
    if expected.doubts:
        return "" if written.totals == expected.totals else f"written {written.totals}, not {expected.totals}"
    same = written.lines == expected.lines
    return "" if same else f"written {_only(written.lines, expected.lines)}, not {_only(expected.lines, written.lines)}"


def _only(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> dict[Any, Any]:
    """The differences of the first from the second."""
    return {key: value for key, value in one.items() if other.get(key) != value}


@contextlib.contextmanager
def _limited() -> Iterator[None]:
    def end(_number: int, _frame: FrameType | None) -> None:
        raise Hung

    before = {number: signal.getsignal(number) for number in SIGNALS}
    if hasattr(signal, "setitimer"):  # Windows has no such timer, and a trial may take any time there
        before[signal.SIGALRM] = signal.getsignal(signal.SIGALRM)
        signal.signal(signal.SIGALRM, end)
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """A new empty folder."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        yield Path(name)

"""One input under trial: the program as it runs, its exit code and its total held against the oracle."""

import contextlib
import io
import json
import signal
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import FrameType

import oracle

from clsctl.cli.run import run

SECONDS = 20  # far more than any of these inputs needs
DOCUMENTED = {0, 1, 2, 3}


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


class Hung(BaseException):
    """The time is up; no handler for errors may take this for one."""


def try_file(content: bytes, folder: Path) -> Verdict:
    """`totals`, `lines`, `validate` and `fmt` on a file of this content, beside nothing else."""
    path, answer = folder / "input", folder / "answer.csv"
    path.write_bytes(content)
    code, talk = invoke("totals", "--data", str(path), "--format", "json", "-o", str(answer))
    verdict = _judge(code, talk) or _against_oracle(code, content, answer)
    if verdict.outcome.is_fault:
        return verdict
    for others in (("lines", "--data", str(path)), ("validate", str(path)), ("fmt", str(path))):
        more, talk = invoke(*others, "-o", str(answer))
        if fault := _judge(more, talk):
            return Verdict(fault.outcome, f"{others[0]}: {fault.seen}")
        if (more == 0) != (code == 0):
            return Verdict(Outcome.WRONG, f"totals ends with {code}, {others[0]} with {more}: {talk[-2000:]}")
        if others[0] in {"lines", "fmt"} and more == 0 and (wrong := _same_sum(content, answer)):
            return Verdict(Outcome.WRONG, f"{others[0]}: {wrong}")
    return verdict


def try_arguments(arguments: Sequence[str], folder: Path) -> Verdict:
    """Any command line, in a folder of its own."""
    with contextlib.chdir(folder):
        code, talk = invoke(*arguments)
    return _judge(code, talk) or Verdict(Outcome.ANSWERED if code in {0, 1} else Outcome.REFUSED)


def invoke(*arguments: str) -> tuple[int | None, str]:
    """The exit code (None: time is up) and what was said on stderr."""
    talk, said = io.StringIO(), io.TextIOWrapper(io.BytesIO(), "utf-8")
    try:
        with _limited(), contextlib.redirect_stderr(talk), contextlib.redirect_stdout(said):
            code = run(arguments)
    except Hung:
        return None, "time is up"
    except SystemExit as end:
        code = int(end.code or 0)
    return code, talk.getvalue()


def _judge(code: int | None, talk: str) -> Verdict | None:
    if code is None:
        return Verdict(Outcome.HANG, talk)
    if code not in DOCUMENTED or "Traceback" in talk:
        return Verdict(Outcome.CRASH, f"exit {code}: {talk[-2000:]}")
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

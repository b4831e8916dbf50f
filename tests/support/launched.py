"""The program started by a small script that measures, limits or ends it: what a test's own process cannot do."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from conftest import ENVIRONMENT, PROGRAM
from support.warm_runs import Job, answered

# A child's peak counts what its parent held when it was forked: a worker of pytest holds much, and this one only what
# the program has imported.
MEASURE = """
import os, sys
from clsctl.cli import main
child = os.fork()
if not child:
    sys.argv = sys.argv[2:]
    main()
_pid, status, usage = os.wait4(child, 0)
with open(sys.argv[1], "w") as stream:
    stream.write(str(usage.ru_maxrss))
os._exit(os.waitstatus_to_exitcode(status))
"""
# No file may grow beyond these bytes, as on a disk that is full.
LIMIT = """
import resource, sys
from clsctl.cli.run import run
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.exit(run(sys.argv[3:]))
"""
# Root loses its right to read and write what the modes forbid (CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH).
OBEY = """
import ctypes, os, sys
from clsctl.cli.run import run
VERSION_3, BOTH = 0x20080522, 0b110
this_process, held = (ctypes.c_uint32 * 2)(VERSION_3, 0), (ctypes.c_uint32 * 6)()
if os.geteuid() == 0:
    assert not ctypes.CDLL(None).capget(this_process, held)
    held[0], held[1] = held[0] & ~BOTH, held[1] & ~BOTH  # of those in effect, and of those that may be
    assert not ctypes.CDLL(None).capset(this_process, held)
sys.exit(run(sys.argv[2:]))
"""
# The program kills itself where Python announces the event of that name, about something of that name if it has one.
DIE = """
import os, signal, sys

wanted, _space, about = sys.argv[1].partition(" ")

def die(event, arguments):
    if event == wanted and about in repr(arguments):
        os.kill(os.getpid(), signal.SIGKILL)

from clsctl.cli.run import run
sys.addaudithook(die)
sys.exit(run(sys.argv[3:]))
"""
# The file goes, or is cut, when the engine has read it and the verdict is not yet spoken.
CHANGE = """
import os, sys
from clsctl.verdict import lines
from clsctl.cli.run import run

how, path = sys.argv[1:3]
spoken = lines.rangs_fit

def change(connection):
    if how == "delete":
        os.unlink(path)
    else:
        os.truncate(path, os.path.getsize(path) // 2 if how == "cut" else 0)
    return spoken(connection)

lines.rangs_fit = change
sys.exit(run(sys.argv[4:]))
"""
# One start of Python, whose environment holds for each line of arguments: a run, before which something is done. Its
# words go to files of its number, if there is a folder for them, else to where they go.
IN_TURN = """
import importlib, os, sys
from clsctl.cli import main

folder, before, room, *lines = sys.argv[1:]
importlib.import_module(room)
codes = []
for number, line in enumerate(lines):
    child = os.fork()
    if not child:
        for stream in (1, 2) if folder else ():
            os.dup2(os.open(f"{folder}/{number}.{stream}", os.O_CREAT | os.O_WRONLY, 0o600), stream)
        words = line.split()
        exec(before)
        sys.argv = ["clsctl", *words]
        main()
    codes.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
if folder:
    print(*codes)
else:
    sys.exit(max(codes))
"""
# Before such a run: the signal comes at that event, by its number, of Python's profiler while the engine is loaded.
LOAD = """
signal_sent, event_wanted, seen = int(words.pop(0)), int(words.pop(0)), 0

def send(_frame, _event, _argument):
    global seen
    if getattr(getattr(sys.modules.get("clsctl.engine.connection"), "__spec__", None), "_initializing", False):
        seen += 1
        if seen == event_wanted:
            os.kill(os.getpid(), signal_sent)

sys.setprofile(send)
"""


@dataclass(frozen=True, slots=True)
class End:
    """The end of a process, its output, and the most memory that it held, where that was measured."""

    code: int
    out: str
    talk: str
    mebibytes: float = 0


def launched(
    script: str,
    settings: list[str],
    *arguments: str,
    cwd: Path | None = None,
    env: Mapping[str, str] = ENVIRONMENT,
) -> End:
    """The program with these arguments under that script, to which `settings` come first."""
    done = answered(Job((*settings, PROGRAM, *arguments), script), cwd or Path.cwd(), env)
    return End(done.returncode, done.stdout.decode(), done.stderr.decode())


def in_turn(
    *lines: str, env: Mapping[str, str] = ENVIRONMENT, room: str = "clsctl.cli.app", before: str = ""
) -> list[End]:
    """The program with each line of arguments, after one start of Python that imports a room, and `before` it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        done = answered(Job((name, before, room, *lines), IN_TURN, is_fresh=True), folder, env)
        codes = map(int, done.stdout.split())
        said = [
            [(folder / f"{number}.{stream}").read_text("utf-8") for stream in (1, 2)] for number in range(len(lines))
        ]
        return [End(code, out, talk) for code, (out, talk) in zip(codes, said, strict=True)]


def measured(*arguments: str, env: Mapping[str, str] = ENVIRONMENT) -> End:
    """The program, and its peak of memory."""
    with tempfile.NamedTemporaryFile("r") as peak:
        end = launched(MEASURE, [peak.name], *arguments, env=env)
        return End(end.code, end.out, end.talk, int(peak.read()) / 1024)

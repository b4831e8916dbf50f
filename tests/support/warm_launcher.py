"""`clsctl` for a shell: it hands its streams over to the server of runs beside it, and ends as the run ends.

It starts in 10 ms, by what is built into Python alone. Where a stream is closed, a signal is ignored or a further file
is handed over (`<(cat)`), which a process inherits and the server does not, it becomes the program itself.
"""

import _signal  # type: ignore[import-not-found] # `signal` without its enumerations, which take 3 ms
import _socket
import marshal
import posix
import sys

PROGRAM = sys.executable.rpartition("/")[0] + "/clsctl"
DOOR = sys.argv[0].rpartition("/")[0] + "/door"
SIGNALS = (_signal.SIGINT, _signal.SIGTERM, _signal.SIGHUP)
STREAMS = (0, 1, 2)


def is_ordinary() -> bool:
    """True where the three streams are open, no word names another, and no signal is ignored."""
    try:
        for stream in STREAMS:
            posix.fstat(stream)
    except OSError:
        return False
    if any("/fd/" in word for word in sys.argv):
        return False
    return not any(_signal.getsignal(number) is _signal.SIG_IGN for number in SIGNALS)


def sent(child: int, number: int) -> None:
    """The signal goes on, unless the run has just ended."""
    try:  # noqa: SIM105 (`contextlib` takes longer than all of this)
        posix.kill(child, number)
    except ProcessLookupError:
        pass


def asked() -> int:
    """The end of the run that the server was asked for; a signal to this process goes to that one."""
    _signal.pthread_sigmask(_signal.SIG_BLOCK, SIGNALS)
    umask = posix.umask(0)
    posix.umask(umask)
    arguments = [word.encode(sys.getfilesystemencoding(), "surrogateescape") for word in sys.argv[1:]]
    request = (arguments, posix.getcwdb(), posix.environ, umask, "", False)
    line = _socket.socket(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
    line.connect(DOOR)
    numbers = b"".join(stream.to_bytes(4, sys.byteorder) for stream in STREAMS)
    line.sendmsg([marshal.dumps(request)], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, numbers)])
    child = int(line.recv(64))
    for number in SIGNALS:
        _signal.signal(number, lambda number, _frame: sent(child, number))
    _signal.pthread_sigmask(_signal.SIG_UNBLOCK, SIGNALS)
    return int(line.recv(64))


if not is_ordinary():
    posix.execv(PROGRAM, [PROGRAM, *sys.argv[1:]])
code = asked()
if code < 0:  # by a signal, as the run
    _signal.signal(-code, _signal.SIG_DFL)
    posix.kill(posix.getpid(), -code)
posix._exit(code)

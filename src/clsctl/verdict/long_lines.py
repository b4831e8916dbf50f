"""Lines of a text longer than the engine's limit, detected by sampling line ends."""

from pathlib import Path

NEAR = 1 << 12  # of the last bytes within reach: most lines are shorter


def has_long_line(path: Path, longest: int) -> bool:
    """True where a line has more than `longest` bytes: at the end of a file the engine drops it silently.

    Each sample reaches as far as a line may: a file of 2 GB takes a thousand reads of 4 KB.
    """
    size, begin = path.stat().st_size, 0
    if size <= longest:
        return False
    with path.open("rb") as stream:
        while size - begin > longest:
            end = begin + longest + 1
            for reach in (NEAR, longest + 1):
                stream.seek(max(begin, end - reach))
                read = stream.read(end - stream.tell())
                last = max(read.rfind(b"\n"), read.rfind(b"\r"))
                if last >= 0:
                    begin = end - len(read) + last + 1
                    break
            else:
                return True
    return False

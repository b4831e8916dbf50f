"""The cases of a hostile machine and hostile files, each with its exit codes and the tests that hold it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """What happens, how the program ends, and `file::test` under tests/."""

    words: str
    codes: str
    tests: tuple[str, ...]


CASES: tuple[Case, ...] = ()

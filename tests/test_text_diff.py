"""A unified diff applies: what it takes out stands where it says, and what it puts in makes the other text."""

import difflib
import re
from collections.abc import Sequence
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clsctl.questions import text_diff
from clsctl.questions.text_diff import unified

HEAD = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n")
MARKER = b"\\ No newline at end of file\n"
lines = st.lists(st.sampled_from([b"a", b"b", b"c", b"", b"-", b"+x", b"d\r", b"@@ -1 +1 @@", *b"123456789".split()]))
texts = st.builds(lambda several, end: b"\n".join(several) + (b"\n" if end and several else b""), lines, st.booleans())


def cut(text: bytes) -> list[bytes]:
    return re.findall(rb"[^\n]*\n|[^\n]+\Z", text)


def diff(before: bytes, after: bytes) -> list[bytes]:
    return list(unified(cut(before), cut(after), (b"f", b"f\t(canonical)")))


def applied(patch_: Sequence[bytes], before: bytes) -> bytes:
    """The text that the patch makes of `before`; every line and number of it is checked."""
    old, new = cut(before), list[bytes]()
    done, left = 0, list(patch_)
    if left:
        assert left[:2] == [b"--- f\n", b"+++ f\t(canonical)\n"]
    left = left[2:]
    while left:
        head = HEAD.fullmatch(left.pop(0))
        assert head is not None
        start, old_count, new_start, new_count = (1 if each is None else int(each) for each in head.groups())
        start -= old_count > 0
        assert start >= done
        new += old[done:start]
        done = start
        assert new_start - (new_count > 0) == len(new)
        while old_count or new_count:
            kind, line = left[0][:1], left.pop(0)[1:]
            if left and left[0] == MARKER:
                left.pop(0)
                line = line.removesuffix(b"\n")
            if kind != b"+":
                assert line == old[done]
                done, old_count = done + 1, old_count - 1
            if kind != b"-":
                new.append(line)
                new_count -= 1
        assert old_count == new_count == 0
    return b"".join(new + old[done:])


@pytest.mark.parametrize("window", [1, 2, 3, 7, 50_000])
@given(texts, texts)
@settings(max_examples=30, deadline=None)
def test_it_makes_the_other_text_whatever_the_window(window: int, before: bytes, after: bytes) -> None:
    with patch.object(text_diff, "WINDOW", window):
        assert applied(diff(before, after), before) == after
    assert diff(before, before) == []


def test_it_is_that_of_the_standard_library_where_lines_are_told_apart() -> None:
    before = [b"%d\n" % number for number in range(500)]
    after = [*before[:3], b"x\n", *before[3:100], *before[110:200], b"y\n", *before[203:498], b"z\n"]
    standard = difflib.diff_bytes(difflib.unified_diff, before, after, b"f", b"f", b"", b"(canonical)")
    assert diff(b"".join(before), b"".join(after)) == list(standard)


@pytest.mark.parametrize("moved", [10, 300, 500])
def test_lines_that_moved_within_the_window_alone_are_shown(moved: int) -> None:
    before = [b"%d\n" % number for number in range(1000)]
    after = [*before[moved:], *before[:moved]]
    with patch.object(text_diff, "WINDOW", 400):
        found = diff(b"".join(before), b"".join(after))
    assert sum(line.startswith(b"-") for line in found) == 1 + (moved if moved <= 400 else 1000)


def test_a_hunk_larger_than_the_memory_it_may_take_waits_on_the_disk() -> None:
    before, after = b"a\n" * 3000, b"b\n" * 2000
    with patch.object(text_diff, "IN_MEMORY", 100), patch.object(text_diff, "WINDOW", 50):
        found = diff(before, after)
    assert found[2:] == [b"@@ -1,3000 +1,2000 @@\n", *[b"-a\n"] * 3000, *[b"+b\n"] * 2000]

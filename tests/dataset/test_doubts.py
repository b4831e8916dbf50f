"""Doubtful lines: both readings say the same, and so do the rules written once more in plain Python."""

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clsctl.finding import Finding
from clsctl.verdict import lines as verdict_lines
from clsctl.verdict.examination import Examination, examine
from clsctl.verdict.line_numbers import line_count
from support.samples import HEADER, Cells, csv_text, line

LABELS = (
    *(
        "Aider",
        "Aider les familles et",
        "Accès à l'",
        "l’eau",
        "l'eau",
        "d’été, l'hiver",
        " Aider",
        "Aider\t",
        "Aider\xa0",
    ),
    *(
        "Ã©tÃ©",
        "lâ€™Ã©tÃ©",
        "Â\xa0Lille",
        "Île Â",
        "perdu \ufffd",
        "a" * 255,
        "é" * 255,
        "a" * 254,
        "deux\nlignes",
        "cr\rici",
    ),
    *("deux\r\nlignes et", "un", "coupé (", "AUX", "aux\n", '"cité" et', "2 000 €", "…"),
)
AMOUNTS = ("", "100", "100", "100.50", "120", "99999", "0.01", "0")
EDGES = "\t\n\f\r \u00a0\u202f\u2009"
CUT = re.compile(
    r"(^|[\t\n\f\r ])(et|ou|de|du|des|la|le|les|à|au|aux|en|pour|par|sur|avec|dans|un|une|d['’]|l['’])\Z|[,('’/]\Z",
    re.IGNORECASE,
)
MISREAD = re.compile("[ÃÅ][\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|Â[\xa0-\xbf]|â€|\ufffd")
Said = tuple[str, str, int | None, str | None]


@st.composite
def files(draw: st.DrawFn) -> list[tuple[bytes, list[Cells]]]:
    """One or two sound files with whatever doubtful stands in them."""
    made = []
    for code, name in (("02", "Aisne"), ("59", "Nord"))[: draw(st.integers(1, 2))]:
        rows = [
            line(
                rang,
                territoire_code=code,
                territoire=name,
                axe=str(axe),
                objectif=draw(st.sampled_from(("", *LABELS))),
                action=draw(st.sampled_from(LABELS)),
                montant=draw(st.sampled_from(AMOUNTS)),
                remarque=draw(st.sampled_from(("", "", "", "vu ", "Ã©"))),
                suivi=draw(st.sampled_from(("", "", "a\nb"))),
            )
            for axe in (1, 2)
            for rang in range(1, draw(st.integers(0, 14)) + 1)
        ]
        header = (*HEADER, "suivi") if draw(st.booleans()) else HEADER
        made.append((_file(draw, draw(st.permutations(rows)), header), rows))
    return made


def _file(draw: st.DrawFn, rows: Sequence[Cells], header: Sequence[str]) -> bytes:
    """The rows as some program writes them; with blank lines, perhaps."""
    end = draw(st.sampled_from(("\n", "\r\n")))
    stream = io.StringIO(newline="")
    write = partial(csv.writer, stream, delimiter=draw(st.sampled_from(",;")), lineterminator="\r\n")
    writer = write(quoting=csv.QUOTE_ALL) if draw(st.booleans()) else write()
    records = []
    for cells in [list(header), *([row[name] for name in header] for row in rows)]:
        writer.writerow(cells)
        records.append(stream.getvalue().removesuffix("\r\n"))
        stream.seek(0)
        stream.truncate()
    for _blank in range(draw(st.integers(0, 1))):
        records.insert(draw(st.integers(1, len(records))), "")
    return (end.join(records) + draw(st.sampled_from(("", end, end * 3)))).encode()


def examined(contents: Sequence[bytes], *, fast: bool = True) -> Examination:
    """The warnings about the files; with `fast` they must be sound at the first look, else they are read with care."""
    judge = verdict_lines.load_carefully if fast else verdict_lines.is_sound
    with TemporaryDirectory() as folder, patch.object(verdict_lines, judge.__name__, return_value=False) as other:
        paths = [Path(folder) / f"{number}.csv" for number in range(len(contents))]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)
        examination = examine(map(str, paths))
    assert other.called is not fast
    assert not examination.findings
    return examination


def said(examination: Examination) -> list[tuple[Said, str, dict[str, str]]]:
    """Every warning that is shown, in its order, with its facts."""
    return [
        (_place(each), each.rule.slug, {name: Path(str(fact)).name for name, fact in each.facts.items()})
        for each in examination.warnings.kept
    ]


def _place(finding: Finding) -> Said:
    return finding.rule.slug, Path(finding.place.file).name, finding.place.line, finding.place.column


@pytest.mark.slow(reason="hypothesis opens hundreds of files")
@given(files())
@settings(max_examples=9, deadline=None)
def test_the_fast_and_the_careful_reading_warn_of_the_same(made: list[tuple[bytes, list[Cells]]]) -> None:
    contents = [content for content, _rows in made]
    fast, careful = examined(contents), examined(contents, fast=False)
    assert said(fast) == said(careful)
    assert fast.warnings.counts == careful.warnings.counts


def doubts(rows: Sequence[Cells]) -> Iterator[str]:
    """The slug of each warning about the rows of all files, by the rules in plain Python."""
    for row in rows:
        texts = [row[name] for name in ("objectif", "action", "remarque") if row[name]]
        yield from ("edge-spaces" for text in texts if text[0] in EDGES or text[-1] in EDGES)
        yield from ("mojibake" for text in texts if MISREAD.search(text))
        if not row["remarque"] and (CUT.search(row["action"]) or len(row["action"]) == 255):
            yield "cut-text"
    labels = Counter((row["territoire_code"], row["axe"], row["action"], Decimal(row["montant"] or -1)) for row in rows)
    yield from ("duplicate-label" for count in labels.values() for _more in range(count - 1))
    yield from outlying(rows)
    for column in ("objectif", "action"):
        straight, curly = ([row for row in rows if mark in row[column]] for mark in "'’")
        if straight and curly:
            yield from ("mixed-apostrophes" for _row in (curly if len(straight) >= len(curly) else straight))


def outlying(rows: Sequence[Cells]) -> Iterator[str]:
    amounts = defaultdict(list)
    for row in rows:
        if row["montant"] and Decimal(row["montant"]) > 0:
            amounts[row["axe"]].append(Decimal(row["montant"]))
    for several in amounts.values():
        if len(several) >= 8:
            low, high = (sorted(several)[-(-len(several) * part // 4) - 1] for part in (1, 3))
            yield from ("outlying-montant" for each in several if each > 100 * high or each * 100 < low)


@pytest.mark.slow(reason="hypothesis opens hundreds of files")
@given(files())
@settings(max_examples=9, deadline=None)
def test_the_warnings_are_those_of_the_rules_in_plain_python(made: list[tuple[bytes, list[Cells]]]) -> None:
    found = examined([content for content, _rows in made])
    assert dict(found.warnings.counts) == Counter(doubts([row for _content, rows in made for row in rows]))


def test_a_sound_file_is_not_read_with_care(tmp_path: Path) -> None:
    rows = [line(1, action="deux\nlignes "), line(2, action=" x"), line(3, action=" x")]
    (tmp_path / "f.csv").write_text(csv_text(rows), "utf-8")
    with patch.object(verdict_lines, "load_carefully", side_effect=AssertionError):
        found = examine([str(tmp_path / "f.csv")])
    assert [_place(each)[::2] for each in found.warnings.kept] == [
        ("duplicate-label", 5),
        ("edge-spaces", 2),
        ("edge-spaces", 4),
        ("edge-spaces", 5),
    ]


def test_the_first_of_many_warnings_are_shown_and_all_are_counted(tmp_path: Path) -> None:
    rows = [line(rang, action=f"{rang} et") for rang in range(1, 3001)]
    (tmp_path / "f.csv").write_text(csv_text(rows), "utf-8")
    found = examine([str(tmp_path / "f.csv")]).warnings
    assert ([each.place.line for each in found.kept], found.counts) == ([*range(2, 22)], {"cut-text": 3000})


@pytest.mark.parametrize(
    "content", [b"a", b"a\n", b"a\nb", b"a\r\nb\r\n", b"a\rb", b"a\n\n\rb\r\r\n", b"\n\na\n\n\n", b"\r"]
)
@pytest.mark.parametrize("chunk", [1, 2, 3, 1 << 24])
def test_lines_are_counted_as_python_counts_them(tmp_path: Path, content: bytes, chunk: int) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(content)
    with patch("clsctl.verdict.line_numbers.CHUNK", chunk):
        counted = line_count(path)
    ends = len(re.findall(rb"\r\n|\r|\n", content.rstrip(b"\r\n"))) + 1
    # where the end of the file is a whole chunk of blank lines there are more, and the lines are read one by one
    assert counted == ends or (counted > ends and not content[-chunk:].strip())

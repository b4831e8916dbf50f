"""Properties of any lines: the engine's sums are those of plain Python, and its two readings agree."""

import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations, permutations
from math import floor
from pathlib import Path
from unicodedata import combining, normalize
from unittest.mock import patch

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clsctl.dataset.conditions import folded, word_pattern
from clsctl.dataset.dataset import Dataset
from clsctl.dataset.opening import open_dataset
from clsctl.dataset.sums import Dimension
from clsctl.finding import InvalidDataError
from clsctl.ligne import Ligne
from clsctl.montant import montant_text
from clsctl.questions.totals.shape import Shape, Stat
from clsctl.questions.totals.statistics import NAMES
from clsctl.questions.totals.table import totals
from clsctl.verdict import lines as verdict_lines
from clsctl.vocabulary.folding import _bare, fold_words
from clsctl.vocabulary.selection import Request
from support.samples import PARTIES, TYPES, Cells, csv_text, line, montant
from support.samples import total as euros

pytestmark = pytest.mark.slow(reason="hypothesis opens hundreds of files")

OBJECTIFS = ("", "Accès", "accès", "Mobilité, énergie", "=1+1")
LABELS = ("Aides alimentaires", "Épiceries « sociales »", 'une "aide"', "l'œuvre\nsuite", "réseaux d'énergie")
WORDS = ("aide", "alimentaire", "epicerie", "oeuvre", "reseau", "energie", "suite", "aliment*", "reseaux*", "e*")

amounts = st.one_of(
    st.just(""),
    st.integers(0, 10**7).map(str),
    st.decimals(0, 10**16, places=2, allow_nan=False).filter(lambda euros_: euros_ < 10**16).map(montant_text),
    st.sampled_from(["0", "0.01", "9999999999999999.99", "9999999999999999", "0.1"]),
)


@st.composite
def datasets(draw: st.DrawFn) -> list[Cells]:
    """Some sound tables, their lines in any order."""
    keys = st.tuples(st.sampled_from(("2024", "2025")), st.sampled_from(list(PARTIES)), st.integers(1, 4))
    rows = [
        line(
            rang,
            exercice=exercice,
            territoire_code=code,
            territoire=PARTIES[code],
            axe=str(axe),
            montant=draw(amounts),
            objectif=draw(st.sampled_from(OBJECTIFS)),
            action=draw(st.sampled_from(LABELS)),
        )
        for exercice, code, axe in draw(st.lists(keys, min_size=1, max_size=5, unique=True))
        for rang in range(1, draw(st.integers(1, 4)) + 1)
    ]
    return draw(st.permutations(rows))


@contextmanager
def opened(*files: str | bytes) -> Iterator[Dataset]:
    """A dataset of files with these contents."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.csv" for number in range(len(files))]
        for path, content in zip(paths, files, strict=True):
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with open_dataset(map(str, paths)) as dataset:
            yield dataset


def key(row: Cells, dimension: Dimension) -> str | int:
    match dimension:
        case Dimension.TYPE:
            return TYPES[row["territoire_code"]]
        case Dimension.TERRITOIRE:
            return row["territoire_code"]
        case Dimension.OBJECTIF:
            return row["objectif"]
        case Dimension.THEME:
            return ""  # no generated label is bundled
        case _:
            return int(row[dimension])


Sums = dict[tuple[str | int, ...], tuple[int, int, Decimal | None]]


def summed(rows: Sequence[Cells], by: Sequence[Dimension]) -> Sums:
    """The oracle: a dictionary, and exact additions."""
    groups: dict[tuple[str | int, ...], list[Cells]] = defaultdict(list)
    for row in rows:
        groups[tuple(key(row, dimension) for dimension in by)].append(row)
    return {keys: _summary(group) for keys, group in groups.items()}


def _summary(rows: Sequence[Cells]) -> tuple[int, int, Decimal | None]:
    priced = [row for row in rows if montant(row) is not None]
    return len(rows), len(rows) - len(priced), euros(priced) if priced else None


def engine(dataset: Dataset, by: Sequence[Dimension], request: Request) -> Sums:
    found = dataset.aggregate(by, dataset.select(request))
    return {group.keys: (group.lignes, group.non_chiffrees, group.montant) for group in found}


@given(datasets())
@settings(max_examples=8, deadline=None)
def test_the_engine_sums_as_plain_python_does_for_every_grouping(rows: list[Cells]) -> None:
    groupings = [by for size in (1, 2, 5) for by in combinations(Dimension, size)]
    with opened(csv_text(rows)) as dataset:
        for by in groupings:
            assert engine(dataset, by, Request()) == summed(rows, by)
        (everything,) = dataset.aggregate(())
        assert everything.montant == _summary(rows)[2]


KEEPS: dict[str, Callable[[Cells, str], bool]] = {
    "exercice": lambda row, wanted: row["exercice"] == wanted,
    "territoire": lambda row, wanted: wanted in {"32", row["territoire_code"]},
    "type": lambda row, wanted: TYPES[row["territoire_code"]] == wanted,
    "axe": lambda row, wanted: row["axe"] == wanted,
    "objectif": lambda row, wanted: row["objectif"].lower() == wanted.lower(),
}


@given(datasets(), st.data())
@settings(max_examples=10, deadline=None)
def test_the_engine_selects_as_plain_python_does(rows: list[Cells], data: st.DataObject) -> None:
    pools = {
        "exercice": sorted({row["exercice"] for row in rows}),
        "territoire": [*PARTIES, "32"],
        "type": ["departement", "metropole"],
        "axe": ["1", "2", "3", "4"],
        "objectif": sorted({row["objectif"] for row in rows}),
    }
    wanted = {
        option: data.draw(st.lists(st.sampled_from(pool), max_size=2, unique=True), label=option)
        for option, pool in pools.items()
    }
    searches = data.draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=2), max_size=2), label="search")
    least, most = (data.draw(st.none() | amounts.filter(bool), label=label) for label in ("min", "max"))
    if least and most and Decimal(least) > Decimal(most):
        least, most = most, least
    kept = [
        row
        for row in rows
        if all(any(KEEPS[option](row, value) for value in values) for option, values in wanted.items() if values)
        and (not searches or any(all(contains(row, word) for word in words) for words in searches))
        and within(row, least, most)
    ]
    request = Request(**wanted, search=[" ".join(words) for words in searches], min=least, max=most)  # type: ignore[arg-type]  # names of several values
    with opened(csv_text(rows)) as dataset:
        assert engine(dataset, (Dimension.AXE, Dimension.TERRITOIRE), request) == summed(
            kept, (Dimension.AXE, Dimension.TERRITOIRE)
        )
        keys = sorted(ligne.cle for ligne in dataset.lignes(dataset.select(request)))
        assert keys == sorted(_cle(row) for row in kept)


def contains(row: Cells, word: str) -> bool:
    found = re.findall(r"[^\W_]+", plain(f"{row['action']} {row['objectif']}"))
    if word.endswith("*"):
        return any(each.startswith(word[:-1]) for each in found)
    return word in {each[:-1] if each[-1] in "sx" else each for each in found}


def plain(text: str) -> str:
    """The labels of these tests without case and accents."""
    return "".join(char for char in normalize("NFD", text.lower().replace("œ", "oe")) if not combining(char))


def within(row: Cells, least: str | None, most: str | None) -> bool:
    if least is None and most is None:
        return True
    euros_ = montant(row)
    return euros_ is not None and Decimal(least or 0) <= euros_ <= Decimal(most or 10**18)


@given(datasets())
@settings(max_examples=8, deadline=None)
def test_statistics_are_those_of_plain_python(rows: list[Cells]) -> None:
    shape_ = Shape(by=(Dimension.TERRITOIRE,), stats=tuple(Stat))
    with opened(csv_text(rows)) as dataset:
        table = totals(dataset, dataset.select(Request()), shape_)
    assert [column.name for column in table.columns[-5:]] == [*NAMES.values()]
    assert table.total is not None
    for row in (*table.rows, table.total):
        group = [each for each in rows if row[0] in {None, each["territoire_code"]}]
        assert row[-5:] == statistics_of([found for each in group if (found := montant(each)) is not None])


def statistics_of(found: Sequence[Decimal]) -> tuple[Decimal | int | None, ...]:
    """The oracle: fractions of cents, rounded half up at the end."""
    if not found:
        return (None, None, None, None, 0)
    cents = sorted(int(each.scaleb(2)) for each in found)
    middle = Fraction(cents[(len(cents) - 1) // 2] + cents[len(cents) // 2], 2)
    rounded = (floor(each + Fraction(1, 2)) for each in (Fraction(sum(cents), len(cents)), middle))
    return (*(Decimal(each).scaleb(-2) for each in rounded), min(found), max(found), len(found))


@given(datasets())
@settings(max_examples=4, deadline=None)
def test_differences_of_years_are_those_of_their_sums(rows: list[Cells]) -> None:
    by = (Dimension.AXE,)
    with opened(csv_text(rows)) as dataset:
        selection = dataset.select(Request())
        across = totals(dataset, selection, Shape(by=by, across=Dimension.EXERCICE, difference=True))
        below = totals(dataset, selection, Shape(by=(Dimension.EXERCICE, *by), difference=True))
    sums = {
        keys: found for keys, (_count, _missing, found) in summed(rows, (Dimension.AXE, Dimension.EXERCICE)).items()
    }
    if {year for _axe, year in sums} != {2024, 2025}:
        return
    expected = {axe: gap(sums.get((axe, 2024)), sums.get((axe, 2025))) for axe, _year in sums}
    assert {row[0]: row[-2:] for row in across.rows} == expected
    later = {row[1]: row[-2:] for row in below.rows if row[0] == 2025}
    assert later == {axe: pair for axe, pair in expected.items() if (axe, 2025) in sums}


def gap(before: Decimal | None, after: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    if before is None and after is None:
        return None, None
    ecart = (after or Decimal(0)) - (before or Decimal(0))
    return ecart, (ecart * 100 / before).quantize(Decimal("0.01"), ROUND_HALF_UP) if before else None


def _cle(row: Cells) -> str:
    return f"{row['exercice']}-{row['territoire_code']}-{row['axe']}-{int(row['rang']):02d}"


@given(datasets())
@settings(max_examples=4, deadline=None)
def test_the_total_is_the_sum_of_the_rows_and_of_the_columns(rows: list[Cells]) -> None:
    with opened(csv_text(rows)) as dataset:
        selection = dataset.select(Request())
        for by, across in permutations(Dimension, 2):
            plain = totals(dataset, selection, Shape(by=(by,)))
            place = [column.name for column in plain.columns].index("montant")
            assert plain.total is not None
            assert _sum(row[place] for row in plain.rows) == _sum([plain.total[place]])
            cross = totals(dataset, selection, Shape(by=(by,), across=across))
            start = len(plain.columns) - 4
            assert cross.total is not None
            for row in (*cross.rows, cross.total):
                assert _sum(row[start:-2]) == _sum(row[-1:])
            for i in range(start, len(cross.columns)):
                assert _sum(row[i] for row in cross.rows) == _sum([cross.total[i]])


def _sum(cells: "Iterator[object] | Sequence[object]") -> Decimal:
    return sum((Decimal(cell) for cell in cells if isinstance(cell, Decimal | int)), Decimal(0))


@given(datasets(), st.data())
@settings(max_examples=8, deadline=None)
def test_the_order_and_the_cutting_of_lines_change_nothing(rows: list[Cells], data: st.DataObject) -> None:
    other = data.draw(st.permutations(rows))
    cut = data.draw(st.integers(0, len(rows)))
    with opened(csv_text(rows)) as one, opened(csv_text(other[:cut], ";"), csv_text(other[cut:], "\t", "\r\n")) as two:
        assert list(one.lignes()) == list(two.lignes())
        by = (Dimension.OBJECTIF, Dimension.AXE)
        assert one.aggregate(by) == two.aggregate(by)


# What is put into a sound file to see whether both readings say the same of it.
PIECES = [
    *['"', '""', ",", ";", "\n", "\r\n", "\r", "\0", " ", "\t", "\ufeff", "é", "'", "-", ".", "0", "99", "é\u0301"],
    *["\n\n", '"\n', '",', ',"', "1e3", "2025", "02", "\\", "\\n", "#", "NULL", "null", '"x"', "\u2028", "\x85"],
    *["\x1a", "\x0b", "\x0c", "\x1c", "\xa0", "\u202f", "\N{MINUS SIGN}1", "+1", "01", "0000000001", "1.", ".5"],
    *["1.234", "1,5", ' "a"', '"a" ', ' "a,b" ', '"a" "b"', ' "', '" ', ' ""', '"" '],
]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A file that was sound before something was put in, taken out or cut off."""
    rows = [line(rang, montant=draw(amounts), action=draw(st.sampled_from(LABELS))) for rang in (1, 2, 3)]
    content = csv_text(rows, draw(st.sampled_from(",;\t|")), draw(st.sampled_from(["\n", "\r\n"]))).encode()
    for _turn in range(draw(st.integers(1, 2))):
        start = draw(st.integers(0, len(content)))
        length = draw(st.integers(0, 3))
        piece = draw(st.one_of(st.sampled_from(PIECES).map(str.encode), st.binary(max_size=2)))
        content = content[:start] + piece + content[start + length :]
    return content


Reading = tuple[str, object]


def reading(*files: bytes) -> Reading:
    """The lines, or that there are findings."""
    try:
        with opened(*files) as dataset:
            return "sound", list(dataset.lignes())
    except InvalidDataError as error:
        return "findings", bool(error.findings.kept)


def careful(*files: bytes) -> Reading:
    with patch.object(verdict_lines, "is_sound", return_value=False):
        return reading(*files)


@given(mutated())
@settings(max_examples=12, deadline=None)
def test_the_fast_and_the_careful_reading_agree(content: bytes) -> None:
    assert reading(content) == careful(content)


# At the start of a file, each piece that may move its cells or its lines, and one that only spoils a name.
CUTTING = re.compile(r"[\"',;|\s\0\ufeff\x1a]|^é$")
PLACED = [(piece, "action") for piece in PIECES] + [(piece, "start") for piece in PIECES if CUTTING.search(piece)]


def placed(piece: str, place: str, year: int) -> bytes:
    """A file of two lines of that year, the piece in one of them or at its start."""
    text = csv_text([{**line(1, exercice=str(year)), place: "@"}, line(2, exercice=str(year))])
    return (f"{piece}{text}" if place == "start" else text.replace("@", piece)).encode()


class LeftError(Exception):
    """The fast reading leaves the judgement to the careful one."""


def fast(*files: bytes) -> Reading:
    """The lines, or that the fast reading does not answer for all of these files."""
    with patch.object(verdict_lines, "load_carefully", side_effect=LeftError):
        try:
            return reading(*files)
        except LeftError:
            return "left", True


def test_both_readings_agree_on_each_piece_in_each_cell() -> None:
    """The careful reading takes all files at once, and so does the fast one those that it answers for."""
    files = {each: placed(*each, year) for year, each in enumerate(PLACED, 2001)}
    assert len(files) == len(PLACED)
    faulty = set(careful_faults(files))
    assert {each: said for each in faulty if (said := fast(files[each])[0]) != "left"} == {}
    left = {(piece, place) for piece, place in files if place == "start" and not piece.strip("\r\n")}
    sound = {each: content for each, content in files.items() if each not in faulty | left}
    assert min(len(faulty), len(sound)) > 20
    read = fast(*sound.values())
    assert read[0] == "sound", [each for each in sound if fast(files[each])[0] != "sound"]
    assert by_year(read) == by_year(careful(*sound.values()))
    assert {each: fast(files[each])[0] for each in left} == dict.fromkeys(left, "left")


def careful_faults(files: Mapping[tuple[str, str], bytes]) -> Iterator[tuple[str, str]]:
    """The files with a finding; of each kind of finding the first twenty are kept at a time."""
    left = list(files)
    while left:
        with patch.object(verdict_lines, "is_sound", return_value=False):
            try:
                with opened(*(files[each] for each in left)):
                    return
            except InvalidDataError as error:
                numbers = {int(Path(finding.place.file).stem) for finding in error.findings.kept}
        yield from (each for number, each in enumerate(left) if number in numbers)
        left = [each for number, each in enumerate(left) if number not in numbers]


def by_year(found: Reading) -> dict[int, list[Ligne]]:
    """The lines of sound files, by year."""
    _verdict, lignes = found
    assert isinstance(lignes, list)
    return {year: [each for each in lignes if each.exercice == year] for year in {each.exercice for each in lignes}}


latin = st.text(
    st.one_of(
        st.characters(min_codepoint=0x20, max_codepoint=0x24F),
        st.sampled_from("œŒæÆßẞﬁﬂﬀ’'‘-–—\u0301\u0300\u0327¹²³ᵉʳ€«»\u00a0\u202f\nſĳŀĿİıÿŸçÇsxSX0½"),
    ),
    max_size=30,
)


@given(st.lists(latin, min_size=1, max_size=50), st.lists(latin, max_size=5))
@settings(max_examples=9, deadline=None)
def test_words_are_found_in_the_engine_as_in_python(labels: list[str], others: list[str]) -> None:
    words = {word for label in (*labels, *others) for word in (*fold_words(label), *beginnings(label))}
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT label, word FROM (SELECT unnest(?::VARCHAR[]) AS label), "
            "(SELECT unnest(?::STRUCT(word VARCHAR, pattern VARCHAR)[], recursive := true)) "
            f"WHERE regexp_matches({folded('label')}, pattern)",
            [list(set(labels)), [{"word": word, "pattern": word_pattern(word)} for word in words]],
        ).fetchall()
    assert set(found) == {(label, word) for label in labels for word in words if is_found(word, label)}


def beginnings(label: str) -> list[str]:
    """The first letters of each word, as a search for all that begin so."""
    return [f"{word[: len(word) // 2 + 1]}*" for word in fold_words(label)]


def is_found(word: str, label: str) -> bool:
    if not word.endswith("*"):
        return word in fold_words(label)
    return any(each.startswith(word[:-1]) for each in re.findall(r"[^\W_]+", _bare(label)))

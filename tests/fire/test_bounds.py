"""Small files that unpack to gigabytes or take minutes: a refusal that says what to do, in seconds and in bounds."""

import re
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import duckdb
import pytest

from clsctl.dataset.opening import open_dataset
from clsctl.language import _
from clsctl.sheets.gzip_pieces import unpacked
from clsctl.sheets.limits import LIMITS
from clsctl.verdict.examination import examine
from conftest import ENVIRONMENT, ROOT
from support.launched import End, measured
from support.samples import HEADER, csv_text, line
from support.workbooks import ods, xlsx

MEBIBYTES, SECONDS = 800, 15  # most take a tenth of either
MIB = 1 << 20
SHEET, STYLES, TEXTS = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"
CONTENT = "content.xml"
HEAD = ",".join(HEADER) + "\n"
CELL = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
ROW = f"<table:table-row>{CELL}</table:table-row>"
LONG = "x" * MIB
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
MANY = "<x " + " ".join(f"a{i}=''" for i in range(500)) + "/>"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"


def changed(path: Path, part: str, change: Callable[[str], str]) -> bytes:
    """The archive with one part changed, or added."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts.get(part, b"").decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path.read_bytes()


def in_ods(change: Callable[[str], str]) -> Callable[[Path], bytes]:
    return lambda folder: changed(ods(folder / "f", [line()]), CONTENT, change)


def in_xlsx(part: str, change: Callable[[str], str]) -> Callable[[Path], bytes]:
    return lambda folder: changed(xlsx(folder / "f", [line()]), part, change)


def before(mark: str, text: str) -> Callable[[str], str]:
    return lambda xml: xml.replace(mark, text + mark, 1)


def shared(text: str, count: str = "1") -> str:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<sst xmlns="{namespace}" uniqueCount="{count}"><si><t>{text}</t></si></sst>'


def shared_by_many(folder: Path) -> bytes:
    path = xlsx(folder / "f", [line()])
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(3, 500))
    changed(path, SHEET, before("</sheetData>", rows))
    return changed(path, TEXTS, lambda _xml: shared("x" * MIB))


def zipped(block: bytes, times: int) -> bytes:
    """A gzip file that holds the block so many times."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return b"\x1f\x8b\x08" + b"\0" * 7 + (packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)) * times


def parquet(rows: str, action: str) -> Callable[[Path], bytes]:
    values = {**line(), "action": action}
    columns = ", ".join(f"{text if name == 'action' else repr(text)} AS {name}" for name, text in values.items())

    def made(folder: Path) -> bytes:
        target = folder / "f.parquet"
        duckdb.sql(f"COPY (SELECT {columns} FROM range({rows})) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
        return target.read_bytes()

    return made


def far_xls(folder: Path) -> bytes:  # noqa: ARG001 (as the others)
    """Its last cell in the last row of the last column, which its readers fill up to."""
    content = (Path(ROOT) / "tests" / "sheets" / "sound.xls").read_bytes()
    cell = bytes.fromhex("050006001100") + struct.pack("<I", 0x11)
    assert content.count(cell) == 1
    return content.replace(cell, struct.pack("<HH", 65535, 255) + cell[4:])


TOO_LARGE: dict[str, tuple[str, Callable[[Path], bytes]]] = {
    "blanks": ("MiB in its cells", in_ods(before("</text:p>", '<text:s text:c="2000000000"/>'))),
    "repeated-row": ("rows and cells", in_ods(before("</table:table>", ROW.replace(
        "<table:table-row", '<table:table-row table:number-rows-repeated="1000000"').replace(
        "<table:table-cell", '<table:table-cell table:number-columns-repeated="99"')))),
    "repeated-text": ("MiB in its cells", in_ods(before("</table:table>", ROW.replace(
        "<table:table-cell", '<table:table-cell table:number-columns-repeated="9000"').replace(">x<", f">{LONG}<")))),
    "far-ods": ("positions", in_ods(before("</table:table>", '<table:table-row table:number-rows-repeated="900000">'
        '<table:table-cell/></table:table-row>' + ROW.replace(
        CELL, f'<table:table-cell table:number-columns-repeated="900"/>{CELL}')))),
    "nested": ("levels", in_ods(before("</text:p>", "<text:span>" * 20_000 + "</text:span>" * 20_000))),
    "unclosed": ("levels", in_xlsx(STYLES, before("<cellXfs", "<a>" * 2_000_000))),
    "styles": ("styles", in_xlsx(STYLES, before("<cellXfs", '<cellXfs><xf numFmtId="0"/></cellXfs>' * 110_000))),
    "text": ("a text of more", in_xlsx(TEXTS, lambda _xml: shared("x" * (17 * MIB)))),
    "shared": ("MiB in its cells", shared_by_many),
    "announced": ("rows and cells", in_xlsx(TEXTS, lambda _xml: shared("x", str(10**11)))),
    "far-xlsx": ("positions", in_xlsx(SHEET, before("</sheetData>", FAR))),
    "wide": ("columns", in_xlsx(SHEET, before("</sheetData>", f'<row r="9">{"<c/>" * 20_000}</row>'))),
    "aside": ("other than rows and cells", in_xlsx(SHEET, before("<sheetData>", '<x/>' * 300_000))),
    "names": ("XML names", in_xlsx(SHEET, before("<sheetData>", "".join(f"<x{i}/>" for i in range(5000))))),
    "attributes": ("attributes", in_xlsx(SHEET, before("<sheetData>", MANY))),
    "namespace": ("an XML namespace", in_xlsx(SHEET, before("<sheetData>", f'<x xmlns:y="{"u" * 5000}"/>'))),
    "far-xls": ("positions", far_xls),
    "parquet-rows": ("Parquet rows", parquet("1000001", "'a'")),
    "parquet-texts": ("MiB in its cells", parquet("50", "repeat('x', 9000000)")),
}  # fmt: skip
NO_TABLE: dict[str, Callable[[Path], bytes]] = {
    "entities": in_ods(lambda xml: re.sub(r"\?>", '?><!DOCTYPE x [<!ENTITY a "aa">]>', xml, count=1)),
    "latin-1": in_ods(lambda xml: re.sub(r"^(<[?][^>]*>)?", '<?xml version="1.0" encoding="ISO-8859-1"?>', xml)),
    "one-part-many-sheets": in_xlsx("xl/workbook.xml", lambda xml: re.sub(
        r'(<sheet [^>]*name=")([^"]*)("[^>]*/>)', r"\1\2\3\1other\3", xml)),
    "two-formats": in_xlsx(CONTENT, lambda _xml: "<x/>"),
}  # fmt: skip
DECOMPRESS: dict[str, bytes] = {
    "zeros.csv.gz": zipped(b"\0" * MIB, 4000),
    "blanks.json.gz": zipped(b" " * MIB, 1000),
    "lines.csv.gz": zipped(csv_text([line()]).encode() * 6000, 3000),
    "members.csv.gz": (zipped(b"", 0) + b"\x03\0" + b"\0" * 8) * 200_000,
}


def run(*arguments: str, temporary: Path) -> End:
    """The program in its bounds; nothing is left of its temporary files."""
    temporary.mkdir()
    begin = time.perf_counter()
    end = measured(*arguments, env={**ENVIRONMENT, "TMPDIR": str(temporary)})
    assert time.perf_counter() - begin < SECONDS
    assert end.mebibytes < MEBIBYTES
    assert list(temporary.iterdir()) == []
    assert "Traceback" not in end.talk
    return end


@pytest.mark.parametrize("name", TOO_LARGE)
def test_a_file_that_unpacks_past_a_limit_is_refused(name: str, tmp_path: Path) -> None:
    said, made = TOO_LARGE[name]
    path = tmp_path / "contracts_2025.csv"
    path.write_bytes(made(tmp_path))
    (finding,) = examine([str(path)]).findings.kept
    assert (finding.rule.slug, finding.remedy) == (
        "too-large",
        "save only its table, as CSV, which is read at any length",
    )
    assert said in finding.fact


@pytest.mark.parametrize("name", NO_TABLE)
def test_a_workbook_that_readers_could_take_in_two_ways_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "contracts_2025.csv"
    path.write_bytes(NO_TABLE[name](tmp_path))
    assert examine([str(path)]).findings.counts == {"no-table": 1}


@pytest.mark.posix
@pytest.mark.parametrize("name", DECOMPRESS)
def test_a_compressed_file_that_explodes_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(DECOMPRESS[name])
    end = run("totals", "--data", str(tmp_path / name), temporary=tmp_path / "tmp")
    assert (end.code, end.out) == (3, "")
    assert re.search(r"more than [0-9,]+ (times its size|gzip members)", end.talk)
    assert "Decompress it, and name the file inside." in end.talk


@cache
def numbers() -> tuple[bytes, bytes]:
    """Two megabytes and a half of text, and the same compressed."""
    content = ",".join(map(str, range(400_000))).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return content, packer.compress(content) + packer.flush()


@pytest.mark.parametrize("members", [1, 3])
@pytest.mark.parametrize("padding", [0, 100_000])
def test_a_compressed_file_is_unpacked_whole(members: int, padding: int, tmp_path: Path) -> None:
    content, packed = numbers()
    (tmp_path / "f.gz").write_bytes(packed * members + b"\0" * padding)
    assert b"".join(unpacked(tmp_path / "f.gz")) == content * members
    (tmp_path / "f.gz").write_bytes(packed * members + packed[:-1])
    with pytest.raises(EOFError):
        list(unpacked(tmp_path / "f.gz"))


@pytest.mark.posix
@pytest.mark.parametrize("command", ["totals --data", "lines --data", "check --data", "fmt", "validate"])
def test_every_command_refuses_in_bounds(command: str, tmp_path: Path) -> None:
    _said, made = TOO_LARGE["blanks"]
    (tmp_path / "f.ods").write_bytes(made(tmp_path))
    end = run(*command.split(), str(tmp_path / "f.ods"), temporary=tmp_path / "tmp")
    assert end.code == 3
    assert "save only its table, as CSV, which is read at any length" in end.talk + end.out
    assert end.mebibytes < 200


@pytest.mark.posix
@pytest.mark.parametrize("beside", ["published_2025.ods", "known_gaps_2025.ods", "territoires.ods", "axes.ods"])
def test_a_hostile_file_beside_sound_lines_is_refused_in_bounds(beside: str, tmp_path: Path) -> None:
    (tmp_path / "contracts_2025.csv").write_text(csv_text([line()]), "utf-8")
    (tmp_path / "published_2025.csv").write_bytes((ROOT / "data" / "published_2025.csv").read_bytes())
    _said, made = TOO_LARGE["nested"]
    (tmp_path / "made").mkdir()
    (tmp_path / beside).write_bytes(made(tmp_path / "made"))
    if beside.startswith("published"):
        (tmp_path / "published_2025.csv").unlink()
    end = run("check", "--data", str(tmp_path), temporary=tmp_path / "tmp")
    assert end.code == 3
    assert "too-large" in end.talk


@pytest.mark.posix
@pytest.mark.parametrize("filled", [False, True])
def test_a_last_line_longer_than_the_engine_holds_is_no_silent_hole(filled: bool, tmp_path: Path) -> None:
    """The engine dropped it: totals left it out, and validate called the file sound."""
    last = csv_text([line(2, montant="@")]).removeprefix(HEAD).replace("@", "9" * (40 * MIB))
    (tmp_path / "f.csv").write_text((csv_text([line()]) if filled else HEAD) + last, "utf-8")
    end = run("totals", "--data", str(tmp_path / "f.csv"), temporary=tmp_path / "tmp")
    assert (end.code, end.out) == (3, "")
    assert "long-record" in end.talk


@pytest.mark.posix
def test_a_quote_left_open_before_a_million_lines_is_found_in_bounds(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text(HEAD + '"' + "a,b\n" * 1_000_000, "utf-8")
    end = run("validate", str(tmp_path / "f.csv"), temporary=tmp_path / "tmp")
    assert (end.code, end.out.count("open-quote")) == (1, 1)
    assert end.mebibytes < 200


@pytest.mark.posix
def test_a_million_findings_are_counted_in_bounds(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text(HEAD + "x\n" * 1_000_000, "utf-8")
    end = run("validate", str(tmp_path / "f.csv"), temporary=tmp_path / "tmp")
    assert end.code == 1
    assert "999980 more" in end.out
    assert end.mebibytes < 200


@pytest.mark.posix
def test_past_a_million_findings_a_text_is_judged_no_further(tmp_path: Path) -> None:
    """Four million faulty lines of 50 MB took 25 s; what was not judged makes no hole."""
    (tmp_path / "f.csv").write_text(HEAD + "x,,,,,,,,,\n" * 400_000 + csv_text([line(2)]).removeprefix(HEAD), "utf-8")
    end = run("validate", str(tmp_path / "f.csv"), temporary=tmp_path / "tmp")
    assert end.code == 1
    assert re.search(r"f\.csv:\d+: the file has more than 1,000,000 findings; it was checked up to this line", end.out)
    assert "rang-hole" not in end.out
    assert end.mebibytes < 200


@pytest.mark.posix
def test_totals_of_totals_without_end_are_found_in_bounds(tmp_path: Path) -> None:
    """Each row was a total of the one before, and a level of the search: a million and a half took half an hour."""
    lines = (line(rang, action="Total", montant="1") for rang in range(1, 20_001))
    (tmp_path / "f.csv").write_text(csv_text(lines), "utf-8")
    end = run("validate", str(tmp_path / "f.csv"), temporary=tmp_path / "tmp")
    assert end.code == 1
    assert "total-row" in end.out


def forms(folder: Path) -> Path:
    """A PDF whose page shows a form that shows itself, twice."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R/Resources<</XObject<</X 6 0 R>>>>>>",
        5: b"<</Length 5>>stream\n/X Do\nendstream",
        6: b"<</Length 11" + FORM + b">>stream\n/X Do /X Do\nendstream",
    }
    path = folder / "f.pdf"
    path.write_bytes(
        b"%PDF-1.5\n"
        + b"".join(b"%d 0 obj\n%s\nendobj\n" % each for each in objects.items())
        + b"trailer\n<</Size 7/Root 1 0 R>>\n%%EOF"
    )
    return path


def written(name: str, content: bytes) -> Callable[[Path], Path]:
    def made(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return made


@pytest.mark.posix
@pytest.mark.parametrize(
    ("made", "said"),
    [
        (forms, "needs too much memory or time for a brochure"),
        (written("f.html", b"<!doctype html><html>" + b"<![CDATA[" * 400_000), "too many tags for a brochure"),
        (written("f.html", b"<!doctype html><html><p " + b"a " * 3_000_000 + b">"), "too many tags for a brochure"),
        (written("f.md", b"1 000 " * 900_000), "too much for a brochure"),
    ],
    ids=["forms", "unclosed", "attributes", "long"],
)
def test_a_hostile_brochure_is_refused_in_bounds(made: Callable[[Path], Path], said: str, tmp_path: Path) -> None:
    end = run("import", "--exercice", "2025", str(made(tmp_path)), temporary=tmp_path / "tmp")
    assert (end.code, end.out) == (3, "")
    assert said in end.talk


@pytest.mark.posix
def test_a_page_with_an_image_in_it_is_read(tmp_path: Path) -> None:
    image = '<img src="data:image/png;base64,' + "A" * MIB + '">'
    text = f"<!doctype html><html><p>Ventilation des contrats 2025</p>{image}</html>"
    (tmp_path / "f.html").write_text(text, "utf-8")
    assert "tags" not in run("import", "--exercice", "2025", str(tmp_path / "f.html"), temporary=tmp_path / "tmp").talk


@pytest.mark.parametrize("make", [xlsx, ods])
def test_a_workbook_of_hundreds_of_lines_is_answered(make: Callable[..., Path], tmp_path: Path) -> None:
    with open_dataset([str(make(tmp_path / "f", [line(rang) for rang in range(1, 501)]))]) as dataset:
        assert dataset.aggregate(())[0].lignes == 500


@pytest.mark.parametrize(("page", "language"), [("docs/inputs.md", "en"), ("docs/fr/inputs.md", "fr")])
def test_the_limits_are_documented(
    page: str, language: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("CLSCTL_LANG", language)
    said = iter([_(limit.words).format(limit=limit.text) for limit in LIMITS])
    text = (ROOT / page).read_text("utf-8")
    head, rule, rows = text.rpartition("|---|---|\n")
    seen = head + rule + re.sub(r"^\|[^|]*\|", lambda _row: f"| {next(said)} |", rows, flags=re.MULTILINE)
    if request.config.getoption("--golden-refresh"):
        (ROOT / page).write_text(seen, "utf-8")
    assert list(said) == []
    assert (ROOT / page).read_text("utf-8") == seen

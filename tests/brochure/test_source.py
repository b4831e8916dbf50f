"""Files of every kind become an outline or a plain refusal; nothing that they hold is a traceback."""

import errno
import io
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from clsctl.brochure.page import source
from clsctl.brochure.page.markdown import read_markdown
from clsctl.brochure.page.outline import Outline
from clsctl.brochure.page.source import read_source
from clsctl.brochure.reader import read_outline
from clsctl.errors import ReadError
from conftest import ROOT
from support.brochures.as_pdf import as_pdf
from support.brochures.measure import errors, make, pages_of
from support.brochures.printed_again import printed_again
from support.samples import bundled_referentiel


def _pdf(*pages: str, label: int | None = None, encrypt: str | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, encrypt=encrypt)
    for number, text in enumerate(pages):
        if label is not None:
            canvas.addPageLabel(number, "ARABIC", label + number)
        canvas.rect(100, 100, 200, 200, fill=1)
        canvas.drawString(50, 700, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no text"),
        (b" \n\t\n", "no text"),
        (b"\x89PNG\r\n\x1a\n....", "neither text nor PDF"),
        (b"PK\x03\x04....", "neither text nor PDF"),
        (b"AXE 1\0\0\0", "neither text nor PDF"),
        (b"%PDF-1.7\n%garbage\n", "cannot be opened"),
        (_pdf("text")[:400], "cannot be opened"),
        (_pdf("", ""), "images without text"),
        (_pdf("text", encrypt="secret"), "cannot be opened"),
    ],
)
def test_what_is_no_brochure_is_refused(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "source"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=said):
        read_source(path)


def test_no_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="the file does not exist"):
        read_source(tmp_path / "nothing.md")
    with pytest.raises(ReadError, match="this is not a file"):
        read_source(tmp_path)


def test_a_file_that_the_system_refuses_is_refused_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "brochure.md"
    path.write_bytes(b"2025\n")

    def refuse(_path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ReadError, match=r"brochure\.md: cannot be read: Permission denied"):
        read_source(path, "brochure.md")


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 10)
    path = tmp_path / "large.md"
    path.write_bytes(b"x" * 11)
    with pytest.raises(ReadError, match="too much"):
        read_source(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_of_offices(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes("Précarité énergétique\t6 000 €\r\n".encode(encoding))
    (line,) = read_source(path).lines
    assert line.cells == ("Précarité énergétique", "6 000 €")


def test_a_pdf_gives_its_page_labels(tmp_path: Path) -> None:
    path = tmp_path / "labels.pdf"
    path.write_bytes(_pdf("one", "two", label=7))
    assert [(line.text, line.sheet, line.page) for line in read_source(path).lines] == [("one", 1, 7), ("two", 2, 8)]


def test_a_page_label_that_is_no_page_of_a_contract_gives_none(tmp_path: Path) -> None:
    path = tmp_path / "labels.pdf"
    path.write_bytes(re.sub(rb"/St +7\b", b"/St 0", _pdf("one", "two", label=7)))
    assert [line.page for line in read_source(path).lines] == [None, 8]


def test_a_pdf_tells_the_sheets_without_text(tmp_path: Path) -> None:
    path = tmp_path / "image.pdf"
    path.write_bytes(_pdf("one", "", "three"))
    assert read_source(path).textless == (2,)


def test_html_gives_rows_and_headings(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<!doctype html><title>no</title><h2>AXE 1</h2><table><tr><th>Action</th><th>Montant</th></tr>"
        "<tr><td><p>Aider</p></td><td>6&nbsp;000 €</td></tr></table><p>Un <b>mot</b></p><script>x</script>",
        encoding="utf-8",
    )
    found = [(line.level, line.cells) for line in read_source(path).lines]
    assert found == [(2, ("AXE 1",)), (0, ("Action", "Montant")), (0, ("Aider", "6\u00a0000 €")), (0, ("Un mot",))]


def test_controls_and_marks_do_not_reach_a_label() -> None:
    (line,) = read_markdown("Aider\x1b[31m \u202eles\u200b jeunes\t6 000€")
    assert line.cells == ("Aider[31m les jeunes", "6 000€")


@pytest.mark.slow(reason="whole brochures are read many times")
@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.sampled_from("AXE 1-#*|\t\nTotal€0123456789.,abcé()«»-–\u00a0"), max_size=300))
def test_any_text_is_read_without_a_traceback(text: str) -> None:
    reading = read_outline(Outline("any", tuple(read_markdown(text))), 2025, bundled_referentiel())
    assert not reading.is_proved
    assert {use.line for use in reading.coverage} == {line.number for line in read_markdown(text)}


@pytest.mark.slow(reason="whole brochures are read many times")
def test_a_broken_pdf_is_read_or_refused_and_never_proved_wrongly(tmp_path: Path) -> None:
    ends = [_end_of_a_broken_pdf(seed, tmp_path / "broken.pdf") for seed in range(8)]
    assert "wrong" not in ends
    assert {"refused", "not proved"} <= set(ends)


def _end_of_a_broken_pdf(seed: int, path: Path) -> str:
    case, dice = make(seed), random.Random(seed)
    rendered = as_pdf(case.brochure, case.tables, case.dice)
    data = bytearray(rendered.data)
    for _ in range(dice.choice([1, 5, 40])):
        data[dice.randrange(len(data))] = dice.randrange(256)
    path.write_bytes(bytes(data))
    try:
        reading = read_outline(read_source(path), case.brochure.exercice, case.brochure.referentiel)
    except ReadError:
        return "refused"
    if not reading.is_proved:
        return "not proved"
    return "wrong" if errors(case, reading, pages_of(case, rendered)) else "proved"


@pytest.mark.slow(reason="whole brochures are read many times")
@settings(max_examples=12, deadline=None)
@given(st.data())
def test_an_amount_lost_or_changed_is_never_proved(data: st.DataObject) -> None:
    lines = printed_again(ROOT / "data").split("\n")
    rows = [i for i, line in enumerate(lines) if line.rstrip().endswith("€") and "\t" in line]
    where = data.draw(st.sampled_from(rows))
    label, _, amount = lines[where].rpartition("\t")
    other = f"{amount[:-2]}{(int(amount[-2]) + 1) % 10}€"
    lines[where] = data.draw(st.sampled_from(["", label, f"{label}\t{other}"]))
    outline = Outline("changed", tuple(read_markdown("\n".join(lines))))
    assert not read_outline(outline, 2025, bundled_referentiel()).is_proved


def test_a_wrong_year_is_doubted() -> None:
    outline = Outline("again", tuple(read_markdown(printed_again(ROOT / "data"))))
    reading = read_outline(outline, 2031, bundled_referentiel())
    assert {finding.rule.slug for finding in reading.findings} == {"year-not-named"}


def test_a_lost_chapter_is_doubted() -> None:
    text = printed_again(ROOT / "data")
    cut = text[: text.index("\n# Axe 2")] + text[text.index("\n# Axe 3") :]
    reading = read_outline(Outline("cut", tuple(read_markdown(cut))), 2025, bundled_referentiel())
    assert "chapter-lost" in {finding.rule.slug for finding in reading.findings}

"""A call of a footnote means the note nearest below it, on its page and of its table; else it is in doubt."""

import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from clsctl.brochure.page.markdown import read_markdown
from clsctl.brochure.page.outline import Outline
from clsctl.brochure.page.source import read_source
from clsctl.brochure.reader import read_outline
from clsctl.brochure.reading import Reading
from support.samples import bundled_referentiel

AXE = "AXE 2 - Renforcer l'accès à l'emploi pour tous"
ABSENT = "appel de note (1) dans le texte, note absente"
ONE, TWO = "Sous réserve de crédits.", "Hors report."


def _table(name: str, *labels: str, notes: str = "", between: str = "") -> str:
    rows = "".join(f"{label}\t5 000€\n{between if not index else ''}" for index, label in enumerate(labels))
    return f"# {name}\n\n## {AXE}\n\n{rows}\n<b>Total Axe 2</b>\t<b>{5 * len(labels)} 000€</b>\n\n{notes}\n\n"


def _read(*parts: str) -> Reading:
    return read_outline(
        Outline("text", tuple(read_markdown("# 2025\n\n" + "".join(parts)))), 2025, bundled_referentiel()
    )


def _remarks(reading: Reading) -> dict[str, str]:
    return {ligne.action: ligne.remarque for ligne in reading.lignes}


def test_each_table_has_its_own_note() -> None:
    reading = _read(
        _table("Aisne", "Aider les jeunes (1)", notes=f"(1) {ONE}"),
        _table("Somme", "Aider les aînés (1)", notes=f"(1) {TWO}"),
    )
    assert reading.is_proved
    assert _remarks(reading) == {"Aider les jeunes": f"note (1) : {ONE}", "Aider les aînés": f"note (1) : {TWO}"}


def test_a_call_whose_own_note_is_lost_does_not_take_that_of_another_table() -> None:
    reading = _read(_table("Aisne", "Aider les jeunes (1)"), _table("Somme", "Aider les aînés (1)", notes=f"(1) {TWO}"))
    assert _remarks(reading) == {"Aider les jeunes": ABSENT, "Aider les aînés": f"note (1) : {TWO}"}
    reading = _read(_table("Aisne", "Aider les jeunes (1)", notes=f"(1) {ONE}"), _table("Somme", "Aider les aînés (1)"))
    assert _remarks(reading) == {"Aider les jeunes": f"note (1) : {ONE}", "Aider les aînés": ABSENT}


def test_notes_at_the_end_serve_all_tables() -> None:
    end = f"# Ventilation des contrats 2025\n\n(1) {ONE}\n\n(2) {TWO}\n"
    tables = _table("Aisne", "Aider les jeunes (1)"), _table("Somme", "Aider les aînés (1)", "Former les aînés (2)")
    reading = _read(*tables, end)
    assert reading.is_proved
    assert set(_remarks(reading).values()) == {f"note (1) : {ONE}", f"note (2) : {TWO}"}


def test_a_note_below_the_next_table_that_does_not_call_it_is_of_the_page() -> None:
    reading = _read(
        _table("Aisne", "Aider les jeunes (1)"), _table("Somme", "Aider les aînés (2)", notes=f"(1) {ONE}\n\n(2) {TWO}")
    )
    assert _remarks(reading) == {"Aider les jeunes": f"note (1) : {ONE}", "Aider les aînés": f"note (2) : {TWO}"}


@pytest.mark.parametrize(
    "parts",
    [
        (_table("Aisne", "Aider les jeunes (1)", notes=f"(1) {ONE}\n\n(1) {TWO}"),),
        (_table("Aisne", "Aider les jeunes (1)"), f"# Ventilation\n\n(1) {ONE}\n\n# Annexe\n\n(1) {TWO}\n"),
        (_table("Aisne", "Aider les jeunes", notes=f"(1) {ONE}"), _table("Somme", "Aider les aînés (1)")),
    ],
)
def test_two_texts_of_one_number_are_a_doubt(parts: tuple[str, ...]) -> None:
    reading = _read(*parts)
    assert {finding.rule.slug for finding in reading.findings} == {"footnote-unsettled"}
    assert not reading.is_proved


def test_the_same_text_twice_is_no_doubt() -> None:
    assert _read(_table("Aisne", "Aider les jeunes (1)", notes=f"(1) {ONE}\n\n(1) {ONE}")).is_proved


def test_a_note_among_the_rows_parts_no_row_and_settles_the_calls_above_it() -> None:
    table = _table(
        "Aisne", "Aider les jeunes (1)", "Aider les aînés (1)", notes=f"(1) {TWO}", between=f"\n(1) {ONE}\n\n"
    )
    reading = _read(table)
    assert reading.is_proved
    assert _remarks(reading) == {"Aider les jeunes": f"note (1) : {ONE}", "Aider les aînés": f"note (1) : {TWO}"}


def test_a_note_of_several_lines_is_read_whole() -> None:
    reading = _read(_table("Aisne", "Aider les jeunes (1)", notes="(1) Sous réserve de\ncrédits inscrits."))
    assert reading.is_proved
    assert _remarks(reading) == {"Aider les jeunes": "note (1) : Sous réserve de crédits inscrits."}


def test_in_a_pdf_the_note_is_that_of_the_sheet(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for name, label, note in (("2025", "", ""), ("Aisne", "Aider les jeunes", ONE), ("Somme", "Aider les aînés", TWO)):
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(60, 720, name)
        if label:
            canvas.drawString(60, 690, AXE)
            canvas.setFont("Helvetica", 10)
            for y, text in ((660, f"{label} (1)"), (620, "Total Axe 2")):
                canvas.drawString(60, y, text)
                canvas.drawRightString(540, y, "5 000 €")
            canvas.drawString(60, 100, f"(1) {note}")
        canvas.showPage()
    canvas.save()
    (tmp_path / "print").write_bytes(buffer.getvalue())
    reading = read_outline(read_source(tmp_path / "print"), 2025, bundled_referentiel())
    assert reading.is_proved
    assert _remarks(reading) == {"Aider les jeunes": f"note (1) : {ONE}", "Aider les aînés": f"note (1) : {TWO}"}

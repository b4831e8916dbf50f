"""The lines of a label joined: without a space after a slash or a hyphen, and a word cut as the text spells it."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from clsctl.brochure.page.markdown import read_markdown
from clsctl.brochure.page.outline import Outline
from clsctl.brochure.page.source import read_source
from clsctl.brochure.reader import read_outline
from clsctl.brochure.reading import Reading
from support.samples import bundled_referentiel

TEXT = """# 2025

# Somme

## AXE 2 - Renforcer l'accès à l'emploi pour tous

{body}
<b>Total Axe 2</b>\t<b>5 000€</b>

# Ventilation

{more}
"""


def _read(body: str, more: str) -> Reading:
    text = TEXT.format(body=body, more=more)
    return read_outline(Outline("text", tuple(read_markdown(text))), 2025, bundled_referentiel())


@pytest.mark.parametrize(
    ("body", "more", "label"),
    [
        ("Secours populaire/\ncatholique    5 000€", "", "Secours populaire/catholique"),
        ("Secours populaire /\ncatholique    5 000€", "", "Secours populaire / catholique"),
        ("Secours populaire\n/catholique    5 000€", "", "Secours populaire/catholique"),
        ("Aider les 16-\n25 ans    5 000€", "", "Aider les 16-25 ans"),
        ("Aider les 16–\n25 ans    5 000€", "", "Aider les 16–25 ans"),
        ("Aider après le COVID-\n19 partout    5 000€", "", "Aider après le COVID-19 partout"),
        (
            "Lutter contre la repro\u2010\nduction    5 000€",
            "La reproduction sociale.",
            "Lutter contre la reproduction",
        ),
        ("Lutter contre la repro-\nduction    5 000€", "La reproduction sociale.", "Lutter contre la reproduction"),
        (
            "Lutter contre la repro\u2010\nduction    5 000€",
            "Les 16-25 ans du porte-à-porte.",
            "Lutter contre la reproduction",
        ),
        ("Lutter contre la repro\u00ad\nduction    5 000€", "", "Lutter contre la reproduction"),
        ("Lutter contre la repro\u00ad    5 000€\n", "", "Lutter contre la repro"),
        ("Lutter contre la repro\u00ad\nduction\t5 000€\n", "", "Lutter contre la reproduction"),
        ("Lutter contre la repro\u00ad duction\t5 000€\n", "", "Lutter contre la reproduction"),
        ("Lutter contre la repro\u00adduction\t5 000€\n", "", "Lutter contre la reproduction"),
        ("Aider le nord du Pas-de-\nCalais    5 000€", "", "Aider le nord du Pas-de-Calais"),
        ("Aider le nord du Pas-\nde-Calais    5 000€", "", "Aider le nord du Pas-de-Calais"),
        ("Aider le nord du Pas\u2011de\u2011\nCalais    5 000€", "", "Aider le nord du Pas\u2011de\u2011Calais"),
        ("Aider avec la Croix-\nRouge    5 000€", "", "Aider avec la Croix-Rouge"),
        ("Aider Saint-Pol-sur-\nTernoise    5 000€", "", "Aider Saint-Pol-sur-Ternoise"),
        ("Agir c'est-à-\ndire vite    5 000€", "", "Agir c'est-à-dire vite"),
        ("Lutter contre le non-\nrecours    5 000€", "", "Lutter contre le non-recours"),
        ("Aider eux-\nmêmes    5 000€", "", "Aider eux-mêmes"),
        ("Suivi pré-\net post-natal    5 000€", "", "Suivi pré- et post-natal"),
        ("Suivi inter-\nou intra-communal    5 000€", "", "Suivi inter- ou intra-communal"),
        ("Une démarche d'aller-\nvers    5 000€", "Aller-vers.", "Une démarche d'aller-vers"),
        ("Une démarche d'aller\u2010\nvers    5 000€", "La démarche d'aller-vers.", "Une démarche d'aller\u2010vers"),
        ("Aider les accompa-\ngnés    5 000€", "Les accompagnées.", "Aider les accompagnés"),
        ("Aider la (\nsanté)    5 000€", "", "Aider la (santé)"),
        ("Aider la (santé\n) ici    5 000€", "", "Aider la (santé) ici"),
        ("Aider l'\naccès    5 000€", "", "Aider l'accès"),
        ("Développer l'e-\ninclusion    5 000€", "", "Développer l'e-inclusion"),
        ("Poursuivre l'ac-\ntion    5 000€", "", "Poursuivre l'action"),
        ("Les accompagné·\ne·s ici    5 000€", "", "Les accompagné·e·s ici"),
        ("LUTTER CONTRE LA REPRO-\nDUCTION    5 000€", "La reproduction.", "LUTTER CONTRE LA REPRODUCTION"),
        ("Aider 10\n000 jeunes    5 000€", "", "Aider 10 000 jeunes"),
        ("Aider de 2024-\n2027    5 000€", "", "Aider de 2024-2027"),
        ("Aider Paris–\nLille    5 000€", "", "Aider Paris–Lille"),
        ("Aider centre-\nville    5 000€", "Les centres-villes. Un centre-ville.", "Aider centre-ville"),
    ],
)
def test_a_label_over_lines_is_joined_as_it_is_spelled(body: str, more: str, label: str) -> None:
    reading = _read(body, more)
    assert not reading.findings
    assert [ligne.action for ligne in reading.lignes] == [label]


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ("Lutter contre la repro\u2010\nduction    5 000€", ""),
        ("Lutter contre la repro-\nduction    5 000€", ""),
        ("Une démarche d'aller-\nvers    5 000€", ""),
        ("### Lutter contre la repro-\n### duction\n\nAider\t5 000€", ""),
        ("LUTTER CONTRE LA REPRO-\nDUCTION    5 000€", ""),
        ("Mesure 3-\nAide aux jeunes    5 000€", ""),
        ("Aider l'accom-\npagnement    5 000€", "L'accompagnement et l'accom-pagnement."),
    ],
)
def test_where_nothing_tells_the_remark_says_so(body: str, more: str) -> None:
    reading = _read(body, more)
    assert reading.is_proved
    assert ["césure incertaine, texte : «" in ligne.remarque for ligne in reading.lignes] == [True]
    assert any("uncertain" in note for note in reading.notes)


def test_the_labels_of_another_year_tell_it() -> None:
    text = TEXT.format(body="Lutter contre la repro-\nduction    5 000€", more="")
    outline = Outline("text", tuple(read_markdown(text)))
    (ligne,) = read_outline(outline, 2025, bundled_referentiel(), earlier=["La reproduction sociale"]).lignes
    assert (ligne.action, ligne.remarque) == ("Lutter contre la reproduction", "")


def test_a_heading_over_lines_is_joined_too() -> None:
    lignes = _read("### Lutter contre la repro-\n### duction\n\nAider\t5 000€", "La reproduction.").lignes
    assert [ligne.objectif for ligne in lignes] == ["Lutter contre la reproduction"]


def test_a_label_of_a_pdf_is_joined_so_too(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "print"), invariant=1)
    canvas.setFont("Helvetica", 16)
    for y, text in ((760, "2025"), (730, "Somme"), (700, "AXE 2 - Renforcer l'accès à l'emploi pour tous")):
        canvas.drawString(60, y, text)
    canvas.setFont("Helvetica", 9)
    lines = "Lutter pour les 16-", "25 ans du Pas-de-", "Calais au Secours populaire/", "catholique", "Total Axe 2"
    for y, text in zip((660, 649, 638, 627, 590), lines, strict=True):
        canvas.drawString(60, y, text)
    canvas.drawRightString(540, 660, "5 000 €")
    canvas.drawRightString(540, 590, "5 000 €")
    canvas.save()
    reading = read_outline(read_source(tmp_path / "print"), 2025, bundled_referentiel())
    label = "Lutter pour les 16-25 ans du Pas-de-Calais au Secours populaire/catholique"
    assert [ligne.action for ligne in reading.lignes] == [label]
    assert not reading.findings

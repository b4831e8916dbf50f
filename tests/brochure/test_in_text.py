"""Amounts in sentences: limits are compared as limits, round words as roundings, and the rest is told."""

from pathlib import Path

import pytest

from clsctl.brochure.page.markdown import read_markdown
from clsctl.brochure.page.outline import Outline
from clsctl.brochure.reader import read_outline
from clsctl.brochure.reading import Reading
from conftest import Run
from support.samples import bundled_referentiel

TEXT = """# 2025

# INTRODUCTION

{s}

# Somme

## AXE 2 - Renforcer l'accès à l'emploi pour tous

Aider les jeunes\t1 760 000€

<b>Total Axe 2</b>\t<b>1 760 000€</b>

# Nord

## AXE 2 - Renforcer l'accès à l'emploi pour tous

Aider les aînés\t2 000 000€

<b>Total Axe 2</b>\t<b>2 000 000€</b>
"""


def _read(sentence: str) -> Reading:
    text = TEXT.format(s=sentence)
    return read_outline(Outline("text", tuple(read_markdown(text))), 2025, bundled_referentiel())


@pytest.mark.parametrize(
    ("sentence", "proved", "figures"),
    [
        ("Ces contrats mobilisent plus de 3,7 millions d'euros.", True, 0),
        ("Ces contrats mobilisent plus de 3,8 millions d'euros.", False, 0),
        ("Ces contrats mobilisent au moins 3,76 millions d'euros.", True, 0),
        ("Ces contrats mobilisent plus de 3,76 millions d'euros.", False, 0),
        ("Ces contrats mobilisent moins de 4 millions d'euros.", True, 0),
        ("Ces contrats mobilisent moins de 3,7 millions d'euros.", False, 0),
        ("Ces contrats mobilisent près de 3,8 millions d'euros.", True, 1),
        ("Ces contrats mobilisent environ 3,8 M€.", True, 1),
        ("Ces contrats mobilisent quelque 4 millions d'euros.", True, 1),
        ("Ces contrats mobilisent autour de 4 millions d'euros.", True, 1),
        ("Ces contrats mobilisent près de 3,7 millions d'euros.", False, 0),
        ("Ces contrats mobilisent un montant supérieur à 3,7 millions d'euros.", True, 0),
        ("Ces contrats mobilisent un montant inférieur à 3,7 millions d'euros.", False, 0),
        ("Ces contrats ne dépassent pas 4 millions d'euros.", True, 0),
        ("Ces contrats dépassent 4 millions d'euros.", False, 0),
        ("Ces contrats dépassent les 3 millions d'euros.", True, 0),
        ("Ces contrats mobilisent pas moins de 3,7 millions d'euros.", True, 0),
        ("Ces contrats mobilisent 3,7 millions d'euros au moins.", True, 0),
        ("Ces contrats mobilisent 3,7 millions d'euros au maximum.", False, 0),
        ("Ces contrats mobilisent jusqu'à 4 millions d'euros.", True, 0),
        ("Ces contrats mobilisent entre 3 et 4 millions d'euros.", True, 0),
        ("Ces contrats mobilisent entre 2 et 3 millions d'euros.", False, 0),
        ("Ces contrats mobilisent de 4 à 5 millions d'euros.", False, 0),
        ("Ces contrats mobilisent entre 3 millions d'euros et 4 millions d'euros.", True, 0),
        ("Le contrat de la Somme mobilise plus de 1,7 million d'euros.", True, 0),
        ("Le contrat de la Somme mobilise plus de 1,7 million.", True, 0),
        ("Le contrat de la Somme mobilise plus de 1,8 million.", False, 0),
        ("Le contrat de la Somme mobilise près de 1,8 million d'euros.", True, 1),
        ("Le contrat de la Somme mobilise près de 1,7 million d'euros.", False, 0),
        ("Le contrat de la Somme touche plus de 1,7 million de personnes.", True, 0),
        ("Les contrats mobilisent 1 million d'euros de plus qu'avant.", True, 0),
        ("Les contrats mobilisent 3,8 millions d'euros, soit une hausse de 1 million d'euros.", True, 1),
        ("Les contrats de la Somme et du Nord mobilisent plus de 9 millions d'euros.", True, 0),
        ("L'axe 2 des contrats mobilise plus de 3,7 millions d'euros.", True, 0),
        ("L'axe 2 des contrats mobilise plus de 4,7 millions d'euros.", False, 0),
        ("Ces contrats mobilisent plus de trois millions d'euros.", True, 0),
        ("Ces contrats mobilisent plus de quatre millions d'euros.", False, 0),
        ("Ces contrats mobilisent plus d'un million d'euros.", True, 0),
        ("Ces contrats mobilisent plus d'une dizaine de millions d'euros.", False, 0),
        ("Ces contrats mobilisent moins d'une dizaine de millions d'euros.", True, 0),
        ("Ces contrats mobilisent 16 millions d'euros sur la période 2024-2027.", True, 0),
        ("Ces contrats mobilisent 3 760 000 €.", True, 1),
        ("Ces contrats mobilisent 3 760 001 €.", False, 0),
        ("Préfecture du Nord\n\nCes contrats mobilisent plus de 3,7 millions d'euros.", True, 0),
        ("Ces contrats mobilisent 3,8 millions d'euros, dont 2 millions d'euros pour la jeunesse.", True, 1),
        ("Ces contrats concernent 1,7 million d'habitants.", True, 0),
    ],
)
def test_a_sentence_is_compared_as_it_speaks(sentence: str, proved: bool, figures: int) -> None:
    """The lines sum to 1 760 000 in Somme, and to 3 760 000 in the region."""
    reading = _read(sentence)
    assert reading.is_proved == proved
    assert len([figure for figure in reading.figures if not figure.libelle.startswith("Total")]) == figures
    assert {finding.rule.slug for finding in reading.findings} <= {"limit-not-kept", "amount-outside"}


def test_a_limit_is_told_and_not_written() -> None:
    reading = _read("Le contrat de la Somme mobilise plus de 1,7 million d'euros.")
    assert [
        note for note in reading.notes if "“plus de 1,7 million d'euros” is a limit, which the lines respect" in note
    ]
    (finding,) = _read("Le contrat de la Somme mobilise plus de 1,8 million d'euros.").findings
    assert finding.fact.startswith(
        "the text says “plus de 1,8 million d'euros”, but the lines of Somme sum to €1,760,000"
    )


def test_check_agrees_with_what_was_proved(clsctl: Run, tmp_path: Path) -> None:
    sentence = "Ces contrats mobilisent près de 3,8 millions d'euros, et plus de 3,7 millions d'euros."
    (tmp_path / "text.md").write_text(TEXT.format(s=sentence), encoding="utf-8")
    assert clsctl("import", "text.md", "--exercice", "2025", "-o", "new").returncode == 0
    assert clsctl("check", "--data", "new").returncode == 0

"""The links of two years, measured on synthetic years with their truth: asserted ones are right, true ones found."""

from dataclasses import replace
from decimal import Decimal

import pytest

from clsctl.ligne import Ligne
from clsctl.questions.compare import linking
from clsctl.questions.compare.linking import link_lines
from clsctl.questions.compare.links import Certitude, Raison
from support.years import lines_of_2025, synthetic_year

BEFORE = lines_of_2025()
HELD_OUT = range(9000, 9008)


def line(rang: int, action: str, montant: int | None = 1000, axe: int = 1, code: str = "02") -> Ligne:
    return Ligne(2025, code, "Aisne", axe, rang, "", action, None if montant is None else Decimal(montant), 2, "")


def test_asserted_links_are_right_and_true_ones_found_on_years_never_tuned_on() -> None:
    asserted = wrong = true = found = 0
    for seed in HELD_OUT:
        year = synthetic_year(BEFORE, seed)
        links = link_lines(year.before, year.lignes).links
        sure = {(link.a[0].cle, link.b[0].cle) for link in links if link.certitude is Certitude.SURE}
        all_ = {(a.cle, b.cle) for link in links for a in link.a for b in link.b}
        asserted, wrong = asserted + len(sure), wrong + len(sure - year.links)
        true, found = true + len(year.links), found + len(year.links & all_)
    assert wrong <= 0.01 * asserted
    assert found >= 0.93 * true


def test_a_year_is_linked_with_itself_line_by_line() -> None:
    links = link_lines(BEFORE, BEFORE)
    assert {(link.a[0].cle, link.b[0].cle) for link in links.links} == {(each.cle, each.cle) for each in BEFORE}
    assert not links.retired
    assert not links.added


def test_keys_link_nothing() -> None:
    before = [line(1, "Ouvrir une épicerie solidaire"), line(2, "Former les travailleurs sociaux", 2000)]
    after = [replace(before[1], rang=1), replace(before[0], rang=2)]
    links = link_lines(before, after).links
    assert {(link.a[0].rang, link.b[0].rang) for link in links} == {(1, 2), (2, 1)}


@pytest.mark.parametrize(
    ("old", "new", "raison", "certitude"),
    [
        ("Aide d’urgence", "AIDE D'URGENCE", Raison.MEME_LIBELLE, Certitude.SURE),
        ("Soutenir les épiceries sociales", "Appuyer l'épicerie sociale", Raison.MEMES_MOTS, Certitude.SURE),
        ("Déployer des frigos partagés", "Créer un poste de traducteur", Raison.MEME_MONTANT, Certitude.A_VERIFIER),
    ],
)
def test_a_link_says_how_it_was_found(old: str, new: str, raison: Raison, certitude: Certitude) -> None:
    (link,) = link_lines([line(1, old)], [line(1, new)]).links
    assert (link.raison, link.certitude) == (raison, certitude)


def test_a_replaced_word_is_for_a_person_to_judge() -> None:
    old = "Déployer des outils de traduction dans les accueils du centre communal"
    new = "Déployer des outils de médiation dans les accueils du centre communal"
    (link,) = link_lines([line(1, old, 30000)], [line(1, new, 25000)]).links
    assert link.certitude is Certitude.A_VERIFIER


def test_a_divided_line_is_not_taken_for_a_renamed_one() -> None:
    old = [line(1, "Financer des maraudes de nuit et des bagageries solidaires pour les sans abri", 50000)]
    new = [
        line(1, "Financer des maraudes de nuit pour les sans abri", 30000),
        line(2, "Financer des bagageries solidaires", 20000),
    ]
    (link,) = link_lines(old, new).links
    assert (len(link.b), link.certitude) == (2, Certitude.A_VERIFIER)


def test_equal_labels_of_one_table_are_told_apart_by_their_amounts() -> None:
    old = [line(1, "Chargé de mission", 1000), line(2, "Chargé de mission", 2000)]
    new = [line(1, "Chargé de mission", 2000), line(2, "Chargé de mission", 1000)]
    links = link_lines(old, new).links
    assert sorted(str(link.a[0].montant) for link in links) == ["1000", "2000"]
    assert all(link.a[0].montant == link.b[0].montant for link in links)


def test_above_the_bound_only_equal_labels_are_linked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "MOST_PAIRS", 0)
    old = [line(1, "Ouvrir une épicerie solidaire"), line(2, "Former les agents d'accueil du département")]
    new = [line(1, "Ouvrir une épicerie solidaire"), line(2, "Former les agents de l'accueil du département", 900)]
    links = link_lines(old, [replace(new[0]), replace(new[1], action="Former les agents d'accueil")])
    assert links.is_bounded
    assert [link.raison for link in links.links] == [Raison.MEME_LIBELLE]

"""The lines that a selection means."""

from decimal import Decimal
from pathlib import Path

import pytest

from clsctl.dataset.dataset import Dataset
from clsctl.dataset.opening import open_dataset
from clsctl.dataset.sums import Order
from clsctl.errors import UsageError
from clsctl.questions.lines import lines
from clsctl.table import Table
from clsctl.vocabulary.selection import Request
from support.samples import line, write


def montant(dataset: Dataset, **request: list[str]) -> Decimal | None:
    (everything,) = dataset.aggregate((), dataset.select(Request(**request)))  # type: ignore[arg-type]  # names of several values
    return everything.montant


def found(dataset: Dataset, *words: str) -> int:
    (everything,) = dataset.aggregate((), dataset.select(Request(search=words)))
    keys = [ligne.cle for ligne in dataset.lignes(dataset.select(Request(search=words)))]
    assert len(keys) == everything.lignes
    return everything.lignes


@pytest.mark.parametrize("name", ["Nord", "nord", " NORD ", "59", "Département du Nord", "departement du nord", "cd59"])
def test_a_territoire_by_name_code_or_alias(real: Dataset, name: str) -> None:
    """Nord is Nord's contract alone, though the métropole of Lille lies in it."""
    assert montant(real, territoire=[name]) == Decimal(12667960)


@pytest.mark.parametrize("name", ["MEL", "lille", "200093201", "METROPOLE EUROPEENNE DE LILLE", "Métropole lilloise"])
def test_a_metropole_by_name_code_or_alias(real: Dataset, name: str) -> None:
    assert montant(real, territoire=[name]) == Decimal(2000000)


@pytest.mark.parametrize("name", ["Hauts-de-France", "hauts de france", "HDF", "32"])
def test_the_region_means_everything(real: Dataset, name: str) -> None:
    assert montant(real, territoire=[name]) == Decimal(29007615)
    assert montant(real, territoire=[name, "Nord"]) == Decimal(29007615)


@pytest.mark.parametrize(
    "name", ["1", "axe 1", "Axe 1", "enfance", "Prévenir la pauvreté et réduire les inégalités dès l’enfance"]
)
def test_an_axe_by_number_label_or_alias(real: Dataset, name: str) -> None:
    assert montant(real, axe=[name]) == Decimal(14392105)


def test_options_narrow_each_other_and_values_widen(real: Dataset) -> None:
    assert montant(real, axe=["1", "2"]) == Decimal(14392105 + 169000)
    assert montant(real, axe=["1"], territoire=["Aisne"]) == Decimal(1910075)
    assert montant(real, type=["departement"], territoire=["MEL"]) is None


@pytest.mark.parametrize(
    ("request_", "hint"),
    [
        (Request(territoire=["Lile"]), "“Lille”"),
        (Request(territoire=["Some"]), "“Somme”"),
        (Request(axe=["transition"]), "transition écologique"),
        (Request(type=["départements"]), "“departement”"),
        (Request(exercice=["2024"]), "“2025”"),
        (Request(objectif=["lutte contre la precarite energetiqe"]), "“Lutte contre la précarité énergétique”"),
    ],
)
def test_an_unknown_name_says_the_nearest(real: Dataset, request_: Request, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        real.select(request_)
    assert "did you mean" in caught.value.remedy.lower()
    assert hint in caught.value.remedy


def test_names_are_understood_with_commas_between_them(real: Dataset) -> None:
    assert montant(real, territoire=["MEL,Amiens"]) == montant(real, territoire=["MEL", "Amiens"])
    assert montant(real, axe=["1, 2"]) == Decimal(14392105 + 169000)
    for names in ("MEL,Lile", "MEL,", ","):
        with pytest.raises(UsageError):
            real.select(Request(territoire=[names]))


def test_a_name_with_a_comma_is_one_name(tmp_path: Path) -> None:
    (tmp_path / "territoires.csv").write_text(
        "territoire_code,territoire,type,siren,inclus_dans,population,population_millesime,population_source,alias\n"
        '01,"Ain, Bresse",departement,,,,,,\n'
        "02,Ain,departement,,,,,,\n",
        encoding="utf-8",
    )
    rows = [
        line(1, territoire_code="01", territoire="Ain, Bresse", montant="1"),
        line(1, territoire="Ain", montant="2"),
    ]
    with open_dataset([str(write(tmp_path / "contracts_2025.csv", rows))]) as dataset:
        assert montant(dataset, territoire=["ain, bresse"]) == Decimal(1)


@pytest.mark.parametrize(
    "text", ["1000000", "1 000 000", "1 000 000,00 €", "1.000.000", "1 M€", "1M", "1000 k€", "€1,000,000"]
)
def test_a_bound_is_an_amount_as_people_write_it(real: Dataset, text: str) -> None:
    selection = real.select(Request(min=text))
    assert selection.least == Decimal(1000000)
    assert selection.as_written == {"min": ("1000000",)}
    assert [ligne.montant for ligne in real.lignes(selection)] == [4112000, 1900000, 2800000, 2250000, 1000000]


def test_bounds_are_inclusive_and_lines_without_amount_are_counted_apart(real: Dataset) -> None:
    selection = real.select(Request(min="20000", max="20000", territoire=["Amiens"]))
    table = lines(real, selection)
    assert {row[-3] for row in table.rows} == {Decimal(20000)}
    assert "4 lines without amount are left out: they can be neither above nor below a bound." in table.notes
    assert table.notes[0] == "Selection: territory Amiens Métropole; at least €20,000; at most €20,000."


def test_lines_without_amount_alone(real: Dataset) -> None:
    table = lines(real, real.select(Request(without_amount=True)))
    assert [row[-3] for row in table.rows] == [None] * 6
    assert table.notes[0] == "Selection: lines without amount."


@pytest.mark.parametrize("prefix", ["2", "20", "Nor", "nor d", "0", "9", "5", ""])
def test_a_code_or_name_is_compared_whole(real: Dataset, prefix: str) -> None:
    with pytest.raises(UsageError):
        real.select(Request(territoire=[prefix]))


def test_a_code_comes_before_a_name_and_a_name_before_an_alias(tmp_path: Path) -> None:
    (tmp_path / "territoires.csv").write_text(
        "territoire_code,territoire,type,siren,inclus_dans,population,population_millesime,population_source,alias\n"
        "01,Ain,departement,,,,,,Bresse|02\n"
        "02,Bresse,departement,,,,,,\n",
        encoding="utf-8",
    )
    rows = [line(1, territoire_code="01", territoire="Ain", montant="1"), line(1, territoire="Bresse", montant="2")]
    with open_dataset([str(write(tmp_path / "contracts_2025.csv", rows))]) as dataset:
        assert montant(dataset, territoire=["Bresse"]) == Decimal(2)
        assert montant(dataset, territoire=["02"]) == Decimal(2)


def test_an_objectif_means_every_spelling_that_folds_to_it(tmp_path: Path) -> None:
    rows = [line(1, objectif="Accès"), line(2, objectif="ACCES"), line(3, objectif="Accéder")]
    with open_dataset([str(write(tmp_path / "x.csv", rows))]) as dataset:
        assert montant(dataset, objectif=["accès"]) == Decimal(200)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["aide alimentaire"], 3),
        (["AIDES ALIMENTAIRES"], 3),
        (["alimentaire aide"], 3),
        (["alimentaire", "aide"], 14),
        (["illectronisme", "illectronisme", "zzz"], 2),
        (["alimentai*"], 11),
        (["ALIMENTAI* aide"], 3),
        (["illectronisme"], 2),
        (["zzz"], 0),
        (["alim"], 0),
    ],
)
def test_search_finds_every_word_of_one_or_another_without_case_accents_or_plural(
    real: Dataset, words: list[str], count: int
) -> None:
    assert found(real, *words) == count


FOLDED = {
    "Réseaux d'accès": "reseau acces",
    "l’œuvre": "OEUVRE",
    "coeur": "cœurs",
    "Lætitia": "laetitia",
    "jeux": "jeu",
    "30 m²": "m2",
    "au 1ᵉʳ": "1er",
    "ﬁnancer": "financer",
    "Straße": "strasse",
    "e\u0301te\u0301": "été",
    "rendez-vous": "vous rendez",
    "a_b": "b a",
    "100%": "100",
}


def test_search_folds_both_the_label_and_the_words(tmp_path: Path) -> None:
    rows = [line(rang, action=label) for rang, label in enumerate([*FOLDED, "autre"], 1)]
    with open_dataset([str(write(tmp_path / "x.csv", rows))]) as dataset:
        counts = {label: (found(dataset, asked), found(dataset, label)) for label, asked in FOLDED.items()}
    assert {label: count for label, count in counts.items() if count != (1, 1)} == {}


def test_search_reads_the_objectif_too(tmp_path: Path) -> None:
    rows = [line(1, objectif="Mobilité"), line(2, objectif="")]
    with open_dataset([str(write(tmp_path / "x.csv", rows))]) as dataset:
        assert found(dataset, "mobilite") == 1


@pytest.mark.parametrize("words", ["", " ", "(", "€ !", "*"])
def test_a_search_for_no_word_is_refused(real: Dataset, words: str) -> None:
    with pytest.raises(UsageError):
        real.select(Request(search=[words]))


def ask(dataset: Dataset, *columns: str, limit: int | None = None, order: Order = Order.KEY) -> Table:
    return lines(dataset, dataset.select(Request(territoire=["Amiens"])), columns, order, limit)


def test_lines_keep_the_key_first_and_the_page(real: Dataset) -> None:
    table = ask(real, "montant", "action", "montant")
    assert [column.name for column in table.columns] == ["cle", "montant", "action", "page"]
    assert table.rows[0][0] == "2025-248000531-1-01"


def test_lines_say_all_columns_to_machines(real: Dataset) -> None:
    table = ask(real)
    expected = "cle exercice territoire_code territoire axe rang objectif action montant page remarque"
    assert [column.name for column in table.columns] == expected.split()


def test_lines_total_and_count_are_those_of_the_whole_selection(real: Dataset) -> None:
    table = ask(real, "montant", limit=2, order=Order.MONTANT)
    assert [row[1] for row in table.rows] == [Decimal(128000), Decimal(120000)]
    assert table.total is not None
    assert table.total[1] == Decimal(640000)
    assert "2 lines of 17 shown: €248,000 of €640,000; the total covers all of them." in table.notes
    assert "17 lines." in ask(real).notes


def test_lines_without_amount_come_last_by_amount(real: Dataset) -> None:
    assert [row[1] for row in ask(real, "montant", order=Order.MONTANT).rows[-4:]] == [None] * 4


def test_lines_follow_the_brochure_and_rang_is_a_number(real: Dataset) -> None:
    keys = [row[0] for row in ask(real).rows]
    assert keys[7:9] == ["2025-248000531-3-06", "2025-248000531-3-07"]
    assert keys[11] == "2025-248000531-3-10"


def test_an_unknown_column_says_the_nearest(real: Dataset) -> None:
    with pytest.raises(UsageError) as caught:
        ask(real, "montants")
    assert "montant" in caught.value.remedy

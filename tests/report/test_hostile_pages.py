"""Hostile data in every place of a page: it stays text, visible and without effect."""

import csv
import io
from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from clsctl.render.safe import visible
from support.page_tree import carried, text, tree
from support.pages import reported
from support.samples import csv_text, line

pytestmark = pytest.mark.slow(reason="each test writes a page")

HOSTILE = (
    "<script>alert(1)</script>",
    "</title></style></script><b>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %}{# c #}",
    "&lt;b&gt; &amp; &#60;",
    "\u202egnp.txt\u2066",
    "--> ]]> <!-- <![CDATA[",
    "javascript:alert(1)//",
    "@import url(//x);} *{}",
)
LABEL = " ".join(HOSTILE)


def folder(path: Path, label: str, file: str = "contracts_2025.csv") -> Path:
    """A year of two departments and a metropolis where every text is the label."""
    path.mkdir()
    names = {code: f"{kind} {label}" for code, kind in (("91", "A"), ("92", "B"), ("93", "C"))}
    lines = [
        line(
            1,
            territoire_code=code,
            territoire=name,
            axe=axe,
            objectif=f"o {label}",
            action=f"a {label}",
            remarque=f"r {label}",
        )
        for code, name in names.items()
        for axe in ("1", "2")
    ]
    published = [
        {"exercice": "2025", "territoire_code": "91", "territoire": names["91"], "axe": "1", "libelle": f"l {label}"}
        | {"montant": "99", "arrondi": "1", "page": "2"}
    ]
    territoires = [
        {"territoire_code": code, "territoire": name, "type": kind, "siren": "", "inclus_dans": within}
        | {
            "population": "10",
            "population_millesime": "2022",
            "population_source": f"s {label}",
            "alias": f"m {code} {label}",
        }
        | {"avec_article": f"le {label}"}
        for code, name, kind, within in (
            ("90", f"R {label}", "region", ""),
            ("91", names["91"], "departement", "90"),
            ("92", names["92"], "departement", "90"),
            ("93", names["93"], "metropole", "92"),
        )
    ]
    axes = [{"axe": axe, "libelle": f"x{axe} {label}", "libelle_court": f"y{axe} {label}", "alias": ""} for axe in "12"]
    themes = [{"theme": "t", "libelle": f"t {label}", "definition": f"d {label}", "alias": ""}]
    contexte = [
        {"id": "c-1", "programme": f"p {label}", "periode": "2024", "theme": "t", "territoire_code": "91"}
        | {"territoire": names["91"], "perimetre": f"w {label}", "mesure": "m", "valeur": "1", "unite": f"u {label}"}
        | {"precision": "exact", "cumul": "stock", "libelle": f"z {label}", "source": f"q {label}"}
        | {"date_source": "2024-01-01", "ligne": "1"}
    ]
    (path / file).write_text(csv_text(lines), "utf-8", newline="")
    companions = {"published_2025": published, "territoires": territoires, "axes": axes}
    for name, rows in (companions | {"themes": themes, "contexte": contexte}).items():
        (path / f"{name}.csv").write_text(csv_text(rows, header=list(rows[0])), "utf-8", newline="")
    return path


def shape(root: Element) -> Counter[tuple[str, tuple[str, ...]]]:
    """The elements and the names of their attributes."""
    return Counter((each.tag, tuple(sorted(each.attrib))) for each in root.iter())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of these data."""
    return folder(tmp_path_factory.mktemp("hostile") / "data", LABEL)


@pytest.fixture(scope="module")
def hostile(made: Path) -> Element:
    """The page of every hostile text in every place."""
    return tree(reported(made))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Element:
    """The page of the same data with a harmless text."""
    return tree(reported(folder(tmp_path_factory.mktemp("plain") / "data", "harmless")))


def test_a_hostile_text_adds_no_element_and_no_attribute(hostile: Element, plain: Element) -> None:
    assert shape(hostile) == shape(plain)


def test_a_hostile_text_is_shown_as_it_is_written_with_its_invisible_marks(hostile: Element) -> None:
    shown = "".join(next(hostile.iter("body")).itertext())
    for kind in ("A", "B", "C", "R", "o", "a", "r", "s", "x1", "y1", "t", "p", "w", "u", "z", "q"):
        assert f"{kind} {visible(LABEL)}" in shown, kind
    assert visible(LABEL) in text(next(hostile.iter("title")))


def test_the_carried_files_hold_the_text_unaltered(hostile: Element, made: Path) -> None:
    files = carried(hostile)
    assert files["contracts_2025.csv"] == (made / "contracts_2025.csv").read_bytes()
    names = [row["territoire"] for row in csv.DictReader(io.StringIO(files["territoires.csv"].decode("utf-8")))]
    assert names == [f"{kind} {LABEL}" for kind in "RABC"]


@pytest.mark.posix
def test_a_hostile_file_name_is_shown_as_it_is_written(tmp_path: Path) -> None:
    name = 'a"><img src=x onerror=alert(1)>\u202e{{ 7 }}.csv'
    root = tree(reported(folder(tmp_path / "data", "harmless", name) / name))
    assert visible(name) in text(root)
    assert [each.tag for each in root.iter() if each.tag in {"img", "script"}] == ["script"]

"""Tables for the renderers' tests: a golden one, and hostile ones of every shape."""

from decimal import Decimal

from hypothesis import strategies as st

from clsctl.table import Cell, Column, Kind, Row, Table, Tone, Word

TOTALS = Table(
    name="totals",
    title="Totals by axe",
    columns=(
        Column("axe", Kind.CODE, "Axe"),
        Column("libelle", Kind.TEXT, "Libellé"),
        Column("lignes", Kind.COUNT, "Lignes"),
        Column("non_chiffrees", Kind.COUNT, "Non chiffrées"),
        Column("montant", Kind.MONTANT, "Montant"),
        Column("part_pct", Kind.PERCENT, "Part"),
    ),
    rows=(
        ("1", "Prévenir la pauvreté", 112, 3, Decimal("14503807.50"), Decimal("99.6")),
        ("2", "Emploi | [bold]", 1240, 0, Decimal(6000), Decimal("0.04")),
        ("3", "Droits", 2, 2, None, None),
    ),
    total=(None, None, 1354, 5, Decimal("14509807.50"), Decimal(100)),
    notes=("5 lines have no montant.",),
    source="Brochure 2025",
    selection={"territoire": ("Aisne", "Nord")},
)
WORDS = {
    "equal": Word("égal", Tone.GOOD),
    "differs": Word("écart", Tone.BAD),
    "near": Word("arrondi", Tone.NEAR),
}
CHECK = Table(
    name="check",
    title="Figures",
    columns=(
        Column("figure", Kind.CODE, "Figure"),
        Column("statut", Kind.STATUT, "Statut", WORDS),
        Column("ecart", Kind.MONTANT, "Écart"),
        Column("page", Kind.NUMBER, "Page"),
        Column("cle", Kind.TEXT, "Clé", hidden=True),
    ),
    rows=(
        ("2025-02-1", "equal", Decimal(0), 2, "k1"),
        ("2025-59-2", "differs", Decimal("-1000.05"), 1029, "k2"),
        ("2025-32", "near", None, None, None),
    ),
)

FORMULAS = ("=1+1", "'x", "''", "-2", "+3", "@a", "\t=1")
QUOTED = ("\r", "a\rb", "a\r\nb", "\n", '"', 'a"b', ";", ",", "a;b", " x ")
ACTING = (
    "\x1b[31m",
    "\x1b]8;;http://x\x1b\\",
    "\x9b",
    "\x00",
    "\x7f",
    "\x01",
    "\u202e",
    "\u200b",
    "\u2028",
    "\u061c",
)
UNASSIGNED = ("\ue000", "\U000f0000", "\ud800")
MARKUP = (
    "[/]",
    "[bold]",
    ":house:",
    "|",
    "\\|",
    "\\",
    "`",
    "*",
    "<b>",
    "&amp;",
    "#",
    "~~",
    "- a",
    "1. a",
    "$x^2$",
)
WIDE = ("https://x.fr", "a@b.fr", "😀", "مرحبا", "e\u0301", "漢字", "1\u202f000\u202f€")
HOSTILE = (*FORMULAS, *QUOTED, *ACTING, *UNASSIGNED, *MARKUP, *WIDE)
texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40), st.lists(st.sampled_from(HOSTILE)).map(" ".join))
montants = st.decimals(min_value=Decimal("-9999999999999999.99"), max_value=Decimal("9999999999999999.99"), places=2)
percents = st.decimals(min_value=0, max_value=1000, places=2)
CELLS: dict[Kind, st.SearchStrategy[Cell]] = {
    Kind.TEXT: texts,
    Kind.CODE: texts,
    Kind.STATUT: st.sampled_from(["equal", "differs", "near", "unknown"]),
    Kind.NUMBER: st.integers(0, 9999),
    Kind.COUNT: st.integers(0, 10**9),
    Kind.MONTANT: montants,
    Kind.PERCENT: percents,
}
KINDS = (Kind.CODE, Kind.TEXT, Kind.STATUT, Kind.NUMBER, Kind.COUNT, Kind.MONTANT, Kind.PERCENT)
COLUMNS = tuple(Column(kind.value, kind, f"Heading {kind}", WORDS if kind is Kind.STATUT else {}) for kind in KINDS)
rows: st.SearchStrategy[Row] = st.tuples(*(CELLS[kind] for kind in KINDS))
sparse_rows: st.SearchStrategy[Row] = st.tuples(*(st.none() | CELLS[kind] for kind in KINDS))


def table_of(*some_rows: Row, total: Row | None = None, title: str = "Title", note: str = "") -> Table:
    return Table("name", title, COLUMNS, some_rows, total=total, notes=(note,) if note else ())

"""Places at which a file may lie whose names mean something to an engine, with a decoy that they may lead to."""

import random
from collections.abc import Callable, Mapping

from mutants import Table, parquet, texts
from mutants.changes import MONTANT

COLUMNS = (
    "exercice",
    "territoire_code",
    "territoire",
    "axe",
    "rang",
    "objectif",
    "action",
    "montant",
    "page",
    "remarque",
)
OTHERS = ("filename", "x", "MONTANT", "Année")
VALUES = ("7", "2024", "1", "02", "x", "null", "%20", "__HIVE_DEFAULT_PARTITION__", "", "2025-01-01", "a=b", "1.5")
# A folder or a name, and what an engine that takes it for a pattern would find as well, or in its place.
NAMES = (
    *(
        ("a[b]", "ab"),
        ("[ab]", "a"),
        ("*", "x"),
        ("a*", "ab"),
        ("a?c", "abc"),
        ("**", "y"),
        ("{a,b}", "a"),
        ("[!a]", "b"),
    ),
    *(
        ("a[1-3]", "a2"),
        ("[[]", "["),
        ("a[*]", "a*"),
        ("a]", "a"),
        ("\\*", "*"),
        ("a'b", "a''b"),
        ('a"b', "ab"),
        ("a;b", "a"),
    ),
    *(
        ("a%20b", "a b"),
        ("a b", "ab"),
        ("é", "e\u0301"),
        ("a\nb", "ab"),
        ("a#b", "a"),
        ("$HOME", "home"),
        ("${x}", "x"),
    ),
    *(("a.gz", "a"), ("a.parquet", "a"), ("a.csv.zst", "a"), ("x.json", "x"), ("a.db", "a"), ("'", "b"), ("-", "b")),
    *(
        ("a,b", "a"),
        ("a|b", "a"),
        ("&a", "a"),
        ("..a", "a"),
        (".hidden", "hidden"),
        ("con", "b"),
        ("a\tb", "ab"),
        ("~", "home"),
    ),
    *(
        ("~root", "b"),
        ("file:", "b"),
        ("http:", "b"),
        ("s3:", "b"),
        ("hf:", "b"),
        ("memory", "b"),
        (":memory:", "b"),
        ("data", "b"),
    ),
)
NO_FILE = {"-", "data"}  # as a file these mean something else to the command line, or to the trial
FORMATS: Mapping[str, Callable[..., bytes]] = {
    "parquet": parquet.parquet_file,
    "csv": texts.csv_file,
    "json": texts.json_file,
    "csv.gz": texts.gzip_file,
}


def placed(dice: random.Random, table: Table) -> tuple[bytes, str, Mapping[str, bytes]]:
    """A sound file, its place, and the decoys beside: the same lines with other amounts."""
    ending = dice.choice(("parquet", "parquet", *FORMATS))
    content = FORMATS[ending](dice, table, mild=True)
    decoy = FORMATS[ending](dice, _other(dice, table), mild=True)
    name, other = dice.choice(NAMES)
    if dice.random() < 0.45:
        hive = f"{dice.choice(COLUMNS if dice.random() < 0.8 else OTHERS)}={dice.choice(VALUES)}"
        folders = dice.choice((hive, f"{hive}/axe=4", f"year=1/{hive}", f"{name}/{hive}"))
        return content, f"{folders}/input.{ending}", {}
    if dice.random() < 0.5 or name in NO_FILE or name.startswith("~"):
        tail = f"input.{ending}"
        return content, f"{name}/{tail}", {f"{other}/{tail}": decoy, f"home/{tail}": decoy}
    place = dice.choice((f"{name}.{ending}", name if "#" not in name else f"{name}.{ending}"))
    return content, place, {place.replace(name, other, 1): decoy} if place.replace(name, other, 1) != place else {}


def _other(dice: random.Random, table: Table) -> Table:
    """The same table with other amounts."""
    head, *rows = [list(row) for row in table]
    for row in rows:
        row[MONTANT] = str(dice.randrange(1, 999))
    return [head, *rows]

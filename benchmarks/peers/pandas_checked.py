"""A pandas script that checks as much as clsctl: types, bounds, references, key, holes; and sums exact cents."""

import sys
from pathlib import Path

import pandas as pd

DATA = Path(__file__).resolve().parent.parent.parent / "data"
lines = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
known = pd.read_csv(DATA / "territoires.csv", dtype=str, keep_default_na=False)
names = known.set_index("territoire_code")["territoire"]

assert lines["exercice"].str.fullmatch(r"[0-9]{4}").all()
assert lines["axe"].isin(pd.read_csv(DATA / "axes.csv", dtype=str)["axe"]).all()
assert (lines["territoire_code"].map(names) == lines["territoire"]).all()
assert lines["rang"].str.fullmatch(r"[1-9][0-9]{0,8}").all()
assert lines["page"].str.fullmatch(r"(?:[1-9][0-9]{0,8})?").all()
assert (lines["action"] != "").all()
assert lines["montant"].str.fullmatch(r"(?:[0-9]{1,16}(?:\.[0-9]{1,2})?)?").all()

lines["rang"] = lines["rang"].astype("int64")
tables = lines.groupby(["exercice", "territoire_code", "axe"])["rang"]
assert not lines.duplicated(["exercice", "territoire_code", "axe", "rang"]).any()
assert (tables.max() == tables.size()).all()

parts = lines["montant"].str.partition(".")
cents = parts[0].replace("", "0").astype("int64") * 100 + parts[2].str.ljust(2, "0").astype("int64")
print((cents.groupby(lines["axe"]).sum() / 100).to_csv())

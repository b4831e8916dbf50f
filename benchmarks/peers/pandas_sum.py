"""A pandas script that sums by axe as an analyst would write it: in floats, and checking nothing."""

import sys

import pandas as pd

print(pd.read_csv(sys.argv[1]).groupby("axe")["montant"].sum().to_csv())

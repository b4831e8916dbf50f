"""The version of the program, as `.ci/names.py` writes it: asking the installed package takes a tenth of a start."""

VERSION = "1.0.0"

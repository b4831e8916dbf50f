# The four commands of the README; each sets up a .venv of its own with nothing but Python ≥ 3.11.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: run test test-office check format catalogues bench fuzz mutants clean

run: $(VENV)/run.stamp
	@CLSCTL_FORMAT=$${CLSCTL_FORMAT:-table} $(BIN)/clsctl totals --by axe

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -m "not office"

# What needs LibreOffice; each test is skipped, with a word, where it is not installed.
test-office: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -m office -rs

check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev.stamp
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

# The French catalogue, brought up to date with the sentences in the code, and compiled.
catalogues: $(VENV)/dev.stamp
	$(BIN)/python tests/support/catalogues.py

bench: $(VENV)/dev.stamp
	$(BIN)/python -m compileall -q src $(VENV)/lib || true
	$(BIN)/python benchmarks/report.py $(BENCH_FOLDER)

# FUZZ='--mutants 20000 --lines 5000 --seconds 600 --seed 2' is another budget than the small one.
fuzz: $(VENV)/dev.stamp
	$(BIN)/python fuzz/run.py $(FUZZ)

# Faults put into the code, and which the tests see (docs/mutants.md); MUTANTS='--group check' is a part of them.
mutants: $(VENV)/dev.stamp
	$(BIN)/python fuzz/mutants_of_code.py $(MUTANTS)

$(VENV)/run.stamp: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "clsctl needs Python 3.11 or later; set PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@PIP_CONSTRAINT=constraints.txt $(PIP) install --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp
	@PIP_CONSTRAINT=constraints.txt $(PIP) install --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

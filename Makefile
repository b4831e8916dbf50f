# Each command sets up a .venv of its own with nothing but Python ≥ 3.11; `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Each process of the tests would compile every module again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run fast test test-office test-browser test-package site test-site check format catalogues pictures bench fuzz mutants clean

# One line per command: what stands behind `##`.
help:
	@sed -n 's/^\([a-z-]*\):.*## /  make \1: /p' $(MAKEFILE_LIST)

run: $(VENV)/run.stamp ## print the totals by axis
	@CLSCTL_FORMAT=$${CLSCTL_FORMAT:-table} $(BIN)/clsctl totals --by axe

# The inner loop: each test that is marked as slow has the reason beside it.
fast: $(VENV)/dev.stamp ## run the quick tests (40 s on two cores)
	$(BIN)/python -m pytest -q -m "not slow and not office and not browser and not package and not site"

test: $(VENV)/dev.stamp ## run every test (150 s on two cores)
	$(BIN)/python -m pytest -m "not office and not browser and not package and not site"

# What needs LibreOffice; each test is skipped, with a word, where it is not installed and cannot be.
test-office: $(VENV)/dev.stamp ## run the tests that need LibreOffice
	@.ci/debian-package soffice libreoffice-calc
	$(BIN)/python -m pytest -m office -rs

# What needs Chromium, in the same way; the driver comes from PyPI, without a browser of its own.
test-browser: $(VENV)/browser.stamp ## run the tests that need Chromium
	$(BIN)/python -m pytest -m browser -rs

site: $(VENV)/site.stamp ## build the documentation as a site (build/site/index.html)
	$(BIN)/python website/build_site.py build/site

test-site: $(VENV)/browser.stamp $(VENV)/site.stamp ## build the site, and look for dead links in it
	$(BIN)/python -m pytest -m site -n 0 -rs

# What builds the packages of a release and installs them, for which a package index must answer.
test-package: $(VENV)/package.stamp ## build a release, and try it in an empty environment
	$(BIN)/python -m pytest -m package -rs

pictures: $(VENV)/browser.stamp ## take the pictures of page and terminal again (docs/pictures)
	PYTHONPATH=tests $(BIN)/python tests/support/pictures.py
	PYTHONPATH=tests $(BIN)/python tests/support/terminal_pictures.py

check: $(VENV)/dev.stamp ## run ruff, mypy and import-linter, and name long modules
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(BIN)/python tests/support/long_modules.py

format: $(VENV)/dev.stamp ## format the code, and mend what ruff can mend
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

# The French catalogue, brought up to date with the sentences in the code, and compiled.
catalogues: $(VENV)/dev.stamp ## bring the French catalogue up to date, and compile it
	$(BIN)/python tests/support/catalogues.py

bench: $(VENV)/dev.stamp ## measure start-up and large files against peers
	$(BIN)/python -m compileall -q src $(VENV)/lib || true
	$(BIN)/python benchmarks/report.py $(BENCH_FOLDER)

# FUZZ='--mutants 20000 --lines 5000 --seconds 600 --seed 2' is another budget than the small one.
fuzz: $(VENV)/dev.stamp ## try hostile files and command lines (FUZZ="--seconds 600")
	$(BIN)/python fuzz/run.py $(FUZZ)

# Faults put into the code, and which the tests see (docs/mutants.md); MUTANTS='--group check' is a part of them.
mutants: $(VENV)/dev.stamp ## put faults into the code, and count those that the tests see
	$(BIN)/python fuzz/mutants_of_code.py $(MUTANTS)

# Each stamp says that its packages are installed; what is printed meanwhile goes to stderr.
$(VENV)/run.stamp: pyproject.toml constraints.txt .ci/environment.py
	@$(PYTHON) .ci/environment.py
	@touch $@

$(VENV)/dev.stamp: pyproject.toml constraints.txt .ci/environment.py
	@$(PYTHON) .ci/environment.py dev
	@touch $@ $(VENV)/run.stamp

$(VENV)/browser.stamp: $(VENV)/dev.stamp
	@.ci/debian-package chromium chromium
	@$(PYTHON) .ci/environment.py dev browser
	@touch $@

$(VENV)/package.stamp: $(VENV)/dev.stamp
	@$(PYTHON) .ci/environment.py dev release
	@touch $@

$(VENV)/site.stamp: $(VENV)/dev.stamp
	@$(PYTHON) .ci/environment.py dev site
	@touch $@

clean: ## delete the .venv and what the tools keep
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

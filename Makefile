# Chores. The first target that needs it sets up .venv; PYTHON=… uses another interpreter.
VENV := .venv
PYTHON := $(VENV)/bin/python

.PHONY: test lint types format formats bench diff-bench bench-batch fuzz schema golden pictures check clean

check: lint types test

test: $(VENV)/ready
	$(PYTHON) -m pytest

lint: $(VENV)/ready
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

types: $(VENV)/ready
	$(PYTHON) -m mypy

format: $(VENV)/ready
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

# Each fixture in every format (needs LibreOffice and tesseract), and how much of its facts is read from it.
formats: $(VENV)/ready
	$(PYTHON) tests/renderings.py

# Speed next to a floor and to peers, and the start of the command.
bench: $(VENV)/ready
	$(PYTHON) -m pip install --quiet --editable '.[bench]'
	$(PYTHON) -m compileall -q src # as an installed package is
	$(PYTHON) benchmarks/bench.py

# Known changes made to fixtures, singly and in mixes, and how exactly `khparse diff` reports them.
diff-bench: $(VENV)/ready
	$(PYTHON) benchmarks/diff_bench.py

# Archives: documents a second with 1 and 2 processes next to a bare loop, and memory. 6 minutes.
bench-batch: $(VENV)/ready
	$(PYTHON) benchmarks/batching.py

# Random, mutated and pathological inputs, for a bounded time.
fuzz: $(VENV)/ready
	$(PYTHON) benchmarks/fuzz.py

# The committed copy of the JSON Schema; a changed contract also needs a new SCHEMA_VERSION.
schema: $(VENV)/ready
	$(PYTHON) -m khparse schema plan > schema/khparse.plan.json
	$(PYTHON) -m khparse schema diff > schema/khparse.diff.json
	$(PYTHON) -m khparse schema report > schema/khparse.overview.json

# What khparse finds in the fixtures and makes of them: review the difference before you commit it.
golden: $(VENV)/ready
	$(PYTHON) tests/golden.py
	for format in rows xlsx ics akn digest view diff_outputs; do $(PYTHON) tests/test_$$format.py; done

# The pictures in the README; needs LibreOffice, Chromium and Playwright.
pictures: $(VENV)/ready
	$(PYTHON) -m pip install --quiet --editable '.[check]'
	$(PYTHON) docs/pictures_digest.py
	$(PYTHON) docs/pictures_view.py
	$(PYTHON) docs/pictures_diff.py

clean:
	rm -rf $(VENV) dist .pytest_cache .ruff_cache .mypy_cache .hypothesis

$(VENV)/ready: pyproject.toml
	test -x $(PYTHON) || python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --editable '.[dev]'
	touch $@

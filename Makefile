# Everything runs in a virtual environment of its own: the two commands to know are
# `make demo` and `make test`. Both compile the engines of the places and the names stage (setup.py)
# and do it again when their sources change; with BYLINE_PURE=1 they run as they are.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
ENGINE := setup.py $(wildcard src/byline/places/*.py src/byline/technologies/*.py) \
	src/byline/run/affiliations.py

.PHONY: demo test check bench format clean

demo: $(VENV)/.demo
	$(BIN)/byline demo byline-demo --no-open

test: $(VENV)/.dev
	$(BIN)/pytest -n $(WORKERS) -m "not accuracy"

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -m accuracy

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) byline-demo build dist src/*.egg-info
	find src -name '*.so' -delete

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Byline needs Python 3.11 or later: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: $(VENV)/bin/python pyproject.toml $(ENGINE)
	$(BIN)/pip install --quiet --disable-pip-version-check -e ".[charts]"
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml $(ENGINE)
	$(BIN)/pip install --quiet --disable-pip-version-check -e ".[charts,dev]"
	@touch $@ $(VENV)/.demo

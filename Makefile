# The three verbs of every day: run, test, check. `make help` lists the rest.
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
# Anything that pip should be told on your machine, e.g. PIP_ARGS="--find-links wheels".
PIP_ARGS ?=

.PHONY: run test check format bench clean help

help:            ## what there is
	@grep -E '^[a-z]+: .*##|^[a-z]+: *##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

run: $(VENV)/.run ## open the app
	@$(BIN)/quizapp

test: $(VENV)/.dev ## every test
	@$(BIN)/python -m pytest

check: $(VENV)/.dev ## lint, types and layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.dev ## tidy the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/.dev ## the ratio table of "Speed that we hold ourselves to"
	@$(BIN)/python -m tests.benchmarks

clean:           ## remove what the other verbs made
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks

$(VENV)/.run: pyproject.toml constraints.txt
	@echo "Setting up $(VENV) (torch is large; this happens once) …"
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "quizapp needs Python 3.11 or newer; say make PYTHON=python3.12 run")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet $(PIP_ARGS) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet $(PIP_ARGS) --editable '.[dev]'
	@touch $@

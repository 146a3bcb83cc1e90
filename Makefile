# Every step from a fresh clone: the environment is made on first use and kept in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help

.PHONY: help
help: ## Say what can be made.
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(STAMP)

.PHONY: study
study: $(STAMP) ## Check, compare and report the bundled study into output/.
	$(BIN)/qualcode run

.PHONY: test
test: $(STAMP) ## Run every test.
	$(BIN)/python -m pytest -n auto

.PHONY: check
check: $(STAMP) lint types test docs-check ## Lint, types, tests, docs: what CI runs.

.PHONY: lint
lint: $(STAMP) ## Ruff: rules and format.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

.PHONY: types
types: $(STAMP) ## mypy --strict on src and tests.
	$(BIN)/mypy

.PHONY: docs
docs: $(STAMP) ## Write docs/cli.md anew from the real help.
	$(BIN)/python docs/make_cli.py

.PHONY: docs-check
docs-check: $(STAMP) ## Fail when docs/cli.md is not what the help says.
	$(BIN)/python docs/make_cli.py --check

.PHONY: wheel-check
wheel-check: $(STAMP) ## Build the wheel, install it into an empty environment, make and run a study with it.
	$(BIN)/python tests/wheel/check_wheel.py

.PHONY: bench
bench: $(STAMP) ## Run the benchmarks and print their figures.
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

.PHONY: clean
clean: ## Remove the environment and what was built.
	rm -rf $(VENV) build dist output .mypy_cache .ruff_cache .pytest_cache

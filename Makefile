# Every target makes its own virtual environment when it is missing; nothing else is assumed but Python >= 3.11.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: demo test slow check lint docs tables bench bench-peers clean venv

venv: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt hatchling editables
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --no-build-isolation -e '.[dev]'
	$(BIN)/python -m compileall -q runtime compiler lint
	@touch $(STAMP)

## demo: check, compile and run samples/smallsite, and move real mail through it
demo: $(STAMP)
	$(BIN)/python samples/demo

## lint: ruff, mypy strict and the import contracts
lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

## test: everything that must hold before a change lands
test: lint
	$(BIN)/python -m pytest -n auto

## slow: what is checked once a release: a million generated alias entries, 100,000 random addresses and damaged tables, 1,000 pairs of sites, 1,800 edits
slow: $(STAMP)
	SMAIL_SLOW=1 $(BIN)/python -m pytest -n auto tests/compiler/syntax/test_aliases.py \
		tests/compiler/syntax/test_address_list.py tests/runtime/table/test_corruptions.py tests/reference \
		tests/lint/query/test_diff_random.py tests/lint/conflicts tests/lint/facts tests/lint/recall

## check: format what can be formatted, then test
check: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(MAKE) test

## docs: regenerate rule pages, tables and command help
docs: $(STAMP)
	$(BIN)/python docs/generate.py

## tables: make the parse tables of changed grammars
tables: $(STAMP)
	$(BIN)/python -m smail_compiler.syntax.grammar_tables

## bench: measure, print a table, write benchmarks/results/*.json
bench: $(STAMP)
	$(BIN)/python -m benchmarks

## bench-peers: a million aliases and mail streams through Postfix in turn with ours, where Postfix is installed
bench-peers: $(STAMP)
	$(BIN)/python -m benchmarks.peers

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache benchmarks/results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

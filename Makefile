# Everything works in a virtual environment .venv in the checkout; nothing is installed elsewhere.
#   make demo     set up, read the bundled examples, show the record
#   make test     set up, lint, types, tests
#   make quality  measure on the gold sets beside the checkout and hold the floors
#   make bench    speed against the bare language pipeline
#   make lint     ruff and mypy only
#   make screenshots  pictures of the workbench, from the examples

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
GOLD ?= ../shared/gold
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help setup demo test lint quality bench screenshots lock clean

help:
	@sed -n '2,7s/^# *//p' Makefile

# A Python of 3.12 or newer: the plain python3 may be older, and pyenv's shims may point nowhere, so each is tried by running it.
$(VENV)/.made: requirements/dev.txt pyproject.toml
	@set -e; found=; \
	for p in "$$SAYSO_PYTHON" python3.12 python3.13 python3.14 python3 $$HOME/.pyenv/versions/3.1[2-9]*/bin/python3 /usr/local/bin/python3.1[2-9]; do \
	  if [ -n "$$p" ] && "$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; then found=$$p; break; fi; \
	done; \
	[ -n "$$found" ] || { echo "make: no Python 3.12 or newer found (put its path into SAYSO_PYTHON)" >&2; exit 1; }; \
	echo "setting up $(VENV) with $$($$found --version)"; \
	[ -x $(BIN)/python ] && $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null || "$$found" -m venv --clear $(VENV); \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt; \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .; \
	touch $@

setup: $(VENV)/.made

demo: setup
	@$(BIN)/python tools/demo.py

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy

test: lint
	$(BIN)/python -m pytest

quality: setup
	$(BIN)/python tools/quality.py --gold $(GOLD)

bench: setup
	$(BIN)/python $(GOLD)/speed.py --docs $(GOLD)/wikinews/docs.jsonl --python $(BIN)/python

screenshots: setup
	$(BIN)/python tools/screenshots.py

# Hashed requirements with no registry host in them; needs uv (pip install uv).
lock: setup
	uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml -o requirements/run.txt
	uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --extra dev pyproject.toml requirements/build.in -o requirements/dev.txt

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

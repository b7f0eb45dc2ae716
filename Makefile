# Everything is installed into this folder: .venv (Python packages) and .local (data of the demonstration).
# Needs: Python 3.11 or newer, make, git. See README.md.

SHELL := /bin/bash
PYTHON ?= python3
UV_VERSION := 0.13.9
TOOLS := .local/tools
UV := $(TOOLS)/bin/uv
export UV_PROJECT_ENVIRONMENT := .venv
export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS := 1
RUN := .venv/bin/

.PHONY: demo demo-reset test lint types imports templates unit browser bench example-report install dev clean frontend

demo: install  ## start everything and print the addresses
	@$(RUN)allmenning demo $(if $(DATA),--data $(DATA)) $(if $(PORT),--port $(PORT))

demo-reset: install  ## throw the demonstration's data away and start afresh
	@$(RUN)allmenning demo --reset $(if $(DATA),--data $(DATA)) $(if $(PORT),--port $(PORT))

test: dev browser  ## everything that CI runs
	@bash tests/run.sh

bench: dev  ## speed and size: prints a table, keeps JSON in .local/bench
	@$(RUN)python -m tests.bench $(BENCH)

example-report: install  ## docs/reports/example.pdf and its picture, from the demonstration
	@$(RUN)python -m tenants.demo.example

install: .venv/.installed

dev: .venv/.installed-dev

frontend:  ## build frontend/dist anew (needs Node)
	cd frontend && npm ci --ignore-scripts && npm run build

browser: dev
	@bash tests/browser/install.sh

$(UV):
	@echo "Fetching the installer (uv) …"
	@$(PYTHON) -m venv $(TOOLS)
	@$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)"

.venv/.installed: pyproject.toml uv.lock | $(UV)
	@echo "Installing what the lock file names …"
	@$(UV) sync --frozen --no-dev --inexact --quiet --python $(PYTHON)
	@touch $@

.venv/.installed-dev: pyproject.toml uv.lock | $(UV)
	@$(UV) sync --frozen --quiet --python $(PYTHON)
	@touch $@ .venv/.installed

clean:
	rm -rf .venv .local frontend/node_modules

#!/usr/bin/env bash
# All checks, each by name; the first that fails stops the run.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
step() { printf '\n== %s\n' "$1"; shift; "$@"; }

step "ruff: rules" $bin/ruff check .
step "ruff: format" $bin/ruff format --check --quiet .
step "mypy --strict" $bin/mypy
step "import rules" $bin/lint-imports
step "templates" $bin/djlint --quiet --lint frontend/templates plugins tenants examples --extension html
step "tests" $bin/pytest -n 2 --dist loadgroup --durations 15 "${@:-tests}"

#!/usr/bin/env bash
# All checks, each by name; the first that fails stops the run.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
step() { printf '\n== %s\n' "$1"; shift; "$@"; }

# With Node at hand the built files are built again and compared; without, that one test says that it skipped.
command -v npm > /dev/null && step "frontend packages" npm --prefix frontend ci --ignore-scripts --no-audit --no-fund --silent

step "ruff: rules" $bin/ruff check .
step "ruff: format" $bin/ruff format --check --quiet .
step "mypy --strict" $bin/mypy
step "import rules" $bin/lint-imports
step "templates" $bin/djlint --quiet --lint academy frontend/templates plugins tenants examples --extension html
step "tests" $bin/pytest -n 2 --dist loadgroup --durations 15 "${@:-tests}"

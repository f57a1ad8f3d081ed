#!/bin/sh
# Writes constraints.txt: one version of every package that the requirements lead to, for Python
# 3.11 to 3.13, with a marker where versions must differ. uv solves it, in a folder of its own.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

python=.venv/bin/python
[ -x "$python" ] || { echo "Run make test once first: it makes .venv." >&2; exit 1; }
"$python" -m venv "$folder/uv"
"$folder/uv/bin/python" -m pip install --quiet --disable-pip-version-check uv

{
    echo "# Every package, as tested, for Python 3.11 to 3.13. Written by make lock; do not edit."
    "$folder/uv/bin/uv" pip compile --quiet --universal --python-version 3.11 --upgrade \
        --no-header --no-annotate requirements-dev.txt
} > "$folder/constraints.txt"
cp "$folder/constraints.txt" constraints.txt
grep -vc '^#' constraints.txt | xargs printf '%s pins written to constraints.txt\n' >&2

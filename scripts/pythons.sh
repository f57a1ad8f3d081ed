#!/bin/sh
# Runs the tests without browser and sound on each other supported Python that is at hand:
# `scripts/pythons.sh SECONDS`, which bounds the whole of it. Each has an environment of its own.
set -eu
cd "$(dirname "$0")/.."
until=$(($(date +%s) + ${1:-600}))
version='import sys; print("%d.%d" % sys.version_info[:2])'
done_already=$(.venv/bin/python -c "$version")

find_python() {
    for name in "python$1" "$HOME/.pyenv/versions/$1".*/bin/python; do
        if [ "$("$name" -c "$version" 2>/dev/null)" = "$1" ]; then
            echo "$name"
            return
        fi
    done
}

status=0
for wanted in 3.11 3.12 3.13; do
    [ "$wanted" != "$done_already" ] || continue
    python=$(find_python "$wanted")
    if [ -z "$python" ]; then
        echo "Python $wanted is not at hand."
        continue
    fi
    left=$((until - $(date +%s)))
    if [ "$left" -lt 60 ]; then
        echo "Python $wanted: no time left for it." >&2
        exit 1
    fi
    home=build/python-$wanted
    echo "Python $wanted, without browser and sound"
    timeout --kill-after=10 "$left" sh -eu -c '
        [ -x "$1/bin/python" ] || "$2" -m venv "$1"
        "$1/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
            -c constraints.txt -r requirements-dev.txt
        exec "$1/bin/python" -m pytest -p no:cacheprovider tests \
            --ignore=tests/page --ignore=tests/audio --ignore=tests/project \
            --ignore=tests/benchmarks --ignore=tests/docs --ignore=tests/check
    ' sh "$home" "$python" || status=1
done
exit "$status"

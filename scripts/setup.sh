#!/bin/sh
# Makes .venv ready: `scripts/setup.sh run` for what runs, `scripts/setup.sh test` for the tests too.
# Called by make, which skips it while neither the requirements nor the lock have changed.
set -eu
cd "$(dirname "$0")/.."

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

fits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

# The first of $PYTHON, python3 and the named versions that fits and can make an environment.
find_python() {
    without_venv=""
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
        fits "$name" || continue
        if "$name" -c 'import ensurepip, venv' 2>/dev/null; then
            command -v "$name"
            return
        fi
        without_venv="$without_venv $name"
    done
    if [ -n "$without_venv" ]; then
        fail "Python was found (${without_venv# }), but without the venv module that it needs here." \
            "Install it (Debian and Ubuntu: apt-get install python3-venv), then try again."
    fi
    fail "No Python 3.11, 3.12 or 3.13 was found." \
        "Install one, or name it: make PYTHON=/path/to/python3.12"
}

case "${1:-}" in
    run) requirements=requirements.txt ;;
    test) requirements=requirements-dev.txt ;;
    *) printf 'Usage: %s run|test\n' "$0" >&2; exit 2 ;;
esac

if ! fits .venv/bin/python; then
    python=$(find_python)
    printf 'Making .venv with %s\n' "$("$python" --version)" >&2
    "$python" -m venv --clear .venv || fail "$python could not make .venv; see above."
fi

printf 'Installing %s (only when it has changed)\n' "$requirements" >&2
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
    -c constraints.txt -r "$requirements" || fail "The packages could not be installed; see above."
touch ".venv/ready-to-$1"
if [ "$1" = test ]; then touch .venv/ready-to-run; fi

#!/bin/sh
# Looks for unsafe settings in the AWS templates: `make templates`. checkov needs versions of its
# own of what the project uses, too, so it lives in an environment of its own.
set -eu
cd "$(dirname "$0")/.."
home=build/checkov
wanted=deploy/requirements-checkov.txt
if ! cmp -s "$wanted" "$home/installed.txt"; then
    .venv/bin/python -m venv --clear "$home"
    "$home/bin/python" -m pip install --quiet --disable-pip-version-check --no-input -r "$wanted"
    cp "$wanted" "$home/installed.txt"
fi


folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp deploy/template.yaml deploy/audio.yaml "$folder"
"$home/bin/checkov" --config-file deploy/checkov.yaml --directory "$folder"

# It counts only if it would see a fault.
sed -i -e '/PointInTimeRecovery/d' -e '/RecoveryPeriodInDays/d' "$folder/template.yaml"
if "$home/bin/checkov" --config-file deploy/checkov.yaml --directory "$folder" >/dev/null; then
    echo "checkov no longer sees a table without point-in-time recovery." >&2
    exit 1
fi
echo "The templates are clean."

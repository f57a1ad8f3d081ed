#!/bin/sh
# Installs the Home Assistant that tests/speakers/home_assistant starts, in an environment of its
# own that is kept between runs; prints its folder. It needs Python 3.13 and takes some 800 MB.
# `scripts/home_assistant.sh where` prints the folder without installing anything.
set -eu
cd "$(dirname "$0")/.."
requirements=tests/speakers/home_assistant/requirements.txt
version=$(sed -n 's/^homeassistant==//p' "$requirements")
folder=${HOME_ASSISTANT_ENV:-${XDG_CACHE_HOME:-$HOME/.cache}/back-pain-guide/home-assistant-$version}
stamp="$folder/ready-$(cksum < "$requirements" | tr -d ' ')"

if [ "${1:-}" = where ] || [ -e "$stamp" ]; then
    printf '%s\n' "$folder"
    exit
fi

for python in "${HOME_ASSISTANT_PYTHON:-}" python3.13 "$HOME"/.pyenv/versions/3.13.*/bin/python3.13 ""; do
    [ -n "$python" ] && "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' \
        2>/dev/null && break
done
if [ -z "$python" ]; then
    echo "Home Assistant $version needs Python 3.13: name it with HOME_ASSISTANT_PYTHON=/path/to/python3.13." >&2
    exit 1
fi

if [ -e "$folder" ] && [ ! -e "$folder/pyvenv.cfg" ]; then
    echo "$folder is there already, and is no environment of Python's: nothing was touched." >&2
    exit 1
fi
echo "Installing Home Assistant $version into $folder" >&2
rm -rf "$folder"
"$python" -m venv "$folder"
pip="$folder/bin/python -m pip --quiet --quiet --disable-pip-version-check --no-input"
$pip download --no-deps -d "$folder/wheel" "homeassistant==$version"
# Without its own constraints pip would try versions for ever.
"$folder/bin/python" - "$folder" << 'EOF'
import sys, zipfile
from pathlib import Path

folder = Path(sys.argv[1])
[wheel] = (folder / "wheel").glob("*.whl")
with zipfile.ZipFile(wheel) as archive:
    text = archive.read("homeassistant/package_constraints.txt")
(folder / "constraints.txt").write_bytes(text)
EOF
$pip install -c "$folder/constraints.txt" -r "$requirements"
touch "$stamp"
printf '%s\n' "$folder"

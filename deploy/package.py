"""Builds the zip for AWS Lambda: `python -m deploy.package`.

In it are the skill, its content as JSON, and the few libraries it imports; no web server, no
sound, no YAML. The same commit with the same libraries and the same Python gives the same bytes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from content.loader import compile_to
from deploy import bill
from interaction_model import models

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "dist" / "back-pain-guide.zip"
LARGEST = 3_000_000
"""Bytes. A larger zip takes longer to start."""

OWN = (
    "lambda_handler.py",
    "skill/**/*.py",
    "skill/**/*.json",
    "content/**/*.py",
    "talking/**/*.py",
    "listening/**/*.py",
    "listening/**/*.txt",
    "interaction_model/__init__.py",
    "interaction_model/models.py",
)
LIBRARIES = ("ask-sdk-core", "ask-sdk-model", "ask-sdk-runtime", "six")
NOT_NEEDED = (
    # clients for services of Alexa's, and what in the SDK leads to them (see skill/sdk.py)
    "ask_sdk_core/api_client.py",
    "ask_sdk_core/serialize.py",
    "ask_sdk_core/skill.py",
    "ask_sdk_core/skill_builder.py",
    "ask_sdk_model/services/",
    # parts of Alexa that send requests only to skills that asked for them
    "ask_sdk_model/interfaces/amazonpay/",
    "ask_sdk_model/interfaces/connections/entities/",
    "ask_sdk_model/interfaces/connections/requests/",
    "ask_sdk_model/interfaces/conversations/",
    "ask_sdk_model/interfaces/custom_interface_controller/",
    "ask_sdk_model/interfaces/game_engine/",
)
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip can hold
_LAMBDA_FOLDER = "/var/task"


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=TARGET, help="The zip to write.")
@click.option("--python", default=sys.executable, help="The Python to compile for.")
def main(out: Path, python: str) -> None:
    """Build the zip that AWS Lambda runs."""
    found = shutil.which(python)
    if found is None:
        raise click.ClickException(f"There is no {python} to compile with.")
    runtime = build(out, str(Path(found).absolute()))
    materials = out.with_suffix(".cdx.json")
    bill.write(materials, LIBRARIES)
    size = out.stat().st_size
    click.echo(f"{out}: {size:,} bytes for the runtime {runtime}")
    click.echo(f"{materials}: its bill of materials")
    if size > LARGEST:
        raise click.ClickException(f"More than {LARGEST:,} bytes: see NOT_NEEDED in {__file__}.")


def build(out: Path, python: str = sys.executable) -> str:
    """Write the zip `out`, compiled for the interpreter `python`; return its Lambda runtime name.

    Any Python can run the zip; the one it was compiled for starts fastest.
    """
    with TemporaryDirectory() as folder:
        stage = Path(folder)
        fill(stage)
        compile_modules(stage, python)
        out.parent.mkdir(parents=True, exist_ok=True)
        unfinished = out.with_suffix(".part")
        write_zip(stage, unfinished)
        unfinished.replace(out)
    return _runtime(python)


def fill(stage: Path) -> None:
    """Copy all that belongs in the zip into the folder `stage`."""
    for pattern in OWN:
        for path in ROOT.glob(pattern):
            _copy(path, stage / path.relative_to(ROOT))
    compile_to(stage / "content" / "compiled")
    models.compile_to(stage / "interaction_model" / "compiled")
    copy_libraries(stage, LIBRARIES, NOT_NEEDED)


def copy_libraries(stage: Path, libraries: Iterable[str], not_needed: Iterable[str]) -> None:
    """Copy the modules and licences of installed libraries, but for paths in `not_needed`."""
    for library in libraries:
        for path, name in _library_files(library, tuple(not_needed)):
            _copy(path, stage / name)


def _library_files(library: str, not_needed: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    for file in distribution(library).files or ():
        name = file.as_posix()
        unwanted = name.startswith((".", "/", *not_needed)) or "tests" in file.parts[:1]
        licence = ".dist-info/" in name and "LICENSE" in name.upper()
        if not unwanted and (licence or name.endswith(".py")):
            yield Path(str(file.locate())), name


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def compile_modules(stage: Path, python: str) -> None:
    """Compile in a process of its own with a fixed hash seed, so that nothing else shows in it."""
    subprocess.run(
        [python, "-W", "ignore", "-S", Path(__file__).with_name("bytecode.py"), _LAMBDA_FOLDER],
        cwd=stage,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        check=True,
    )


def write_zip(stage: Path, target: Path) -> None:
    """Write all files of a folder as the zip `target`: the same files give the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in stage.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(stage).as_posix(), _LONG_AGO)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is built
            archive.writestr(entry, path.read_bytes(), compresslevel=9)


def _runtime(python: str) -> str:
    program = "import sys; print('python%d.%d' % sys.version_info[:2])"
    return subprocess.run(
        [python, "-S", "-c", program], check=True, capture_output=True, text=True
    ).stdout.strip()


if __name__ == "__main__":
    main()

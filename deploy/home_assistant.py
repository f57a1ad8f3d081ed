"""Builds the zip for Home Assistant: `python -m deploy.home_assistant`.

It is unpacked in Home Assistant's configuration folder, and holds the integration alone.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from deploy.package import write_zip

ROOT = Path(__file__).parent.parent
FOLDER = Path("custom_components") / "back_pain_guide"
TARGET = ROOT / "dist" / "back-pain-guide-home-assistant.zip"


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=TARGET, help="The zip to write.")
def main(out: Path) -> None:
    """Build the zip that Home Assistant's configuration folder takes."""
    version = build(out)
    click.echo(f"{out}: {out.stat().st_size:,} bytes, version {version} for Home Assistant")


def build(out: Path) -> str:
    """Write the zip `out`; return the version of the integration in it."""
    with TemporaryDirectory() as folder:
        stage = Path(folder)
        unwanted = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / FOLDER, stage / FOLDER, ignore=unwanted)
        out.parent.mkdir(parents=True, exist_ok=True)
        unfinished = out.with_suffix(".part")
        write_zip(stage, unfinished)
        unfinished.replace(out)
    manifest = json.loads((ROOT / FOLDER / "manifest.json").read_text(encoding="utf-8"))
    return str(manifest["version"])


if __name__ == "__main__":
    main()

"""Command line: `python -m audio build` and `python -m audio say`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from audio.errors import AudioError, InputError

LONGEST_SAID = 500
"""Characters that `say` takes, as everywhere where a person gives a text."""

ENGINE_CHOICE = click.Choice(["auto", "espeak", "gtts", "piper"])
PACE_CHOICE = click.Choice(["slow", "normal", "fast"])


@click.group()
def main() -> None:
    """Makes speech: MP3 with captions and transcript."""


@main.command()
@click.argument("text")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--locale", default="en-US", show_default=True, help="Whose voice.")
@click.option("--pace", type=PACE_CHOICE, default="normal", show_default=True)
@click.option("--engine", type=ENGINE_CHOICE, default="auto", show_default=True)
def say(text: str, out: Path, locale: str, pace: str, engine: str) -> None:
    """Speaks TEXT (plain, or SSML in <speak>) into the MP3 file OUT.

    Captions (.vtt) and transcript (.txt) are written beside it.
    """
    from audio.cache import write_whole
    from audio.render import render

    if len(text) > LONGEST_SAID:
        raise InputError(f"The text has {len(text)} characters; {LONGEST_SAID} is the most.")
    if out.suffix.lower() != ".mp3":
        raise InputError(f"{out} does not end in .mp3: name the MP3 file to write.")
    clip = render(text, locale, pace, engine)
    for source, target in (
        (clip.vtt_path, out.with_suffix(".vtt")),
        (clip.txt_path, out.with_suffix(".txt")),
        (clip.mp3_path, out),
    ):
        write_whole(target, source.read_bytes())
    click.echo(f"{out} ({clip.seconds:.1f} seconds)")


def run() -> None:
    """The commands, with every error in plain words and the exit codes 0, 1 and 2."""
    try:
        main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        print("Stopped.", file=sys.stderr)
        sys.exit(1)
    except AudioError as error:
        print(f"Error: {error}", file=sys.stderr)
        sys.exit(2 if isinstance(error, InputError) else 1)

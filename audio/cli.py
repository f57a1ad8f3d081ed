"""Command line: `python -m audio build` and `python -m audio say`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audio.errors import AudioError, InputError, StoreError
from content import ContentError

if TYPE_CHECKING:
    from audio.build import Outcome

LONGEST_SAID = 500
"""Characters that `say` takes, as everywhere where a person gives a text."""

ENGINE_CHOICE = click.Choice(["auto", "espeak", "gtts", "piper"])
PACE_CHOICE = click.Choice(["slow", "normal", "fast"])


LIBRARIES = ("en-US", "en-GB")
"""Built when no locale is named."""


class IncompleteError(AudioError):
    """A build that made only part of what it should."""


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
    from audio.clips import render

    if len(text) > LONGEST_SAID:
        raise InputError(f"The text has {len(text)} characters; {LONGEST_SAID} is the most.")
    if out.suffix.lower() != ".mp3":
        raise InputError(f"{out} does not end in .mp3: name the MP3 file to write.")
    if out.is_dir():
        raise StoreError(f"{out} is a folder: name the MP3 file to write.")
    clip = render(text, locale, pace, engine)
    for source, target in (
        (clip.vtt_path, out.with_suffix(".vtt")),
        (clip.txt_path, out.with_suffix(".txt")),
        (clip.mp3_path, out),
    ):
        write_whole(target, source.read_bytes())
    click.echo(f"{out} ({clip.seconds:.1f} seconds)")


@main.command()
@click.option(
    "--locale",
    "locales",
    multiple=True,
    help="Whose library, once or several times.  [default: en-US and en-GB]",
)
@click.option("--engine", type=ENGINE_CHOICE, default="auto", show_default=True)
@click.option("--pace", type=PACE_CHOICE, default="normal", show_default=True)
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes.  [default: all cores]")
@click.option("--out", type=click.Path(path_type=Path), help="Folder.  [default: audio/library]")
@click.option("--prune", is_flag=True, help="Remove clips that the library no longer lists.")
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Another folder of content, laid out like content/.",
)
def build(
    locales: tuple[str, ...],
    engine: str,
    pace: str,
    jobs: int | None,
    out: Path | None,
    prune: bool,
    content: Path | None,
) -> None:
    """Builds the library: a summary of every topic and every short answer, with pages to list them.

    Only what is missing is made. It may be stopped at any time; the next run goes on.
    """
    from audio import build as building
    from audio.library import DEFAULT
    from audio.progress import Progress

    failed = False
    for locale in dict.fromkeys(locales or LIBRARIES):
        with Progress(locale, sys.stderr) as progress:
            outcome = building.build(
                locale, out or DEFAULT, engine, pace, jobs, prune, progress.show, content
            )
        click.echo(_summary(outcome))
        for title, reason in outcome.failures:
            click.echo(f"Not made: {title}. {reason}", err=True)
        if outcome.stopped:
            click.echo(f"Stopped early. {outcome.stopped}", err=True)
        failed = failed or outcome.missing > 0
        if outcome.stopped:
            break
    if failed:
        raise IncompleteError("Some clips were not made; run it again to make only those.")


def _summary(outcome: Outcome) -> str:
    made = f"{outcome.made} made, {outcome.kept} kept"
    missing = f", {outcome.missing} not made" if outcome.missing else ""
    pruned = f", {outcome.pruned} old removed" if outcome.pruned else ""
    return f"{outcome.locale}: {outcome.total} clips ({made}{missing}{pruned}) – {outcome.page}"


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
    except ContentError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except AudioError as error:
        print(f"Error: {error}", file=sys.stderr)
        sys.exit(2 if isinstance(error, InputError) else 1)

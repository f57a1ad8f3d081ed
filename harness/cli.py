"""The harness in a terminal: ask, chat, serve, check, review, lab, rehearse."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import click

from content import ContentError
from harness.errors import InputError

WRONG_USAGE = 2
CONTENT = click.option(
    "--content",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Another folder of content, laid out like content/.",
)

OUT = click.Path(dir_okay=False, path_type=Path)


class Commands(click.Group):
    """Commands whose faults are told in a sentence."""

    def invoke(self, context: click.Context) -> Any:
        """Turns unusable input into exit code 2 and a plain sentence on stderr."""
        try:
            return super().invoke(context)
        except InputError as fault:
            click.echo(fault.message, err=True)
            context.exit(WRONG_USAGE)
        except ContentError as fault:
            click.echo(str(fault), err=True)
            context.exit(1)
        except BrokenPipeError:
            context.exit(0)


def the_device(locale: str) -> Any:
    """A device that talks to the real handler; imported late, so that --help is quick.

    Raises ContentError if the locale's content cannot be used: the handler itself would only
    say, kindly, that something went wrong.
    """
    from content import load

    load(locale)
    from harness.device import Device
    from lambda_handler import lambda_handler

    return Device(lambda_handler)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Back Pain Guide without a speaker."""


@main.command()
@click.argument("text")
@click.option("--locale", default="en-US", show_default=True, help="Such as en-GB.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole turn as JSON.")
@click.option("--audio", "sound", type=click.Path(dir_okay=False), help="Write the answer as MP3.")
def ask(text: str, locale: str, as_json: bool, sound: str | None) -> None:
    """Ask one question and hear the answer."""
    turn = the_device(locale).turn(text=text, locale=locale)
    if sound is not None:
        _write_sound(turn, locale, Path(sound))
    click.echo(json.dumps(turn, ensure_ascii=False) if as_json else turn["answer"]["speech"])


@main.command()
@click.option("--locale", default="en-US", show_default=True, help="Such as en-GB.")
@click.option("--json", "as_json", is_flag=True, help="Print each turn as one line of JSON.")
@click.option("--verbose", is_flag=True, help="Say how Alexa would take each sentence (stderr).")
def chat(locale: str, as_json: bool, verbose: bool) -> None:
    """Talk, one sentence a line; an empty line is silence, end with Ctrl-D."""
    from harness.inputs import check_locale

    check_locale(locale)
    device, session, failed = the_device(locale), None, False
    if sys.stdin.isatty():
        click.echo("Say something, such as: is my back pain my kidneys? Ctrl-D ends.", err=True)
    for line in _lines():
        said: dict[str, Any] = {"text": line} if line.strip() else {"event": "silence"}
        if session is None and "event" in said:
            continue
        try:
            turn = device.turn(**said, session=session, locale=locale)
        except InputError as fault:
            click.echo(fault.message, err=True)
            failed = True
            continue
        session = turn["session"]
        if verbose and "delivered" in turn:
            click.echo(_delivered(turn["delivered"]), err=True)
        click.echo(json.dumps(turn, ensure_ascii=False) if as_json else turn["answer"]["speech"])
        sys.stdout.flush()
    if failed:
        sys.exit(WRONG_USAGE)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=5000, show_default=True, type=click.IntRange(1, 65535))
def serve(host: str, port: int) -> None:
    """Serve the page where one can type, read and listen (this machine only)."""
    from content import load
    from harness.web import serve as serve_page

    load("en-US")
    serve_page(host, port)


@main.command()
@CONTENT
def check(folder: Path | None) -> None:
    """Check the interaction models, the content and the conversations; name every fault."""
    from harness.check import run

    faults = run(folder)
    for fault in faults:
        click.echo(str(fault))
    click.echo(f"{len(faults)} findings." if faults else "0 findings.", err=True)
    sys.exit(1 if faults else 0)


@main.command()
@click.option("--locale", default="en-US", show_default=True, help="Such as en-GB.")
@click.option("--out", default="review.html", show_default=True, type=click.Path(dir_okay=False))
def review(locale: str, out: str) -> None:
    """Write the page that a clinician reads and signs."""
    from harness.inputs import check_locale
    from harness.review import write_review

    check_locale(locale)
    try:
        write_review(Path(out), locale)
    except OSError as fault:
        raise click.ClickException(f"{out} cannot be written: {fault.strerror}.") from fault
    click.echo(out)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--locale", "locales", multiple=True, help="Such as en-GB; all places if left out.")
@click.option("--base", type=OUT, help="A saved run to compare with.")
@click.option("--save", type=OUT, help="Save this run, to compare with later.")
@click.option("--csv", "sheet", type=OUT, help="Write a table for a spreadsheet.")
@click.option("--html", "page", type=OUT, help="Write a report with tables of confusions.")
def lab(
    file: Path,
    locales: tuple[str, ...],
    base: Path | None,
    save: Path | None,
    sheet: Path | None,
    page: Path | None,
) -> None:
    """Try many sentences at once, one a line or in columns with what each should come to."""
    from harness import lab as the_lab
    from harness.inputs import check_locale
    from harness.lab_report import report
    from interaction_model import models

    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeError) as fault:
        raise click.ClickException(f"{file} cannot be read as text: {fault}") from fault
    places = tuple(map(check_locale, locales)) or models.locales()
    results = the_lab.run(the_lab.read(text, file.name), places)
    if base is not None:
        results = the_lab.compare(results, the_lab.baseline_of(base))
    for path, made in (
        (save, the_lab.as_json),
        (sheet, the_lab.as_csv),
        (page, lambda found: report(found, file.name)),
    ):
        if path is not None:
            _write(path, made(results))
    off = [one for one in results if one.faults or one.changed]
    for one in off:
        click.echo(f"{one.line:5} {one.locale}  {one.text}")
        for what in (*one.faults, *one.changed):
            click.echo(f"      - {what}")
    click.echo(f"{len(results)} answers, {len(off)} not as wanted or changed.", err=True)
    sys.exit(1 if off else 0)


@main.command("add-language")
@click.argument("name")
@CONTENT
def add(name: str, folder: Path | None) -> None:
    """Write the folder of a new language, and say what is missing in it."""
    from harness.languages import add_language

    for path, count in add_language(name, folder):
        click.echo(f"{count:5} to write  {name}/{path}")
    click.echo(
        f"{name} is spoken once a locale of places.yaml is of it, such as {name}-XX.", err=True
    )


@main.command()
@click.option("--out", default="rehearsal", show_default=True, type=click.Path(file_okay=False))
@click.option("--skill-id", default="amzn1.ask.skill.YOUR-ID", help="Yours, for ask dialog.")
@click.option("--locale", default="en-US", show_default=True, help="Such as en-GB.")
@click.option("--recorded", is_flag=True, help="Compare the recordings FILES instead.")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False))
def rehearse(out: str, skill_id: str, locale: str, recorded: bool, files: tuple[str, ...]) -> None:
    """Write what to try with a real account, or compare what was recorded there."""
    from harness import rehearsal
    from harness.inputs import check_locale
    from lambda_handler import lambda_handler

    check_locale(locale)
    if recorded != bool(files):
        raise click.UsageError("Give --recorded and at least one file, or neither.")
    if not recorded:
        try:
            for path in rehearsal.write(Path(out), skill_id, locale):
                click.echo(str(path))
        except OSError as fault:
            raise click.ClickException(f"{out} cannot be written: {fault.strerror}.") from fault
        return
    found = list(rehearsal.compare([Path(name) for name in files], lambda_handler))
    for difference in found:
        click.echo(difference)
    click.echo(f"{len(found)} differences." if found else "0 differences.", err=True)
    sys.exit(1 if found else 0)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise click.ClickException(f"{path} cannot be written: {fault.strerror}.") from fault


def _delivered(delivered: dict[str, Any]) -> str:
    if delivered["how"] == "fallback":
        return "[fallback: no word of it is sent]"
    return f'[{delivered["how"]}: {delivered["intent"]}, sample "{delivered["sample"]}"]'


def _lines() -> Any:
    """Lines of stdin as text; bytes that are no text become marks and are refused later."""
    for raw in sys.stdin.buffer:
        yield raw.decode("utf-8", "replace").rstrip("\r\n")


def _write_sound(turn: dict[str, Any], locale: str, target: Path) -> None:
    import audio

    try:
        clip = audio.render(turn["answer"]["ssml"], locale)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.part")
        shutil.copyfile(clip.mp3_path, part)
        part.replace(target)
    except (audio.AudioError, OSError) as fault:
        raise click.ClickException(f"The sound was not written: {fault}") from fault

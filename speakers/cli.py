"""The commands that serve speakers and assistants: `python -m speakers wyoming`, `… mcp`."""

from __future__ import annotations

import asyncio
import os
from importlib.util import find_spec
from typing import Any

import click

from speakers.places import NOWHERE, is_locale, place

_LOCALE_HELP = "The place whose numbers and words are used, such as en-GB."


def note(line: str) -> None:
    """One line for the person who runs this; results alone go to stdout."""
    click.echo(line, err=True)


def needs(package: str) -> None:
    """Raises ClickException, saying how to install it, where an optional package is missing."""
    if find_spec(package) is None:
        raise click.ClickException(
            f"{package} is missing. Install it: pip install -r requirements-speakers.txt"
        )


def locale_option(_: click.Context, __: click.Parameter, value: str) -> str:
    """A well-formed locale; one without a place of its own is named as such, and works."""
    if value and not is_locale(value):
        raise click.BadParameter(f"{value[:40]!r} is no locale. An example: en-GB.")
    if value and place(value) == NOWHERE and value != NOWHERE:
        note(f'No place {value} is known: it is English, and "your local emergency number".')
    return value


@click.group()
def main() -> None:
    """Back Pain Guide on other speakers, and for other assistants."""


@main.command()
@click.option("--locale", default="", callback=locale_option, help=_LOCALE_HELP)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=10700, show_default=True, type=click.IntRange(0, 65535))
def wyoming(locale: str, host: str, port: int) -> None:
    """Answer Home Assistant. Without --locale the place is that of each sentence's language."""
    needs("wyoming")
    from speakers.wyoming_front import WyomingFront
    from speakers.wyoming_server import serve

    front = WyomingFront(locale)
    front.warm()
    _run(serve(front, host, port, note), host, port)


def _run(serving: Any, host: str, port: int) -> None:
    try:
        asyncio.run(serving)
    except OSError as error:
        number = error.errno or 0
        why = os.strerror(number) if number > 0 else error.strerror
        raise click.ClickException(f"Cannot listen at {host} port {port}: {why}.") from error

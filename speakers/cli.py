"""The commands that serve speakers and assistants: `python -m speakers wyoming`, `… mcp`."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine
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
    _run(lambda: serve(front, host, port, note), host, port)


@main.command()
@click.option("--http", is_flag=True, help="Serve Streamable HTTP in place of stdin and stdout.")
@click.option("--locale", default="", callback=locale_option, help=_LOCALE_HELP)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=10800, show_default=True, type=click.IntRange(0, 65535))
@click.option("--public-url", default="", help="Its https address outside, ending in /mcp.")
@click.option("--issuer", default="", help="Who gives the bearer tokens.")
@click.option("--keys", default="", help="The issuer's public keys: a JWK set, file or https.")
def mcp(
    http: bool, locale: str, host: str, port: int, public_url: str, issuer: str, keys: str
) -> None:
    """Serve assistants that speak MCP. Outside this machine, only with bearer tokens."""
    needs("mcp")
    from speakers.assistant import Assistant

    assistant = Assistant(locale)
    if not http:
        from speakers.mcp_server import mcp_server

        asyncio.run(mcp_server(assistant).run_stdio_async())
        return
    from speakers import mcp_http

    outside = (public_url, issuer, keys)
    if any(outside) != all(outside) or not (any(outside) or mcp_http.is_loopback(host)):
        raise click.UsageError(
            "To be reached from outside it needs --public-url, --issuer and --keys, all three: "
            "see docs/alexa-plus.md."
        )
    if any(outside) and not all(one.startswith("https://") for one in (public_url, issuer)):
        raise click.UsageError("--public-url and --issuer must begin with https://.")
    try:
        app = mcp_http.application(
            assistant, host, mcp_http.Outside(*outside) if all(outside) else None
        )
    except (ValueError, OSError) as error:
        why = str(error).splitlines()[0]
        raise click.UsageError(f"These settings cannot be used: {why}") from error
    _run(lambda: _serve_http(app, host, port), host, port)


async def _serve_http(app: Any, host: str, port: int) -> None:
    from speakers import mcp_http

    with mcp_http.bound(host, port) as listening:
        at = listening.getsockname()
        note(f"Back Pain Guide answers MCP at http://{host}:{at[1]}{mcp_http.PATH}")
        await mcp_http.serve(app, listening)


def _run(serving: Callable[[], Coroutine[Any, Any, None]], host: str, port: int) -> None:
    """Serve; an address that cannot be had is one line."""
    try:
        asyncio.run(serving())
    except OSError as error:
        number = error.errno or 0
        why = os.strerror(number) if number > 0 else error.strerror
        raise click.ClickException(f"Cannot listen at {host} port {port}: {why}.") from error

"""The page, served as `make run` serves it, and the browser that looks at it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request
from waitress import create_server, wasyncore

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str:
    """Where Chromium is; skips the test where there is none."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    pytest.skip("No Chromium was found. On Debian: apt-get install chromium")


def launch(playwright: Playwright, *flags: str) -> Browser:
    """A headless Chromium."""
    return playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS, *flags])


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serves an application on a free port of this machine; gives its address."""
    sockets: dict[int, object] = {}
    stop = threading.Event()
    server = create_server(app, map=sockets, host="127.0.0.1", port=0, threads=4)

    def run() -> None:
        while not stop.is_set():
            wasyncore.loop(timeout=0.2, map=sockets, count=1)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        stop.set()
        thread.join()
        server.task_dispatcher.shutdown()
        wasyncore.close_all(sockets)


class Watch:
    """Writes down what must not happen in any state of the page."""

    def __init__(self, page: Page, address: str) -> None:
        self.address = address
        self.console: list[str] = []
        self.elsewhere: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.on("request", self._asked)

    @property
    def faults(self) -> list[str]:
        """Console errors, and requests to anywhere but the server."""
        return [*self.console, *(f"request to {url}" for url in self.elsewhere)]

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.console.append(message.text)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", "data:", "blob:", "about:")):
            self.elsewhere.append(request.url)


def saved_in(folder: Path) -> list[str]:
    """The names of the files in a folder of saved tests."""
    return sorted(path.name for path in folder.glob("*.yaml"))

"""Puts the page and the HTTP contract together."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from flask import Flask

from harness.device import Device
from harness.errors import InputError
from harness.web import api, guard, hearing, lab, page, saved
from harness.web.hearing import Hear
from harness.web.sounds import Sounds
from harness.web.store import store_from_environment
from harness.web.talks import Talks

HERE = Path(__file__).resolve().parent.parent
THREADS = 8


def create_app(
    device: Device | None = None,
    sounds: Sounds | None = None,
    tests: Path = saved.FOLDER,
    hear: Hear | None = None,
    talks: Talks | None = None,
) -> Flask:
    """The Flask application around a device (one that talks to the real handler if left out).

    `tests` is the folder that "Save as test" writes to; `hear` understands speech (the recogniser
    of this machine if left out, and no microphone where there is none). `talks` are the page's
    conversations, kept in memory alone if left out.
    """
    app = Flask(
        "harness",
        root_path=str(HERE),
        template_folder="templates",
        static_folder="static",
    )
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.url_map.merge_slashes = False  # a path with // is another path: 404, no redirect
    app.json.sort_keys = False  # type: ignore[attr-defined]
    guard.install(app)
    device = device or the_device()
    sounds = sounds or Sounds()
    hear = hear or hearing.recogniser()
    app.register_blueprint(api.create(device, sounds, hear))
    app.register_blueprint(
        page.create(device, sounds, tests, talks or Talks(), hears=hear is not None)
    )
    app.register_blueprint(lab.create())
    return app


def the_device() -> Device:
    """A device that talks to the handler that AWS calls."""
    from lambda_handler import lambda_handler

    return Device(lambda_handler)


def serve(host: str = "127.0.0.1", port: int = 5000) -> None:
    """Serves the page until it is interrupted.

    Raises InputError for an address that other machines could reach, or that is taken.
    """
    from waitress import create_server

    if not guard.is_loopback(host):
        raise InputError(
            "host",
            f"{host} can be reached by other machines, and the harness is for this one only. "
            "Use 127.0.0.1; to go public, see endpoint.py.",
        )
    app = create_app(talks=Talks(store_from_environment()))
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    settings: dict[str, Any] = {
        "threads": THREADS,
        "ident": None,
        "max_request_body_size": guard.MOST_BYTES_EVER,
        # A larger request would be put into a file for a while: what a person said never is.
        "inbuf_overflow": guard.MOST_BYTES_EVER + 1,
    }
    try:
        server = create_server(app, host=host, port=port, **settings)
    except OSError as fault:
        raise InputError(
            "port", f"Port {port} cannot be used: {fault.strerror}. Choose another with --port."
        ) from fault
    shown = f"[{host}]" if ":" in host else host
    print(f"Back Pain Guide is at http://{shown}:{port} (Ctrl-C stops)", flush=True)
    server.run()

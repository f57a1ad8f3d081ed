"""What the project adds to gunicorn: an answer leaves in one piece."""

from __future__ import annotations

import runpy
from types import SimpleNamespace
from typing import Any

import pytest
from gunicorn.workers.gthread import ThreadWorker

from tests.endpoint.servers import ROOT

SETTINGS = runpy.run_path(str(ROOT / "deploy" / "gunicorn.conf.py"))


class Wire:
    """A socket that notes what is sent."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def sendall(self, data: bytes) -> None:
        self.sent.append(data)


def answered(monkeypatch: pytest.MonkeyPatch, *pieces: bytes) -> list[bytes]:
    def handle(_: Any, __: Any, conn: Any) -> bool:
        for piece in pieces:
            conn.sock.sendall(piece)
        return True

    monkeypatch.setattr(ThreadWorker, "handle_request", handle)
    wire = Wire()
    conn = SimpleNamespace(sock=wire)
    worker = object.__new__(SETTINGS["worker_class"])
    assert worker.handle_request(None, conn) is True
    assert conn.sock is wire
    return wire.sent


def test_head_and_body_leave_together(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = (b"HTTP/1.1 200 OK\r\n\r\n", b"{}")

    assert answered(monkeypatch, *pieces) == [b"HTTP/1.1 200 OK\r\n\r\n{}"]


def test_whoever_asks_whether_to_go_on_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = b"HTTP/1.1 100 Continue\r\n\r\n"

    assert answered(monkeypatch, go_on, b"head", b"body") == [go_on, b"headbody"]

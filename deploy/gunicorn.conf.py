"""How gunicorn serves the endpoint: `gunicorn -c deploy/gunicorn.conf.py endpoint:app`."""

from __future__ import annotations

from typing import Any

from gunicorn.workers.gthread import ThreadWorker


class WholeAnswers(ThreadWorker):
    """Sends an answer's head and body in one piece.

    gunicorn sends them one after the other. A worker that was killed in between left half an
    answer, which nginx cannot put to another process any more.
    """

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answer one request; the connection sends what was gathered when that is done."""
        plain, conn.sock = conn.sock, _Gathering(conn.sock)
        try:
            return super().handle_request(req, conn)
        finally:
            gathered, conn.sock = conn.sock, plain
            gathered.flush()


class _Gathering:
    """A socket that keeps what is to be sent until `flush`."""

    def __init__(self, plain: Any) -> None:
        self._plain = plain
        self._kept = bytearray()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._plain, name)

    def sendall(self, data: bytes) -> None:
        """Keep `data`; but a caller who asks whether to go on is told at once."""
        self._kept += data
        if data.startswith(b"HTTP/1.1 100"):
            self.flush()

    def flush(self) -> None:
        """Send all that is kept."""
        if self._kept:
            self._plain.sendall(bytes(self._kept))
            self._kept.clear()


worker_class = WholeAnswers
workers = 1
threads = 16
"""A turn takes a fraction of a millisecond; threads are for those that wait for a slow store, and
for a certificate (signature/certificates.py lets ten do that at most)."""

timeout = 15
graceful_timeout = 10
"""Seconds to finish turns under way after SIGTERM; Alexa itself waits eight."""

keepalive = 75
accesslog = None

"""A small stand-in for the API that AWS Lambda offers to its runtime client."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from typing import Any

ERROR = "error"
OVER = object()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: Any) -> None:
        """Say nothing of a client that was killed while it waited."""


class LambdaRuntime:
    """Hands events to a runtime client, and collects what it answers."""

    def __init__(self) -> None:
        self.events: Queue[Any] = Queue()
        self.answers: Queue[tuple[str, Any]] = Queue()

    def ask(self, event: Any, seconds: float = 10) -> Any:
        """Return the function's answer to `event`; raises `AssertionError` for an error."""
        self.events.put(event)
        kind, answer = self.answers.get(timeout=seconds)
        assert kind != ERROR, answer
        return answer

    @contextmanager
    def served(self) -> Iterator[str]:
        """Serve the API on loopback; gives host and port, for AWS_LAMBDA_RUNTIME_API."""
        runtime = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                event = runtime.events.get()
                if event is OVER:
                    self.close_connection = True
                    return
                body = json.dumps(event).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Lambda-Runtime-Aws-Request-Id", "one")
                self.send_header("Lambda-Runtime-Deadline-Ms", "9999999999999")
                self.send_header("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:one")
                self.send_header(
                    "Content-Type", "application/json"
                )  # without it the client crashes
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                kind = ERROR if self.path.endswith("/error") else "answer"
                runtime.answers.put((kind, json.loads(body)))
                self.send_response(202)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        server = _Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        try:
            yield f"127.0.0.1:{server.server_port}"
        finally:
            self.events.put(OVER)
            server.shutdown()
            server.server_close()

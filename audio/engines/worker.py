"""A helper process that speaks: started when first needed, watched, ended when it breaks.

One JSON line goes in a clip. Back come one JSON line — `{"rate": …, "takes": [{"bytes": …}, …]}`
or `{"error": …}` — and the samples (16 bit, the machine's byte order) of all takes.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import threading
import weakref
from collections.abc import Callable
from typing import Any

from audio.errors import EngineError


class Worker:
    """One process for one engine; clips are spoken one after the other."""

    def __init__(
        self, name: str, command: Callable[[], list[str]], timeout: float, single: bool = False
    ) -> None:
        """`command` starts it, `timeout` is in seconds a clip; `single`: it serves only one."""
        self._name = name
        self._command = command
        self._timeout = timeout
        self._single = single
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._end: Callable[[], object] = lambda: None

    def ask(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """The answer line and the samples. Raises EngineError, in bounded time."""
        with self._lock:
            head, sound = self._ask(json.dumps(request).encode() + b"\n")
            if self._single or "error" in head:
                self._stop()
        if "error" in head:
            raise EngineError(f"{self._name}: {head['error']}")
        return head, sound

    def close(self) -> None:
        """Ends the process; the next request starts a new one."""
        with self._lock:
            self._stop()

    def _ask(self, line: bytes) -> tuple[dict[str, Any], bytes]:
        process = self._running()
        assert process.stdin
        assert process.stdout
        late = threading.Event()

        def give_up() -> None:
            late.set()
            _kill(process)

        watch = threading.Timer(self._timeout, give_up)
        watch.daemon = True
        watch.start()
        try:
            process.stdin.write(line)
            process.stdin.flush()
            head = json.loads(process.stdout.readline() or b"null")
            if not isinstance(head, dict):
                raise ValueError("no answer")
            wanted = sum(int(take["bytes"]) for take in head.get("takes", ()))
            sound = process.stdout.read(wanted)
            if len(sound) < wanted:
                raise ValueError("half an answer")
        except (OSError, ValueError, KeyError, TypeError) as error:
            self._stop()
            if late.is_set():
                reason = f"gave no answer for {self._timeout:g} seconds"
            else:
                reason = f"broke off (exit code {process.returncode})"
            raise EngineError(f"{self._name} {reason}; nothing was made of this clip.") from error
        finally:
            watch.cancel()
        return head, sound

    def _running(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():  # a fork must not talk to its parent's worker
            self._process = None
        if self._process is None or self._process.poll() is not None:
            self._stop()
            try:
                self._process = subprocess.Popen(
                    self._command(),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
            except OSError as error:
                raise EngineError(f"{self._name} could not be started: {error}.") from error
            self._owner = os.getpid()
            # Also when nobody needs the worker any more, and before the interpreter is taken down.
            self._end = weakref.finalize(self, _finish, self._process, self._owner)
        return self._process

    def _stop(self) -> None:
        self._process = None
        self._end()


def _finish(process: subprocess.Popen[bytes], owner: int) -> None:
    """Lets the process end by itself, or ends it; a fork leaves that to the one that started it."""
    if os.getpid() != owner:
        return
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            if pipe:
                pipe.close()
    try:
        process.wait(timeout=1)
    except subprocess.TimeoutExpired:
        _kill(process)
        process.wait()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Ends the process and its own helpers (they are a session of their own)."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()

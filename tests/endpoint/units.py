"""What systemd does with the unit files in `deploy/`, for tests: a port held for a process."""

from __future__ import annotations

import os
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.endpoint.servers import ROOT

SERVICE = ROOT / "deploy" / "back-pain-guide@.service"
SOCKET = ROOT / "deploy" / "back-pain-guide@.socket"
ELSEWHERE = {
    "/srv/back-pain-guide/current/.venv/bin/gunicorn": f"{sys.executable} -m gunicorn",
    "endpoint:app": "tests.endpoint.served:app",
}

_HANDS_OVER = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execvp(sys.argv[2], sys.argv[2:])
"""


def setting(unit: Path, name: str) -> str:
    """The value of a setting that a unit file makes once."""
    (value,) = [
        line.partition("=")[2] for line in unit.read_text().splitlines() if line.startswith(name)
    ]
    return value


class Unit:
    """A service and its socket, as the unit files describe them."""

    def __init__(self, folder: Path, environ: dict[str, str], log: Path) -> None:
        assert setting(SOCKET, "ListenStream=") == "127.0.0.1:%i"
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=4096)
        self.port = int(self._socket.getsockname()[1])
        self._folder, self._environ, self._log = folder, environ, log
        command = setting(SERVICE, "ExecStart=")
        for there, here in ELSEWHERE.items():
            assert there in command
            command = command.replace(there, here)
        self._command = shlex.split(command)
        self.start()

    def start(self) -> None:
        number = self._socket.fileno()
        hands_over = [sys.executable, "-S", "-c", _HANDS_OVER, str(number)]
        with self._log.open("a") as log:
            self.process = subprocess.Popen(
                [*hands_over, *self._command],
                cwd=self._folder,
                env={**os.environ, **self._environ},
                pass_fds=[number],
                stderr=log,
                start_new_session=True,
            )

    def restart(self) -> None:
        """`systemctl restart`: SIGTERM, the end awaited, a new process."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(int(setting(SERVICE, "TimeoutStopSec=")))
        self.start()

    def reload(self) -> None:
        """`systemctl reload`."""
        assert "-HUP $MAINPID" in setting(SERVICE, "ExecReload=")
        self.process.send_signal(signal.SIGHUP)

    def kill(self) -> None:
        """End it and its workers at once; systemd starts it again."""
        assert setting(SERVICE, "Restart=") == "always"
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
        self.start()

    def kill_worker(self) -> None:
        """End its worker at once; gunicorn starts another."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        os.kill(int(children.split()[0]), signal.SIGKILL)

    def close(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
        self._socket.close()


@contextmanager
def units(folder: Path, environ: dict[str, str], log: Path) -> Iterator[list[Unit]]:
    """The two processes that the guide starts."""
    with ExitStack() as stack:
        pair = []
        for _ in range(2):
            pair.append(Unit(folder, environ, log))
            stack.callback(pair[-1].close)
        yield pair

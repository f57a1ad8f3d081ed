"""gunicorn and nginx, started and ended as contexts."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.endpoint.authority import Authority, issue

ROOT = Path(__file__).parents[2]


@dataclass
class Served:
    """A running gunicorn."""

    process: subprocess.Popen[str]
    port: int
    log: list[str]

    def kill(self) -> None:
        """End it and its workers at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


@contextmanager
def gunicorn(application: str, environ: dict[str, str]) -> Iterator[Served]:
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"),
            *("--bind", "127.0.0.1:0", application),
        ],
        cwd=ROOT,
        env={**os.environ, **environ},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    log: list[str] = []
    try:
        for line in process.stderr:
            log.append(line)
            if listening := re.search(r"Listening at: http://127\.0\.0\.1:(\d+)", line):
                break
        else:
            raise AssertionError("".join(log))
        reader = threading.Thread(target=log.extend, args=[process.stderr], daemon=True)
        reader.start()
        yield Served(process, int(listening.group(1)), log)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
        reader.join(10)
        process.stderr.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextmanager
def nginx(folder: Path, authority: Authority, ports: list[int]) -> Iterator[int]:
    """Run nginx with the project's own configuration, on other ports; gives its port."""
    program = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if program is None:
        if os.environ.get("CI"):
            raise AssertionError("nginx is not installed (apt-get install nginx-light)")
        pytest.skip("nginx is not installed (apt-get install nginx-light)")
    name = "skill.example.org"
    server = issue(name, authority.root, names=[name])
    key = server.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "fullchain.pem").write_bytes(server.pem)
    (folder / "privkey.pem").write_bytes(key)
    port = free_port()
    site = (ROOT / "deploy" / "nginx.conf").read_text()
    for old, new in {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "/etc/letsencrypt/live/skill.example.org": str(folder),
        "127.0.0.1:8001": f"127.0.0.1:{ports[0]}",
        "127.0.0.1:8002": f"127.0.0.1:{ports[1]}",
    }.items():
        assert old in site
        site = site.replace(old, new)
    (folder / "site.conf").write_text(site)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user} pid {folder}/nginx.pid; error_log {folder}/error.log; events {{}}"
        f" http {{ {temporary} include {folder}/site.conf; }}"
    )
    command = [program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    subprocess.run(command, check=True)
    try:
        yield port
    finally:
        subprocess.run([*command, "-s", "quit"], check=True)

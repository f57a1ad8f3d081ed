"""A real Home Assistant with the integration in it, and the front beside it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jwt
from websockets.sync.client import ClientConnection, connect

ROOT = Path(__file__).parents[3]
_KEY = "a key of the tests, known to this Home Assistant alone"

_CONFIGURATION = """
homeassistant:
  name: A house
  country: GB
  time_zone: Europe/London
  latitude: 51.5
  longitude: 0
  elevation: 0
http:
  server_host: 127.0.0.1
  server_port: {port}
api:
config:
conversation:
assist_pipeline:
diagnostics:
logger:
  default: warning
  logs:
    homeassistant.bootstrap: info
"""

_AUTH = {
    "users": [
        {
            "id": "owner",
            "group_ids": ["system-admin"],
            "is_owner": True,
            "is_active": True,
            "name": "Owner",
            "system_generated": False,
            "local_only": False,
        }
    ],
    "groups": [],
    "credentials": [],
    "refresh_tokens": [
        {
            "id": "tests",
            "user_id": "owner",
            "client_id": None,
            "client_name": "tests",
            "token_type": "long_lived_access_token",
            "created_at": "2025-01-01T00:00:00+00:00",
            "access_token_expiration": 10**9,
            "token": "not used",
            "jwt_key": _KEY,
        }
    ],
}
_ONBOARDED = {"done": ["user", "core_config", "analytics", "integration"]}


def free_port() -> int:
    """A port nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


class Front:
    """The front in a process of its own, always at the same port."""

    def __init__(self) -> None:
        self.port = free_port()
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "speakers", "wyoming", "--port", str(self.port)],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stderr is not None
        assert "answers Wyoming" in self.process.stderr.readline()

    def stop(self) -> None:
        """Stop it, and wait until it is gone."""
        self.process.terminate()
        self.process.communicate(timeout=30)

    def seconds_worked(self) -> float:
        """Processor time it has used."""
        stat = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8")
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / float(os.sysconf("SC_CLK_TCK"))


class HomeAssistant:
    """A Home Assistant process, driven as its own app drives it: REST and websocket."""

    def __init__(self, program: Path, folder: Path) -> None:
        self.port = free_port()
        self._folder = folder
        self._write()
        now = int(time.time())
        claims = {"iss": "tests", "iat": now, "exp": now + 3600}
        self._token = jwt.encode(claims, _KEY, algorithm="HS256")
        self.log: list[str] = []
        self._ready = threading.Event()
        self._process = subprocess.Popen(
            [program, "-c", folder, "--skip-pip"],
            env={"PATH": f"{program.parent}:/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        if not self._ready.wait(180) or self._process.poll() is not None:
            self.stop()
            raise RuntimeError("Home Assistant did not start:\n" + "".join(self.log[-30:]))

    def stop(self) -> None:
        """Stop it, and wait until it is gone."""
        self._process.terminate()
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._listener.join()
        assert self._process.stderr is not None
        self._process.stderr.close()

    def request(self, method: str, path: str, body: Any = None) -> Any:
        """What its REST interface answers; the body of a refusal too."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"},
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            return {"status": error.code, "body": error.read().decode()}

    def add(self, domain: str, **data: Any) -> dict[str, Any]:
        """What its page "Add integration" ends with for these data."""
        flow = self.request("POST", "config/config_entries/flow", {"handler": domain})
        ended = self.request("POST", f"config/config_entries/flow/{flow['flow_id']}", data)
        assert isinstance(ended, dict)
        return ended

    def say(
        self, words: str, agent: str, conversation: str | None = None, language: str = "en-US"
    ) -> dict[str, Any]:
        """What an agent answers: text, conversation, listens, type."""
        body = {"text": words, "agent_id": agent, "language": language}
        if conversation:
            body["conversation_id"] = conversation
        found = self.request("POST", "conversation/process", body)
        return {
            "text": found["response"]["speech"]["plain"]["speech"],
            "type": found["response"]["response_type"],
            "conversation": found["conversation_id"],
            "listens": found["continue_conversation"],
        }

    def new_pipeline(self, **engines: str) -> str:
        """A new assistant's id; engines that are not named are left out."""
        settings = {
            "name": "Back Pain Guide",
            "language": "en",
            "conversation_language": "en-US",
            "stt_engine": None,
            "stt_language": "en-US" if "stt_engine" in engines else None,
            "tts_engine": None,
            "tts_language": "en-US" if "tts_engine" in engines else None,
            "tts_voice": None,
            "wake_word_entity": None,
            "wake_word_id": None,
        }
        created = self.command("assist_pipeline/pipeline/create", **{**settings, **engines})
        return str(created["result"]["id"])

    def read(self, pipeline: str, words: str, conversation: str | None) -> dict[str, Any]:
        """All that a pipeline tells of a written sentence: event → its data."""
        return self._run(pipeline, conversation, "intent", "intent", {"text": words})

    def hear(self, pipeline: str, sound: bytes, conversation: str | None) -> dict[str, Any]:
        """All that a pipeline tells of a spoken sentence: event → its data."""
        form = {"sample_rate": 16_000}
        return self._run(pipeline, conversation, "stt", "tts", form, sound)

    def command(self, kind: str, **fields: Any) -> dict[str, Any]:
        """What is answered to one command over websocket."""
        with self._websocket() as line:
            line.send(json.dumps({"id": 1, "type": kind, **fields}))
            answer: dict[str, Any] = json.loads(line.recv(timeout=60))
        assert answer["success"], answer
        return answer

    @contextmanager
    def _websocket(self) -> Iterator[ClientConnection]:
        address = f"ws://127.0.0.1:{self.port}/api/websocket"
        with connect(address, proxy=None, open_timeout=30, close_timeout=5) as line:
            line.recv(timeout=30)
            line.send(json.dumps({"type": "auth", "access_token": self._token}))
            line.recv(timeout=30)
            yield line

    def _run(
        self,
        pipeline: str,
        conversation: str | None,
        start: str,
        end: str,
        given: dict[str, Any],
        sound: bytes = b"",
    ) -> dict[str, Any]:
        command = {
            "id": 1,
            "type": "assist_pipeline/run",
            "start_stage": start,
            "end_stage": end,
            "input": given,
            "pipeline": pipeline,
            "conversation_id": conversation,
        }
        told: dict[str, Any] = {}
        with self._websocket() as line:
            line.send(json.dumps(command))
            while "run-end" not in told:
                message = json.loads(line.recv(timeout=60))
                assert message.get("success", True), message
                event = message.get("event", {"type": "", "data": {}})
                told[event["type"]] = event["data"]
                if event["type"] == "run-start" and sound:
                    _send(line, event["data"]["runner_data"]["stt_binary_handler_id"], sound)
        assert "error" not in told, told
        return told

    def _write(self) -> None:
        text = _CONFIGURATION.format(port=self.port)
        (self._folder / "configuration.yaml").write_text(text, encoding="utf-8")
        store = self._folder / ".storage"
        store.mkdir()
        for key, version, data in (("auth", 1, _AUTH), ("onboarding", 4, _ONBOARDED)):
            kept = {"version": version, "minor_version": 1, "key": key, "data": data}
            (store / key).write_text(json.dumps(kept), encoding="utf-8")
        shutil.copytree(
            ROOT / "custom_components",
            self._folder / "custom_components",
            ignore=shutil.ignore_patterns("__pycache__"),
        )

    def _listen(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self.log.append(line)
            if "Home Assistant initialized" in line:
                self._ready.set()
        self._ready.set()


def _send(line: ClientConnection, handler: int, sound: bytes) -> None:
    """Sound as a satellite sends it: pieces of a tenth of a second, and an empty one at the end."""
    piece = 3_200
    for start in range(0, len(sound), piece):
        line.send(bytes([handler]) + sound[start : start + piece])
    line.send(bytes([handler]))

"""The endpoint as it runs: gunicorn, nginx in front, processes that are stopped and killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import Any

import pytest

from tests.endpoint import post as signed
from tests.endpoint.authority import Authority, launch
from tests.endpoint.post import intent
from tests.endpoint.servers import ROOT, gunicorn, nginx

Post = Callable[[HTTPConnection, dict[str, Any]], tuple[int, Any]]


@pytest.fixture
def post(authority: Authority) -> Post:
    """A function that posts a request, signed, and gives status and answer."""

    def send(connection: HTTPConnection, event: dict[str, Any]) -> tuple[int, Any]:
        return signed.post(connection, authority, event)

    return send


def words(answer: Any) -> str:
    return str(answer["response"]["outputSpeech"]["ssml"])


def test_it_answers_under_gunicorn(trusting: dict[str, str], post: Post) -> None:
    with gunicorn("tests.endpoint.served:app", trusting) as served:
        connection = HTTPConnection("127.0.0.1", served.port, timeout=10)

        status, answer = post(connection, launch())
        assert status == 200
        assert words(answer).startswith("<speak>")

        connection.request("POST", "/alexa", b"{}", {"Signature-256": "AAAA"})
        refused = connection.getresponse()
        assert (refused.status, json.loads(refused.read())["error"]["code"]) == (400, "refused")
        connection.close()


def test_a_body_over_the_cap_is_refused_under_gunicorn(trusting: dict[str, str]) -> None:
    head = b"POST /alexa HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\n"
    with (
        gunicorn("tests.endpoint.served:app", trusting) as served,
        socket.create_connection(("127.0.0.1", served.port), timeout=10) as caller,
    ):
        caller.sendall(head)
        assert caller.recv(12) == b"HTTP/1.1 400"


def test_the_real_application_starts_with_a_skill_id_alone(tmp_path: Path) -> None:
    settings = {
        "BACK_PAIN_GUIDE_SKILL_ID": "amzn1.ask.skill.one",
        "BACK_PAIN_GUIDE_MEMORY": f"sqlite:{tmp_path}/memory.sqlite3",
    }
    with gunicorn("endpoint:app", settings) as served:
        connection = HTTPConnection("127.0.0.1", served.port, timeout=10)
        connection.request("GET", "/healthz")
        assert connection.getresponse().read() == b'{"status":"ok"}'
        connection.close()


def test_without_a_skill_id_it_says_what_to_do() -> None:
    result = subprocess.run(
        [sys.executable, "-c", "import endpoint; endpoint.app"],
        cwd=ROOT,
        env={**os.environ, "BACK_PAIN_GUIDE_SKILL_ID": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "Set BACK_PAIN_GUIDE_SKILL_ID" in result.stderr


def test_sigterm_in_the_middle_of_a_turn_loses_nothing(
    trusting: dict[str, str], post: Post, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "in")
    os.mkfifo(tmp_path / "out")
    gated = {**trusting, "TEST_GATE": str(tmp_path)}
    with (
        gunicorn("tests.endpoint.served:app", gated) as served,
        ThreadPoolExecutor(1) as pool,
    ):
        connection = HTTPConnection("127.0.0.1", served.port, timeout=20)
        turn = pool.submit(post, connection, intent("SlowerIntent"))
        assert (tmp_path / "in").read_text() == "begun"

        served.process.send_signal(signal.SIGTERM)
        (tmp_path / "out").write_text("go on")

        status, answer = turn.result(20)
        connection.close()
        assert served.process.wait(20) == 0
    assert status == 200
    assert 'rate="' in words(answer)

    with gunicorn("tests.endpoint.served:app", trusting) as served:
        connection = HTTPConnection("127.0.0.1", served.port, timeout=10)
        status, answer = post(connection, launch_by("one"))
        connection.close()
    assert 'rate="' in words(answer)


def launch_by(user: str) -> dict[str, Any]:
    event = launch()
    event["session"]["user"]["userId"] = event["context"]["System"]["user"]["userId"] = user
    return event


def test_killing_one_of_two_processes_loses_no_turn(
    trusting: dict[str, str], post: Post, authority: Authority, tmp_path: Path
) -> None:
    """Two processes, one store, nginx in front; one is killed while people talk."""
    talkers, turns_each, killed_after = 4, 30, 40
    any_server = ssl.create_default_context()
    any_server.check_hostname = False
    any_server.verify_mode = ssl.CERT_NONE
    answered = 0
    counting = threading.Lock()
    time_to_kill = threading.Event()

    with ExitStack() as stack:
        servers = [
            stack.enter_context(gunicorn("tests.endpoint.served:app", trusting)) for _ in range(2)
        ]
        port = stack.enter_context(nginx(tmp_path, authority, [one.port for one in servers]))

        def talk(user: str) -> list[int]:
            """One person's session; its attributes go back and forth as Alexa sends them."""
            nonlocal answered
            connection = HTTPSConnection("127.0.0.1", port, timeout=20, context=any_server)
            statuses = []
            attributes: Any = None
            for number in range(turns_each):
                name = "SlowerIntent" if number == 0 else "AMAZON.RepeatIntent"
                status, answer = post(connection, intent(name, user, attributes))
                attributes = answer["sessionAttributes"]
                assert 'rate="' in words(answer)
                statuses.append(status)
                with counting:
                    answered += 1
                    if answered == killed_after:
                        time_to_kill.set()
            connection.close()
            return statuses

        with ThreadPoolExecutor(talkers) as pool:
            talks = [pool.submit(talk, f"person {number}") for number in range(talkers)]
            assert time_to_kill.wait(30)
            servers[0].kill()
            statuses = [status for one in talks for status in one.result(60)]

        assert statuses == [200] * talkers * turns_each
        connection = HTTPSConnection("127.0.0.1", port, timeout=20, context=any_server)
        for number in range(talkers):
            status, answer = post(connection, launch_by(f"person {number}"))
            assert (status, 'rate="' in words(answer)) == (200, True)
        connection.close()

"""The HTTP contract: what programs send, and what they get back when they send it wrong."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from typing import Any
from urllib.request import urlopen

import pytest
from flask.testing import FlaskClient

from harness.errors import InputError
from harness.web import create_app, serve

QUESTION = "is my back pain my kidneys?"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app().test_client()


def say(client: FlaskClient, **body: Any) -> dict[str, Any]:
    answered = client.post("/api/turns", json=body)
    assert answered.status_code == 200, answered.text
    turn: dict[str, Any] = answered.get_json()
    return turn


def test_a_turn_has_every_field_of_the_contract(client: FlaskClient) -> None:
    turn = say(client, text=QUESTION)
    assert turn.keys() >= {"session", "ended", "heard", "intent", "answer", "audio", "request"}
    assert turn["answer"].keys() >= {
        "topic", "aspect", "urgency", "speech", "question", "reprompt", "ssml", "card",
        "findings", "sources",
    }  # fmt: skip
    assert turn["answer"]["topic"] == "telling_apart"
    assert turn["request"]["request"]["type"] == "IntentRequest"


def test_a_session_is_kept_over_turns(client: FlaskClient) -> None:
    first = say(client, event="launch")
    second = say(client, text=QUESTION, session=first["session"])
    assert second["session"] == first["session"]
    assert say(client, event="end", session=first["session"])["ended"]


def test_an_intent_may_stand_in_place_of_text(client: FlaskClient) -> None:
    turn = say(client, intent={"name": "AMAZON.HelpIntent", "slots": {}})
    assert turn["answer"]["topic"] == "help"


def test_a_locale_without_content_is_answered_all_the_same(client: FlaskClient) -> None:
    assert say(client, text=QUESTION, locale="en-IE")["answer"]["speech"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b"[" * 5000, "not_json"),
        (b"\x00\xff\xfe\x80", "not_text"),
        (b'{"text": "\\ud800"}', "not_text"),
        (b"[]", "not_object"),
        (b'"hello"', "not_object"),
        (b"{}", "one_input"),
        (b'{"text": "hello", "event": "launch"}', "one_input"),
        (b'{"text": ""}', "empty"),
        (b'{"text": "   "}', "empty"),
        (b'{"text": "a\\u0000b"}', "text"),
        (b'{"text": 7}', "text"),
        (b'{"text": ["hello"]}', "text"),
        (b'{"text": "hello", "session": "nobody"}', "session"),
        (b'{"text": "hello", "session": {}}', "session"),
        (b'{"text": "hello", "locale": "english"}', "locale"),
        (b'{"text": "hello", "locale": "../../etc"}', "locale"),
        (b'{"text": "hello", "locale": 1}', "locale"),
        (b'{"text": "hello", "device": "toaster"}', "device"),
        (b'{"text": "hello", "user": ""}', "user"),
        (b'{"event": "party"}', "event"),
        (b'{"event": ["launch"]}', "event"),
        (b'{"intent": "AMAZON.HelpIntent"}', "intent"),
        (b'{"intent": {"name": "AMAZON.HelpIntent", "slots": []}}', "intent"),
        (b'{"touch": "answer"}', "touch"),
        (json.dumps({"text": "back " * 101}).encode(), "too_long"),
        (json.dumps({"text": "x" * 10_000}).encode(), "too_long"),
        (json.dumps({"text": "x" * 100_000}).encode(), "too_large"),
    ],
)
def test_what_cannot_be_used_is_400_with_code_and_message(
    client: FlaskClient, body: bytes, code: str
) -> None:
    answered = client.post("/api/turns", data=body, content_type="application/json")
    assert answered.status_code == 400
    error = answered.get_json()["error"]
    assert error["code"] == code
    assert len(error["message"].split()) > 3


def test_bad_input_does_not_lose_the_session(client: FlaskClient) -> None:
    turn = say(client, text=QUESTION)
    bad = {"text": "x" * 501, "session": turn["session"]}
    assert client.post("/api/turns", json=bad).status_code == 400
    assert say(client, text="yes", session=turn["session"])["session"] == turn["session"]


def test_sound_captions_and_words_of_an_answer(client: FlaskClient) -> None:
    turn = say(client, text=QUESTION)
    with client.get(turn["audio"]["mp3"]) as sound:
        assert (sound.status_code, sound.mimetype) == (200, "audio/mpeg")
        assert sound.data[0] == 0xFF
    with client.get(turn["audio"]["captions"]) as captions:
        assert captions.mimetype == "text/vtt"
        assert captions.text.startswith("WEBVTT")
    with client.get(turn["audio"]["mp3"].replace(".mp3", ".txt")) as words:
        assert words.mimetype == "text/plain"
    with client.get(turn["audio"]["mp3"], headers={"Range": "bytes=0-9"}) as part:
        assert (part.status_code, len(part.data)) == (206, 10)


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/etc/passwd",
        "/etc/passwd",
        "....//etc/passwd.mp3",
        "0" * 32 + ".mp3",
        "0" * 32 + ".wav",
        "nothing",
        ".mp3",
        "a\x00b.mp3",
    ],
)
def test_other_names_of_sounds_are_404(client: FlaskClient, name: str) -> None:
    assert client.get(f"/audio/{name}").status_code == 404


def test_summaries_have_length_words_and_addresses(client: FlaskClient) -> None:
    answered = client.get("/api/summaries").get_json()
    assert answered["built"] or "make audio" in answered["how"]
    topics = {summary["topic"] for summary in answered["summaries"]}
    assert {"telling_apart", "kidney_stones"} <= topics
    for summary in answered["summaries"]:
        assert summary["seconds"] > 30
        assert summary["title"]
        assert summary["text"]
    with client.get(answered["summaries"][0]["audio"]["transcript"]) as transcript:
        assert transcript.status_code == 200
    assert client.get("/api/summaries?locale=nowhere").status_code == 400


def test_health(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}


def test_a_raw_envelope_is_answered_by_the_handler(client: FlaskClient) -> None:
    envelope = say(client, event="launch")["request"]
    response = client.post("/alexa", json=envelope).get_json()
    assert response["response"]["outputSpeech"]["ssml"].startswith("<speak>")
    kind = client.post("/alexa", json={"request": {"type": "Strange"}}).get_json()
    assert kind["response"]["outputSpeech"]["ssml"]
    assert client.post("/alexa", data=b"[]").status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:5000"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": ""},
        {"Host": "[::1"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:9"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_other_names_and_other_sites_are_refused(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    for path in ("/api/turns", "/alexa"):
        answered = client.post(path, json={"text": QUESTION}, headers=headers)
        assert answered.status_code == 403, path
        assert answered.get_json()["error"]["message"]


def test_other_machines_are_refused(client: FlaskClient) -> None:
    answered = client.get("/healthz", environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
    assert answered.status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:5000", "localhost", "[::1]:8000"])
def test_this_machine_is_let_in(client: FlaskClient, host: str) -> None:
    headers = {"Host": host, "Origin": f"http://{host}"}
    answered = client.post("/api/turns", json={"text": QUESTION}, headers=headers)
    assert answered.status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/api/summaries", "/nothing", "/audio/x.mp3"])
def test_every_answer_carries_the_safe_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Cache-Control"] == "no-store"
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_faults_are_told_without_a_traceback(client: FlaskClient) -> None:
    assert client.get("/nothing").status_code == 404
    assert "There is nothing here." in client.get("/nothing").text
    assert client.get("/api/turns").get_json()["error"]["code"] == "method_not_allowed"


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "example.org", "::"])
def test_serving_to_other_machines_is_refused(host: str) -> None:
    with pytest.raises(InputError, match="this one only"):
        serve(host, 5000)


SERVE = (sys.executable, "-m", "harness", "serve", "--port")


def test_it_is_served_until_it_is_stopped() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with subprocess.Popen([*SERVE, str(port)], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert f"http://127.0.0.1:{port} " in line
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answered:
                assert json.load(answered) == {"status": "ok"}
        finally:
            process.terminate()


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = subprocess.run([*SERVE, str(port)], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert f"Port {port} cannot be used" in ended.stderr
    assert "Traceback" not in ended.stderr

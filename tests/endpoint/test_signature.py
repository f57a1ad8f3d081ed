"""Alexa's requests pass; everything else is a 400 that asked nobody else for anything."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA1

from endpoint import LARGEST_BODY
from tests.endpoint.authority import CHAIN_URL, NOW, SKILL_ID, Authority, as_body, launch, rsa_key
from tests.endpoint.service import Service

HOST = "https://s3.amazonaws.com"


def test_a_request_of_alexas_is_answered(service: Service) -> None:
    assert service.post(as_body(launch())) == 200
    assert service.answered == [launch()]


def test_the_certificate_is_fetched_once_for_many_requests(service: Service) -> None:
    assert {service.post(as_body(launch())) for _ in range(5)} == {200}
    assert service.fetched == [CHAIN_URL]


@pytest.mark.parametrize("seconds", [-150, -1, 0, 149, 150])
def test_a_fresh_timestamp_passes(service: Service, seconds: int) -> None:
    service.now = NOW + timedelta(seconds=seconds)

    assert service.post(as_body(launch())) == 200


@pytest.mark.parametrize(
    "timestamp", ["2026-11-22T10:00:00.000Z", "2026-11-22T11:00:00+01:00", "2026-11-22T10:00:00+00"]
)
def test_a_timestamp_may_be_written_in_any_zone(service: Service, timestamp: str) -> None:
    assert service.post(as_body(launch(timestamp))) == 200


@pytest.mark.parametrize("seconds", [-86400, -151, 151, 3600, 86400])
def test_a_replayed_or_future_request_is_refused(service: Service, seconds: int) -> None:
    service.now = NOW + timedelta(seconds=seconds)

    assert service.post(as_body(launch())) == 400
    assert service.fetched == []


@pytest.mark.parametrize(
    "timestamp",
    [
        "",
        "soon",
        "2026-11-22T10:00:00",
        "2026-13-22T10:00:00Z",
        1795341600,
        None,
        ["now"],
        "9" * 99,
    ],
)
def test_a_timestamp_that_cannot_be_read_is_refused(service: Service, timestamp: Any) -> None:
    assert service.post(as_body(launch(timestamp))) == 400
    assert service.fetched == []


@pytest.mark.parametrize(
    "skill_id", ["amzn1.ask.skill.other", SKILL_ID.upper(), "", 7, ["amzn1.ask.skill.one"], {}]
)
def test_another_skills_request_is_refused(service: Service, skill_id: Any) -> None:
    assert service.post(as_body(launch(skill_id=skill_id))) == 400
    assert service.fetched == []


def test_any_of_several_skills_passes(service: Service) -> None:
    assert service.post(as_body(launch(skill_id="amzn1.ask.skill.two"))) == 200


def test_a_request_that_names_two_skills_is_refused(service: Service) -> None:
    event = launch()
    event["context"]["System"]["application"] = {"applicationId": "amzn1.ask.skill.other"}

    assert service.post(as_body(event)) == 400


def test_a_request_outside_a_session_passes(service: Service) -> None:
    event = launch()
    del event["session"]

    assert service.post(as_body(event)) == 200


def test_a_request_for_no_skill_is_refused(service: Service) -> None:
    event = launch()
    del event["session"], event["context"]

    assert service.post(as_body(event)) == 400


def flipped(authority: Authority, body: bytes) -> str:
    signature = authority.sign(body)
    return ("B" if signature[0] == "A" else "A") + signature[1:]


FORGED: dict[str, Callable[[Authority, bytes], str | None]] = {
    "empty": lambda *_: "",
    "words": lambda *_: "trust me",
    "not base64": lambda *_: "!!!!",
    "zeros": lambda *_: b64encode(bytes(256)).decode(),
    "too short": lambda *_: b64encode(b"short").decode(),
    "too long": lambda *_: b64encode(bytes(4096)).decode(),
    "one letter changed": flipped,
    "cut off": lambda authority, body: authority.sign(body)[:-8],
    "followed by more": lambda authority, body: authority.sign(body) + "AAAA",
    "with a line break": lambda authority, body: authority.sign(body) + "\n",
    "of another body": lambda authority, body: authority.sign(body + b" "),
    "of an empty body": lambda authority, _: authority.sign(b""),
    "by another key": lambda authority, body: authority.sign(body, rsa_key()),
    "by the intermediate": lambda authority, body: authority.sign(body, authority.intermediate.key),
    "with SHA-1": lambda authority, body: authority.sign(body, algorithm=SHA1()),
    "in other letters than ASCII": lambda *_: "é" * 344,
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED.keys())
def test_a_forged_signature_is_refused(
    service: Service, authority: Authority, forge: Callable[[Authority, bytes], str]
) -> None:
    body = as_body(launch())

    assert service.post(body, forge(authority, body)) == 400
    assert service.answered == []


@pytest.mark.parametrize("header", ["HTTP_SIGNATURE_256", "HTTP_SIGNATURECERTCHAINURL"])
def test_a_missing_header_is_refused(service: Service, header: str) -> None:
    assert service.post(as_body(launch()), **{header: None}) == 400


def test_the_old_signature_header_is_not_enough(service: Service, authority: Authority) -> None:
    body = as_body(launch())
    old = authority.sign(body, algorithm=SHA1())

    assert service.post(body, HTTP_SIGNATURE=old, HTTP_SIGNATURE_256=None) == 400


@pytest.mark.parametrize(
    "change", [b" ", b"\n", b"{}"], ids=["a space", "a line break", "another object"]
)
def test_a_body_with_something_added_is_refused(
    service: Service, authority: Authority, change: bytes
) -> None:
    body = as_body(launch())

    assert service.post(body + change, authority.sign(body)) == 400


def test_a_body_rewritten_with_the_same_meaning_is_refused(
    service: Service, authority: Authority
) -> None:
    body = as_body(launch())

    assert (
        service.post(json.dumps(json.loads(body), indent=1).encode(), authority.sign(body)) == 400
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"7",
        b"\xff\xfe",
        b"[" * 100_000,
        b"{}",
        b'{"request": 1}',
    ],
)
def test_a_malformed_body_is_refused_even_if_signed(service: Service, body: bytes) -> None:
    assert service.post(body) == 400
    assert service.fetched == []


class NeverRead:
    def read(self, *_: Any) -> bytes:
        raise AssertionError("an oversized body must not be read")


@pytest.mark.parametrize(
    "length",
    [
        str(LARGEST_BODY + 1),
        "1000000000",
        "9" * 5000,
        "0" * 20 + "9" * 12,
        "-1",
        "1e3",
        "",
        None,
        "٣",
    ],
)
def test_an_oversized_or_unmeasured_body_is_not_even_read(
    service: Service, length: str | None
) -> None:
    never: dict[str, Any] = {"CONTENT_LENGTH": length, "wsgi.input": NeverRead()}

    assert service.post(b"", **never) == 400


def test_a_body_that_is_cut_off_is_refused(service: Service) -> None:
    body = as_body(launch())

    assert service.post(body, **{"wsgi.input": BytesIO(body[:-10])}) == 400


class HungUp:
    def read(self, *_: Any) -> bytes:
        raise ConnectionResetError


def test_a_caller_who_hangs_up_is_no_fault_of_ours(service: Service) -> None:
    hung_up: dict[str, Any] = {"wsgi.input": HungUp()}

    assert service.post(as_body(launch()), **hung_up) == 400


def test_other_paths_and_methods(service: Service) -> None:
    def get(method: str, path: str) -> int:
        return service.call({"REQUEST_METHOD": method, "PATH_INFO": path})[0]

    assert get("GET", "/healthz") == 200
    assert get("HEAD", "/healthz") == 200
    assert get("POST", "/healthz") == 405
    assert get("GET", "/alexa") == 405
    assert get("POST", "/") == 404
    assert get("GET", "/alexa/") == 404


def test_a_refusal_says_in_the_log_which_proof_failed_and_to_the_caller_nothing(
    service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    body = as_body({"request": {"intent": "my back hurts"}})
    status, answer = service.call(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/alexa",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
        }
    )

    error = json.loads(answer)["error"]
    assert (status, error["code"]) == (400, "refused")
    assert "signature" not in error["message"]
    assert "signature is missing" in json.loads(capsys.readouterr().err)["refused"]

"""What /metrics tells, and to whom."""

from __future__ import annotations

import re
from typing import Any

import pytest

import endpoint
from signature import Verifier
from skill.figures import Figures
from tests.endpoint.authority import NOW, SKILL_ID, as_body, launch
from tests.endpoint.service import Service

SAMPLE = re.compile(r'[a-z_]+(\{[a-z]+="[A-Za-z0-9_+]+"\})? [0-9.]+')


def asked(service: Service, **environ: str) -> tuple[int, bytes]:
    return service.call({"REQUEST_METHOD": "GET", "PATH_INFO": "/metrics", **environ})


def test_turns_and_refusals_are_counted(service: Service) -> None:
    service.post(as_body(launch()))
    service.post(b"{}")

    status, body = asked(service, REMOTE_ADDR="127.0.0.1")

    assert status == 200
    lines = body.decode().splitlines()
    assert "back_pain_guide_turns_total 1" in lines
    assert "back_pain_guide_refused_total 1" in lines
    assert all(line.startswith("# ") or SAMPLE.fullmatch(line) for line in lines)


def test_urgencies_misses_and_times_are_counted() -> None:
    figures = Figures()
    for urgency, topic, milliseconds in (
        ("emergency", "sepsis", 3),
        ("information", "none", 30),
        ("my potatoes", "my potatoes", 9000),
    ):
        answer = {"urgency": urgency, "topic": topic}
        figures.turn({"sessionAttributes": {"answer": answer}}, milliseconds)
    for odd in ({}, {"sessionAttributes": None}, {"sessionAttributes": {"answer": []}}):
        figures.turn(odd, 0)

    text = figures.text()

    assert 'urgencies_total{urgency="emergency"} 1' in text
    assert "misses_total 1" in text
    assert 'milliseconds_bucket{le="5"} 4' in text
    assert 'milliseconds_bucket{le="+Inf"} 6' in text
    assert "potatoes" not in text


@pytest.mark.parametrize(
    ("environ", "status"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, 200),
        ({"REMOTE_ADDR": "::1"}, 200),
        ({"REMOTE_ADDR": "203.0.113.7"}, 404),
        ({}, 404),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.7"}, 404),
        ({"REMOTE_ADDR": "203.0.113.7", "HTTP_AUTHORIZATION": "Bearer secret"}, 200),
        ({"REMOTE_ADDR": "203.0.113.7", "HTTP_AUTHORIZATION": "Bearer wrong"}, 404),
        ({"REMOTE_ADDR": "203.0.113.7", "HTTP_AUTHORIZATION": "Bearer é"}, 404),
    ],
)
def test_figures_are_for_this_machine_or_for_the_token(
    service: Service, environ: dict[str, Any], status: int
) -> None:
    verifier = Verifier(service.certificates, [SKILL_ID], lambda: NOW)
    service.app = endpoint.create_app(verifier, lambda *_: {}, "secret")

    assert asked(service, **environ)[0] == status


def test_without_a_token_an_empty_one_opens_nothing(service: Service) -> None:
    assert asked(service, REMOTE_ADDR="203.0.113.7", HTTP_AUTHORIZATION="Bearer ")[0] == 404

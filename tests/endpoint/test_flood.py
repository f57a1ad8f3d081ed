"""Forged requests cost the real ones nothing, not even in a process that has just started."""

from __future__ import annotations

from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.endpoint.authority import Authority, launch
from tests.endpoint.flood import Flood
from tests.endpoint.post import post
from tests.endpoint.servers import gunicorn

A_SECOND = 300
"""Forged requests; some more than the 200 that must be borne, as the forgers wait at times."""
REAL = 60


@pytest.mark.parametrize("fresh", [False, True], ids=["a running process", "a fresh process"])
def test_two_hundred_forged_requests_a_second(
    fresh: bool, trusting: dict[str, str], authority: Authority, tmp_path: Path
) -> None:
    settings = {**trusting, "TEST_SHELF": str(tmp_path / "certificates.json")}
    with gunicorn("tests.endpoint.served:app", settings) as served:
        assert statuses(served.port, authority, 1) == [200]
        if not fresh:
            flooded(served.port, authority)
    if fresh:
        with gunicorn("tests.endpoint.served:app", settings) as served:
            flooded(served.port, authority)


def flooded(port: int, authority: Authority) -> None:
    with Flood(port, A_SECOND).running() as flood:
        got = statuses(port, authority, REAL)
        while len(flood.statuses) < 400:
            got += statuses(port, authority, 10)

    assert set(got) == {200}
    assert set(flood.statuses) == {400}
    assert len(flood.statuses) / flood.seconds > 200


def statuses(port: int, authority: Authority, number: int) -> list[int]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        return [post(connection, authority, launch())[0] for _ in range(number)]

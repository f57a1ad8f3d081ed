"""Words fed through every front; nothing that is written anywhere holds them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.endpoint.authority import Authority
from tests.endpoint.post import intent, post
from tests.endpoint.servers import ROOT, gunicorn

CANARY = "quokkalantern"
SAID = f"my {CANARY} hurts and i have a fever"


def hiding_places(folder: Path) -> list[str]:
    """The files that hold the canary."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in files if CANARY.encode() in path.read_bytes().lower()]


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """Everything that can be switched on to write, into one folder."""
    return {
        "BACK_PAIN_GUIDE_LOG": "urgency",
        "BACK_PAIN_GUIDE_MEMORY": f"sqlite:{tmp_path}/memory.sqlite3",
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "HOME": str(tmp_path),
        "TMPDIR": str(tmp_path),
    }


@pytest.mark.parametrize("front", [["ask", SAID], ["chat"]], ids=["ask", "chat"])
def test_the_terminal_writes_no_word(
    front: list[str], settings: dict[str, str], tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "harness", *front],
        cwd=ROOT,
        env={**os.environ, **settings},
        input=f"{SAID}\nyes\n",
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stderr.count('"urgency"') >= 1
    assert CANARY not in done.stderr
    assert hiding_places(tmp_path) == []


def test_the_endpoint_writes_no_word(
    settings: dict[str, str], trusting: dict[str, str], authority: Authority, tmp_path: Path
) -> None:
    events = [
        intent("SymptomIntent", "one", {}, words=SAID),
        intent(CANARY, "one", {}, words=SAID),
        intent("SymptomIntent", CANARY, {"talk": {"said": [CANARY]}, CANARY: CANARY}, words=SAID),
        intent("SymptomIntent", "one", [CANARY], words=SAID),
    ]
    events[1]["request"]["intent"]["name"] = f"{CANARY} hurts"
    odd = intent("SymptomIntent", "one", {}, words=SAID)
    odd["request"].update(timestamp="2026-11-22T10:00:00Z", dialogState=CANARY, locale=CANARY)
    odd["request"]["requestId"] = f"my {CANARY}"
    with gunicorn("tests.endpoint.served:app", {**trusting, **settings}) as served:
        with closing(HTTPConnection("127.0.0.1", served.port, timeout=10)) as connection:
            for event in (*events, odd):
                assert post(connection, authority, event)[0] == 200
            connection.request("POST", "/alexa", SAID.encode(), {"Signature-256": CANARY})
            assert connection.getresponse().read()
            connection.request("GET", "/metrics")
            figures = connection.getresponse().read().decode()
        log = "".join(served.log)

    assert CANARY not in log.lower() + figures
    assert hiding_places(tmp_path) == []
    lines = [line for line in log.splitlines() if line.startswith("{")]
    assert len([json.loads(line) for line in lines]) >= len(events)


def test_a_canary_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "log").write_text(f"somebody said {CANARY.upper()}")

    assert len(hiding_places(tmp_path)) == 1

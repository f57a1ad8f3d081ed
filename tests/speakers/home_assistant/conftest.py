"""A Home Assistant and a front for each module of tests, in a network of their own.

Not for the whole folder: pytest would take the network away from the tests that follow.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.speakers.home_assistant.alone import loopback_alone
from tests.speakers.home_assistant.house import ROOT, Front, HomeAssistant

AGENT = "conversation.back_pain_guide"


def program() -> Path | None:
    """The `hass` of the environment that scripts/home_assistant.sh makes."""
    where = [str(ROOT / "scripts" / "home_assistant.sh"), "where"]
    folder = subprocess.run(where, capture_output=True, text=True, check=True).stdout.strip()
    found = Path(folder) / "bin" / "hass"
    return found if found.exists() and list(Path(folder).glob("ready-*")) else None


@pytest.fixture(scope="module")
def alone() -> Iterator[bool]:
    """Whether these tests have no network but loopback."""
    with loopback_alone() as is_alone:
        yield is_alone


@pytest.fixture(scope="module")
def front(alone: bool) -> Iterator[Front]:
    """The front, for sentences in any language."""
    started = Front()
    yield started
    started.stop()


@pytest.fixture(scope="module")
def home(alone: bool, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HomeAssistant]:
    """Home Assistant, in Great Britain."""
    found = program()
    if found is None:
        pytest.skip("Home Assistant is not installed: scripts/home_assistant.sh installs it.")
    started = HomeAssistant(found, tmp_path_factory.mktemp("home"))
    yield started
    started.stop()


@pytest.fixture(scope="module")
def entry(home: HomeAssistant, front: Front) -> dict[str, Any]:
    """The entry of the integration, made as a person makes it."""
    ended = home.add("back_pain_guide", host="127.0.0.1", port=front.port)
    assert ended["type"] == "create_entry", ended
    return ended

"""A deploy as the guide describes it, and what else befalls processes: no turn is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.endpoint.authority import Authority
from tests.endpoint.crowd import Crowd, People, kill_often, reload_both, restart_one_after_the_other
from tests.endpoint.servers import ROOT, nginx
from tests.endpoint.units import SERVICE, Unit, units

RELEASE = (
    *("endpoint.py", "lambda_handler.py", "content", "deploy", "interaction_model", "listening"),
    *("signature", "skill", "talking", "tests/__init__.py", "tests/endpoint"),
)


@pytest.fixture
def current(tmp_path: Path) -> Path:
    """The link to the release that runs."""
    (tmp_path / "current").symlink_to(ROOT)
    return tmp_path / "current"


@pytest.fixture
def pair(current: Path, trusting: dict[str, str], tmp_path: Path) -> Iterator[list[Unit]]:
    settings = {**trusting, "BACK_PAIN_GUIDE_LOG": "faults"}
    with units(current, settings, tmp_path / "log") as both:
        yield both
    assert '"fault"' not in (tmp_path / "log").read_text()


@pytest.fixture
def people(authority: Authority, tmp_path: Path, pair: list[Unit]) -> Iterator[People]:
    with nginx(tmp_path, authority, [one.port for one in pair]) as port:
        yield People(authority, port)


EVENTS: dict[str, Callable[[list[Unit], Crowd], None]] = {
    "a restart, no gap": restart_one_after_the_other(0),
    "a restart, a gap of a second": restart_one_after_the_other(1),
    "a worker killed": lambda pair, _: pair[0].kill_worker(),
    "processes killed by turns": kill_often,
    "a reload of both": reload_both,
}


@pytest.mark.parametrize("event", EVENTS)  # benchmarks/deploys.py has longer gaps, too
def test_no_turn_is_lost(event: str, pair: list[Unit], people: People) -> None:
    with Crowd(people.turn).talking() as crowd:
        crowd.wait(40)
        EVENTS[event](pair, crowd)
        crowd.wait(200)

    assert crowd.failed == []


def test_a_new_release_takes_over_in_the_middle_of_talks(
    pair: list[Unit], people: People, current: Path, tmp_path: Path
) -> None:
    """Words and version change between two turns of one conversation."""
    new = tmp_path / "new"
    for name in RELEASE:
        source, target = ROOT / name, new / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    questions = new / "content" / "en" / "said" / "questions.yaml"
    text = questions.read_text()
    raw = next(line for line in text.splitlines() if line.startswith("  text: "))
    questions.write_text(text.replace(raw, "  text: Brand new words?"))
    assert questions.read_text() != text

    with Crowd(people.turn).talking() as crowd:
        crowd.wait(40)
        current.unlink()
        current.symlink_to(new)
        restart_one_after_the_other(0)(pair, crowd)
        crowd.wait(200)

    assert crowd.failed == []
    assert any("Brand new words" in words for words in people.heard)


def test_a_lost_turn_would_be_counted(
    trusting: dict[str, str], authority: Authority, tmp_path: Path, current: Path
) -> None:
    with (
        units(current, trusting, tmp_path / "log") as pair,
        nginx(tmp_path, authority, [one.port for one in pair]) as port,
        Crowd(People(authority, port).turn).talking() as crowd,
    ):
        crowd.wait(20)
        assert crowd.failed == []
        for unit in pair:
            unit.close()
        crowd.wait(20)

    assert crowd.failed


def test_the_unit_starts_what_the_guide_installs() -> None:
    guide = (ROOT / "docs" / "going-live.md").read_text(encoding="utf-8")

    assert "/srv/back-pain-guide/current" in SERVICE.read_text()
    assert "ln -sfn" in guide
    assert "back-pain-guide@.socket" in guide

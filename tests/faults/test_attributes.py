"""Whatever a session brings back, this turn's words are heard, and the next turn is well again."""

from __future__ import annotations

import json
from copy import deepcopy
from io import StringIO
from random import Random
from typing import Any

import pytest

import lambda_handler as entry
from harness.device import Device
from skill import logs
from talking import attributes
from talking.talk import Talk
from tests.skill.envelopes import intent, wrap

JUNK: tuple[Any, ...] = (
    None,
    True,
    -1,
    10**30,
    1.5,
    "gone",
    "x" * 100_000,
    [],
    [1, None, {}],
    [["x"]],
    {"present": 7},
    {"id": "gone", "kind": "safety", "text": "Well?", "asks": ["gone"]},
)


@pytest.fixture(scope="module")
def kept() -> list[Any]:
    """Session attributes of conversations at several points."""
    device, found = Device(entry.lambda_handler), []
    for texts in (
        ["my back hurts", "yes", "go back"],
        ["what are kidney stones", "tell me more"],
        ["my side hurts and i have a fever", "no", "slower"],
    ):
        session = None
        for text in texts:
            turn = device.turn(text=text, session=session)
            session = turn["session"]
            found.append(turn["response"]["sessionAttributes"])
    return found


def answered(attributes: Any, words: str = "i have chest pain", *, new: bool = False) -> Any:
    event = wrap(intent("SymptomIntent", words=words), {}, new=new)
    event["session"]["attributes"] = attributes
    return entry.lambda_handler(event)


def acted_on(answer: Any) -> bool:
    return "911" in answer["response"]["outputSpeech"]["ssml"]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else ()
    inner = enumerate(value) if isinstance(value, list) else inner
    return [path, *(place for key, one in inner for place in places(one, (*path, key)))]


def spoilt(value: Any, path: tuple[Any, ...], junk: Any) -> Any:
    if not path:
        return junk
    changed = deepcopy(value)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = junk
    return changed


def test_chest_pain_is_acted_on_whatever_the_session_holds(kept: list[Any]) -> None:
    chance = Random(1)
    for number in range(800):
        known = chance.choice(kept)
        odd = spoilt(known, chance.choice(places(known)), chance.choice(JUNK))

        answer = answered(odd, new=number % 10 == 0)

        assert acted_on(answer), odd
        assert answer["sessionAttributes"]["answer"]["urgency"] == "emergency"


@pytest.mark.parametrize("odd", [*JUNK, {"talk": "x"}, {"answer": []}, {"talk": {"version": "?"}}])
def test_an_unreadable_session_is_well_from_this_turn_on(
    odd: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = answered(odd, "my back hurts")
    log = StringIO()
    monkeypatch.setattr(logs, "LOG", logs.TurnLog("faults", log))

    after = answered(answer["sessionAttributes"], "and i have a fever")

    assert after["sessionAttributes"]["answer"]["findings"]["present"] == ["back_pain", "fever"]
    assert log.getvalue() == ""


def test_a_session_too_deep_to_copy_is_left_behind() -> None:
    deep: Any = []
    for _ in range(5_000):
        deep = [deep]

    assert acted_on(answered({"talk": {"said": deep}}))
    assert json.dumps(answered({"talk": deep}))


def test_the_version_travels(kept: list[Any]) -> None:
    assert {one["talk"]["version"] for one in kept} == {attributes.VERSION}


def test_what_was_said_before_there_were_versions_is_kept(kept: list[Any]) -> None:
    for known in kept:
        older = deepcopy(known)
        del older["talk"]["version"]
        assert Talk.from_json(older) == Talk.from_json(known)


def test_of_a_newer_version_what_is_known_here_is_kept(kept: list[Any]) -> None:
    newer = deepcopy(kept[0])
    newer["talk"].update(version=attributes.VERSION + 1, tomorrow=["a"])

    assert Talk.from_json(newer) == Talk.from_json(kept[0])


def test_an_older_version_is_migrated(kept: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def renamed(answer: Any, talk: Any) -> Any:
        return answer, {**talk, "topic": talk["subject"]}

    older = deepcopy(kept[3])
    older["talk"]["subject"] = older["talk"].pop("topic")
    monkeypatch.setattr(attributes, "MIGRATIONS", (renamed,))
    monkeypatch.setattr(attributes, "VERSION", 2)

    migrated = Talk.from_json(older)

    assert migrated.topic == "kidney_stones"
    assert migrated.as_json()["version"] == 2
    assert Talk.from_json({"answer": {}, "talk": {"asked": ["fever"]}}) == Talk()


def test_a_step_back_into_junk_is_a_fresh_start() -> None:
    talk = Talk.from_json({"talk": {"undo": [{"findings": 7, "said": {}, "topic": []}]}})

    assert talk.undone() == Talk()

"""A danger in everyday words reaches its rung at the first turn, whatever opinion stands beside."""

from pathlib import Path

import pytest
import yaml

from content import load
from content.loader import spotting
from harness.device import Device
from lambda_handler import lambda_handler
from talking.triage import level

HERE = Path(__file__).parent
SAID = yaml.safe_load((HERE.parent / "listening/findings/dangers.yaml").read_text("utf-8"))
ENTRIES = spotting("en-US")["findings"]
TOGETHER = yaml.safe_load((HERE / "together.yaml").read_text("utf-8"))
TAILS = yaml.safe_load((HERE / "opinions.yaml").read_text("utf-8"))
LOWER = {"extra_doses", "sexual_change", "both_legs"}
"""Dangers that are for today where nothing else is told."""
ALONE = [
    (words, "same_day" if name in LOWER else "emergency")
    for name, states in SAID.items()
    if ENTRIES[name].get("danger") is True
    for state in ("present", "other")
    for words in states.get(state, ())
]
ENGLISHES = [
    (words, danger["least"])
    for danger in yaml.safe_load((HERE / "englishes.yaml").read_text("utf-8")).values()
    for words in danger["said"]
]
LOOK_ALIKES = yaml.safe_load((HERE / "look_alikes.yaml").read_text("utf-8"))
ALL = [*ALONE, *((words, least) for least, told in TOGETHER.items() for words in told), *ENGLISHES]


def urgency(words: str) -> str:
    return str(Device(lambda_handler).turn(text=words)["answer"]["urgency"])


def test_there_are_enough_of_them() -> None:
    assert len({words for words, _ in ALL}) >= 400
    assert len(LOOK_ALIKES) >= 60
    assert len(TAILS) >= 12


@pytest.mark.parametrize(("words", "least"), ALL, ids=lambda value: str(value)[:50])
def test_a_danger_reaches_its_rung(words: str, least: str) -> None:
    assert level(urgency(words)) >= level(least)


@pytest.mark.parametrize("words", LOOK_ALIKES)
def test_a_look_alike_sounds_no_alarm(words: str) -> None:
    assert level(urgency(words)) < level("same_day")


@pytest.mark.parametrize("tail", TAILS)
def test_no_opinion_lowers_an_urgency_or_takes_a_question_away(tail: str) -> None:
    for words, _ in ALL[::9]:
        assert level(urgency(f"{words}, {tail}")) >= level(urgency(words)), words
    plain = Device(lambda_handler).turn(text="my back hurts")["answer"]
    beside = Device(lambda_handler).turn(text=f"my back hurts, {tail}")["answer"]
    assert level(beside["urgency"]) >= level(plain["urgency"])
    lowering = {"movement_related", "after_effort", "pain_gone"}
    assert not lowering & set(beside["findings"]["present"])


def test_a_private_danger_leaves_nothing_behind() -> None:
    device = Device(lambda_handler)
    turn = device.turn(text="my boyfriend hit me in the back", device="screen")
    kept = str(turn["response"]["sessionAttributes"])
    assert not [word for word in ("not_safe", "boyfriend", "injury", "back_pain") if word in kept]
    assert "card" not in turn["response"]["response"]
    assert load("en-US").place.abuse in turn["answer"]["speech"]
    (drawn,) = turn["response"]["response"]["directives"]
    shown = str(drawn["datasources"])
    assert not [word for word in ("danger", "799", "911") if word in shown]

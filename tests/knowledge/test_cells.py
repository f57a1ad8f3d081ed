"""Every cell of topic x aspect is reached by voice, and every place says its own number."""

from pathlib import Path

import pytest
import yaml

from content import ASPECTS, load
from harness.device import Device
from lambda_handler import lambda_handler

CELLS = yaml.safe_load((Path(__file__).parent / "cells.yaml").read_text(encoding="utf-8"))
CONTENT = load("en-US")
DEVICE = Device(lambda_handler)
FILLED = [(topic.id, aspect) for topic in CONTENT.topics.values() for aspect in topic.aspects]
EMERGENCY = "my chest hurts and my back hurts"


def answer(words, locale):
    return DEVICE.turn(text=words, locale=locale)["answer"]


@pytest.mark.parametrize("locale", ["en-US", "en-GB"])
@pytest.mark.parametrize(("topic", "aspect"), FILLED)
def test_every_cell_is_reached_by_voice(topic, aspect, locale):
    own = CELLS["own"].get(topic, {}).get(aspect)
    patterns = [own] if own else CELLS["aspects"][aspect]
    asked = [words.format(it=CELLS["topics"][topic]) for words in patterns]
    reached = {words: answer(words, locale) for words in asked}
    got = {words: (found["topic"], found["aspect"]) for words, found in reached.items()}
    assert (topic, aspect) in got.values(), got


@pytest.mark.parametrize(
    ("topic", "aspect"),
    [(key, aspect) for key in CONTENT.topics for aspect in ASPECTS if (key, aspect) not in FILLED],
)
def test_an_empty_cell_says_so_and_gives_the_nearest(topic, aspect):
    words = {"topic": topic, "aspect": aspect}
    turn = DEVICE.turn(intent={"name": "TopicIntent", "slots": words})
    assert "no answer on that part" in turn["answer"]["speech"]


@pytest.mark.parametrize(
    ("locale", "number"),
    [
        ("en-US", "911"),
        ("en-GB", "999"),
        ("en-AU", "triple zero"),
        ("en-CA", "911"),
        ("en-IN", "112"),
        ("en-IE", "112 or 999"),
        ("en-NZ", "111"),
        ("fr-FR", "your local emergency number"),
    ],
)
def test_the_emergency_number_is_the_place_s_own(locale, number):
    found = answer(EMERGENCY, locale)
    first = " ".join(found["speech"].split()[:8])
    assert first.startswith(f"Call {number} now")
    others = {"911", "999", "triple zero", "112", "000"} - set(number.split(" or "))
    assert not any(other in found["speech"] for other in others)


def test_no_bare_111_where_it_means_something_else():
    for locale in ("en-AU", "en-CA", "en-IN", "en-US"):
        assert "111" not in answer("I have a fever and my side hurts", locale)["speech"]
        assert "111" not in load(locale).place.urgent
    assert "111 in the UK" in load("en-GB").place.urgent


@pytest.mark.parametrize(
    ("locale", "word", "not_word"),
    [("en-GB", "paracetamol", "acetaminophen"), ("en-US", "acetaminophen", "paracetamol")],
)
def test_a_medicine_has_the_place_s_own_name(locale, word, not_word):
    painkillers = load(locale).topics["painkillers"].aspects.values()
    text = " ".join(cell.spoken + cell.more for cell in painkillers)
    assert word in text
    assert not_word not in text

"""The fast serializer gives what the SDK's own gives, for good requests and for broken ones."""

from __future__ import annotations

import copy
import json
import re
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pytest
from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import Request, RequestEnvelope, Response, ResponseEnvelope
from ask_sdk_model.interfaces.alexa.presentation.apl import RenderDocumentDirective
from ask_sdk_model.interfaces.audioplayer import (
    AudioItem,
    PlayBehavior,
    PlayDirective,
    Stream,
)
from ask_sdk_model.ui import PlainTextOutputSpeech, Reprompt, SimpleCard, SsmlOutputSpeech
from hypothesis import given, settings
from hypothesis import strategies as st

from skill import serialization
from skill.serialization import FastSerializer
from tests.serialization.requests import BROKEN, GOOD, SLOT, broken, envelope, intent

STOCK = DefaultSerializer()
FAST = FastSerializer()


@pytest.mark.parametrize("event", GOOD.values(), ids=GOOD.keys())
def test_reads_the_same_objects_as_the_sdk(event: dict[str, Any]) -> None:
    before = copy.deepcopy(event)
    expected = STOCK.deserialize(json.dumps(event), RequestEnvelope)

    assert FAST.read_envelope(event) == expected
    assert FAST.deserialize(json.dumps(event), RequestEnvelope) == expected
    assert event == before


@pytest.mark.parametrize("event", GOOD.values(), ids=GOOD.keys())
def test_writes_the_same_json_as_the_sdk(event: dict[str, Any]) -> None:
    read = STOCK.deserialize(json.dumps(event), RequestEnvelope)

    assert FAST.serialize(read) == STOCK.serialize(read)


@pytest.mark.parametrize("event", BROKEN.values(), ids=BROKEN.keys())
def test_refuses_what_the_sdk_refuses_with_the_same_kind_of_error(event: dict[str, Any]) -> None:
    for read in (STOCK.deserialize, FAST.deserialize):
        with pytest.raises(SerializationException):
            read(json.dumps(event), RequestEnvelope)
    with pytest.raises(SerializationException):
        FAST.read_envelope(event)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "nothing"])
def test_refuses_text_that_is_not_json(text: str) -> None:
    with pytest.raises(SerializationException):
        FAST.deserialize(text, RequestEnvelope)


@pytest.mark.parametrize("payload", ["7", '"a"', "[]", "[1]", "true", '""'])
def test_an_envelope_that_is_no_object_ends_as_with_the_sdk(payload: str) -> None:
    def outcome(serializer: Any) -> Any:
        try:
            return serializer.deserialize(payload, RequestEnvelope)
        except SerializationException:
            return "refused"

    assert outcome(FAST) == outcome(STOCK)


@pytest.mark.parametrize("kind", sorted(Request.discriminator_value_class_map))
def test_reads_every_kind_of_request_that_the_sdk_knows(kind: str) -> None:
    event = envelope({"type": kind})

    assert FAST.read_envelope(event) == STOCK.deserialize(json.dumps(event), RequestEnvelope)


def test_every_type_that_a_request_may_hold_can_be_read() -> None:
    """Walks from the envelope through all attributes of all classes, as deep as they go."""
    children = RequestEnvelope, *Request.discriminator_value_class_map.values()
    left: set[Any] = set(children)
    seen: set[Any] = set()
    while left:
        kind = left.pop()
        seen.add(kind)
        reader = serialization._reader(kind)
        assert reader(None) is None
        named = re.findall(r"[\w.]+", kind) if isinstance(kind, str) else [kind]
        for name in named:
            found = load(name)
            types = set(getattr(found, "deserialized_types", {}).values())
            types |= set(getattr(found, "discriminator_value_class_map", {}).values())
            left |= types - seen

    assert len(seen) > 150


def load(name: Any) -> Any:
    """The class of that name, or None for a plain type such as "str"."""
    if not isinstance(name, str):
        return name
    module, _, plain = name.rpartition(".")
    return getattr(import_module(module), plain) if module else None


def test_what_was_read_shares_nothing_with_the_request() -> None:
    event = intent(SLOT)

    read = FAST.read_envelope(event)
    read.session.attributes["answer"]["asks"].append("chills")

    assert event["session"]["attributes"]["answer"]["asks"] == ["fever", 1, None]


def test_two_requests_share_nothing() -> None:
    first = FAST.read_envelope(intent(SLOT))
    first.request.intent.slots["topic"].value = "changed"

    assert FAST.read_envelope(intent(SLOT)).request.intent.slots["topic"].value == "stones"
    assert FAST.read_envelope(intent()).request.intent.slots == {}


def test_a_date_in_words_is_refused() -> None:
    with pytest.raises(SerializationException):
        FAST.read_envelope(broken(timestamp="22 Nov 2026 10:00 UTC"))


def test_timestamps_know_their_zone() -> None:
    read = FAST.read_envelope(GOOD["launch"])

    assert read.request.timestamp == datetime(2026, 11, 22, 10, tzinfo=UTC)


def test_writes_a_full_response_as_the_sdk_does() -> None:
    response = ResponseEnvelope(
        version="1.0",
        session_attributes={"answer": {"question": None, "asks": ("fever",), "score": 0.5}},
        response=Response(
            output_speech=SsmlOutputSpeech(ssml="<speak>Hello.</speak>"),
            reprompt=Reprompt(PlainTextOutputSpeech(text="Still there?")),
            card=SimpleCard(title="Hello", content="Hello."),
            directives=[
                RenderDocumentDirective(token="card", document={"type": "APL"}, datasources={}),
                PlayDirective(
                    play_behavior=PlayBehavior.REPLACE_ALL,
                    audio_item=AudioItem(stream=Stream(token="t", url="u")),
                ),
            ],
            should_end_session=False,
        ),
    )

    assert FAST.write_envelope(response) == STOCK.serialize(response)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["NONE", "LaunchRequest", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "name", "slots", "value", "status", "x"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(key=st.sampled_from(["type", "intent", "dialogState", "timestamp", "x"]), value=VALUES)
def test_whatever_is_put_in_a_request_ends_as_with_the_sdk(key: str, value: Any) -> None:
    event = broken(**{key: value})

    def outcome(serializer: Any) -> Any:
        try:
            return serializer.deserialize(json.dumps(event), RequestEnvelope)
        except SerializationException:
            return "refused"

    assert outcome(FAST) == outcome(STOCK)

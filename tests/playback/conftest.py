import copy
import json

import pytest

from harness import envelopes
from harness.understood import slot_types
from skill.app import build_skill
from skill.published_audio import Library
from skill.serialization import FastSerializer

ADDRESS = "https://audio.example/backpain"
INDEX = {
    "summaries": [
        {"topic": "back_pain", "mp3": "clips/back_pain-summary.11.mp3"},
        {"topic": "kidney_stones", "mp3": "clips/kidney_stones-summary.22.mp3"},
        {"topic": "sepsis", "mp3": "clips/sepsis-summary.33.mp3"},
    ]
}


def published(address):
    if address != f"{ADDRESS}/en-US/index.json":
        raise OSError("not found")
    return json.dumps(INDEX).encode()


class Speaker:
    """A device whose player can be set by hand; it speaks to a skill with a published library."""

    def __init__(self, library):
        self._skill = build_skill(library=library)
        self._serializer = FastSerializer()
        self.attributes = None
        self.player = None

    def send(self, request, *, new=None, interfaces=("AudioPlayer",), session=True):
        envelope = envelopes.envelope(
            request,
            session_id="one",
            new=self.attributes is None if new is None else new,
            attributes=self.attributes or {},
            user="listener",
            device="speaker",
        )
        envelope = copy.deepcopy(envelope)
        device = envelope["context"]["System"]["device"]
        device["supportedInterfaces"] = {name: {} for name in interfaces}
        if self.player:
            envelope["context"]["AudioPlayer"] = self.player
        if not session:
            del envelope["session"]
        read = self._serializer.read_envelope(envelope)
        written = self._serializer.write_envelope(self._skill.invoke(read))
        if session:
            self.attributes = written.get("sessionAttributes")
        return written["response"]

    def say(self, name, locale="en-US", **slots):
        types = slot_types("en-US").get(name, {})
        return self.send(envelopes.intent(name, slots, locale, types))

    def alone(self, name):
        """Said to the player, with no conversation open."""
        self.attributes = None
        return self.say(name)

    def event(self, kind, **more):
        request = {**envelopes.launch("en-US"), "type": kind, **more}
        return self.send(request, session=False)

    def play(self, topic, loop=False, offset=0, activity="PLAYING"):
        token = f"summary/{topic}/{'loop' if loop else 'once'}"
        self.player = {
            "token": token,
            "offsetInMilliseconds": offset,
            "playerActivity": activity,
        }


@pytest.fixture
def speaker():
    return Speaker(Library(ADDRESS, published))


@pytest.fixture
def plain_speaker():
    """Nothing published: summaries are told."""
    return Speaker(Library())

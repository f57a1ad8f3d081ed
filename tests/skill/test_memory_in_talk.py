"""A person's choices outlive a session where memory is on, and nothing else does."""

import pytest

from harness import envelopes
from skill.app import build_skill
from skill.memory import Remembered, StoreUnavailable
from skill.memory.sqlite import SQLiteMemory
from skill.serialization import FastSerializer
from skill.speech import to_text
from tests.skill.envelopes import intent, wrap

SERIALIZER = FastSerializer()


class Broken:
    """A store that is down."""

    def load(self, user_id):
        raise StoreUnavailable("down")

    def save(self, user_id, preferences, version):
        raise StoreUnavailable("down")

    def forget(self, user_id):
        raise StoreUnavailable("down")


def turn(skill, request, attributes=None, new=True):
    envelope = SERIALIZER.read_envelope(wrap(request, attributes, new))
    return SERIALIZER.write_envelope(skill.invoke(envelope, None))


def spoken(answer):
    return to_text(answer["response"]["outputSpeech"]["ssml"])


@pytest.fixture
def memory(tmp_path):
    return SQLiteMemory(tmp_path / "memory.sqlite3")


def test_a_slower_pace_is_remembered_in_the_next_session(memory):
    skill = build_skill(memory)
    first = turn(skill, envelopes.launch("en-US"))
    turn(skill, intent("SlowerIntent"), first["sessionAttributes"], new=False)
    again = turn(skill, envelopes.launch("en-US"))
    assert 'rate="80%"' in again["response"]["outputSpeech"]["ssml"]


def test_the_second_visit_is_greeted_more_shortly(memory):
    skill = build_skill(memory)
    first, second = (spoken(turn(skill, envelopes.launch("en-US"))) for _ in range(2))
    assert "I am not a doctor" in first
    assert len(second) < len(first)


def test_forget_me_deletes_everything_and_says_so(memory):
    skill = build_skill(memory)
    slow = turn(skill, intent("SlowerIntent"))
    gone = turn(skill, intent("ForgetMeIntent"), slow["sessionAttributes"], new=False)
    assert "forgotten your settings" in spoken(gone)
    user = wrap(envelopes.launch("en-US"))["session"]["user"]["userId"]
    assert memory.load(user) == Remembered()


def test_the_skill_disabled_event_deletes_everything(memory):
    skill = build_skill(memory)
    turn(skill, intent("SlowerIntent"))
    event = wrap({**envelopes.launch("en-US"), "type": "AlexaSkillEvent.SkillDisabled"})
    del event["session"]
    envelope = SERIALIZER.read_envelope(event)
    skill.invoke(envelope, None)
    assert memory.load(event["context"]["System"]["user"]["userId"]) == Remembered()


def test_what_a_person_has_is_never_stored(memory, tmp_path):
    skill = build_skill(memory)
    turn(skill, intent("SymptomIntent", words="my back hurts and I have a fever"))
    turn(skill, intent("SlowerIntent"))
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"pace" in stored
    assert b"fever" not in stored
    assert b"back" not in stored


DOWN = "I can't reach your settings just now, so I will use the usual ones."


def test_settings_that_cannot_be_read_are_told_once_and_kindly():
    skill = build_skill(Broken())
    first = turn(skill, envelopes.launch("en-US"))
    assert spoken(first).startswith(f"{DOWN} Welcome")
    again = turn(skill, intent("AMAZON.RepeatIntent"), first["sessionAttributes"], new=False)
    assert spoken(again).startswith("Welcome")
    later = turn(skill, intent("SlowerIntent"), first["sessionAttributes"], new=False)
    assert DOWN not in spoken(later)


def test_settings_that_can_be_read_are_not_talked_about(memory):
    assert "settings" not in spoken(turn(build_skill(memory), envelopes.launch("en-US")))


def test_an_emergency_is_told_before_and_without_any_word_on_settings():
    said = spoken(turn(build_skill(Broken()), intent("SymptomIntent", words="I fainted")))
    assert said.startswith("Call 911 now.")
    assert "settings" not in said


def test_forget_me_says_once_that_the_store_is_down():
    said = spoken(turn(build_skill(Broken()), intent("ForgetMeIntent")))
    assert said.count("settings") == 1


def test_a_store_that_is_down_never_means_silence(capsys):
    skill = build_skill(Broken())
    assert "What would you like" in spoken(turn(skill, envelopes.launch("en-US")))
    assert "slowly" in spoken(turn(skill, intent("SlowerIntent")))
    assert "can't reach your settings" in spoken(turn(skill, intent("ForgetMeIntent")))
    assert "StoreUnavailable" in capsys.readouterr().err

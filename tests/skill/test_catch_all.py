"""Whatever arrives, the person hears a kind sentence and the log keeps no health data."""

import json

import pytest

import lambda_handler as entry
from harness import envelopes
from skill.speech import to_text
from talking import converse
from tests.skill.envelopes import intent, wrap

SPOKEN = "I have a fever and my side hurts"


def spoken(response):
    return to_text(response["response"]["outputSpeech"]["ssml"])


@pytest.mark.parametrize(
    "change",
    [
        {"type": "Quantum.EntanglementRequest"},
        {"timestamp": "yesterday"},
        {"dialogState": "PONDERING"},
        {"intent": {"name": "SymptomIntent", "slots": {"words": "not a slot"}}},
        {"intent": None},
    ],
    ids=["unknown type", "bad timestamp", "unknown enum", "slot no dict", "no intent"],
)
def test_a_request_that_cannot_be_read_is_answered_kindly(change):
    request = {**intent("SymptomIntent", words=SPOKEN), **change}
    answer = entry.lambda_handler(wrap(request))
    assert "sorry" in spoken(answer) or "help with back pain" in spoken(answer)
    assert spoken(answer).endswith("?")
    assert answer["response"]["shouldEndSession"] is False


def test_a_strange_locale_is_answered_without_a_wrong_number():
    request = {**intent("SymptomIntent", words="it is numb between my legs"), "locale": 7}
    assert "your local emergency number" in spoken(entry.lambda_handler(wrap(request)))


@pytest.mark.parametrize("event", [None, [], "hello", 7, {}, {"request": []}, {"session": 3}])
def test_what_is_no_envelope_is_answered_kindly(event):
    assert "sorry" in spoken(entry.lambda_handler(event))


def test_the_kind_answer_keeps_what_the_session_knew():
    kept = {"answer": {"findings": {"present": ["fever"]}}}
    broken = wrap({**intent("SymptomIntent"), "type": "Unheard.Of"}, kept, new=False)
    assert entry.lambda_handler(broken)["sessionAttributes"] == kept


@pytest.mark.parametrize(
    "kind", ["SessionEndedRequest", "AudioPlayer.Strange", "AlexaSkillEvent.X"]
)
def test_no_speech_where_alexa_takes_none(kind):
    request = {**envelopes.launch("en-US"), "type": kind, "timestamp": "never"}
    assert "outputSpeech" not in entry.lambda_handler(wrap(request))["response"]


def test_a_handler_that_breaks_says_sorry_and_logs_no_words(monkeypatch, capsys):
    def broken(*_):
        raise RuntimeError(SPOKEN)

    monkeypatch.setattr(
        converse, "ON_THE_TALK", {**converse.ON_THE_TALK, "AMAZON.HelpIntent": broken}
    )
    first = entry.lambda_handler(wrap(intent("SymptomIntent", words="my back hurts")))
    broken_turn = wrap(intent("AMAZON.HelpIntent"), first["sessionAttributes"], new=False)
    answer = entry.lambda_handler(broken_turn)
    assert "sorry" in spoken(answer)
    assert spoken(answer).endswith("?")
    assert answer["sessionAttributes"]["answer"]["findings"]["present"] == ["back_pain"]
    logged = capsys.readouterr().err
    assert "RuntimeError" in logged
    assert "fever" not in logged


def test_the_last_resort_needs_no_content(monkeypatch):
    def gone(_):
        raise OSError("no content")

    monkeypatch.setattr(entry, "load", gone)
    answer = entry.lambda_handler({"request": {"type": "Unknown"}})
    assert "emergency number" in spoken(answer)


def test_a_request_for_another_skill_is_refused_when_the_id_is_set():
    skill = entry.build_skill(skill_id="amzn1.ask.skill.mine")
    envelope = entry.SERIALIZER.read_envelope(wrap(envelopes.launch("en-US")))
    with pytest.raises(Exception, match="another skill"):
        skill.invoke(envelope, None)


def test_a_response_is_plain_json():
    answer = entry.lambda_handler(wrap(envelopes.launch("en-US")))
    assert json.loads(json.dumps(answer)) == answer

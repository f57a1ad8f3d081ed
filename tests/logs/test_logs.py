"""The log tells what an operator needs, and nothing a person said."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from ask_sdk_model import Intent, IntentRequest

from skill.logs import TurnLog, fault, log_from_environment, turn

WORDS = "my back hurts and I have a fever"
EVENT: dict[str, Any] = {
    "session": {"user": {"userId": "amzn1.ask.account.one"}},
    "request": {
        "type": "IntentRequest",
        "requestId": "amzn1.echo-api.request.one",
        "intent": {"name": "SymptomIntent", "slots": {"words": {"value": WORDS}}},
    },
}
RESPONSE = {"sessionAttributes": {"answer": {"urgency": "same_day"}}}


def logged(level: str, event: Any = EVENT, response: Any = RESPONSE) -> Any:
    stream = StringIO()
    TurnLog(level, stream).turn(event, response, 12.345)
    return json.loads(stream.getvalue()) if stream.getvalue() else None


def test_a_turn_is_one_line_of_json_without_urgency() -> None:
    assert logged("turns") == {
        "request": "amzn1.echo-api.request.one",
        "type": "IntentRequest",
        "intent": "SymptomIntent",
        "ms": 12.3,
    }


def test_urgency_is_logged_only_on_request() -> None:
    assert logged("urgency")["urgency"] == "same_day"
    assert logged("off") is None


@pytest.mark.parametrize("urgency", [WORDS, None, 7, ["same_day"]])
def test_only_the_words_for_urgency_are_logged_as_urgency(urgency: Any) -> None:
    response = {"sessionAttributes": {"answer": {"urgency": urgency}}}

    assert logged("urgency", response=response)["urgency"] is None


@pytest.mark.parametrize("event", [None, [], "text", {}, {"request": 7}, {"request": {"type": 1}}])
def test_a_broken_request_is_logged_as_other(event: Any) -> None:
    assert logged("turns", event) == {"request": "other", "type": "other", "ms": 12.3}


@pytest.mark.parametrize("field", ["type", "requestId"])
def test_words_where_a_name_should_be_are_not_logged(field: str) -> None:
    event = {"request": {**EVENT["request"], field: WORDS, "intent": {"name": WORDS}}}

    assert WORDS.split()[1] not in json.dumps(logged("urgency", event))


def test_a_fault_is_logged_without_its_text() -> None:
    stream = StringIO()
    try:
        raise KeyError(WORDS)
    except KeyError as error:
        TurnLog("turns", stream).fault(EVENT, error)

    line = json.loads(stream.getvalue())
    assert line["fault"] == "KeyError"
    assert line["at"].startswith("test_logs.py:")
    assert "fever" not in stream.getvalue()


def test_a_fault_may_be_logged_with_the_request_as_the_sdk_read_it() -> None:
    stream = StringIO()
    request = IntentRequest(request_id="one", intent=Intent(name="SymptomIntent"))

    TurnLog("turns", stream).fault(request, KeyError(WORDS))

    assert json.loads(stream.getvalue()) == {
        "request": "one",
        "type": "IntentRequest",
        "intent": "SymptomIntent",
        "fault": "KeyError",
        "at": "unknown",
    }


def test_a_log_that_cannot_be_written_costs_no_turn() -> None:
    stream = StringIO()
    stream.close()

    TurnLog("turns", stream).turn(EVENT, RESPONSE, 1)


def test_only_faults_are_logged_unless_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    log_from_environment({}).turn(EVENT, RESPONSE, 1)
    turn(EVENT, RESPONSE, 1)
    assert capsys.readouterr().err == ""
    fault(EVENT, KeyError(WORDS))
    logged = capsys.readouterr().err
    assert json.loads(logged)["fault"] == "KeyError"
    assert "fever" not in logged
    log_from_environment({"BACK_PAIN_GUIDE_LOG": "off"}).fault(EVENT, KeyError())
    assert capsys.readouterr().err == ""

    log_from_environment({"BACK_PAIN_GUIDE_LOG": "turns"}).turn(EVENT, RESPONSE, 1)
    assert json.loads(capsys.readouterr().err)["intent"] == "SymptomIntent"


def test_a_wrong_setting_is_named() -> None:
    with pytest.raises(ValueError, match="off, faults, turns, urgency"):
        log_from_environment({"BACK_PAIN_GUIDE_LOG": "everything"})

""" "How this was understood" shows what production did, and decides nothing by itself."""

from __future__ import annotations

import html
import json
import re
import shlex
import subprocess
import sys

import pytest

import harness.understood
import lambda_handler
from content import load
from harness import conversations, review, web
from harness.device import Device
from harness.errors import InputError
from harness.web import app, care, hearing, inspector, page, saved, understood
from harness.web.talks import MOST_TURNS, Talk, Talks
from listening import listen
from talking import triage
from talking.findings import Findings

REPORT = "I have pain in my side and a fever but no blood in my pee"


@pytest.fixture(scope="module")
def device():
    return app.the_device()


def test_the_functions_are_those_of_production(device):
    assert device._handler is lambda_handler.lambda_handler
    assert harness.understood.listener is listen.listener
    assert page.fires_when is review.fires_when
    assert care.load is load
    assert inspector.triage is triage
    assert saved.conversations is conversations
    assert web.create_app is app.create_app
    assert hearing.ears.__name__ == "audio.ears"


def test_the_shown_row_is_the_record_that_decides(device):
    turn = device.turn(text=REPORT)
    found = turn["answer"]["findings"]
    findings = Findings(**{kind: frozenset(found[kind]) for kind in found})
    shown = care.triage_row(turn)
    assert shown is not None
    assert shown is triage.decide(load("en-US").triage, findings).row


def test_who_told_what_and_in_which_words(device):
    talk = Talk()
    for text in (REPORT, "no"):
        talk.take(device, {"text": text})
    told = {one.finding: (one.state, one.number, one.words) for one in inspector.told(talk.steps)}
    found = talk.steps[-1].turn["answer"]["findings"]
    assert told.keys() == {name for state in found for name in found[state]}
    first = {one["finding"]: one for one in talk.steps[0].turn["intent"]["findings"]}
    for name, (state, number, words) in told.items():
        if name in first:
            assert (state, number, words) == (first[name]["state"], 1, first[name]["words"])
        else:
            assert (state, number, words) == ("absent", 2, "")


def test_what_would_change_the_row_is_what_the_table_says(device):
    turn = device.turn(text=REPORT)
    rows, known = load("en-US").triage, Findings.from_json(turn["answer"]["findings"])
    now = triage.decide(rows, known)
    raised = {name: change for change in inspector.would_raise(turn) for name in change.findings}
    for name in load("en-US").findings["findings"]:
        then = triage.decide(rows, known.add(present=[name]))
        if then.level > now.level:
            assert raised.pop(name).row == then.row.id
    assert not raised
    for change in inspector.would_lower(turn):
        for name in change.findings:
            row = triage.decide(rows, known.add(absent=[name])).row
            assert change.row == (row.id if row else "")


def test_the_session_is_shown_as_a_difference(device):
    talk = Talk()
    for text in (REPORT, "no"):
        turn = talk.take(device, {"text": text}).turn
    changed = {place: (before, after) for place, before, after in inspector.session_changes(turn)}
    before = turn["request"]["session"]["attributes"]["answer"]["question"]["id"]
    after = turn["answer"]["question"]["id"]
    assert changed["answer.question.id"] == (f'"{before}"', f'"{after}"')
    assert "talk.preferences.pace" not in changed
    silence = talk.take(device, {"event": "silence"}).turn
    assert inspector.session_changes(silence) == []


def test_every_stage_is_timed(device):
    assert device.turn(text=REPORT)["took"].keys() == {"heard", "delivered", "skill"}
    assert device.turn(event="launch")["took"].keys() == {"skill"}


def test_what_is_shown_is_what_the_turn_says(tmp_path):
    client = app.create_app(tests=tmp_path).test_client()
    turn = client.post("/api/turns", json={"text": REPORT}).get_json()
    shown = client.post("/say", data={"text": REPORT}, headers={"Accept": "application/json"})
    text = html.unescape(re.sub(r"<[^>]+>", " ", shown.get_json()["turn"]))
    text = " ".join(text.split())
    intent, answer = turn["intent"], turn["answer"]
    assert f"{intent['name']}, score {intent['score']:.2f}" in text
    for name, value in intent["slots"].items():
        assert f"{name}: {value}" in text
    for other in intent["alternatives"]:
        assert f"{other['name']}, {other['score']:.2f}" in text
        assert other["why"] in text
    for heard in intent["findings"]:
        assert f"{heard['finding']}, {heard['state']}: “{heard['words']}”" in text
    for kind, found in answer["findings"].items():
        assert not found or f"{kind.capitalize()} so far {', '.join(found)}" in text
    assert answer["row"] in text
    assert " ".join(answer["ssml"].split()) in html.unescape(shown.get_json()["turn"])
    for source in answer["sources"]:
        assert f"{source['name']}: {source['title']}" in text
    assert f"{turn['audio']['seconds']} seconds" in text
    pace = int(re.search(r"(\d+) words a minute", text)[1])
    assert 60 < pace < 220


def test_the_copied_commands_give_the_same_answer(device, address):
    talk = Talk(locale="en-GB")
    for given in ({"text": "is it my kidney's fault?"}, {"event": "silence"}, {"text": "no"}):
        step = talk.take(device, given)
    command = understood.command_line(talk, step).replace("python -m", f"{sys.executable} -m")
    lines = subprocess.run(command, shell=True, capture_output=True, text=True, check=True).stdout
    last = json.loads(lines.splitlines()[-1])
    assert last["answer"]["speech"] == step.turn["answer"]["speech"]

    said = Talk(locale="en-GB")
    step = said.take(device, {"text": "what's a kidney stone?"})
    words = shlex.split(understood.curl(said, step, address))
    assert words[:3] == ["curl", "-s", f"{address}/api/turns"]
    answered = app.create_app(device).test_client().post("/api/turns", data=words[-1]).get_json()
    assert answered["answer"]["speech"] == step.turn["answer"]["speech"]


def test_what_cannot_be_typed_has_no_command_line(device):
    talk = Talk()
    step = talk.take(device, {"event": "launch"})
    assert understood.command_line(talk, step) == ""


def test_conversations_are_bounded(device):
    talks = Talks(most=3)
    kept = [Talk() for _ in range(5)]
    for talk in kept:
        talks.keep(talk)
    assert talks.others(Talk()) == kept[:1:-1]
    full = Talk(steps=[None] * MOST_TURNS)
    with pytest.raises(InputError, match="very long"):
        full.take(device, {"text": "hello"})


def test_a_conversation_that_the_device_forgot_goes_on_where_it_was():
    device = Device(lambda_handler.lambda_handler, most_sessions=1)
    kept, lost = Talk(), Talk()
    said = (REPORT, "no", "no")
    for text in said:
        lost.take(device, {"text": text})
        device.turn(text="hello")  # pushes the session out
    whole = Device(lambda_handler.lambda_handler)
    for text in said:
        kept.take(whole, {"text": text})
    assert [step.turn["answer"] for step in lost.steps] == [
        step.turn["answer"] for step in kept.steps
    ]


def test_silence_after_a_restart_is_the_silence_before_it():
    talk = Talk()
    talk.take(Device(lambda_handler.lambda_handler), {"text": REPORT})
    reprompt = talk.take(Device(lambda_handler.lambda_handler), {"event": "silence"})
    assert reprompt.turn["answer"]["speech"] == talk.steps[0].turn["answer"]["reprompt"]
    assert talk.take(Device(lambda_handler.lambda_handler), {"event": "silence"}).turn["ended"]
    again = talk.take(Device(lambda_handler.lambda_handler), {"text": "hello"})
    assert again.turn["request"]["session"]["new"]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/say", {"text": ""}),
        ("/say", {"text": "hello", "talk": "nobody"}),
        ("/say", {"text": "hello", "device": "toaster"}),
        ("/say", {"event": "party"}),
        ("/replay", {"talk": "nobody", "upto": "1"}),
        ("/edit", {"talk": "nobody", "number": "1", "instead": "hello"}),
        ("/save", {"talk": ""}),
        ("/tests", {"name": "../conftest"}),
    ],
)
def test_what_a_form_cannot_do_is_told_kindly(tmp_path, path, data):
    client = app.create_app(tests=tmp_path).test_client()
    answered = client.post(path, data=data)
    assert answered.status_code == 400
    assert "Traceback" not in answered.text
    message = html.unescape(re.search(r'role="alert">([^<]+)<', answered.text)[1])
    assert 'id="text"' in answered.text
    quick = client.post(path, data=data, headers={"Accept": "application/json"})
    assert quick.get_json()["error"]["message"] == message


def test_an_edit_of_no_turn_or_to_no_words_keeps_the_conversation(tmp_path):
    client = app.create_app(tests=tmp_path).test_client()
    location = client.post("/say", data={"text": "hello"}).headers["Location"]
    talk = re.search(r"talk=(\w+)", location)[1]
    for number, instead in (("7", "hello"), ("", "hello"), ("1", "  ")):
        sent = {"talk": talk, "number": number, "instead": instead}
        answered = client.post("/edit", data=sent)
        assert answered.status_code == 400
        assert 'id="turn-1"' in answered.text


def test_words_of_a_person_are_never_markup(tmp_path):
    client = app.create_app(tests=tmp_path).test_client()
    words = "<script>alert(1)</script> my back hurts \"'><img src=x>"
    address = client.post("/say", data={"text": words}).headers["Location"]
    shown = client.get(address).text
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert html.escape(words, quote=False).partition(" my")[0] in shown


def test_an_unknown_screen_is_404(tmp_path):
    client = app.create_app(tests=tmp_path).test_client()
    location = client.post("/say", data={"text": "hello"}).headers["Location"]
    talk = re.search(r"talk=(\w+)", location)[1]
    assert client.get(f"/screen/{talk}/1").status_code == 404
    assert client.get(f"/screen/{talk}/7").status_code == 404
    assert client.get("/screen/nobody/1").status_code == 400


def test_a_screen_has_a_policy_of_its_own(tmp_path):
    client = app.create_app(tests=tmp_path).test_client()
    location = client.post("/say", data={"text": "hello", "device": "screen"}).headers["Location"]
    talk = re.search(r"talk=(\w+)", location)[1]
    shown = client.get(f"/screen/{talk}/1")
    assert shown.status_code == 200
    assert shown.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha")
    assert "unsafe" not in shown.headers["Content-Security-Policy"]

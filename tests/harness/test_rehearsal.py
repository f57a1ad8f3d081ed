"""The rehearsal: its sentences come out here as it says, and recordings are read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from harness import conversations, rehearsal
from harness.cli import main
from harness.device import Device
from harness.errors import InputError
from lambda_handler import lambda_handler

TALKS = rehearsal.talks()


@pytest.mark.parametrize("talk", TALKS, ids=[talk["title"] for talk in TALKS])
def test_each_talk_goes_here_as_it_must_there(talk: dict[str, Any]) -> None:
    played = conversations.play(talk, Device(lambda_handler))
    assert [step.faults for step in played] == [()] * len(played)


def test_it_has_some_sixty_sentences_and_every_sort_of_delivery() -> None:
    said = [turn["user"] for talk in TALKS for turn in talk["turns"]]
    assert 55 <= len(said) <= 70
    device = Device(lambda_handler)
    assert {device.turn(text=text)["delivered"]["how"] for text in said} == {"sample", "free"}


def test_it_writes_replays_and_a_list(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["rehearse", "--out", str(tmp_path), "--skill-id", "amzn1.x"])
    assert done.exit_code == 0, done.output
    replay = json.loads((tmp_path / "01.json").read_text())
    assert set(replay) == {"skillId", "locale", "type", "userInput"}
    assert (replay["skillId"], replay["locale"], replay["type"]) == ("amzn1.x", "en-US", "text")
    assert replay["userInput"][0] == "open back pain guide"
    assert replay["userInput"][-1] == ".quit"
    listed = (tmp_path / "rehearsal.txt").read_text()
    for talk in TALKS:
        for turn in talk["turns"]:
            assert turn["user"] in listed


def exchange(text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    turn = Device(lambda_handler).turn(text=text)
    return turn["request"], turn["response"]


def simulation(request: dict[str, Any], response: dict[str, Any]) -> dict[str, Any]:
    """A simulation's result, as the Skill Management API describes it."""
    return {
        "id": "11111111-2222-3333-4444-555555555555",
        "status": "SUCCESSFUL",
        "result": {
            "alexaExecutionInfo": {
                "alexaResponses": [{"type": "Speech", "content": {"caption": "..."}}]
            },
            "skillExecutionInfo": {
                "invocations": [
                    {
                        "invocationRequest": {"endpoint": "https://x.invalid", "body": request},
                        "invocationResponse": {"body": response},
                        "metrics": {"skillExecutionTimeInMilliseconds": 12},
                    }
                ]
            },
        },
    }


def run(tmp_path: Path, recording: Any) -> tuple[int, str]:
    path = tmp_path / "recorded.json"
    path.write_text(json.dumps(recording))
    done = CliRunner().invoke(main, ["rehearse", "--recorded", str(path)])
    return done.exit_code, done.output


def test_a_simulation_that_went_well_has_no_difference(tmp_path: Path) -> None:
    request, response = exchange("no chest pain but my lower back hurts")
    assert run(tmp_path, simulation(request, response))[0] == 0


@pytest.mark.parametrize("form", ["console", "list", "bare", "old simulation"])
def test_other_recordings_are_read_too(tmp_path: Path, form: str) -> None:
    request, response = exchange("my side hurts")
    forms = {
        "console": {"request": request, "response": response},
        "list": [{"request": request, "response": response}, request],
        "bare": request,
        "old simulation": {"result": {"skillExecutionInfo": {
            "invocationRequest": {"body": request}, "invocationResponse": {"body": response}}}},
    }  # fmt: skip
    assert run(tmp_path, forms[form])[0] == 0


def test_an_answer_that_is_not_ours_is_told(tmp_path: Path) -> None:
    request, response = exchange("my side hurts and i've got a fever")
    response["sessionAttributes"]["answer"]["urgency"] = "information"
    code, output = run(tmp_path, simulation(request, response))
    assert code == 1
    assert "urgency was information, offline same_day" in output


def test_a_lost_sentence_is_told(tmp_path: Path) -> None:
    request, _ = exchange("my side hurts")
    request["request"]["intent"] = {"name": "AMAZON.FallbackIntent", "slots": {}}
    code, output = run(tmp_path, request)
    assert code == 1
    assert "no word of the sentence arrived" in output


def test_a_sentence_that_ends_otherwise_than_expected_is_told() -> None:
    words = "i fainted this morning and my side is killing me"
    request, _ = exchange(words)
    expected = {tuple(words.split()): {"urgency": "routine"}}
    found = list(rehearsal.differences(request, None, lambda_handler, expected))
    assert found == [f'"{words}": urgency emergency, expected routine']


@pytest.mark.parametrize("text", ["not json", "{}", '{"request": 7}', "[]"])
def test_a_file_without_requests_is_told_plainly(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(InputError):
        list(rehearsal.compare([path], lambda_handler))


def test_files_and_the_flag_go_together(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("{}")
    assert CliRunner().invoke(main, ["rehearse", str(path)]).exit_code == 2
    assert CliRunner().invoke(main, ["rehearse", "--recorded"]).exit_code == 2

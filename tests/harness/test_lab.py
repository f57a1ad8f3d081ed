"""The batch lab: lists in, what became of each out, and what is not as wanted or as before."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from harness import lab, lab_report
from harness.cli import main
from harness.conversations import CHECKS
from harness.device import Device
from harness.errors import InputError
from harness.web import create_app
from lambda_handler import lambda_handler

QUESTION = "is my back pain my kidneys"
DANGER = "I have chest pain and cannot breathe"
TABLE = f"text\turgency\tpresent\n{QUESTION}\tself_care\tback_pain\n{DANGER}\troutine\t\n"


def ran(text: str, *locales: str, name: str = "list.txt") -> list[lab.Result]:
    """What the sentences come to, here in this process."""
    return lab.run(lab.read(text, name), locales or ("en-US",), jobs=1)


def test_one_sentence_a_line_in_every_place() -> None:
    found = ran(f"{QUESTION}\n\n{DANGER}\n", "en-US", "en-GB")
    assert [(one.line, one.locale) for one in found] == [
        (1, "en-US"), (3, "en-US"), (1, "en-GB"), (3, "en-GB"),
    ]  # fmt: skip
    assert ("911" in found[1].speech, "999" in found[3].speech) == (True, True)


@pytest.mark.parametrize(
    ("text", "name"), [(TABLE, "list.tsv"), (TABLE.replace("\t", ","), "list.csv")]
)
def test_what_is_wanted_is_held(text: str, name: str) -> None:
    right, wrong = ran(text, name=name)
    assert right.faults == ()
    assert wrong.faults == ("urgency is 'emergency', wanted 'routine'",)


def test_a_result_is_what_the_device_says() -> None:
    for one in ran(f"{QUESTION}\n{DANGER}\nfrobnicate the quux\nwhat is a kidney stone"):
        turn = Device(lambda_handler).turn(text=one.text)
        answer = turn["answer"]
        assert (one.how, one.intent) == (turn["delivered"]["how"], turn["intent"]["name"])
        assert (one.topic, one.urgency, one.row) == tuple(
            answer[key] for key in ("topic", "urgency", "row")
        )
        assert one.present.split() == answer["findings"]["present"]
        assert one.speech == answer["speech"]


@pytest.mark.parametrize(
    ("text", "told"),
    [("text\tcolour\na\tb\n", "colour"), ("hello\n" + "x" * 501, "line 2"), ("a\0b", "line 1")],
)
def test_a_list_that_cannot_be_used_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        lab.read(text, "list.tsv")


def test_every_check_of_conversations_but_slots_can_be_a_column() -> None:
    assert set(lab.ASSERTS) == CHECKS.keys() - {"slots"}


def test_a_difference_to_a_baseline_is_named() -> None:
    found = ran(f"{QUESTION}\n{DANGER}")
    before = json.loads(lab.as_json(found))
    assert not any(one.changed for one in lab.compare(found, before))
    before[1]["urgency"] = "routine"
    same, changed = lab.compare(found, before)
    assert (same.changed, changed.changed) == ((), ("urgency: routine → emergency",))
    assert lab.compare(found, before[:1])[1].changed == ("new",)


def test_confusions_count_wanted_against_come() -> None:
    table = lab_report.table(ran(TABLE, name="list.tsv"), "urgency")
    assert table == {
        "got": ["emergency", "self_care"],
        "rows": [("routine", [1, 0]), ("self_care", [0, 1])],
    }
    assert lab_report.table(ran(QUESTION), "urgency") is None


def test_a_cell_never_begins_a_formula() -> None:
    table = list(csv.DictReader(io.StringIO(lab.as_csv(ran("=1+1 my back hurts")))))
    assert table[0]["text"] == "'=1+1 my back hurts"


def test_the_command_writes_reports_and_says_what_is_off(tmp_path: Path) -> None:
    file = tmp_path / "list.tsv"
    file.write_text(TABLE, encoding="utf-8")
    outs = {kind: tmp_path / f"out.{kind}" for kind in ("csv", "html", "json")}
    args = ["lab", str(file), "--locale", "en-GB", "--csv", str(outs["csv"])]
    args += ["--html", str(outs["html"]), "--save", str(outs["json"])]
    done = CliRunner().invoke(main, args)
    assert done.exit_code == 1
    assert "wanted 'routine'" in done.stdout
    page = outs["html"].read_text("utf-8")
    assert "<caption>Urgency: wanted down, came across" in page
    assert "src=" not in page
    file.write_text(f"{QUESTION}\n{DANGER}\n", encoding="utf-8")
    again = CliRunner().invoke(main, [*args[:4], "--base", str(outs["json"])])
    assert (again.exit_code, again.output) == (0, "2 answers, 0 not as wanted or changed.\n")


@pytest.mark.parametrize("baseline", ["", "{}", "[1]", '[{"text": "a"}]'])
def test_what_is_no_baseline_is_told(tmp_path: Path, baseline: str) -> None:
    path = tmp_path / "base.json"
    path.write_text(baseline, encoding="utf-8")
    if baseline == "{}":
        assert lab.baseline_of(path) == []
        return
    with pytest.raises(InputError, match="no baseline"):
        lab.baseline_of(path)


def test_two_processes_say_the_same_as_one() -> None:
    sentences = lab.read(f"{QUESTION}\n{DANGER}\n" * 150, "list.txt")
    places = ("en-US", "en-GB")
    alone, shared = (lab.run(sentences, places, jobs=jobs) for jobs in (1, 2))
    assert alone == shared


def test_a_thousand_sentences_take_less_than_fifteen_seconds() -> None:
    sentences = lab.read(f"{QUESTION}\n{DANGER}\nmy side hurts and I feel sick\n" * 34, "list.txt")
    ran("hello")
    started = time.process_time()
    lab.run_in(sentences[:100], "en-US")
    assert 10 * (time.process_time() - started) < 15


def test_the_page_runs_filters_and_compares() -> None:
    client = create_app().test_client()
    sent = {"text": TABLE, "place": "en-GB"}
    assert client.post("/lab", data=sent).status_code == 303
    assert client.get("/lab").text.count('scope="row"') == 4  # two sentences, two confusions
    assert DANGER not in client.get("/lab?urgency=self_care").text.partition("<caption>")[2]
    assert "999" in client.get("/lab?show=odd").text
    client.post("/lab/baseline")
    client.post("/lab", data={"text": f"{QUESTION}\nhello there", "place": "en-GB"})
    assert client.get("/lab").text.count('class="new"') == 1
    assert client.get("/lab.csv").text.startswith("line,text,")


@pytest.mark.parametrize(
    "sent", [{"text": " "}, {"text": "text\tcolour\na\tb"}, {"text": "hello", "place": "x"}]
)
def test_the_page_tells_what_it_cannot_run_and_keeps_the_list(sent: dict[str, str]) -> None:
    answered = create_app().test_client().post("/lab", data=sent)
    assert answered.status_code == 400
    assert 'aria-invalid="true"' in answered.text


def test_a_long_list_may_be_sent() -> None:
    client = create_app().test_client()
    sent = {"text": f"{QUESTION} {'x' * 400}\n" * 200, "place": "en-US"}
    assert client.post("/lab", data=sent).status_code == 303

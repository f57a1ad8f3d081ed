"""Answers in people's own words: what each one settles, while its question is open.

answers.tsv: question, meant (yes, no, unsure, fact, other), the signs it names, the words.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from content import hearing, spotting
from listening.heard import Heard
from listening.listen import listen
from talking.talk import Question

SIGNS = {
    "chest": ("chest_pain", "breathless"),
    "faint": ("faint", "confused"),
    "saddle": ("saddle_numbness",),
    "legs": ("leg_weakness",),
    "control": ("bladder_bowel_control", "cannot_pass_urine"),
    "sweat": ("cold_sweaty",),
    "keepstill": ("severe_pain",),
    "sudden": ("sudden_onset",),
    "fever": ("fever", "chills"),
    "vomit": ("vomiting", "cannot_keep_fluids"),
    "injury": ("injury",),
    "blood": ("blood_in_urine",),
    "burn": ("burning_urination", "cloudy_urine"),
    "pregnant": ("pregnant",),
    "cancer": ("cancer",),
    "movement": ("movement_related",),
}
FACTS = {
    "severity": "severity",
    "age": "age",
    "since": "since",
    "lastpee": "last_pee",
    "temperature": "temperature",
}
PLAIN = {"AMAZON.YesIntent": "yes", "AMAZON.NoIntent": "no"}
ROWS = list(
    csv.DictReader(
        (Path(__file__).parent / "answers.tsv").read_text("utf-8").splitlines(), delimiter="\t"
    )
)


def asked(name: str) -> Question:
    """The open question of a row."""
    if name in SIGNS:
        return Question(name, "safety", "", "", SIGNS[name])
    if name in FACTS:
        return Question(name, "fact", "", "", (FACTS[name],))
    return Question("offer.helps", "offer", "", "")


def said(heard: Heard) -> str:
    """The yes, no or not_sure of what was heard."""
    return PLAIN.get(heard.intent, heard.slots.get("answer", ""))


def settled(question: Question, heard: Heard) -> str:
    """What an answer amounts to for its question: yes, no, unsure, fact, or nothing."""
    if question.kind == "offer":
        return said(heard).replace("not_sure", "unsure")
    if question.kind == "fact":
        told = heard.present or heard.absent
        return "fact" if told else "unsure" if said(heard) == "not_sure" else ""
    there = set(heard.present) & set(question.asks)
    doubt = set(heard.unsure) & set(question.asks)
    if there or said(heard) == "yes":
        return "yes"
    if doubt or said(heard) == "not_sure":
        return "unsure"
    all_denied = set(question.asks) <= set(heard.absent)
    return "no" if all_denied or said(heard) == "no" else ""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['question']}: {row['text']}")
def test_an_answer_is_taken_as_it_was_meant(row: dict[str, str]) -> None:
    question = asked(row["question"])
    heard = listen(row["text"], "en-US", question)
    assert settled(question, heard) == row["meant"].replace("other", "")
    assert set(filter(None, row["signs"].split(","))) <= set(heard.present)


def test_there_are_answers_to_every_question() -> None:
    assert {row["question"] for row in ROWS} == {*SIGNS, *FACTS, "offer"}
    assert len(ROWS) >= 200


def test_an_answer_taken_the_other_way_round_is_seen() -> None:
    question = asked("chest")
    assert settled(question, Heard("AMAZON.NoIntent")) != "yes"
    assert settled(question, Heard("AMAZON.YesIntent")) != "no"


@pytest.mark.parametrize(
    "words",
    [
        "no understand",
        "no English",
        "no entiendo",
        "no wait",
        "no captions please",
        "no I said my side",
        "no it's not my back it's my belly",
        "no what was that",
        "no more questions",
        "thank you very much",
        "why do you ask",
        "I don't understand",
        "it doesn't make sense",
        "you're going too fast",
    ],
)
def test_what_only_begins_like_an_answer_settles_no_sign(words: str) -> None:
    question = asked("faint")
    heard = listen(words, "en-US", question)
    assert said(heard) == ""
    assert {*heard.present, *heard.absent, *heard.unsure}.isdisjoint(question.asks)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("no, sorry, yes", "yes"),
        ("nah... actually yes", "yes"),
        ("yeah nah", "no"),
        ("nah yeah", "yes"),
        ("yeah, not that I know of", "no"),
        ("nein", "no"),
        ("nie, no", "no"),
        ("n n no", "no"),
        ("no I'm not sure", "not_sure"),
    ],
)
def test_the_last_clear_word_counts(words: str, meant: str) -> None:
    assert said(listen(words, "en-US", asked("legs"))) == meant


@pytest.mark.parametrize(
    ("words", "present", "absent"),
    [
        ("I meant yes to the fever", {"fever"}, set()),
        ("I meant no to the fever", set(), {"fever"}),
        ("no, it's not my back, it's my belly", {"belly_pain"}, {"back_pain"}),
    ],
)
def test_an_earlier_answer_is_taken_back_by_name(
    words: str, present: set[str], absent: set[str]
) -> None:
    heard = listen(words, "en-US", asked("legs"))
    assert said(heard) == ""
    assert (set(heard.present), set(heard.absent)) == (present, absent)


def test_a_number_is_a_temperature_only_where_one_was_asked_or_said() -> None:
    assert listen("it was 39", "en-US", asked("fever")).present == ("fever",)
    assert "fever" not in listen("it was 39", "en-US", asked("vomit")).present
    assert "fever" not in listen("it was 39", "en-US").present


def test_nothing_answers_where_nothing_was_asked() -> None:
    assert listen("it's pink", "en-US").present == ()
    assert listen("it's pink", "en-US", asked("blood")).present == ("blood_in_urine",)


def test_no_phrase_for_an_answer_is_only_one_small_word() -> None:
    """Words under `skip` do not count: "could be" alone would be "could", said in any sentence."""
    skip = set(spotting("en")["skip"])
    small = skip | {"not", "by", "now", "like", "there", "could", "might", "anything"}
    for entry in hearing("en", "answers")["findings"].values():
        for phrase in [phrase for phrases in entry.values() for phrase in phrases]:
            assert {word.strip('+"') for word in str(phrase).split()} - small, phrase


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("control", "never dry these days"),
        ("legs", "I used to walk miles but not now"),
        ("keepstill", "I can't sit with it"),
        ("blood", "it's not normal yellow"),
        ("saddle", "I can't feel everything down there"),
        ("vomit", "I can't keep everything down"),
    ],
)
def test_a_word_that_denies_denies_nothing_once_it_is_denied(name: str, words: str) -> None:
    assert settled(asked(name), listen(words, "en-US", asked(name))) in ("yes", "unsure")


@pytest.mark.parametrize(
    "words",
    ["what do you mean, my chest hurts", "did you say chest pain, I have chest pain"],
)
def test_a_sign_told_beside_a_question_back_is_heard(words: str) -> None:
    assert "chest_pain" in listen(words, "en-US", asked("chest")).present

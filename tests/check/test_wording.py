"""Each rule for one spoken text is seen to fail on a bad example and to pass a good one."""

from __future__ import annotations

import pytest

from content import Place
from harness.check import wording
from harness.check.fault import Fault
from harness.check.rules import rules_of

GOOD = "A stone can hurt in waves. Drink water if you can. With fever, call 911."
RULES = rules_of("en-US")
US = Place(
    locale="en-US",
    emergency_number="911",
    emergency="call 911",
    emergency_now="Call 911 now.",
    emergency_place="the emergency room",
    urgent="call a doctor or go to urgent care",
    words={},
)


def test_length_refuses_too_few_and_too_many_words() -> None:
    assert list(wording.wrong_length("x", "one " * 20, (20, 35))) == []
    assert list(wording.wrong_length("x", "one " * 35, (20, 35))) == []
    (short,) = wording.wrong_length("x", "one " * 19, (20, 35))
    (long,) = wording.wrong_length("x", "one " * 36, (20, 35))
    assert short == Fault("length", "x", "has 19 words, should have 20 to 35")
    assert long.what.startswith("has 36 words")


def test_grade_refuses_hard_words() -> None:
    hard = "Obstructive uropathy necessitates immediate interventional decompression."
    assert [fault.rule for fault in wording.too_hard("x", hard, RULES)] == ["grade"]
    assert list(wording.too_hard("x", GOOD, RULES)) == []


def test_sentence_refuses_one_that_is_too_long() -> None:
    run_on = "word " * 20 + "word."
    (fault,) = wording.overlong_sentences("x", f"Fine. {run_on}", RULES)
    assert "21 words" in fault.what
    assert list(wording.overlong_sentences("x", "word " * 19 + "word.", RULES)) == []


def test_sentence_refuses_a_high_mean() -> None:
    (fault,) = wording.long_on_average("x", "word " * 12 + "word.", RULES)
    assert "13.0 words a sentence" in fault.what
    assert list(wording.long_on_average("x", GOOD, RULES)) == []


@pytest.mark.parametrize(
    "text",
    [
        "You have a kidney stone.",
        "Good news: you've a sprain.",
        "It seems you have an infection.",
        "You've got sepsis.",
        "You are suffering from a slipped disc.",
        "It is definitely a muscle.",
        "This is certainly not your kidney.",
        "Take two tablets with food.",
        "Take 400 mg now.",
        "Take it every six hours.",
        "Take it three times a day.",
        "About 9 percent get it.",
        "9% get it.",
        "You probably pulled a muscle.",
        "Your chance of a stone is small.",
        "You face a one in ten risk.",
        "You are unlikely to need help.",
    ],
)
def test_forbidden_phrases_are_found(text: str) -> None:
    assert [fault.rule for fault in wording.forbidden_phrases("x", text, RULES)]


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "If you have a fever, call a doctor.",
        "Tell them when you have had a stone before.",
        "You have to be seen today.",
        "Do you have a fever?",
        "About one in eleven people get a stone.",
        "Ask about tests after two in six months.",
        "Ask a pharmacist how to take the tablets.",
        "This could be a muscle.",
    ],
)
def test_forbidden_phrases_let_plain_talk_pass(text: str) -> None:
    assert list(wording.forbidden_phrases("x", text, RULES)) == []


@pytest.mark.parametrize("char", list('&<>"{}[]()*/;:!%#\u2019\u2013\u00e9\n'))
def test_characters_unsafe_in_ssml_or_speech_are_found(char: str) -> None:
    (fault,) = wording.unsafe_characters("x", f"Pain{char}fever.", RULES)
    assert fault.rule == "characters"


def test_abbreviations_are_found() -> None:
    (fault,) = wording.unsafe_characters("x", "You may need an MRI scan.", RULES)
    assert "MRI" in fault.what
    assert (
        list(wording.unsafe_characters("x", "Don't wait, call your GP or 111 in the UK.", RULES))
        == []
    )


def test_numbers_of_another_place_are_found() -> None:
    (fault,) = wording.foreign_numbers("x", "Call 999 now.", US)
    assert fault.what == "says 999, which is no number of en-US"
    assert list(wording.foreign_numbers("x", GOOD, US)) == []


@pytest.mark.parametrize(
    "ending",
    [
        "With fever, call 911.",
        "Get help today for fever.",
        "With bleeding, go to the hospital.",
        "If it lasts, see a doctor.",
    ],
)
def test_an_ending_that_says_when_to_get_help_passes(ending: str) -> None:
    assert list(wording.no_call_for_help("x", f"Stones hurt. {ending}", RULES)) == []


def test_an_ending_without_help_is_found() -> None:
    (fault,) = wording.no_call_for_help(
        "x", "With fever, call 911. Doctors know a lot of stones.", RULES
    )
    assert fault.rule == "urgency line"
    assert "Doctors know" in fault.what

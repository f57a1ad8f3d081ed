"""Whatever is said, nothing is said three times, no check-up is lost, and a decline closes."""

from __future__ import annotations

from collections import Counter
from itertools import cycle, islice

import pytest

from speakers.text import Conversation, words_of
from talking.talk import Reply

MOST = 2
"""How often the same words may be said in one conversation."""


def talk(*said: str) -> list[Reply]:
    """The replies to what was said, up to the end of the conversation."""
    front, replies = Conversation(), []
    for words in said:
        replies.append(front.say(words))
        if replies[-1].ends:
            break
    return replies


def said_too_often(replies: list[Reply]) -> dict[str, int]:
    """What was said more than twice, and how often."""
    counted = Counter(idea for reply in replies for idea in reply.spoken)
    return {idea: times for idea, times in counted.items() if times > MOST}


@pytest.mark.parametrize("opening", ["my lower back hurts", "my chest is crushing", "banana"])
@pytest.mark.parametrize(
    "rest", [("xyzzy plugh",), ("blah blah", "no"), ("I'm not sure",), ("no",)]
)
def test_no_words_are_said_three_times(opening: str, rest: tuple[str, ...]) -> None:
    replies = talk(opening, *islice(cycle(rest), 24))
    assert replies[-1].ends
    assert said_too_often(replies) == {}


def test_words_said_three_times_are_seen() -> None:
    assert said_too_often(talk("my lower back hurts", "repeat", "repeat", "repeat"))


@pytest.mark.parametrize(
    "words", ["no that's all", "no thanks", "no, thank you love", "nothing more, cheers"]
)
def test_thanks_and_that_is_all_inside_an_answer_end_no_checkup(words: str) -> None:
    before, after = talk("my lower back hurts", words)
    assert not after.ends
    assert after.talk.in_checkup
    assert after.talk.findings.absent == set(before.question.asks if before.question else ())


@pytest.mark.parametrize("words", ["no thank you love", "nah leave it", "I'd rather not"])
def test_a_decline_closes_an_emergency_kindly(words: str) -> None:
    *_, last = talk("my chest is crushing", words)
    assert last.ends
    assert "911" in words_of(last)


def test_a_question_missed_twice_is_left_and_named_in_the_advice() -> None:
    replies = talk("my lower back hurts", "xyzzy", "plugh", "no")
    assert "life" in replies[-1].talk.skipped
    assert "chest pain, or trouble breathing" in words_of(replies[-1])


def test_a_sign_beside_a_yes_is_that_sign_only() -> None:
    *_, last = talk("my lower back hurts", "yes, I feel faint")
    assert "faint" in last.talk.findings.present
    assert "confused" not in last.talk.findings.present


def test_not_sure_to_several_asks_them_one_by_one() -> None:
    replies = talk("my lower back hurts", "I'm not sure", "no", "no")
    assert [reply.urgency for reply in replies[1:]] == ["self_care"] * 3
    asked = [reply.question.id for reply in replies[1:] if reply.question]
    assert asked == ["life.chest_pain", "life.breathless", "faint"]


def test_an_earlier_answer_is_taken_back_and_nothing_is_asked_again() -> None:
    replies = talk("my lower back hurts", "no", "I meant yes to the chest pain")
    assert replies[-1].urgency == "emergency"
    back = talk(
        "my lower back hurts", "no", "I meant yes to the chest pain", "I meant no to the chest pain"
    )
    assert back[-1].talk.in_checkup
    assert back[-1].question == replies[1].question

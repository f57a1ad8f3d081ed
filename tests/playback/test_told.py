"""Without a library a summary is told in parts; the player's words keep the question open."""

import pytest

from content import load, summary
from skill.speech import to_text


def spoken(response):
    return to_text(response["outputSpeech"]["ssml"])


def question(speaker):
    return speaker.attributes["answer"]["question"]["id"]


def test_a_summary_is_told_part_by_part(plain_speaker):
    content = load("en-US")
    parts = summary.spoken_parts(content, content.topics["kidney_stones"])
    response = plain_speaker.say("PlaySummaryIntent", topic="kidney_stones")
    for number, part in enumerate(parts):
        assert spoken(response).startswith(" ".join(part))
        if number + 1 < len(parts):
            assert spoken(response).endswith("Shall I go on?")
            response = plain_speaker.say("AMAZON.YesIntent")
    assert question(plain_speaker) == "offer.other"


@pytest.mark.parametrize("word", ["AMAZON.NextIntent", "AMAZON.ResumeIntent"])
def test_next_and_go_on_mean_yes(plain_speaker, word):
    plain_speaker.say("PlaySummaryIntent", topic="kidney_stones")
    plain_speaker.say(word)
    assert question(plain_speaker) == "summary.2"


def test_no_ends_the_summary_not_the_conversation(plain_speaker):
    plain_speaker.say("PlaySummaryIntent", topic="kidney_stones")
    response = plain_speaker.say("AMAZON.NoIntent")
    assert question(plain_speaker) == "offer.other"
    assert response["shouldEndSession"] is False


def test_go_back_tells_the_part_before(plain_speaker):
    first = plain_speaker.say("PlaySummaryIntent", topic="kidney_stones")
    plain_speaker.say("AMAZON.YesIntent")
    back = plain_speaker.say("AMAZON.PreviousIntent")
    assert spoken(first) in spoken(back)


def test_without_a_topic_it_is_asked_for(plain_speaker):
    plain_speaker.say("PlaySummaryIntent")
    assert question(plain_speaker) == "knowledge.no_topic"


@pytest.mark.parametrize("topic", sorted(load("en-US").topics))
def test_every_summary_can_be_told_in_breaths(topic):
    content = load("en-US")
    parts = summary.spoken_parts(content, content.topics[topic])
    assert 3 <= len(parts) <= 4
    assert all(len(" ".join(part).split()) <= 60 for part in parts)
    assert parts[-1][-1] == content.say("summary.closing")


@pytest.mark.parametrize(
    "word",
    [
        "AMAZON.PauseIntent",
        "AMAZON.ResumeIntent",
        "AMAZON.NextIntent",
        "AMAZON.LoopOnIntent",
        "AMAZON.LoopOffIntent",
        "AMAZON.ShuffleOnIntent",
        "AMAZON.ShuffleOffIntent",
        "PlaySummaryIntent",
    ],
)
def test_a_players_word_keeps_the_safety_question(plain_speaker, word):
    plain_speaker.say("TellApartIntent")
    response = plain_speaker.say(word)
    assert question(plain_speaker) == "life"
    assert spoken(response).endswith("?")
    assert response["shouldEndSession"] is False


def test_wait_gives_time(plain_speaker):
    plain_speaker.say("TellApartIntent")
    assert spoken(plain_speaker.say("AMAZON.PauseIntent")).startswith("Take your time.")

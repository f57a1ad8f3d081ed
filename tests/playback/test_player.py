"""Summaries on a speaker's player."""

import pytest

from skill.speech import to_text
from skill.track import Track
from tests.playback.conftest import ADDRESS


def spoken(response):
    return to_text((response.get("outputSpeech") or {"ssml": ""})["ssml"])


def directive(response):
    assert len(response["directives"]) == 1
    return response["directives"][0]


def stream(response):
    return directive(response)["audioItem"]["stream"]


def test_a_summary_is_announced_and_played(speaker):
    response = speaker.say("PlaySummaryIntent", topic="kidney_stones")
    assert spoken(response) == "Here is the summary on kidney stones."
    assert response["shouldEndSession"] is True
    assert directive(response)["type"] == "AudioPlayer.Play"
    assert directive(response)["playBehavior"] == "REPLACE_ALL"
    assert stream(response) == {
        "url": f"{ADDRESS}/en-US/clips/kidney_stones-summary.22.mp3",
        "token": "summary/kidney_stones/once",
        "offsetInMilliseconds": 0,
    }
    assert response["card"]["content"] == spoken(response)


def test_the_topic_in_talk_is_played_when_none_is_named(speaker):
    speaker.say("TopicIntent", topic="sepsis")
    assert "sepsis-summary" in stream(speaker.say("PlaySummaryIntent"))["url"]


@pytest.mark.parametrize("word", ["AMAZON.PauseIntent", "AMAZON.StopIntent", "AMAZON.CancelIntent"])
def test_pause_stops_without_a_word(speaker, word):
    speaker.play("kidney_stones", offset=7000)
    response = speaker.alone(word)
    assert directive(response) == {"type": "AudioPlayer.Stop"}
    assert spoken(response) == ""
    assert response["shouldEndSession"] is True


@pytest.mark.parametrize(
    ("word", "topic", "offset"),
    [
        ("AMAZON.ResumeIntent", "kidney_stones", 7000),
        ("AMAZON.RepeatIntent", "kidney_stones", 0),
        ("AMAZON.StartOverIntent", "kidney_stones", 0),
        ("AMAZON.NextIntent", "sepsis", 0),
        ("AMAZON.PreviousIntent", "back_pain", 0),
    ],
)
def test_a_word_moves_the_player(speaker, word, topic, offset):
    speaker.play("kidney_stones", offset=7000, activity="STOPPED")
    response = speaker.alone(word)
    assert stream(response)["token"] == f"summary/{topic}/once"
    assert stream(response)["offsetInMilliseconds"] == offset
    assert spoken(response) == ""
    assert response["shouldEndSession"] is True


def test_the_summaries_go_round(speaker):
    speaker.play("sepsis")
    assert "back_pain" in stream(speaker.alone("AMAZON.NextIntent"))["url"]
    speaker.play("back_pain")
    assert "sepsis" in stream(speaker.alone("AMAZON.PreviousIntent"))["url"]


def test_loop_is_said_and_kept_by_the_token(speaker):
    speaker.play("sepsis", offset=3000)
    response = speaker.alone("AMAZON.LoopOnIntent")
    assert "again and again" in spoken(response)
    assert stream(response)["token"] == "summary/sepsis/loop"
    assert stream(response)["offsetInMilliseconds"] == 3000
    speaker.play("sepsis", loop=True)
    assert stream(speaker.alone("AMAZON.NextIntent"))["token"] == "summary/back_pain/loop"
    off = speaker.alone("AMAZON.LoopOffIntent")
    assert "once" in spoken(off)
    assert stream(off)["token"] == "summary/sepsis/once"


def test_a_looped_summary_is_queued_again_before_it_ends(speaker):
    speaker.play("sepsis", loop=True)
    response = speaker.event("AudioPlayer.PlaybackNearlyFinished", token="summary/sepsis/loop")
    assert directive(response)["playBehavior"] == "ENQUEUE"
    assert stream(response)["expectedPreviousToken"] == "summary/sepsis/loop"
    speaker.play("sepsis")
    assert speaker.event("AudioPlayer.PlaybackNearlyFinished", token="summary/sepsis/once") == {}


@pytest.mark.parametrize("word", ["AMAZON.ShuffleOnIntent", "AMAZON.ShuffleOffIntent"])
def test_shuffle_is_refused_kindly_and_playing_goes_on(speaker, word):
    speaker.play("sepsis", offset=3000)
    response = speaker.alone(word)
    assert "fixed order" in spoken(response)
    assert stream(response)["offsetInMilliseconds"] == 3000


@pytest.mark.parametrize(
    "event",
    [
        "AudioPlayer.PlaybackStarted",
        "AudioPlayer.PlaybackFinished",
        "AudioPlayer.PlaybackStopped",
        "AudioPlayer.PlaybackFailed",
        "System.ExceptionEncountered",
    ],
)
def test_events_of_the_player_are_answered_in_silence(speaker, event):
    speaker.play("sepsis")
    more = {"error": {"type": "INVALID_RESPONSE", "message": "m"}, "cause": {"requestId": "r"}}
    fields = more if event.startswith("System") else {"token": "summary/sepsis/once"}
    assert speaker.event(event, **fields) == {}


@pytest.mark.parametrize(
    ("button", "wanted"),
    [
        ("NextCommandIssued", "summary/back_pain/once"),
        ("PreviousCommandIssued", "summary/kidney_stones/once"),
        ("PlayCommandIssued", "summary/sepsis/once"),
        ("PauseCommandIssued", None),
    ],
)
def test_buttons_on_the_device_are_answered_with_directives_alone(speaker, button, wanted):
    speaker.play("sepsis", offset=3000)
    response = speaker.event(f"PlaybackController.{button}")
    assert set(response) == {"directives"}
    if wanted:
        assert stream(response)["token"] == wanted
    else:
        assert directive(response) == {"type": "AudioPlayer.Stop"}


@pytest.mark.parametrize("token", ["", "song/7", "summary/sepsis", "summary/SEPSIS/once", None, 7])
def test_a_foreign_token_is_not_ours(token):
    assert Track.from_token(token) is None


def test_what_plays_of_another_skill_is_left_alone(speaker):
    speaker.player = {"token": "song/7", "offsetInMilliseconds": 1, "playerActivity": "PLAYING"}
    assert speaker.event("PlaybackController.NextCommandIssued") == {}


@pytest.mark.parametrize(
    "word", ["AMAZON.PreviousIntent", "AMAZON.NextIntent", "AMAZON.StopIntent"]
)
def test_inside_a_conversation_the_words_are_about_the_conversation(speaker, word):
    speaker.play("sepsis", activity="STOPPED")
    speaker.attributes = None
    speaker.say("TopicIntent", topic="kidney_stones")
    response = speaker.say(word)
    assert "directives" not in response
    assert spoken(response)


def test_an_open_safety_question_is_not_left_for_a_summary(speaker):
    speaker.say("TellApartIntent")
    response = speaker.say("PlaySummaryIntent", topic="sepsis")
    assert "directives" not in response
    assert spoken(response).endswith("?")
    assert response["shouldEndSession"] is False
    assert speaker.attributes["answer"]["question"]["id"] == "life"


def test_an_emergency_is_not_left_for_a_summary(speaker):
    speaker.say("SymptomIntent", finding="chest_pain")
    response = speaker.say("PlaySummaryIntent", topic="sepsis")
    assert "directives" not in response
    assert spoken(response).startswith("Call 911")


def test_a_device_without_a_player_is_told_the_summary(speaker):
    request = {"name": "PlaySummaryIntent", "slots": {"topic": "sepsis"}}
    from harness import envelopes
    from harness.understood import slot_types

    types = slot_types("en-US")["PlaySummaryIntent"]
    built = envelopes.intent(request["name"], request["slots"], "en-US", types)
    response = speaker.send(built, interfaces=())
    assert spoken(response).endswith("Shall I go on?")


def test_a_locale_without_a_library_is_told_the_summary(speaker):
    response = speaker.say("PlaySummaryIntent", locale="en-GB", topic="sepsis")
    assert spoken(response).endswith("Shall I go on?")

"""Words to SSML and back."""

import pytest

from skill import speech


def test_ideas_are_set_apart_and_numbers_are_spoken_as_digits():
    ssml = speech.to_ssml(["Call 911 now.", "Lie down."])
    assert ssml == (
        '<speak>Call <say-as interpret-as="digits">911</say-as> now.'
        '<break time="400ms"/>Lie down.</speak>'
    )
    assert speech.to_text(ssml) == "Call 911 now. Lie down."


def test_what_could_break_ssml_is_escaped_once():
    ssml = speech.to_ssml(["A & B < C"])
    assert "&amp;" in ssml
    assert "&lt;" in ssml
    assert speech.to_text(ssml) == "A & B < C"


@pytest.mark.parametrize(("pace", "rate"), [("slow", "80%"), ("fast", "125%")])
def test_a_pace_is_a_rate(pace, rate):
    assert f'<prosody rate="{rate}">' in speech.to_ssml(["Hello."], pace)


def test_the_normal_pace_has_no_rate():
    assert "prosody" not in speech.to_ssml(["Hello."])


def test_silence_stays_silent():
    assert speech.to_ssml([]) == "<speak></speak>"
    assert speech.to_text("<speak></speak>") == ""

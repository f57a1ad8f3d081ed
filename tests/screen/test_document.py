"""The APL document with real data: sound by Amazon's schemas, readable, pressable."""

import re

import pytest

from content import load
from skill import screen
from tests.screen.apl_inflate import HUB, ROUND, SMALL_HUB, inflate, rendered, walk

QUESTION = [{"intent": {"name": "TellApartIntent", "slots": {}}}]
EMERGENCY = [*QUESTION, {"touch": ["yes"]}]
ANSWER = [{"intent": {"name": "TopicIntent", "slots": {"topic": "kidney_stones"}}}]
LAUNCH = [{"event": "launch"}]
MOMENTS = {"question": QUESTION, "emergency": EMERGENCY, "answer": ANSWER, "launch": LAUNCH}
VIEWPORTS = [HUB, SMALL_HUB, ROUND]
PLACES = ["en-US", "en-GB", "en-AU", "en-CA", "en-IN", "en-ZZ"]


def components(turn, viewport=HUB):
    return list(walk(inflate(rendered(turn["response"]), viewport)))


def properties(turn):
    return rendered(turn["response"])["datasources"]["answer"]["properties"]


def commands(turn):
    directives = turn["response"]["response"]["directives"]
    found = [one for one in directives if one["type"].endswith("ExecuteCommands")]
    return found[0]["commands"] if found else []


def size_of(component):
    return float(str(component["fontSize"]).removesuffix("dp"))


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=lambda viewport: str(viewport["width"]))
@pytest.mark.parametrize("moment", MOMENTS)
def test_components_and_commands_hold_to_the_schema(show, faults_of, moment, viewport):
    turn = show(*MOMENTS[moment])
    top, *rest = components(turn, viewport)
    presses = [one for thing in rest for one in thing.get("onPress", ())]
    for thing in [top, *presses, *commands(turn)]:
        assert not faults_of(thing), thing


@pytest.mark.parametrize(
    "planted",
    [
        {"type": "Text", "txt": "Hello"},
        {"type": "Text", "text": "Hello", "role": "shouting"},
        {"type": "Text", "text": "Hello", "textAlign": "middle"},
        {"type": "Marquee"},
        {"type": "Frame", "items": [{"type": "Text", "text": "Hello", "grow": 1}]},
        {"type": "Container", "items": [{"type": "Text", "text": "Hello", "grow": "a bit"}]},
        {"type": "SpeakItem", "componentId": "word_0", "highlightMode": "word"},
    ],
)
def test_the_schema_finds_a_planted_fault(faults_of, planted):
    assert faults_of(planted)


@pytest.mark.parametrize("moment", MOMENTS)
def test_everything_that_is_read_or_pressed_is_named_for_a_screen_reader(show, moment):
    for component in components(show(*MOMENTS[moment])):
        if component["type"] in ("TouchWrapper", "ScrollView") or "speech" in component:
            assert component["accessibilityLabel"]
            assert component["role"] != "none"
    for component in components(show(*MOMENTS[moment])):
        if component["type"] == "TouchWrapper":
            assert component["role"] == "button"


@pytest.mark.parametrize("locale", PLACES)
@pytest.mark.parametrize("viewport", VIEWPORTS, ids=lambda viewport: str(viewport["width"]))
def test_the_number_is_the_largest_thing_in_an_emergency(show, locale, viewport):
    turn = show(*EMERGENCY, locale=locale)
    texts = [one for one in components(turn, viewport) if one["type"] == "Text"]
    digits = next(one for one in texts if one.get("id") == "digits")
    assert digits["text"] == load(locale).place.emergency_number
    assert all(size_of(one) < size_of(digits) for one in texts if one is not digits)


def test_the_number_is_shown_where_an_answer_names_it(show):
    turn = show(*ANSWER)
    assert "911" in turn["answer"]["speech"]
    texts = [one for one in components(turn) if one["type"] == "Text"]
    digits = next(one for one in texts if one.get("id") == "digits")
    assert max(texts, key=size_of) is digits
    assert properties(turn)["number"]["label"] == load("en-US").say("screen.call_if")


def test_no_number_is_shown_where_none_was_said(show):
    assert not [one for one in components(show(*LAUNCH)) if one.get("id") == "digits"]


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_words_on_the_screen_are_the_words_spoken(show, moment):
    turn = show(*MOMENTS[moment])
    words = " ".join(word["text"] for word in properties(turn)["words"])
    assert words == turn["answer"]["speech"] == turn["answer"]["card"]["text"]


def test_the_screen_speaks_each_idea_and_highlights_it(show):
    turn = show(*QUESTION)
    assert "outputSpeech" not in turn["response"]["response"]
    source = rendered(turn["response"])["datasources"]["answer"]
    transformed = {one["outputName"]: one["inputPath"] for one in source["transformers"]}
    spoken = {one["id"]: one for one in components(turn) if one.get("speech")}
    said = commands(turn)
    assert [one["componentId"] for one in said] == list(spoken)
    assert len(said) == len(source["properties"]["words"]) > 2
    for place, command in enumerate(said):
        assert command["highlightMode"] == "line"
        assert transformed[f"speech_{place}"] == f"ssml_{place}"
        assert source["properties"][f"ssml_{place}"].startswith("<speak>")


def test_what_is_being_spoken_is_shown_as_highlighted(show):
    directive = rendered(show(*QUESTION)["response"])
    plain = walk(inflate(directive, HUB))
    lit = walk(inflate(directive, HUB, states={"word_1": "karaokeTarget"}))
    assert not [one for one in plain if one.get("color") == "#FFD54A"]
    assert [one["id"] for one in lit if one.get("color") == "#FFD54A"] == ["word_1"]


def test_a_slower_voice_is_slower_on_the_screen_as_well(show):
    turn = show(*QUESTION, {"touch": ["slower"]})
    assert 'rate="80%"' in turn["answer"]["ssml"]
    assert 'rate="80%"' in properties(turn)["ssml_0"]


def test_an_emergency_does_not_wait_for_the_screen(show):
    turn = show(*EMERGENCY)
    assert turn["response"]["response"]["outputSpeech"]["ssml"].startswith("<speak>Call ")
    assert not commands(turn)


def test_without_captions_the_words_are_gone_but_never_the_number(show):
    off = {"intent": {"name": "CaptionsIntent", "slots": {"state": "off"}}}
    question = show(off, *QUESTION)
    assert properties(question)["words"] == []
    assert properties(question)["buttons"]
    assert "outputSpeech" in question["response"]["response"]
    emergency = show(off, *EMERGENCY)
    assert properties(emergency)["words"] == []
    assert properties(emergency)["number"]["text"] == "911"
    on = {"intent": {"name": "CaptionsIntent", "slots": {"state": "on"}}}
    assert properties(show(off, on, *QUESTION))["words"]


def test_a_speaker_gets_no_screen_and_speaks_for_itself(show):
    turn = show(*QUESTION, on="speaker")
    assert "directives" not in turn["response"]["response"]
    assert "outputSpeech" in turn["response"]["response"]
    assert turn["screen"] is None


@pytest.mark.parametrize("moment", MOMENTS)
def test_at_most_three_buttons_a_row(show, moment):
    data = properties(show(*MOMENTS[moment]))
    assert 2 <= len(data["buttons"]) <= 3
    assert len(data["more"]) <= 3


def test_a_safety_question_can_be_answered_by_finger(show):
    pressed = [one["press"] for one in properties(show(*QUESTION))["buttons"]]
    assert pressed == [["yes"], ["no"], ["not_sure"]]


def test_nothing_can_be_pressed_when_the_conversation_has_ended(show):
    turn = show(*ANSWER, {"intent": {"name": "AMAZON.StopIntent", "slots": {}}})
    assert turn["ended"]
    assert properties(turn)["buttons"] == properties(turn)["more"] == []


def test_buttons_can_be_hit_with_an_unsteady_finger(show):
    for component in components(show(*QUESTION)):
        if component["type"] == "Frame" and "minHeight" in component:
            assert float(component["minHeight"].removesuffix("dp")) >= 44


def test_text_stands_out_from_what_is_behind_it():
    colors = screen.document()["resources"][0]["colors"]
    for front, back in [
        ("ink", "paper"),
        ("spoken", "paper"),
        ("ink", "danger"),
        ("ink", "calm"),
        ("ink", "button"),
    ]:
        assert contrast(colors[front], colors[back]) >= 4.5, (front, back)
    assert contrast("#777777", "#FFFFFF") < 4.5


def contrast(one, other):
    """WCAG 2.2 contrast ratio of two colours such as #0B1B2B."""

    def light(color):
        parts = [int(part, 16) / 255 for part in re.findall("[0-9A-F]{2}", color)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)

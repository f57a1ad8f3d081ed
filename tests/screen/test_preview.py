"""The picture of a screen shows the data that a device is sent, no more and no less."""

import html
import re

from harness import preview


def test_a_picture_has_the_words_the_number_and_the_buttons(show):
    turn = show({"intent": {"name": "TellApartIntent", "slots": {}}}, {"touch": ["yes"]})
    drawn = turn["screen"]["html"]
    assert drawn.startswith("<!doctype html>")
    for words in ("911", "Call now", "Shall I say that again?"):
        assert f">{words}<" in drawn
    assert "data-press='[\"yes\"]'" in drawn
    assert "<script" not in drawn
    assert "http" not in drawn
    assert "${" not in drawn


def test_a_picture_shows_all_that_is_sent_and_in_order(show):
    turn = show({"intent": {"name": "TopicIntent", "slots": {"topic": "kidney_stones"}}})
    sent = preview.properties(turn["response"])
    wanted = [sent["number"]["label"], sent["number"]["text"]]
    wanted += [one["text"] for one in sent["words"]]
    wanted += [one["label"] for one in (*sent["buttons"], *sent["more"])]
    body = turn["screen"]["html"].partition("<body>")[2]
    texts = [html.unescape(text.strip()) for text in re.findall(r">([^<]+)<", body)]
    assert [text for text in texts if text] == wanted


def test_words_are_escaped():
    sent = {
        "title": "<i>",
        "wordsLabel": '"',
        "number": {"text": "", "label": "", "size": 0, "urgent": False},
        "words": [{"text": "<b>&</b>", "question": False}],
        "buttons": [{"label": "<u>", "press": ['"']}],
        "more": [],
    }
    directive = {
        "type": "Alexa.Presentation.APL.RenderDocument",
        "datasources": {"answer": {"properties": sent}},
    }
    drawn = preview.picture({"response": {"directives": [directive]}})
    assert "<p>&lt;b&gt;&amp;&lt;/b&gt;</p>" in drawn
    assert "<title>&lt;i&gt;</title>" in drawn
    assert "<u>" not in drawn
    assert 'aria-label="&#34;"' in drawn


def test_nothing_is_drawn_for_a_response_without_a_screen():
    assert preview.picture({"response": {}}) is None
    assert preview.spoken_ssml({"response": {}}) == "<speak></speak>"

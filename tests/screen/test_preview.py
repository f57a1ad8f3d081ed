"""The preview draws what the document says, no more and no less."""

import re

import pytest

from harness import preview
from harness.apl_expressions import BindingError, bind, evaluate, truthy
from harness.apl_inflate import inflate, walk

DATA = {
    "viewport": {"width": 1024, "shape": "round"},
    "list": [{"name": "a"}, {"name": "b"}],
    "index": 1,
    "words": {"speech_1": "spoken"},
    "none": None,
    "@gap": "16dp",
}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("viewport.shape == 'round'", True),
        ("viewport.shape != 'round' || viewport.width > 1000", True),
        ("viewport.shape == 'round' && viewport.width < 1000", False),
        ("list[index].name", "b"),
        ("list.length", 2),
        ("words['speech_' + index]", "spoken"),
        ("none ? 'yes' : 'no'", "no"),
        ("!none", True),
        ("nowhere.at.all", None),
        ("88 / list.length", 44),
        ("2 + 3 * (4 - 1) % 4", 3),
        ("-index", -1),
        ("true ? @gap : 0", "16dp"),
        ("index >= 1 ? index <= 1 : false", True),
        ("list[7].name", None),
    ],
)
def test_an_expression(expression, value):
    assert evaluate(expression, DATA) == value


@pytest.mark.parametrize("wrong", ["a +", "a b", "(a", "a[1", "a.", "#", "a ? b"])
def test_an_expression_that_cannot_be_read_is_named(wrong):
    with pytest.raises(BindingError, match=re.escape(wrong)):
        evaluate(wrong, DATA)


def test_binding_keeps_types_and_fills_text():
    assert bind("${list}", DATA) is DATA["list"]
    assert bind("word_${index}", DATA) == "word_1"
    assert bind("${none}", DATA) is None
    assert bind("a${none}b", DATA) == "ab"
    assert bind("@gap", DATA) == "16dp"
    assert bind(7, DATA) == 7
    assert not truthy("")
    assert truthy("false")


def test_layouts_data_and_conditions_are_written_out():
    document = {
        "layouts": {
            "Line": {"parameters": ["words"], "item": {"type": "Text", "text": "${words}"}}
        },
        "styles": {"s": {"values": [{"color": "a"}, {"when": "${state.focused}", "color": "b"}]}},
        "mainTemplate": {
            "parameters": ["payload"],
            "item": {
                "type": "Container",
                "data": "${payload.d.properties.rows}",
                "items": [
                    {"when": "${data.hidden}", "type": "Text", "text": "never"},
                    {"type": "Line", "words": "${data.name} of ${length}", "id": "x"},
                ],
            },
        },
    }
    rows = [{"name": "one"}, {"name": "two"}]
    directive = {"document": document, "datasources": {"d": {"properties": {"rows": rows}}}}
    texts = [one["text"] for one in walk(inflate(directive, preview.HUB)) if "text" in one]
    assert texts == ["one of 2", "two of 2"]


def test_a_picture_has_the_words_the_number_and_the_buttons(show):
    turn = show({"intent": {"name": "TellApartIntent", "slots": {}}}, {"touch": ["yes"]})
    drawn = turn["screen"]["html"]
    assert drawn.startswith("<!doctype html>")
    for words in ("911", "Call now", "Shall I say that again?"):
        assert f">{words}<" in drawn
    assert 'data-press="[&quot;yes&quot;]"' in drawn
    assert "<script" not in drawn
    assert "http" not in drawn
    assert "${" not in drawn


def test_what_is_being_spoken_can_be_shown_as_highlighted(show):
    turn = show({"intent": {"name": "TellApartIntent", "slots": {}}})
    plain = preview.picture(turn["response"])
    lit = preview.picture(turn["response"], states={"word_1": "karaokeTarget"})
    assert "#FFD54A" not in plain
    assert lit.count("color:#FFD54A") == 1


def test_words_are_escaped():
    response = {
        "response": {
            "directives": [
                {
                    "type": "Alexa.Presentation.APL.RenderDocument",
                    "document": {"mainTemplate": {"items": [{"type": "Text", "text": "<b>&</b>"}]}},
                    "datasources": {"answer": {"properties": {"title": "<i>"}}},
                }
            ]
        }
    }
    drawn = preview.picture(response)
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in drawn
    assert "<title>&lt;i&gt;</title>" in drawn


def test_nothing_is_drawn_for_a_response_without_a_screen():
    assert preview.picture({"response": {}}) is None
    assert preview.spoken_ssml({"response": {}}) == "<speak></speak>"

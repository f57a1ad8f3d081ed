"""The APL reader of these tests works expressions and layouts out as a device does."""

import re

import pytest

from tests.screen.apl_expressions import BindingError, bind, evaluate, truthy
from tests.screen.apl_inflate import HUB, inflate, walk

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
    texts = [one["text"] for one in walk(inflate(directive, HUB)) if "text" in one]
    assert texts == ["one of 2", "two of 2"]

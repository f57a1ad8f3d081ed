"""The time of a turn as what the skill knows grows: 1, 10 and 100 times the content and samples.

Grown are topics, phrases, the phrases of findings, the sample utterances and the slot
values. The triage table and the safety questions stay: a person is never asked more than eight.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from string import ascii_lowercase
from typing import Any

from benchmarks.envelopes import envelope, intent
from benchmarks.table import Row
from benchmarks.timing import paired
from content import loader
from lambda_handler import lambda_handler
from listening import model

SIZES = {"ea": 1, "eb": 10, "ec": 100}
"""An invented language for each size, so that all of them are there at once."""
ROUNDS, CALLS = 9, 100
WORDS = "my side hurts since this morning and i have a fever"
TURNS = {
    "a question about a topic": intent("TopicIntent", topic="kidney_stones", aspect="symptoms"),
    "symptoms in free words": intent("SymptomIntent", words=WORDS),
    "a question in free words": intent("AskIntent", words="how do i know it is a kidney stone"),
}


def run() -> list[Row]:
    """Measure the same turns at each size, by turns."""
    _grow()
    rows = []
    for what, request in TURNS.items():
        events = [envelope({**request, "locale": f"{language}-US"}) for language in SIZES]
        said = {lambda_handler(event, None)["response"]["outputSpeech"]["ssml"] for event in events}
        if len(said) != 1:
            raise RuntimeError(f"{what} is not answered alike at every size.")
        once, ten, hundred = paired(
            [partial(lambda_handler, event, None) for event in events], ROUNDS, CALLS
        )
        for times, figure in ((10, ten), (100, hundred)):
            rows.append(
                Row(
                    f"growth {times}×: {what}",
                    "µs",
                    figure * 1e6,
                    once * 1e6,
                    "the same turn at 1×",
                    1.2,
                )
            )
    return rows


def _grow() -> None:
    """Put an invented language of each size beside English."""
    raw = loader._raw()["languages"]
    english = raw["en"]
    spoken = model.load_model("en-US")
    models = {f"{name}-US": grown_model(spoken, times) for name, times in SIZES.items()}
    for name, times in SIZES.items():
        raw[name] = grown_content(english, times)
    real = model.load_model
    model.load_model = lambda locale: models.get(locale) or real(locale)


def grown_content(content: Mapping[str, Any], times: int) -> dict[str, Any]:
    """Return the raw content of a language with `times` as much in it."""
    topics = {
        f"{key}{suffix}": {**topic, "topic": f"{key}{suffix}"}
        for suffix in _suffixes(times)
        for key, topic in content["topics"].items()
    }
    findings = content["findings"]["findings"]
    phrases = {
        key: {**finding, "phrases": _grown(finding.get("phrases", ()), times)}
        for key, finding in findings.items()
    }
    return {
        **content,
        "topics": topics,
        "phrases": {
            f"{key}{suffix}": phrase
            for suffix in _suffixes(times)
            for key, phrase in content["phrases"].items()
        },
        "findings": {**content["findings"], "findings": phrases},
    }


def grown_model(spoken: Mapping[str, Any], times: int) -> dict[str, Any]:
    """Return an interaction model with `times` as many samples and slot values."""
    language = spoken["interactionModel"]["languageModel"]
    intents = [
        {**one, "samples": _grown(one.get("samples", ()), times)} for one in language["intents"]
    ]
    types = [
        {
            **one,
            "values": [
                {**value, "name": {**value["name"], "synonyms": _grown(synonyms, times)}}
                for value in one["values"]
                for synonyms in [value["name"].get("synonyms", ())]
            ],
        }
        for one in language["types"]
    ]
    grown = {**language, "intents": intents, "types": types}
    return {**spoken, "interactionModel": {**spoken["interactionModel"], "languageModel": grown}}


def _grown(phrases: Any, times: int) -> list[str]:
    """Return phrases and, for each, others that begin with a word nobody says."""
    return [
        f"zq{suffix.strip('_')} {phrase}" if suffix else str(phrase)
        for suffix in _suffixes(times)
        for phrase in phrases
    ]


def _suffixes(times: int) -> list[str]:
    """Return as many different endings, the first one empty."""
    letters = [first + second for first in ascii_lowercase for second in ascii_lowercase]
    return ["", *(f"_{letter}" for letter in letters[: times - 1])]

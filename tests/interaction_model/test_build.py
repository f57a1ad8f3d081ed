"""The committed models are made from the one source, and differ only where places do."""

from __future__ import annotations

import json

import pytest
import yaml

from content.loader import spotting
from interaction_model.build import LOCALES, SOURCE, LocalWords, build, model_path, render
from listening import FindingSpotter


@pytest.mark.parametrize("locale", LOCALES)
def test_the_committed_model_is_what_the_source_says(locale: str) -> None:
    committed = model_path(locale).read_text(encoding="utf-8")
    assert committed == render(build(locale)), "run `python -m interaction_model build`"


def test_a_place_adds_words_and_takes_none_away() -> None:
    def said(locale: str) -> set[str]:
        language = build(locale)["interactionModel"]["languageModel"]
        samples = {s for intent in language["intents"] for s in intent["samples"]}
        phrases = {p for kind in language["types"] for value in kind["values"]
                   for p in (value["name"]["value"], *value["name"]["synonyms"])}  # fmt: skip
        return samples | phrases

    everywhere = said("en-US")
    for locale in LOCALES:
        assert everywhere <= said(locale), locale
    assert "my mum has {finding}" in said("en-GB")
    assert "should i go to a and e" in said("en-GB")
    assert "should i call triple zero" in said("en-AU")
    assert "should i go to the casualty ward" in said("en-IN")
    assert "my mum has {finding}" not in said("en-US")


def test_local_words_stand_beside_the_us_ones() -> None:
    words = LocalWords({"mom": "mum", "the er": "a and e"})
    assert words.both(["ask mom", "go to the er", "moment"]) == [
        "ask mom", "ask mum", "go to the er", "go to a and e", "moment",
    ]  # fmt: skip


def test_an_unknown_place_is_refused() -> None:
    with pytest.raises(KeyError):
        build("en-XX")


@pytest.mark.parametrize("name", ["topics.yaml", "aspects.yaml", "slots.yaml"])
def test_no_phrase_of_the_source_means_two_things(name: str) -> None:
    source = yaml.safe_load((SOURCE / name).read_text(encoding="utf-8"))
    kinds = source.values() if name == "slots.yaml" else [source]
    for values in kinds:
        owner: dict[str, str] = {}
        for key, value in values.items():
            for phrase in (value["value"], *value["synonyms"]):
                assert phrase not in owner, f'"{phrase}" is in {owner[phrase]} and {key}'
                owner[phrase] = key


def test_every_finding_of_the_slot_is_heard_in_free_text_too() -> None:
    findings = spotting("en-US")
    spotter = FindingSpotter(findings)
    deaf = [
        f"{finding}: {phrase}"
        for finding, entry in findings["findings"].items()
        for phrase in entry.get("in_short", ())
        if finding not in spotter.spot(f"i have {phrase}").present
    ]
    assert not deaf, "\n".join(deaf)


def test_models_are_plain_json() -> None:
    for locale in LOCALES:
        assert json.loads(render(build(locale))) == build(locale)

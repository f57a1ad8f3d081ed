"""The models are made from the one source, and differ only where places do."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
import yaml

from content.loader import spotting
from interaction_model import models
from interaction_model.build import KEPT, SOURCE, LocalWords, build, model_path, render, taught
from interaction_model.check import check_model
from listening import FindingSpotter


def test_the_kept_model_is_what_the_source_says() -> None:
    kept = model_path(KEPT).read_text(encoding="utf-8")
    assert kept == render(build(KEPT)), "run `make models`"


def test_git_keeps_one_model_and_no_other() -> None:
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "*.json"],
        cwd=model_path(KEPT).parent,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert [name for name in listed if "/" not in name] == [model_path(KEPT).name]


def test_a_checkout_reads_the_source_and_a_package_what_is_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert models.locales() == tuple(sorted(taught()))
    assert models.load("en-GB") == build("en-GB")
    with pytest.raises(KeyError):
        models.load("../en-GB")

    models.compile_to(tmp_path)
    (tmp_path / "en-US.json").write_text('{"packaged": true}', encoding="utf-8")
    (tmp_path / "en-IN.json").unlink()
    monkeypatch.setattr(models, "COMPILED", tmp_path)
    assert models.locales.__wrapped__() == ("en-AU", "en-CA", "en-GB", "en-US")
    assert models.load.__wrapped__("en-US") == {"packaged": True}
    assert models.load.__wrapped__("en-GB") == build("en-GB")


def test_a_place_adds_words_and_takes_none_away() -> None:
    def said(locale: str) -> set[str]:
        language = build(locale)["interactionModel"]["languageModel"]
        samples = {s for intent in language["intents"] for s in intent["samples"]}
        phrases = {p for kind in language["types"] for value in kind["values"]
                   for p in (value["name"]["value"], *value["name"]["synonyms"])}  # fmt: skip
        return samples | phrases

    everywhere = said("en-US")
    for locale in taught():
        assert everywhere <= said(locale), locale
    assert any(phrase.startswith("my mum ") for phrase in said("en-GB"))
    assert "should i go to a and e" in said("en-GB")
    assert "should i call triple zero" in said("en-AU")
    assert "should i go to the casualty ward" in said("en-IN")
    assert not any(phrase.startswith("my mum ") for phrase in said("en-US"))


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
    for locale in taught():
        assert json.loads(render(build(locale))) == build(locale)


def test_the_open_slot_is_shown_some_hundreds_of_sentences() -> None:
    kind = next(kind for kind in build("en-US")["interactionModel"]["languageModel"]["types"]
                if kind["name"] == "ANYTHING")  # fmt: skip
    assert len(kind["values"]) >= 400
    assert not any("id" in value for value in kind["values"])
    assert max(len(value["name"]["value"].split()) for value in kind["values"]) > 12


def test_one_setting_chooses_the_type_of_the_open_slot(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {path.name: yaml.safe_load(path.read_text("utf-8")) for path in SOURCE.glob("*.yaml")}
    files["open.yaml"]["type"] = "AMAZON.Person"
    monkeypatch.setattr("interaction_model.build._read", files.__getitem__)
    model = build("en-US")
    language = model["interactionModel"]["languageModel"]
    say = next(intent for intent in language["intents"] if intent["name"] == "SayIntent")
    assert say["slots"] == [{"name": "words", "type": "AMAZON.Person"}]
    assert "ANYTHING" not in {kind["name"] for kind in language["types"]}
    assert check_model(model) == []

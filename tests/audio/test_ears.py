"""Round trip: sample utterances are spoken, made into MP3, decoded and recognised again."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import audio
from audio import ears, mp3
from audio.cache import Store
from audio.errors import InputError, LanguageError
from audio.grammar import grammar
from audio.language_model import arpa
from audio.pronunciations import phones, pronunciations
from audio.sentences import COMMAND_WEIGHT, Sentence, sentences
from content import spotting
from interaction_model import models
from listening.findings import FindingSpotter
from listening.resolver import Resolver

SAMPLES = 9
"""Utterances of each intent."""
LEAST = 150
AIM = 0.95

MODEL: dict[str, Any] = {
    "interactionModel": {
        "languageModel": {
            "intents": [
                {"name": "Stop", "samples": ["stop", "be quiet"]},
                {
                    "name": "Ask",
                    "slots": [{"name": "what", "type": "THING"}, {"name": "words", "type": "FREE"}],
                    "samples": ["what is {what}", "about {what}", "{words} please"],
                },
                {"name": "AMAZON.FallbackIntent", "samples": ["kidney beans"]},
            ],
            "types": [
                {
                    "name": "THING",
                    "values": [
                        {"name": {"value": "a kidney-stone", "synonyms": ["U.T.I.", "a stone"]}},
                        {"name": {"value": "fever"}},
                    ],
                }
            ],
        }
    }
}


@cache
def resolver() -> Resolver:
    return Resolver(models.load("en-US"), FindingSpotter(spotting("en-US")))


def utterances() -> list[Sentence]:
    """Some sentences of every intent, spread over all there are."""
    spoken = sentences(models.load("en-US"), ears.GRAMMAR_VALUES, ears.GRAMMAR_CARRIERS)
    by_intent: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in spoken:
        by_intent[sentence.intent].append(sentence)
    return [
        sentence
        for own in by_intent.values()
        for sentence in own[:: max(1, -(-len(own) // SAMPLES))][:SAMPLES]
    ]


def spoken(text: str, store: Store) -> tuple[bytes, int]:
    """Samples and rate of the decoded MP3."""
    clip = audio.render(text, "en-US", store=store)
    samples, rate = mp3.decode(clip.mp3_path.read_bytes())
    return np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes(), rate


def test_spoken_samples_reach_their_intent(tmp_path: Path) -> None:
    store = Store(tmp_path)
    chosen = utterances()
    known = {sentence.text: sentence.intent for sentence in chosen}
    recogniser = ears.ears("en-US")
    mistaken = []
    for sentence in chosen:
        heard = recogniser.hear(*spoken(sentence.text, store), free=False).text
        intent = known.get(heard) or (resolver().resolve(heard).intent if heard else "nothing")
        if intent != sentence.intent:
            mistaken.append(f"{sentence.intent}: {sentence.text}  ->  {intent}: {heard}")
    right = len(chosen) - len(mistaken)
    print(f"\n{right} of {len(chosen)} spoken samples reached their intent. These sound alike:")
    print("\n".join(mistaken))
    assert len(chosen) >= LEAST
    assert right >= AIM * len(chosen)


OWN_WORDS = [
    "how long does a kidney stone last",
    "what can I do about a kidney infection at home",
    "could it be an infection of my kidney",
    "my back hurts and I have a fever",
    "what are the symptoms of shingles",
    "how do I prevent kidney stones",
    "can I take ibuprofen for kidney pain",
    "is a bladder infection dangerous",
]
"""Worded as no sample is; the trigram model must hear at least three quarters of the words."""


def test_other_wording_than_the_models_is_heard_too(tmp_path: Path) -> None:
    store = Store(tmp_path)
    kept = said = 0
    for text in OWN_WORDS:
        heard = ears.recognise(*spoken(text, store), "en-US").text.split()
        words_said = text.lower().split()
        kept += sum((Counter(words_said) & Counter(heard)).values())
        said += len(words_said)
    assert kept >= 0.75 * said


@pytest.mark.parametrize(
    ("pcm", "rate", "locale", "error"),
    [
        (b"", 16_000, "en-US", InputError),
        (b"\0" * 101, 16_000, "en-US", InputError),
        (b"\0" * 2 * 16_000 * 31, 16_000, "en-US", InputError),
        (b"\0" * 32_000, 1, "en-US", InputError),
        (b"\0" * 32_000, 16_000, "de-DE", LanguageError),
    ],
)
def test_what_cannot_be_recognised(
    pcm: bytes, rate: int, locale: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        ears.recognise(pcm, rate, locale)


def test_silence_is_nothing() -> None:
    assert ears.recognise(b"\0" * 64_000, 16_000, "en-NZ") == ears.Heard("", 0.0)
    assert ears.available()


def test_sentences_of_a_model() -> None:
    found = sentences(MODEL, values=2, carriers=1)
    assert {(s.text, s.intent, s.weight) for s in found} == {
        ("stop", "Stop", COMMAND_WEIGHT),
        ("be quiet", "Stop", COMMAND_WEIGHT),
        ("what is a kidney stone", "Ask", 1),
        ("about u t i", "Ask", 1),
        ("what is fever", "Ask", 1),
    }


words = st.lists(st.sampled_from(["a", "b", "c", "d"]), min_size=1, max_size=5).map(tuple)
some = st.lists(
    st.builds(Sentence, words, st.just("X"), st.integers(1, 9)), min_size=1, max_size=12
)


@given(some)
def test_a_grammar_takes_its_sentences_and_no_others(spoken: list[Sentence]) -> None:
    made = grammar(spoken)
    following: dict[int, list[tuple[str, int, float]]] = defaultdict(list)
    for start, end, share, *word in made.transitions:
        following[start].append((word[0] if word else "", end, share))
    for arcs in following.values():
        assert sum(share for *_, share in arcs) == pytest.approx(1, abs=0.01)

    def accepted(state: int) -> set[tuple[str, ...]]:
        found: set[tuple[str, ...]] = set()
        for word, end, _ in following[state]:
            found |= {(word, *rest) for rest in accepted(end)} if word else {()}
        return found

    assert accepted(made.start) == {sentence.words for sentence in spoken}


@given(some)
def test_a_language_model_gives_every_word_a_chance_that_sums_to_one(
    spoken: list[Sentence],
) -> None:
    lines = arpa(spoken).split("\n\n")
    single = [line.split("\t") for line in lines[1].splitlines()[1:]]
    chances = [10 ** float(chance) for chance, word, _ in single if word != "<s>"]
    assert sum(chances) == pytest.approx(1, abs=0.01)
    counts = [int(line.rpartition("=")[2]) for line in lines[0].splitlines()[1:]]
    assert counts == [len(block.splitlines()) - 1 for block in lines[1:4]]


@pytest.mark.parametrize(
    ("ipa", "expected"),
    [
        ("saɪˈætɪkə", "S AY AE T IH K AH"),
        ("ˈkɪdni", "K IH D N IY"),
        ("dʒˌiːpˈiː", "JH IY P IY"),
        ("", ""),
    ],
)
def test_phones(ipa: str, expected: str) -> None:
    assert phones(ipa) == expected


def test_unknown_words_are_pronounced_as_the_voice_does() -> None:
    from audio.engines.espeak import Espeak

    engine = Espeak()
    assert pronunciations(["weeing", "uti"], engine).keys() == {"weeing", "uti"}
    engine.close()

"""How Alexa would take a sentence by the built model: what of it is sent, and as which intent.

sample    a sample fits word for word, its slots hold listed values or numbers
free      an open slot takes the words
near      a sample fits but for one word
fallback  nothing fits: AMAZON.FallbackIntent, and no word is sent
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from content import spotting
from interaction_model.matching import Filled, Fit, Samples, heard
from listening.model import alexa_model, nearest_locale
from listening.numbers import NumberReader

FALLBACK = "AMAZON.FallbackIntent"
LONGEST_NEAR = 25
"""A sentence of more words is nobody's slip of the tongue in saying a sample."""

How = Literal["sample", "free", "near", "fallback"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a device sends for a sentence. `sample` is the one that took it, if one did."""

    how: How
    intent: str
    slots: tuple[Filled, ...] = ()
    sample: str | None = None
    empty: tuple[tuple[str, str], ...] = ()
    """Name and type of the intent's other slots: Alexa sends them without a value."""

    def as_json(self) -> dict[str, Any]:
        """`delivered` of a Turn."""
        return {"how": self.how, "intent": self.intent, "sample": self.sample}


class Model:
    """A built interaction model, indexed for deliveries."""

    def __init__(self, model: Mapping[str, Any], language_of_numbers: str = "en-US") -> None:
        language = model["interactionModel"]["languageModel"]
        reader = NumberReader(spotting(language_of_numbers)["numbers"])
        self._samples = Samples(language, lambda words: _in_digits(reader, words))
        self._slots = {
            intent["name"]: tuple((slot["name"], slot["type"]) for slot in intent.get("slots", ()))
            for intent in language["intents"]
        }
        self._short: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        for intent in language["intents"]:
            for sample in intent.get("samples", ()):
                if "{" not in sample:
                    words = heard(sample)
                    for shorter in _one_left_out(words):
                        self._short[shorter].append(words)

    def deliver(self, text: str) -> Delivery:
        """How the sentence is sent; pure, and well under a millisecond."""
        words = heard(text)
        fits = self._samples.fits(words) if words else []
        if fits:
            return self._as("free" if fits[0].open else "sample", fits[0])
        near = self._near(words)
        return Delivery("fallback", FALLBACK) if near is None else self._as("near", near)

    def _near(self, words: tuple[str, ...]) -> Fit | None:
        """The exactest sample that has one word less, one more, or another one."""
        if len(words) > LONGEST_NEAR:
            return None
        shorter = list(_one_left_out(words))
        guesses = [*shorter, *self._short.get(words, ())]
        guesses += [whole for short in shorter for whole in self._short.get(short, ())]
        fits = [fit for guess in guesses for fit in self._samples.fits(guess)]
        return max(fits, key=lambda fit: fit.exactness, default=None)

    def _as(self, how: How, fit: Fit) -> Delivery:
        filled = {slot.name for slot in fit.slots}
        empty = tuple(slot for slot in self._slots[fit.intent] if slot[0] not in filled)
        return Delivery(how, fit.intent, fit.slots, fit.sample, empty)


def _one_left_out(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The words without the first, without the second, and so on; never without all."""
    if len(words) > 1:
        for at in range(len(words)):
            yield (*words[:at], *words[at + 1 :])


def _in_digits(reader: NumberReader, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    for number in reader.numbers(words):
        yield number.start, number.end, f"{number.value:g}"


@lru_cache(maxsize=8)
def _model(locale: str) -> Model:
    return Model(alexa_model(locale), locale)


def deliver(text: str, locale: str) -> Delivery:
    """How a sentence is sent by the model of a locale, or of the nearest one that has a model."""
    return _model(nearest_locale(locale)).deliver(text)

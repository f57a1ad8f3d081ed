"""Rules for what a model lets Alexa deliver: an intent and its slots, never the sentence.

What a sample holds outside its slots is not sent, so it may hold nothing that a person meant;
and no sentence may be taken by two intents that mean different things.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from interaction_model.matching import OPEN_TYPES, Samples, heard
from interaction_model.rules import Fault, Language, words

LOST: Mapping[str, frozenset[str]] = {
    "a denial": words(
        "no nope nah not never none nothing neither nor without hardly barely except cannot can't "
        "don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't won't wouldn't"
    ),
    "a yes": words("yes yeah yep yup sure"),
    "whose it is": words(
        "he he's she she's they him her his hers their them husband wife partner boyfriend "
        "girlfriend mom mum mommy mummy mother dad daddy father son daughter child children kid "
        "kids baby toddler boy girl brother sister grandma grandpa grandmother grandfather gran "
        "nan granny grandad aunt uncle friend neighbor neighbour patient somebody someone"
    ),
    "when it was": words("ago yesterday once used last before since past"),
}
"""What a carrier must not hold beside a slot, and the words that hold it."""

ALIKE: Mapping[tuple[str, str], str] = {
    ("AMAZON.YesIntent", "AnswerIntent"): "a yes is a yes",
    ("AMAZON.NoIntent", "AnswerIntent"): "a no is a no",
    ("TellApartIntent", "TopicIntent"): "back or kidneys is a topic and the core question",
    ("DifferenceIntent", "TopicIntent"): "back or kidneys is a topic and the core question",
}
"""Two intents that may take one sentence, because it is answered alike; and why."""

_SLOT = re.compile(r"\{(\w+)\}")


def carriers(language: Language) -> Iterator[Fault]:
    """No sample says yes, no, whose trouble it is or when it was outside of its slots."""
    for intent in language["intents"]:
        for sample in intent.get("samples", ()):
            if not _SLOT.search(sample):
                continue  # without a slot the intent's name carries all of it
            spoken = set(heard(_SLOT.sub(" ", sample)))
            for what, among in LOST.items():
                for word in sorted(spoken & among):
                    yield Fault(
                        intent["name"],
                        f'sample "{sample}": {what} ("{word}") stands outside the slots and is '
                        "not sent: take the sample out",
                    )


def one_meaning(language: Language) -> Iterator[Fault]:
    """No sentence fits two intents, save those that are alike; an open slot may take any."""
    samples = Samples(language)
    for sentence in dict.fromkeys(_sentences(language)):
        best, *others = [fit for fit in samples.fits(heard(sentence)) if not fit.open]
        strange = [fit for fit in others if not _alike(best.intent, fit.intent)]
        for intent, sample in dict.fromkeys((fit.intent, fit.sample) for fit in strange):
            yield Fault(
                intent,
                f'"{sentence}" fits "{sample}" as well as "{best.sample}" of {best.intent}: '
                "keep it in one",
            )


def _alike(one: str, other: str) -> bool:
    return one == other or (one, other) in ALIKE or (other, one) in ALIKE


def _sentences(language: Language) -> Iterator[str]:
    """Samples as they are said: each slot alone with every value, any other with its first."""
    values = {kind["name"]: _phrases(kind) for kind in language.get("types", ())}
    for intent in language["intents"]:
        types = {slot["name"]: slot["type"] for slot in intent.get("slots", ())}
        for sample in intent.get("samples", ()):
            kinds = [types[name] for name in _SLOT.findall(sample)]
            if any(kind in OPEN_TYPES or kind not in values for kind in kinds):
                continue
            alone = bool(kinds) and not _SLOT.sub("", sample).strip() and len(kinds) == 1
            count = len(values[kinds[0]]) if alone else 1
            for at in range(count):
                yield _SLOT.sub(_filling(types, values, at), sample)


def _filling(
    types: Mapping[str, str], values: Mapping[str, list[str]], at: int
) -> Callable[[re.Match[str]], str]:
    return lambda slot: values[types[slot[1]]][at]


def _phrases(kind: Mapping[str, Any]) -> list[str]:
    return [
        phrase
        for value in kind["values"]
        for phrase in (value["name"]["value"], *value["name"].get("synonyms", ()))
    ]


RULES: tuple[Callable[[Language], Iterator[Fault]], ...] = (carriers, one_meaning)

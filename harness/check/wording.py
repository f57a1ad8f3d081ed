"""Rules for one spoken text: how long, how hard, and what it must never say or contain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from content import Place
from harness.check.fault import Fault
from harness.check.reading import mean_sentence, sentences, words
from harness.check.rules import Rules


def wrong_length(where: str, text: str, bounds: tuple[int, int]) -> Iterator[Fault]:
    """Too few or too many words; `bounds` are both allowed."""
    least, most = bounds
    count = len(words(text))
    if not least <= count <= most:
        yield Fault("length", where, f"has {count} words, should have {least} to {most}")


def too_hard(where: str, text: str, rules: Rules) -> Iterator[Fault]:
    """A reading grade above the hardest."""
    found = rules.grade(text)
    if found > rules.hardest:
        yield Fault(
            "grade", where, f"reads at grade {found:.1f}, should be {rules.hardest:g} or less"
        )


def overlong_sentences(where: str, text: str, rules: Rules) -> Iterator[Fault]:
    """Single sentences that run out of breath."""
    for sentence in sentences(text):
        count = len(words(sentence))
        if count > rules.longest_sentence:
            yield Fault(
                "sentence", where, f"{count} words, at most {rules.longest_sentence}: {sentence!r}"
            )


def long_on_average(where: str, text: str, rules: Rules) -> Iterator[Fault]:
    """Sentences that are long on the whole."""
    mean = mean_sentence(text)
    if mean > rules.mean_sentence:
        yield Fault(
            "sentence",
            where,
            f"{mean:.1f} words a sentence, at most {rules.mean_sentence} on average",
        )


def forbidden_phrases(where: str, text: str, rules: Rules) -> Iterator[Fault]:
    """Doses, percentages, a person's odds, and what somebody has said as a fact."""
    for kind, pattern in rules.forbidden.items():
        for match in pattern.finditer(text):
            yield Fault("forbidden", where, f"says {kind}: {match.group(0)!r}")
    for sentence in sentences(text):
        told = rules.told_as_fact.search(sentence)
        if told and not rules.conditions.search(sentence[: told.start()]):
            yield Fault("forbidden", where, f"tells a person what they have: {sentence!r}")


def unsafe_characters(where: str, text: str, rules: Rules) -> Iterator[Fault]:
    """Characters that break SSML or that voices stumble over, and unspoken abbreviations."""
    found = sorted(set(rules.unsafe.findall(text)))
    if found:
        yield Fault("characters", where, f"contains {' '.join(found)}, use plain words instead")
    for word in re.findall(r"\w+", text):
        if _abbreviated(word) and word not in rules.abbreviations:
            yield Fault("characters", where, f"contains the abbreviation {word}")


def _abbreviated(word: str) -> bool:
    """Whether a word is written in capitals, two of them side by side at least."""
    return word.isupper() and any(a.isupper() and b.isupper() for a, b in pairwise(word))


def foreign_numbers(where: str, text: str, place: Place) -> Iterator[Fault]:
    """Digits other than the place's own phone numbers: another country's, or a figure."""
    own = set(re.findall(r"\d+", " ".join(place.spoken)))
    for number in re.findall(r"\d+", text):
        if number not in own:
            yield Fault("number", where, f"says {number}, which is no number of {place.locale}")


def no_call_for_help(where: str, text: str, rules: Rules) -> Iterator[Fault]:
    """A last sentence that does not say where to get help."""
    last = sentences(text)[-1]
    if not rules.calls_for_help.search(last):
        yield Fault("urgency line", where, f"does not end with when to get help: {last!r}")

"""Rules for one spoken text: how long, how hard, and what it must never say or contain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content import Place
from harness.check.fault import Fault
from harness.check.reading import grade, mean_sentence, sentences, words

SHORT_WORDS = (20, 35)
MORE_WORDS = (30, 60)
NET_WORDS = (7, 14)
HARDEST_GRADE = 8.0
HARDEST_MEAN_GRADE = 6.0
MEAN_SENTENCE = 12
LONGEST_SENTENCE = 20

_NUMBER = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred"
    r"|half|a few)"
)
_MEDICINE = r"(?:milligrams?|grams?|micrograms?|mg|ml|tablets?|pills?|capsules?|doses?|spoonfuls?)"

FORBIDDEN: dict[str, re.Pattern[str]] = {
    "a dose": re.compile(
        rf"\b{_NUMBER} {_MEDICINE}\b"
        rf"|\bevery {_NUMBER}(?: (?:to|or) {_NUMBER})? hours?\b"
        r"|\b(?:once|twice|\w+ times) (?:a|per|each) day\b",
        re.I,
    ),
    "a percentage": re.compile(r"%|\bper ?cent\b|\bpercentages?\b", re.I),
    "a probability for a person": re.compile(
        rf"\byou(?:r| will)? (?:probably|most likely|almost certainly)\b"
        r"|\byou(?: are|'re) (?:probably|likely|unlikely)\b"
        r"|\byour (?:chances?|odds|probability|likelihood)\b"
        rf"|\byou\b[^.?]*\b{_NUMBER} (?:in|out of) {_NUMBER}\b(?! (?:days|weeks|months|years)\b)",
        re.I,
    ),
    "a diagnosis": re.compile(
        r"\byou (?:have got|suffer|are having|are suffering)\b|\byou've got\b"
        r"|\b(?:it|this|that) (?:is|must be) (?:definitely|certainly|clearly|surely)\b"
        r"|\b(?:definitely|certainly) (?:is|is not|isn't|not)\b",
        re.I,
    ),
}
_YOU_HAVE = re.compile(
    r"(?<!do )(?<!did )\byou(?: have|'ve)\b(?! (?:to|been|had|taken|told|said)\b)", re.I
)
_CONDITION = re.compile(r"\b(?:if|when|whether|unless|once|until|what|that|which|while)\b", re.I)

# Letters, digits and the marks that every voice reads well. Anything else is either unsafe in
# SSML (& < > braces) or read aloud in odd ways (brackets, slashes, curly quotes, dashes).
_UNSAFE = re.compile(r"[^A-Za-z0-9 .,?'\-]")
_ABBREVIATION = re.compile(r"\b(?=[A-Z0-9]*[A-Z]{2})[A-Z0-9]{2,}\b")
_KNOWN_ABBREVIATIONS = {"GP", "NHS", "UK"}

_CALLS_FOR_HELP = re.compile(
    r"\bcall\b|\bget (?:help|seen|checked|care)\b|\bbe seen\b"
    r"|\bgo (?:to|there|in)\b|\b(?:see|ask|tell|phone|talk to|speak to) (?:a|your|the|for)\b"
    r"|\bemergency\b|\bhospital\b|\bA and E\b",
    re.I,
)


def wrong_length(where: str, text: str, bounds: tuple[int, int]) -> Iterator[Fault]:
    """Too few or too many words; `bounds` are both allowed."""
    least, most = bounds
    count = len(words(text))
    if not least <= count <= most:
        yield Fault("length", where, f"has {count} words, should have {least} to {most}")


def too_hard(where: str, text: str, hardest: float = HARDEST_GRADE) -> Iterator[Fault]:
    """A Flesch-Kincaid grade above `hardest`."""
    found = grade(text)
    if found > hardest:
        yield Fault("grade", where, f"reads at grade {found:.1f}, should be {hardest:g} or less")


def overlong_sentences(where: str, text: str) -> Iterator[Fault]:
    """Single sentences that run out of breath."""
    for sentence in sentences(text):
        count = len(words(sentence))
        if count > LONGEST_SENTENCE:
            yield Fault(
                "sentence", where, f"{count} words, at most {LONGEST_SENTENCE}: {sentence!r}"
            )


def long_on_average(where: str, text: str) -> Iterator[Fault]:
    """Sentences that are long on the whole."""
    mean = mean_sentence(text)
    if mean > MEAN_SENTENCE:
        yield Fault(
            "sentence", where, f"{mean:.1f} words a sentence, at most {MEAN_SENTENCE} on average"
        )


def forbidden_phrases(where: str, text: str) -> Iterator[Fault]:
    """Doses, percentages, a person's odds, and "you have ..." said as a fact."""
    for kind, pattern in FORBIDDEN.items():
        for match in pattern.finditer(text):
            yield Fault("forbidden", where, f"says {kind}: {match.group(0)!r}")
    for sentence in sentences(text):
        told = _YOU_HAVE.search(sentence)
        if told and not _CONDITION.search(sentence[: told.start()]):
            yield Fault("forbidden", where, f"tells a person what they have: {sentence!r}")


def unsafe_characters(where: str, text: str) -> Iterator[Fault]:
    """Characters that break SSML or that voices stumble over, and unspoken abbreviations."""
    found = sorted(set(_UNSAFE.findall(text)))
    if found:
        yield Fault("characters", where, f"contains {' '.join(found)}, use plain words instead")
    for match in _ABBREVIATION.finditer(text):
        if match.group(0) not in _KNOWN_ABBREVIATIONS:
            yield Fault("characters", where, f"contains the abbreviation {match.group(0)}")


def foreign_numbers(where: str, text: str, place: Place) -> Iterator[Fault]:
    """Digits other than the place's own phone numbers: another country's, or a figure."""
    own = set(re.findall(r"\d+", f"{place.emergency} {place.emergency_now} {place.urgent}"))
    for number in re.findall(r"\d+", text):
        if number not in own:
            yield Fault("number", where, f"says {number}, which is no number of {place.locale}")


def no_call_for_help(where: str, text: str) -> Iterator[Fault]:
    """A last sentence that does not say where to get help."""
    last = sentences(text)[-1]
    if not _CALLS_FOR_HELP.search(last):
        yield Fault("urgency line", where, f"does not end with when to get help: {last!r}")

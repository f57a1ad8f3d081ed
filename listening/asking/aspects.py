"""Aspect slot: what a question wants to know, from the wording around the topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from listening.asking.phrase_index import Span
from listening.asking.utterance import Utterance
from listening.asking.words import AskingWords
from listening.tokeniser import COMMA

_BACKGROUND = 0.35
_OVERVIEW = 0.45
_BROUGHT_ABOUT = 0.6  # "does sepsis cause lasting damage" asks what follows


@dataclass(frozen=True, slots=True)
class AspectHit:
    """One aspect in an utterance and how strongly it is asked for."""

    aspect: str
    span: Span
    weight: float


def rank_aspects(
    utterance: Utterance, spans: Sequence[Span], topics: Sequence[Span], words: AskingWords
) -> list[AspectHit]:
    """Aspects by weight. Phrases inside a topic's name ("shingles vaccine") do not count."""
    inside = {at for topic in topics for at in range(topic.start, topic.end)}
    topic_starts = {topic.start: topic.end for topic in topics}
    topic_ends = {topic.end for topic in topics}
    best: dict[str, AspectHit] = {}
    for span in spans:
        if all(at in inside for at in range(span.start, span.end)):
            continue
        weight = _weight(utterance, span, topic_starts, words)
        if span.value == "causes" and span.start in topic_ends and span.size == 1:
            weight *= _BROUGHT_ABOUT
        known = best.get(span.value)
        if known is None or weight > known.weight:
            best[span.value] = AspectHit(span.value, span, weight)
    return sorted(best.values(), key=lambda hit: (-hit.weight, hit.span.start))


def _ends_there(utterance: Utterance, at: int, whose: frozenset[str]) -> bool:
    """Whether the question is over at a key, who it is about left aside: "in women - self care"."""
    while at < len(utterance.keys) and utterance.breaks[at] < COMMA:
        if utterance.keys[at] not in whose:
            return False
        at += 1
    return True


def _is_past(utterance: Utterance, span: Span, was: frozenset[str]) -> bool:
    """Whether it only tells what was: "i was diagnosed with"."""
    before = utterance.keys[span.start - 1 : span.start] if span.start else ()
    return utterance.keys[span.start] == "diagnosed" and not was.isdisjoint(before)


def _weight(
    utterance: Utterance, span: Span, topic_starts: dict[int, int], words: AskingWords
) -> float:
    weight = 1.0 + 0.2 * (span.size - 1)
    if span.value == "overview":
        weight *= _OVERVIEW
        end = topic_starts.get(span.end)
        if end is not None and _ends_there(utterance, end, words.whose):
            weight *= 3.0  # "what is sciatica?" asks just that
    elif utterance.keys[span.end - 1] in ("do", "done"):
        weight = 0.95  # "what can i do to prevent it" asks how to prevent it
    elif _is_past(utterance, span, words.was):
        weight *= _BACKGROUND
    elif span.size == 1 and utterance.keys[span.start] in words.weak_aspects:
        weight *= 0.7
    if utterance.question and not utterance.asked[span.start]:
        weight *= _BACKGROUND
    begin = span.start
    while begin > 0 and utterance.breaks[begin] < COMMA:
        begin -= 1
    return weight * (1.0 - min(span.start - begin, 30) / 150)

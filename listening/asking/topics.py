"""Topic slot: which topic a question is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from listening.asking.phrase_index import Span
from listening.asking.utterance import Utterance
from listening.asking.words import AskingWords

BACK, KIDNEYS = "back", "kidneys"
"""The two parts of the body that the core question tells apart, as topics name them."""

"""Words that only say who it is about: "pregnant", not "kidney transplant"."""


class TopicTraits:
    """What the topics of a language are to a listener: topic → the `heard` block of its file.

    core: the question the skill is named for. who: whom it is about, a topic of its own only
    beside something that ails. wish: something to do, asked for by itself. in_passing: often
    named beside what is asked. winners: topic → those it is the matter beside, in order.
    """

    def __init__(
        self, topics: Mapping[str, Mapping[str, Any]], core: str, words: AskingWords
    ) -> None:
        self.who_words = words.who_words
        self.general = words.general
        self.core = core
        self.who = frozenset(topic for topic, heard in topics.items() if heard.get("who"))
        self.wish = frozenset(topic for topic, heard in topics.items() if heard.get("wish"))
        self.in_passing = frozenset(
            name for name, heard in topics.items() if heard.get("in_passing")
        )
        self.only_with = {
            topic: frozenset(heard["only_with"])
            for topic, heard in topics.items()
            if "only_with" in heard
        }
        self.needs_more = self.who | frozenset(self.only_with)
        ranked = sorted(topics, key=lambda topic: topics[topic].get("rank", 0))
        self.winners = {
            topic: frozenset(topics[topic]["wins_over"])
            for topic in ranked
            if "wins_over" in topics[topic]
        }
        self.bare = {
            (heard["bare"]["word"],): frozenset(heard["bare"]["with"])
            for heard in topics.values()
            if "bare" in heard
        }
        self.instead = [
            (heard["instead"]["finding"], bool(heard["instead"].get("bare")), topic)
            for topic, heard in topics.items()
            if "instead" in heard
        ]
        self._part = {topic: heard.get("part") for topic, heard in topics.items()}
        self._hurts = {
            heard["part"]: topic for topic, heard in topics.items() if heard.get("hurts")
        }

    def of(self, part: str, topic: str) -> bool:
        """Whether a topic is about a part of the body."""
        return self._part.get(topic) == part

    def pain_in(self, part: str) -> str:
        """The topic of a part's pain; empty where there is none."""
        return self._hurts.get(part, "")


@dataclass(frozen=True, slots=True)
class TopicHit:
    """One topic in an utterance: its phrases and how much it is the matter asked about.

    generic: only a general word for it ("kidney"). enough: makes an utterance ours by itself.
    """

    topic: str
    spans: tuple[Span, ...]
    weight: float
    asked: bool
    generic: bool
    enough: bool


def rank_topics(utterance: Utterance, spans: Sequence[Span], traits: TopicTraits) -> list[TopicHit]:
    """Topics by weight: named in the question, specific, early, often."""
    grouped: dict[str, list[Span]] = {}
    for span in spans:
        grouped.setdefault(span.value, []).append(span)
    hits = []
    for topic, found in grouped.items():
        asked = any(utterance.asked[span.start] for span in found)
        generic = all(
            traits.general.issuperset(utterance.keys[span.start : span.end]) for span in found
        )
        weight = 1.0 if generic else 2.0 if topic in traits.in_passing else 3.0
        weight += 2.0 * asked * (0.25 if generic else 1) + 0.2 * min(len(found), 3)
        weight -= found[0].start / 500
        enough = any(_is_enough(traits, topic, utterance.keys[s.start : s.end]) for s in found)
        for bare, company in traits.bare.items():
            if all(utterance.keys[s.start : s.end] == bare for s in found):
                enough = not company.isdisjoint(utterance.keys)
        hits.append(TopicHit(topic, tuple(found), weight, asked, generic, enough))
    hits.sort(key=lambda hit: -hit.weight)
    return _promote(utterance, hits, traits)


def _promote(utterance: Utterance, hits: list[TopicHit], traits: TopicTraits) -> list[TopicHit]:
    """Move up a topic that wins over the first one."""
    wish = next((hit for hit in hits if hit.topic in traits.wish and hit.asked), None)
    if wish is not None and all(hit.generic or hit is wish for hit in hits):
        return [wish, *(hit for hit in hits if hit is not wish)]
    bare = [hit for hit in hits if hit.enough] or hits
    hits = bare + [hit for hit in hits if hit not in bare]
    for winner, beaten in traits.winners.items():
        chosen = next((hit for hit in hits if hit.topic == winner), None)
        if chosen is None or not hits or hits[0].topic not in beaten:
            continue
        if hits[0].asked and not chosen.asked and winner not in traits.who:
            continue
        if winner in traits.who and not _same_sentence(utterance, chosen, hits[0]):
            continue
        hits = [chosen, *(hit for hit in hits if hit is not chosen)]
    return hits


def _same_sentence(utterance: Utterance, one: TopicHit, two: TopicHit) -> bool:
    reach = [utterance.sentence_of(span.start) for span in one.spans]
    return any(start <= span.start < end for span in two.spans for start, end in reach)


def _is_enough(traits: TopicTraits, topic: str, keys: Sequence[str]) -> bool:
    if topic in traits.who:
        return not traits.who_words.issuperset(keys)
    if topic in traits.only_with:
        return not traits.only_with[topic].isdisjoint(keys)
    return True

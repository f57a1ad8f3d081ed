"""What was recognised in one utterance, before anything is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listening.asking.aspects import AspectHit, rank_aspects
from listening.asking.model_index import ModelIndex
from listening.asking.phrase_index import Span
from listening.asking.score import coverage
from listening.asking.topics import KIDNEYS, TopicHit, rank_topics
from listening.asking.utterance import Utterance

if TYPE_CHECKING:
    from listening.findings import FindingSpotter, Spotted

"""Aspects that make sense as one word: "symptoms"."""
_DONE_TO_A_BACK = {"treatment", "tests", "urgency"}
_SHORT = 9
"""Keys of the longest follow-up question that names no topic."""


class Evidence:
    """Topics, aspects and findings of one utterance, and the small questions asked of them.

    topics, aspects: best first. foreign: whether it holds a phrase that only looks like ours.
    """

    def __init__(
        self, index: ModelIndex, utterance: Utterance, spotted: Spotted, spotter: FindingSpotter
    ) -> None:
        self.traits = spotter.topics
        self._meaning = spotter.meaning
        self._words = index.words
        self._fold = index.folding.fold
        self.utterance = utterance
        self.spotted = spotted
        keys = utterance.keys
        strange = index.foreign.longest(keys)
        self.foreign = bool(strange)
        self._strange = {key for span in strange for key in keys[span.start : span.end]}
        self.topic_spans = [
            span
            for span in index.topics.longest(keys)
            if not any(
                other.size >= span.size and other.start < span.end and span.start < other.end
                for other in strange
            )
        ]
        self.topics = rank_topics(utterance, self.topic_spans, self.traits)
        self.aspects = rank_aspects(
            utterance, index.aspects.longest(keys), self.topic_spans, index.words
        )

    @property
    def aspect(self) -> AspectHit | None:
        """The aspect most clearly asked for."""
        return self.aspects[0] if self.aspects else None

    def names_the_back(self) -> bool:
        """Whether "back" is said as a part of the body, not in "come back"."""
        inside = {at for hit in self.aspects for at in range(hit.span.start, hit.span.end)}
        inside |= {at for span in self.topic_spans for at in range(span.start, span.end)}
        return any(key == "back" and at not in inside for at, key in enumerate(self.utterance.keys))

    def asks_about_my_back(self) -> bool:
        """ "is ice good for my back": one's own back, and something to do or look into."""
        words = self.utterance.words
        mine = any(
            words[at + 1 : at + 3] == ("my", "back") and word in self._words.before_mine
            for at, word in enumerate(words)
        )
        treated = self.aspect is not None and self.aspect.aspect in _DONE_TO_A_BACK
        return mine and treated and self.utterance.question and not self.foreign

    @property
    def compares(self) -> bool:
        """Whether two things are weighed against each other."""
        return not self._words.comparing.isdisjoint(self.utterance.keys)

    def covered(self, with_aspect: bool = True) -> float:
        """The share of telling words that were recognised."""
        spans = list(self.topic_spans)
        if with_aspect and self.aspect is not None:
            spans.append(self.aspect.span)
        return coverage(self.utterance, spans, self._words.common)

    def is_ours(self) -> bool:
        """Whether the findings alone make it ours.

        A finding told by one word alone ("frozen", "leaking") counts only beside somebody who
        has it: "i am frozen", not "my pipes are frozen".
        """
        who = self.spotted.age is not None or not self._words.sufferers.isdisjoint(
            self.utterance.words
        )
        states = ("present",) if self.utterance.question else ("present", "unsure")
        clear = {
            heard.finding
            for heard in self.spotted.heard
            if heard.state in states
            and (who or " " in heard.words)
            and not self._is_strange(heard.words)
        }
        meaning = self._meaning
        if clear & meaning.alone:
            return True
        felt = clear & (meaning.felt | meaning.more)
        enough = len(felt) > 1 or (bool(felt & meaning.felt) and not self.utterance.question)
        told = self._names_someone()
        return enough and told and not self.foreign and not self.is_order()

    def _is_strange(self, words: str) -> bool:
        """Whether what tells a finding stands in a phrase of another meaning."""
        keys = {self._fold(word) for word in words.split() if word not in self._words.articles}
        return bool(keys & self._strange) and self._words.common.issuperset(keys - self._strange)

    def is_about_words(self) -> bool:
        """Whether it asks for a word, not for its matter: "spell sciatica", "pain in french"."""
        keys = self.utterance.keys
        if not self._words.word_games.isdisjoint(keys) or (
            keys and keys[-1] in self._words.languages
        ):
            return True
        at = keys.index("spell") if "spell" in keys else -1
        return at == 0 or (at > 0 and keys[at - 1] in ("you", "i", "to"))

    def is_order(self) -> bool:
        """Whether it is an errand for somebody else: "add aspirin to my list"."""
        return not self.utterance.question and self.utterance.keys[0] in self._words.orders

    def _names_someone(self) -> bool:
        """Whether somebody is spoken of who can have it: "i", "our newborn", "a six week old"."""
        other = self.spotted.subject != "me" or self.spotted.age is not None
        return other or not self._words.people.isdisjoint(self.utterance.words)

    def is_report(self) -> bool:
        """Whether it reports what somebody feels and asks nothing."""
        told = self._names_someone() or self.utterance.keys[0] == "there"
        return not self.utterance.question and told and self.is_ours()

    def is_short_telling(self) -> bool:
        """ "i am pregnant", "hurts when i bend": findings and nothing else, as an answer is."""
        keys = self.utterance.keys
        if len(keys) >= _SHORT or self.utterance.question or self.foreign:
            return False
        unheard = len(self._unheard())
        return bool(self.spotted.present) and unheard <= (0 if self.spotted.age is None else 2)

    def _unheard(self) -> list[str]:
        """The telling words that are part of no finding."""
        heard = {self._fold(word) for told in self.spotted.heard for word in told.words.split()}
        heard |= self._words.correcting
        return [
            key for key in self.utterance.keys if key not in heard and key not in self._words.common
        ]

    def may_answer(self) -> bool:
        """ "it started suddenly", "a fever, not sure": means something only as an answer."""
        told = self.spotted.present or self.spotted.absent or self.spotted.unsure
        short = len(self.utterance.keys) < _SHORT
        return bool(told) and short and not self.utterance.question and not self._unheard()

    def denies(self) -> bool:
        """ "I don't have a fever": only what is not there is told, in however many words."""
        if self.utterance.question or not self.spotted.absent or self.spotted.present:
            return False
        told = self._names_someone() or self.utterance.keys[0] in self._words.yes_or_no
        return told and not self.foreign and not self.is_order()

    def asks_for_oneself(self) -> bool:
        """ "should i see a doctor", "which doctor for my back": not "call doctor smith"."""
        keys = self.utterance.keys
        ours = not self._words.ours.isdisjoint(keys)
        return self.utterance.question and (ours or ("i" in keys and self.covered() > 0.99))

    def narrowed(self, hit: TopicHit) -> str:
        """The topic meant by a general word: "where are my kidneys", "hit in the kidney area"."""
        traits = self.traits
        if self.asks_where(hit):
            return traits.pain_in(KIDNEYS)
        if not hit.generic or not traits.of(KIDNEYS, hit.topic):
            return hit.topic
        only_the_word = all(span.size == 1 for span in hit.spans)
        for finding, bare, topic in traits.instead:
            if finding in self.spotted.present and (only_the_word or not bare):
                return topic
        return hit.topic

    def asks_where(self, hit: TopicHit) -> bool:
        """ "where are my kidneys": a place in the body, which the topic of its pain tells."""
        aspect = self.aspect
        if aspect is None or not hit.generic or not self.traits.of(KIDNEYS, hit.topic):
            return False
        return self.utterance.keys[aspect.span.start] == "where"

    def stands_alone(self, aspect: Span) -> bool:
        """Whether an aspect needs no topic: "symptoms", "what causes it", not "what is"."""
        keys = self.utterance.keys[aspect.start : aspect.end]
        return (
            (len(keys) > 1 and aspect.value != "overview" and not self._words.it.isdisjoint(keys))
            or (len(keys) < 5 and keys[-1] in self._words.aspect_nouns)
            or aspect.phrase == aspect.value
        )

    def follows_up(self) -> bool:
        """ "so is it serious then": short, with "it", and about nothing else."""
        aspect = self.aspect
        return (
            aspect is not None
            and not self.foreign
            and len(self.utterance.keys) <= _SHORT
            and aspect.aspect != "overview"
            and aspect.span.size > 1
            and not self._words.it.isdisjoint(self.utterance.keys)
            and self.covered() > 0.99
        )

"""Intents: one utterance weighed, which could it be, best first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from listening.asking.evidence import Evidence
from listening.asking.model_index import FALLBACK, TELL_APART, ModelIndex
from listening.asking.samples import Match
from listening.asking.score import THRESHOLD, free_score, quote, sample_score
from listening.asking.topics import BACK, KIDNEYS, TopicHit
from listening.asking.utterance import Utterance

if TYPE_CHECKING:
    from listening.findings import FindingSpotter, Spotted

TOPIC, SYMPTOM, ANSWER, ASK = "TopicIntent", "SymptomIntent", "AnswerIntent", "AskIntent"
_READ_FREELY = {TOPIC, SYMPTOM, TELL_APART}
_TELLING_ASPECTS = {"overview", "symptoms", "causes"}
_SHORT_ANSWER = 6
"""Keys of the longest answer in words that mean nothing else here."""
_FINDING_SLOTS = ("finding", "finding_two", "finding_three")


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible meaning: intent, slots, score 0..1 and the reasons."""

    intent: str
    slots: dict[str, str]
    score: float
    why: tuple[str, ...]


class Reader:
    """Weighs one utterance against the model. text: as the person gave it."""

    def __init__(
        self,
        index: ModelIndex,
        utterance: Utterance,
        spotted: Spotted,
        spotter: FindingSpotter,
        text: str,
    ) -> None:
        self._index = index
        self._utterance = utterance
        self._spotted = spotted
        self._text = text
        self._evidence = Evidence(index, utterance, spotted, spotter)
        self._traits = spotter.topics
        self._meaning = spotter.meaning
        self._topics = self._evidence.topics
        self._words_of = index.words

    def choices(self) -> list[Choice]:
        """All meanings worth naming, best first; the fallback where none is sure enough."""
        match = self._index.samples.match(self._utterance.keys)
        found = self._read_freely()
        if match is not None:
            found = self._with_sample(match, found)
        if not found or found[0].score < THRESHOLD:
            if self._evidence.denies():
                reason = ("tells what is not there",)
                found.insert(0, Choice(SYMPTOM, {"words": self._text}, THRESHOLD, reason))
            elif self._evidence.may_answer():
                reason = ("signs in a few words, as an answer has them",)
                found.insert(0, Choice(ANSWER, {"words": self._text}, THRESHOLD, reason))
        if not found or found[0].score < THRESHOLD:
            why = found[0].why if found else ("nothing in it is about backs or kidneys",)
            found.insert(0, Choice(FALLBACK, {}, found[0].score if found else 0.0, why))
        return found

    # what a whole-sentence sample says

    def _with_sample(self, match: Match, found: list[Choice]) -> list[Choice]:
        """Let the sample decide where what it holds is ours; `found` is the free reading."""
        if match.free:
            ours = bool(found) and found[0].score >= THRESHOLD
            if ours:
                chosen = self._free_words(match, found[0])
            else:  # "no, I can manage": the answer counts, whatever short words follow it
                short = len(self._utterance.keys) <= _SHORT_ANSWER
                chosen = self._answer(match) if match.intent == ANSWER and short else None
        elif match.intent not in _READ_FREELY:
            chosen = self._command(match)
        elif match.intent == TELL_APART:
            named = {name: span.value for name, span in match.slots.items()}
            chosen = self._sampled(match, named | self._words())
        elif match.intent == SYMPTOM:
            named = {name: span.value for name, span in match.slots.items()}
            chosen = self._sampled(match, named | {"words": self._text})
        else:
            chosen = self._topic_sample(match, found)
        return found if chosen is None else [chosen, *found]

    def _sampled(self, match: Match, slots: dict[str, str], *more: str) -> Choice:
        why = (f'sample "{match.sample}"', *more)
        return Choice(match.intent, slots, sample_score(match.whole), why)

    def _command(self, match: Match) -> Choice:
        slots = {name: span.value for name, span in match.slots.items()}
        if match.intent == ANSWER:
            slots.update(self._words())
        return self._sampled(match, slots)

    def _free_words(self, match: Match, inner: Choice) -> Choice | None:
        """A sample that ends in free words, which by themselves mean `inner`."""
        if match.intent == ASK:
            start = self._utterance.places[match.slots["words"].start]
            asked = " ".join(self._utterance.words[start:])
            return self._sampled(match, {"words": asked}, *inner.why)
        if match.intent == TOPIC:
            return None
        if match.intent == ANSWER:
            return self._answer(match)
        return self._sampled(match, {"words": self._text})

    def _answer(self, match: Match) -> Choice:
        """A yes or a no with more words after it."""
        keys, yes_or_no = self._utterance.keys, self._words_of.yes_or_no
        corrections = self._words_of.corrections
        first = next((yes_or_no[key] for key in keys if key in yes_or_no), "no")
        corrected = [now for before, now in pairwise(keys) if before in corrections]
        said = yes_or_no.get(corrected[-1], first) if corrected else first
        return self._sampled(match, {"answer": said, "words": self._text})

    def _topic_sample(self, match: Match, found: list[Choice]) -> Choice | None:
        named = {name: span.value for name, span in match.slots.items()}
        if match.sample == "{topic}" and self._evidence.is_report():
            return None  # "my back hurts" is told, not asked about
        unnamed = "topic" in named and bool(found) and "topic" not in found[0].slots
        if (
            found
            and found[0].intent in (TOPIC, TELL_APART)
            and (found[0].intent == TELL_APART or not unnamed)
        ):
            slots = dict(found[0].slots)
            if found[0].intent == TOPIC and "other_topic" in named:
                slots |= {"topic": named["topic"], "other_topic": named["other_topic"]}
            score = sample_score(match.whole)
            why = (f'sample "{match.sample}"', *found[0].why)
            return Choice(found[0].intent, slots, score, why)
        if "topic" in named and self._evidence.topic_spans:
            return self._sampled(match, named | self._words())
        if set(named) == {"aspect"} and self._evidence.stands_alone(match.slots["aspect"]):
            return self._sampled(match, named)
        return None

    # what the words say without a sample

    def _read_freely(self) -> list[Choice]:
        if self._evidence.is_about_words():
            return []
        found = [self._tell_apart(), self._topic_choice(), self._symptom_choice()]
        choices = [choice for choice in found if choice is not None]
        aspect = self._evidence.aspect
        if not choices and aspect is not None and self._evidence.follows_up():
            why = (f'aspect {aspect.aspect}: "{aspect.span.phrase}"',)
            choices.append(Choice(TOPIC, {"aspect": aspect.aspect}, 0.5, why))
        topic = found[1]
        if topic is not None:
            choices.extend(self._other_topics(topic))
        return sorted(choices, key=lambda choice: -choice.score)

    def _other_topics(self, first: Choice) -> list[Choice]:
        score = round(first.score * 0.6, 3)
        return [
            Choice(TOPIC, {"topic": hit.topic}, score, (_because(hit),))
            for hit in self._topics[:3]
            if hit.topic != first.slots.get("topic")
        ]

    def _tell_apart(self) -> Choice | None:
        found = self._tells_apart()
        return None if found is None else Choice(TELL_APART, self._telling_slots(), *found)

    def _telling_slots(self) -> dict[str, str]:
        """The aspect only where both are named as one thing: "tests for back or kidney pain"."""
        aspect = self._evidence.aspect
        named = any(hit.topic == self._traits.core for hit in self._topics)
        if not named or aspect is None or aspect.aspect == "overview":
            return self._words()
        return {"aspect": aspect.aspect} | self._words()

    def _tells_apart(self) -> tuple[float, tuple[str, ...]] | None:
        """Score and reasons where it asks whether the back or the kidneys hurt."""
        topics = [hit for hit in self._topics if hit.topic != self._traits.core]
        traits = self._traits
        other = [
            hit
            for hit in topics
            if hit.enough and not traits.of(KIDNEYS, hit.topic) and not traits.of(BACK, hit.topic)
        ]
        spans = self._evidence.topic_spans
        for span in self._index.tell_apart.longest(self._utterance.keys):
            overrun = any(topic.start < span.end < topic.end for topic in spans)
            if not overrun and not any(hit.asked and not hit.generic for hit in other):
                return 0.98, (f'"{span.phrase}"',)
        if other or self._evidence.foreign:
            return None
        if len(topics) < len(self._topics):
            return 0.98, ("back or kidneys",)
        kidney = any(
            hit.asked
            and traits.of(KIDNEYS, hit.topic)
            and (hit.generic or hit.topic == traits.pain_in(KIDNEYS))
            for hit in topics
        )
        back = self._evidence.names_the_back() or any(traits.of(BACK, hit.topic) for hit in topics)
        aspect = self._evidence.aspect
        if kidney and back and (aspect is None or aspect.aspect in _TELLING_ASPECTS):
            return 0.975, ("backs and kidneys in one question",)
        return None

    def _topic_choice(self) -> Choice | None:
        slots: dict[str, str] = {}
        aspect = self._evidence.aspect
        hit = self._main_topic()
        if hit is not None:
            base = 0.42 if hit.generic else 0.6
            slots["topic"] = self._evidence.narrowed(hit)
            why = [_because(hit)]
            other = self._compared_with(hit)
            if other is not None:
                slots["other_topic"] = other.topic
        else:
            ours = self._evidence.is_ours() and self._utterance.question
            guessed = self._meaning.topic_of(self._spotted.present) if ours else None
            if guessed is None and self._evidence.asks_about_my_back():
                guessed = self._traits.pain_in(BACK)
            if guessed is None or aspect is None:
                return None
            base = 0.55
            slots["topic"] = guessed
            why = [f"topic {guessed}, from {', '.join(self._spotted.present) or 'a back'}"]
        if aspect is not None:
            slots["aspect"] = aspect.aspect
            why.append(f'aspect {aspect.aspect}: "{aspect.span.phrase}"')
        score = free_score(base, self._evidence.covered(), aspect is not None)
        if self._evidence.is_report():
            score = round(score * 0.55, 3)
        return Choice(TOPIC, slots | self._words(), score, tuple(why))

    def _main_topic(self) -> TopicHit | None:
        """The topic asked about; None where the words of a topic do not make it ours."""
        if not self._topics or (self._evidence.is_order() and not self._evidence.is_ours()):
            return None
        first = self._topics[0]
        enough = next((hit for hit in self._topics if hit.enough), None)
        if enough is not None:
            return first if first.topic in self._traits.needs_more else enough
        asks = first.topic in self._traits.wish and self._evidence.asks_for_oneself()
        return first if asks or self._evidence.is_ours() else None

    def _compared_with(self, first: TopicHit) -> TopicHit | None:
        if not self._evidence.compares:
            return None
        asks = self._utterance.question
        for hit in self._topics:
            if hit is not first and hit.enough and not hit.generic and (hit.asked or not asks):
                return hit
        return None

    def _symptom_choice(self) -> Choice | None:
        present = self._spotted.present
        told = ", ".join(present or self._spotted.unsure)
        if not self._evidence.is_ours():
            why = (f"findings {told}, said in short",)
            short = self._evidence.is_short_telling()
            return Choice(SYMPTOM, self._symptom_slots(), 0.5, why) if short else None
        asked = self._utterance.question
        named = any(hit.enough and not hit.generic for hit in self._topics)
        base = 0.5 if asked and named else 0.55 if asked else 0.8
        score = base + 0.03 * min(len(present), 4)
        why = (f"findings {told}",)
        return Choice(SYMPTOM, self._symptom_slots(), round(score, 3), why)

    def _words(self) -> dict[str, str]:
        heard = self._spotted
        told = heard.present or heard.absent or heard.unsure
        return {"words": self._text} if told else {}

    def _symptom_slots(self) -> dict[str, str]:
        named = dict(zip(_FINDING_SLOTS, self._spotted.present, strict=False))
        return named | {"words": self._text}


def _because(hit: TopicHit) -> str:
    return f"topic {hit.topic}: {quote([span.phrase for span in hit.spans])}"

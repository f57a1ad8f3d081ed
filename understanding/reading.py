"""One utterance weighed: which intents could it be, best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from understanding.aspects import AspectHit, rank_aspects
from understanding.index import FALLBACK, TELL_APART, ModelIndex
from understanding.phrases import Span
from understanding.samples import Match
from understanding.score import THRESHOLD, coverage, free_score, quote, sample_score
from understanding.topics import (
    BACK,
    KIDNEYS,
    MODIFIERS,
    NEEDS_MORE,
    TopicHit,
    rank_topics,
    topic_from_findings,
)
from understanding.utterance import Utterance

if TYPE_CHECKING:
    from understanding.findings import Spotted

TOPIC, SYMPTOM, ANSWER, ASK = "TopicIntent", "SymptomIntent", "AnswerIntent", "AskIntent"
_READ_FREELY = {TOPIC, SYMPTOM, TELL_APART}

_TELLING = frozenset(
    "back_pain flank_pain belly_pain groin_pain testicle_pain shoulder_tip_pain wave_pain "
    "saddle_numbness leg_weakness bladder_bowel_control faint chest_pain breathless confused "
    "cold_sweaty mottled_skin pulsing_belly known_aneurysm blood_in_urine burning_urination "
    "cloudy_urine frequent_urination little_urine cannot_pass_urine cannot_keep_fluids "
    "stone_passed known_stone serious_accident one_kidney transplant kidney_disease".split()
)
"""Findings that make an utterance ours by themselves."""
_FELT = frozenset(
    "fever chills vomiting severe_pain night_pain steady_pain movement_related rash injury "
    "ankle_swelling after_effort sudden_onset vaginal_bleeding".split()
)
"""Findings that make it ours when a person says them of themselves or of somebody."""
_PERSON = frozenset("i me he she him my we mom mum dad husband wife son daughter baby".split())
_COMPARES = frozenset("or versus v vs difference different compare compared between apart".split())
_IT = frozenset("it them they that this i".split())
_PERSONAL = frozenset("have got feel feeling suffer having get hurt been".split())


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible meaning: intent, slots, score 0..1 and the reasons."""

    intent: str
    slots: dict[str, str]
    score: float
    why: tuple[str, ...]


class Reader:
    """Weighs one utterance against the model."""

    def __init__(self, index: ModelIndex, utterance: Utterance, spotted: Spotted) -> None:
        self._index = index
        self._utterance = utterance
        self._spotted = spotted
        keys = utterance.keys
        foreign = {at for span in index.foreign.longest(keys) for at in range(span.start, span.end)}
        self._topic_spans = [
            span
            for span in index.topics.longest(keys)
            if foreign.isdisjoint(range(span.start, span.end))
        ]
        self._foreign = bool(foreign)
        self.topics = rank_topics(utterance, self._topic_spans)
        self.aspects = rank_aspects(utterance, index.aspects.longest(keys), self._topic_spans)

    def choices(self, text: str) -> list[Choice]:
        """All meanings worth naming, best first; the fallback where none is sure enough."""
        match = self._index.samples.match(self._utterance.keys)
        if match is not None and match.intent not in _READ_FREELY and not match.free:
            return [self._from_sample(match, text), *self._free(text)]
        found = self._free(text)
        if match is not None:
            found = self._with_sample(match, found, text)
        found.sort(key=lambda choice: -choice.score)
        if not found or found[0].score < THRESHOLD:
            why = found[0].why if found else ("nothing in it is about backs or kidneys",)
            found.insert(0, Choice(FALLBACK, {}, found[0].score if found else 0.0, why))
        return found

    def _from_sample(self, match: Match, text: str) -> Choice:
        slots = {name: span.value for name, span in match.slots.items()}
        if match.intent == ANSWER and (self._spotted.present or self._spotted.absent):
            slots["words"] = text
        return Choice(
            match.intent, slots, sample_score(match.whole), (f'sample "{match.sample}"',)
        )

    def _with_sample(self, match: Match, found: list[Choice], text: str) -> list[Choice]:
        """Let a whole-sentence sample decide the intent where what it holds is ours."""
        why = (f'sample "{match.sample}"',)
        score = sample_score(match.whole)
        ours = bool(found) and found[0].score >= THRESHOLD
        if match.free:
            if not ours:
                return found
            if match.intent == ASK:
                start = self._utterance.places[match.slots["words"].start]
                slots = {"words": " ".join(self._utterance.words[start:])}
                return [Choice(ASK, slots, score, (*why, *found[0].why)), *found]
            if match.intent in (ANSWER, SYMPTOM, TELL_APART):
                slots = {"words": text}
                if match.intent == ANSWER:
                    slots["answer"] = "yes" if self._utterance.keys[0] == "yes" else "no"
                return [Choice(match.intent, slots, score, why), *found]
            return found
        if match.intent == TELL_APART:
            return [Choice(TELL_APART, self._words(text), score, why), *found]
        if match.intent == SYMPTOM and self._is_ours():
            return [Choice(SYMPTOM, self._symptom_slots(text), score, why), *found]
        if match.intent == TOPIC:
            return self._topic_sample(match, found, score, why, text)
        return found

    def _topic_sample(
        self, match: Match, found: list[Choice], score: float, why: tuple[str, ...], text: str
    ) -> list[Choice]:
        first = found[0] if found else None
        if first is not None and first.intent in (TOPIC, TELL_APART):
            return [Choice(first.intent, first.slots, score, (*why, *first.why)), *found[1:]]
        if "topic" in match.slots and self._topic_spans:
            slots = {name: span.value for name, span in match.slots.items()}
            return [Choice(TOPIC, {**slots, **self._words(text)}, score, why), *found]
        if set(match.slots) == {"aspect"} and self._follows_up(match.slots["aspect"]):
            return [Choice(TOPIC, {"aspect": match.slots["aspect"].value}, 0.9 * score, why)]
        return found

    def _follows_up(self, span: Span) -> bool:
        """Whether an aspect stands by itself: "symptoms", "what causes it", not "what is"."""
        keys = self._utterance.keys[span.start : span.end]
        return span.size == len(self._utterance.keys) and (
            (len(keys) > 1 and not _IT.isdisjoint(keys))
            or (len(keys) == 1 and span.value != "overview" and span.phrase in _NOUNS)
            or span.phrase == span.value
        )

    # what the free reading offers

    def _free(self, text: str) -> list[Choice]:
        found = []
        tell = self._tells_apart()
        if tell is not None:
            found.append(Choice(TELL_APART, self._words(text), *tell))
        topic = self._topic_choice(text)
        symptom = self._symptom_choice(text)
        found.extend(choice for choice in (topic, symptom) if choice is not None)
        follow = self._follow_up()
        if follow is not None and not found:
            found.append(follow)
        for hit in self.topics[1:3]:
            if topic is not None:
                phrases = quote([span.phrase for span in hit.spans])
                found.append(
                    Choice(TOPIC, {"topic": hit.topic}, round(topic.score * 0.6, 3),
                           (f"topic {hit.topic}: {phrases}",))
                )  # fmt: skip
        return sorted(found, key=lambda choice: -choice.score)

    def _tells_apart(self) -> tuple[float, tuple[str, ...]] | None:
        keys = self._utterance.keys
        for span in self._index.tell_apart.longest(keys):
            overrun = any(
                topic.end > span.end > topic.start or topic.start == span.end
                for topic in self._topic_spans
                if topic.value not in KIDNEYS | BACK | {"telling_apart"}
            )
            specific = [
                hit for hit in self.topics
                if not hit.generic and hit.asked
                and hit.topic not in KIDNEYS | BACK | NEEDS_MORE | {"telling_apart"}
            ]  # fmt: skip
            if not overrun and not specific:
                return 0.96, (f'"{span.phrase}"',)
        kidney = [hit for hit in self.topics if hit.topic in KIDNEYS and hit.asked]
        back = [hit for hit in self.topics if hit.topic in BACK]
        other = [hit for hit in self.topics if hit.topic not in KIDNEYS | BACK | NEEDS_MORE]
        if any(hit.topic == "telling_apart" for hit in other):
            return 0.95, ("back or kidneys",)
        felt = {"back_pain", "flank_pain"} & set(self._spotted.present)
        compared = not _COMPARES.isdisjoint(keys)
        if kidney and kidney[0].generic and (back or felt) and not other and not self.aspects[:1]:
            return 0.9, ("back pain and kidneys in one question",)
        if kidney and back and compared and not other:
            return 0.94, ("back pain and kidneys compared",)
        return None

    def _topic_choice(self, text: str) -> Choice | None:
        usable = [hit for hit in self.topics if hit.enough]
        aspect = self.aspects[0] if self.aspects else None
        why: list[str] = []
        slots: dict[str, str] = {}
        if not usable and self.topics:
            hit = self.topics[0]
            wanted = aspect is not None and aspect.aspect in ("urgency", "symptoms", "tests")
            if self._is_ours() or (hit.topic == "seeing_a_doctor" and wanted):
                usable = [hit]
        if usable:
            hit = self.topics[0] if self.topics[0].topic in MODIFIERS else usable[0]
            base = 0.42 if hit.generic else 0.6
            slots["topic"] = hit.topic
            why.append(f"topic {hit.topic}: {quote([span.phrase for span in hit.spans])}")
            other = self._compared_with(hit)
            if other is not None:
                slots["other_topic"] = other.topic
        else:
            guessed = topic_from_findings(self._spotted.present) if self._is_ours() else None
            if guessed is None or not self._utterance.question or aspect is None:
                return None
            base = 0.5
            slots["topic"] = guessed
            why.append(f"topic {guessed} from findings {', '.join(self._spotted.present)}")
        if aspect is not None:
            slots["aspect"] = aspect.aspect
            why.append(f'aspect {aspect.aspect}: "{aspect.span.phrase}"')
        score = free_score(base, self._covered(aspect), aspect is not None)
        if self._statement():
            score = round(score * 0.8, 3)
        slots.update(self._words(text))
        return Choice(TOPIC, slots, score, tuple(why))

    def _compared_with(self, first: TopicHit) -> TopicHit | None:
        if _COMPARES.isdisjoint(self._utterance.keys):
            return None
        others = [
            hit for hit in self.topics
            if hit is not first and not hit.generic and hit.enough
            and (hit.asked or not self._utterance.question)
        ]  # fmt: skip
        return others[0] if others else None

    def _symptom_choice(self, text: str) -> Choice | None:
        if not self._is_ours():
            return None
        present = self._spotted.present
        score = free_score(0.55, self._covered(None), False) + 0.03 * min(len(present), 4)
        why = (f"findings {', '.join(present)}",)
        return Choice(SYMPTOM, self._symptom_slots(text), round(min(score, 0.97), 3), why)

    def _follow_up(self) -> Choice | None:
        """ "so is it serious then": short, with "it", and about nothing else."""
        if not self.aspects or self._foreign or len(self._utterance.keys) > 9:
            return None
        hit: AspectHit = self.aspects[0]
        if hit.aspect == "overview" or _IT.isdisjoint(self._utterance.keys):
            return None
        covered = self._covered(hit)
        if covered < 0.99 or hit.span.size < 2:
            return None
        return Choice(
            TOPIC, {"aspect": hit.aspect}, 0.5, (f'aspect {hit.aspect}: "{hit.span.phrase}"',)
        )

    # small questions about the utterance

    def _statement(self) -> bool:
        """Whether it reports what is felt and asks nothing."""
        return (
            not self._utterance.question
            and self._is_ours()
            and not _PERSON.isdisjoint(self._utterance.keys)
        )

    def _is_ours(self) -> bool:
        """Whether the findings alone make it ours."""
        present = set(self._spotted.present)
        if present & _TELLING:
            return True
        felt = present & _FELT
        return bool(felt) and not _PERSON.isdisjoint(self._utterance.words) and not self._foreign

    def _covered(self, aspect: AspectHit | None) -> float:
        spans = list(self._topic_spans)
        if aspect is not None:
            spans.append(aspect.span)
        return coverage(self._utterance, spans)

    def _words(self, text: str) -> dict[str, str]:
        heard = self._spotted
        return {"words": text} if heard.present or heard.absent or heard.unsure else {}

    def _symptom_slots(self, text: str) -> dict[str, str]:
        names = ("finding", "finding_two", "finding_three")
        return {**dict(zip(names, self._spotted.present, strict=False)), "words": text}


_NOUNS = frozenset(
    "symptoms signs causes cause treatment treatments cure cures remedies therapy prevention "
    "diagnosis tests test scans prognosis outlook recovery complications symptom sign exercises "
    "stretches surgery antibiotics".split()
)

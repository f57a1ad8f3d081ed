"""Free text → intent, slots, score and reasons, from the interaction model alone.

    words → dangers → whole-sentence samples → what is asked (topic, aspect) → what is felt

Whatever works here was taught to Alexa too; where nothing is sure, it says so and falls back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from listening.answers import OFFER
from listening.answers.marks import NO
from listening.asking.meanings import ANSWER, SYMPTOM, Choice, Reader
from listening.asking.model_index import DIFFERENCE, FALLBACK, TELL_APART, ModelIndex
from listening.asking.utterance import Utterance, hear
from listening.findings import Spotted
from listening.spelling import Speller
from listening.tokeniser import read

if TYPE_CHECKING:
    from listening.answers import Answer, AnswerReader, Asked
    from listening.findings import FindingSpotter
    from listening.steering import Steering

LONGEST = 2_000
"""Characters in which findings are read."""
LONGEST_ASKED = 500
"""Characters in which a question is looked for; a longer one is told at its start."""

SURE = 0.99
THANKS = "ThanksIntent"
_PLAIN = {"yes": "AMAZON.YesIntent", "no": "AMAZON.NoIntent"}

__all__ = ["FALLBACK", "LONGEST", "TELL_APART", "Alternative", "Resolver", "Understood"]


@dataclass(frozen=True, slots=True)
class Alternative:
    """A runner-up: intent name, score and why it came second."""

    name: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What an utterance was taken to mean.

    heard: the text as given. slots: slot name → id (TOPIC, ASPECT, ANSWER, ON_OFF, FINDING) or the
    whole text (`words`). score: 0..1. why: the sample or the phrases that decided.
    spotted: findings in the text. tokens: its words, spelling put right. asks: whether it holds a
    question; asks_from: the word that its first question begins at. partly: whether the intent
    rests on some of the words, and the others may say more.
    """

    heard: str
    intent: str
    slots: dict[str, str]
    score: float
    alternatives: tuple[Alternative, ...]
    why: tuple[str, ...]
    spotted: Spotted
    tokens: tuple[str, ...] = ()
    asks: bool = False
    asks_from: int = 0
    partly: bool = False


class Resolver:
    """Understands utterances by one interaction model.

    model: the parsed JSON of interaction_model/<locale>.json. spotter: reads findings.
    """

    def __init__(
        self,
        model: Mapping[str, Any],
        spotter: FindingSpotter,
        answers: AnswerReader | None = None,
        steering: Steering | None = None,
    ) -> None:
        self._index = ModelIndex(model, spotter.asking)
        self._spotter = spotter
        self._answers = answers
        self._steering = steering

    @property
    def speller(self) -> Speller:
        """What puts right the words in which something is asked."""
        return self._index.speller

    def resolve(self, text: str, question: Asked | None = None) -> Understood:
        """The likeliest meaning of a text, asked or not. Never raises.

        A danger comes first, then what steers, then what answers the open question, then
        everything else; foreign text is the fallback intent.
        """
        spotted = self._spotter.spot(text[:LONGEST])
        if question is not None and self._asks_back(text[:LONGEST], question, spotted):
            return self._steered(text, loosely=True) or _fallback(text)
        utterance = self._cut(text)
        if self._spotter.dangers(spotted):
            return self._freely(text, spotted, utterance)
        asks = utterance.begins_asking(self._index.words)
        answered = None
        if question is not None and self._answers is not None and not asks:
            answered = self._answers.read(text[:LONGEST], question)
        to_offer = answered is not None and question is not None and question.kind == OFFER
        declined = to_offer and answered is not None and answered.says == NO
        steered = None if declined else self._steered(text)
        politely = steered is not None and steered.intent == THANKS  # "not at all, thank you"
        if steered is not None and not (politely and answered is not None and answered.says):
            return steered
        if answered is not None and (answered.plain or not to_offer):
            return _answered(text, answered, utterance)
        free = self._freely(text, spotted, utterance)
        if answered is not None:
            said_otherwise = free.intent not in {FALLBACK, ANSWER, *_PLAIN.values()}
            return free if said_otherwise else _answered(text, answered, utterance)
        if question is None or free.intent not in (FALLBACK, ANSWER):
            return free
        return self._steered(text, loosely=True) or _unanswered(free)

    def _asks_back(self, text: str, question: Asked, spotted: Spotted) -> bool:
        """Whether a text asks about the open question, and neither tells nor asks more."""
        if self._answers is None or question.kind == OFFER or not self._answers.asks_back(text):
            return False
        if not set(self._spotter.dangers(spotted)) <= set(question.asks):
            return False
        named = {*spotted.present, *spotted.unsure} & set(question.asks)
        if named:
            return True
        free = self._freely(text, spotted, self._cut(text))
        return free.intent in (FALLBACK, ANSWER, SYMPTOM)

    def _tells_of_own(self, utterance: Utterance) -> bool:
        """Whether somebody is spoken of who has it: "is it my kidneys"."""
        return not self._index.words.mine.isdisjoint(utterance.words)

    def _steered(self, text: str, *, loosely: bool = False) -> Understood | None:
        if self._steering is None:
            return None
        heard = self._steering.read(text[:LONGEST_ASKED], loosely=loosely)
        if heard is None:
            return None
        intent, partly = heard
        steered = _sure(text, intent, {}, Spotted(), "words that steer")
        return replace(steered, tokens=tuple(read(text[:LONGEST_ASKED]).words), partly=partly)

    def _cut(self, text: str) -> Utterance:
        index = self._index
        return hear(text[:LONGEST_ASKED], index.speller.correct, index.words, index.folding)

    def _freely(self, text: str, spotted: Spotted, utterance: Utterance) -> Understood:
        short = text[:LONGEST_ASKED]
        choices = Reader(self._index, utterance, spotted, self._spotter, short).choices()
        dangers = self._spotter.dangers(spotted)
        if dangers:
            reason = (f"a danger ahead of any topic: {', '.join(dangers)}",)
            choices.insert(0, Choice(SYMPTOM, {"words": short}, 0.99, reason))
        best, *rest = choices
        in_general = best.intent == TELL_APART and not self._tells_of_own(utterance)
        if in_general:  # the pains that it names are nobody's
            spotted = Spotted()
        return Understood(
            heard=text,
            intent=DIFFERENCE if in_general else best.intent,
            slots=best.slots,
            score=best.score,
            alternatives=tuple(_alternative(choice) for choice in rest[:3]),
            why=best.why,
            spotted=spotted,
            tokens=utterance.words,
            asks=utterance.question,
            asks_from=utterance.asks_from,
        )


def _unanswered(free: Understood) -> Understood:
    """What no answer was found in tells at most findings: "no entiendo" is not a no."""
    if not free.spotted:
        return replace(free, intent=FALLBACK, slots={})
    return replace(free, slots={k: v for k, v in free.slots.items() if k != "answer"})


def _fallback(text: str) -> Understood:
    return _sure(text, FALLBACK, {}, Spotted(), "asks about the question")


def _answered(text: str, answer: Answer, utterance: Utterance) -> Understood:
    """An answer as an intent: a plain yes or no is Alexa's own."""
    told = bool(answer.spotted)
    if answer.says in _PLAIN and not told:
        sure = _sure(text, _PLAIN[answer.says], {}, Spotted(), f"answers {answer.says}")
        sure = replace(sure, partly=not answer.plain)
    else:
        slots = {"answer": answer.says} if answer.says else {}
        sure = _sure(text, ANSWER, slots | {"words": text}, answer.spotted, "answers the question")
    return replace(
        sure, tokens=utterance.words, asks=utterance.question, asks_from=utterance.asks_from
    )


def _sure(text: str, intent: str, slots: dict[str, str], spotted: Spotted, why: str) -> Understood:
    return Understood(text, intent, slots, SURE, (), (why,), spotted)


def _alternative(choice: Choice) -> Alternative:
    return Alternative(choice.intent, choice.score, "; ".join(choice.why))

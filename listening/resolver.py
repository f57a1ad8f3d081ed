"""Free text → intent, slots, score and reasons, from the interaction model alone.

    words → whole-sentence samples → what is asked (topic, aspect) → what is felt (findings)

Whatever works here was taught to Alexa too; where nothing is sure, it says so and falls back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from listening.asking.meanings import Choice, Reader
from listening.asking.model_index import FALLBACK, TELL_APART, ModelIndex
from listening.asking.utterance import hear

if TYPE_CHECKING:
    from listening.findings import FindingSpotter, Spotted

LONGEST = 500
"""Characters that are read; what lies beyond is not looked at."""

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
    question.
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


class Resolver:
    """Understands utterances by one interaction model.

    model: the parsed JSON of interaction_model/<locale>.json. spotter: reads findings.
    """

    def __init__(self, model: Mapping[str, Any], spotter: FindingSpotter) -> None:
        self._index = ModelIndex(model, spotter.asking)
        self._spotter = spotter

    def resolve(self, text: str) -> Understood:
        """The likeliest meaning of a text. Never raises; foreign text is the fallback intent."""
        short = text[:LONGEST]
        spotted = self._spotter.spot(short)
        utterance = hear(short, self._index.speller.correct, self._index.words, self._index.folding)
        best, *rest = Reader(self._index, utterance, spotted, self._spotter, short).choices()
        return Understood(
            heard=text,
            intent=best.intent,
            slots=best.slots,
            score=best.score,
            alternatives=tuple(_alternative(choice) for choice in rest[:3]),
            why=best.why,
            spotted=spotted,
            tokens=utterance.words,
            asks=utterance.question,
        )


def _alternative(choice: Choice) -> Alternative:
    return Alternative(choice.intent, choice.score, "; ".join(choice.why))

"""What was heard in one turn: what is wanted, and which findings are there, denied or unsure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LAUNCH = "LaunchRequest"
FALLBACK = "AMAZON.FallbackIntent"


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What one question asks for.

    facts: the short facts asked for, best first; facts_then: those asked for if the talk is on
    their topic ("will it pass"). leaning: aspects asked for of what was spoken of, best first.
    """

    facts: tuple[str, ...] = ()
    facts_then: tuple[str, ...] = ()
    leaning: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether it asks for anything that is known."""
        return bool(self.facts or self.facts_then or self.leaning)


@dataclass(frozen=True, slots=True)
class Heard:
    """One turn's meaning, whether it came as words or as an intent with slots.

    intent: what is wanted, named as in the interaction model, or LaunchRequest.
    slots: slot name → id (topic, other_topic, aspect, answer, state).
    words: the words as they arrived, empty where none did.
    present, absent, unsure: findings. told: (finding, state, the words that told it).
    age: in years, if told.
    asks: whether the words hold a question. asked: what it asks for; second: what the question
    after it asks for.
    mentions: topics that it speaks of, the fullest first.
    reason: why it is asked, only_asking or somebody_else; empty where nothing tells.
    follow_ups: what is asked after the advice, best first.
    partly: whether the intent rests on some of the words, and the others may say more.
    score: 0..1, how sure. why: what decided. others: (intent, score, why) of the runners-up.
    about: you, he, she, they; empty where nobody was named.
    """

    intent: str
    slots: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    told: tuple[tuple[str, str, str], ...] = ()
    age: int | None = None
    asks: bool = False
    asked: AskedFor = AskedFor()
    second: AskedFor = AskedFor()
    follow_ups: tuple[str, ...] = ()
    partly: bool = False
    score: float = 1.0
    why: tuple[str, ...] = ()
    others: tuple[tuple[str, float, str], ...] = ()
    about: str = ""
    reason: str = ""
    mentions: tuple[str, ...] = ()

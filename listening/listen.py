"""Words → `Heard`: the one reading of a turn, whichever front the words came through."""

from __future__ import annotations

from functools import lru_cache

from content import asking, asking_next, asking_why, hearing, language_of, spotting
from listening.answers import AnswerReader, Asked
from listening.facts import FactFinder
from listening.findings import FindingSpotter, Spotted
from listening.heard import Heard
from listening.model import load_model, nearest_locale
from listening.resolver import Resolver
from listening.steering import Steering

ASK = "AskIntent"
_NOT_MEANINGS = frozenset({"words", "finding", "finding_two", "finding_three"})


def listen(words: str, locale: str, question: Asked | None = None) -> Heard:
    """What words mean in a locale, in the light of the question that is open.

    Never raises, whatever the words; what means nothing is the fallback intent.
    """
    understood = listener(nearest_locale(locale)).resolve(words, question)
    if understood.intent == ASK:  # "my question is ...": what follows is what is meant
        inside = understood.slots["words"]
        understood = listener(nearest_locale(locale)).resolve(inside, question)
    # "Repeat that" and what is not ours tell no findings, whatever their words resemble.
    spotted = understood.spotted if "words" in understood.slots else Spotted()
    language = language_of(locale)
    facts, then = fact_finder(language).find(understood.tokens)
    follow_ups, _ = follow_up_finder(language).find(understood.tokens)
    reasons, _ = reason_finder(language).find(understood.tokens)
    return Heard(
        intent=understood.intent,
        slots={
            name: value for name, value in understood.slots.items() if name not in _NOT_MEANINGS
        },
        words=words,
        present=spotted.present,
        about=spotted.about,
        absent=spotted.absent,
        unsure=spotted.unsure,
        told=tuple((told.finding, told.state, told.words) for told in spotted.heard),
        age=spotted.age,
        asks=understood.asks,
        facts=facts,
        facts_then=then,
        follow_ups=follow_ups,
        reason=reasons[0] if reasons else "",
        score=understood.score,
        why=understood.why,
        others=tuple((other.name, other.score, other.why) for other in understood.alternatives),
    )


@lru_cache(maxsize=8)
def listener(locale: str) -> Resolver:
    """What reads the words of a locale; made when somebody there first speaks freely."""
    language = language_of(locale)
    return Resolver(load_model(locale), spotter(language), answers(language), steering(language))


@lru_cache(maxsize=4)
def fact_finder(language: str) -> FactFinder:
    """What finds the short facts that a language has."""
    return FactFinder(**asking(language))


@lru_cache(maxsize=4)
def follow_up_finder(language: str) -> FactFinder:
    """What finds the kinds of questions that are asked after the advice."""
    return FactFinder(**asking_next(language))


@lru_cache(maxsize=4)
def reason_finder(language: str) -> FactFinder:
    """What finds why somebody asks."""
    return FactFinder(**asking_why(language))


@lru_cache(maxsize=4)
def spotter(language: str) -> FindingSpotter:
    """What hears findings in a language."""
    return FindingSpotter(spotting(language), hearing(language, "answers")["findings"])


@lru_cache(maxsize=4)
def answers(language: str) -> AnswerReader:
    """What reads answers in a language."""
    return AnswerReader(hearing(language, "answers"), spotter(language))


@lru_cache(maxsize=4)
def steering(language: str) -> Steering:
    """What hears how people steer a conversation in a language."""
    return Steering(hearing(language, "steering"))

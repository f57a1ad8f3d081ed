"""Words → `Heard`: the one reading of a turn, whichever front the words came through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from content import asking, asking_by, asking_next, hearing, language_of, spotting
from listening.answers import OFFER, AnswerReader, Asked
from listening.asked_next import NextFinder
from listening.asking.parts import asks_outright, opens, parts
from listening.asking.words import AskingWords
from listening.facts import FactFinder
from listening.findings import FindingSpotter, Spotted
from listening.heard import FALLBACK, AskedFor, Heard
from listening.model import load_model, nearest_locale
from listening.resolver import LONGEST, Resolver
from listening.steering import Steering
from listening.tokeniser import read, tokens

YOU = "you"
ASK, SYMPTOM = "AskIntent", "SymptomIntent"
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
    intent, who = understood.intent, spotted.about or understood.spotted.about
    language = language_of(locale)
    begin = 0
    if spotted and not asks_outright(understood.tokens[understood.asks_from :], words_of(language)):
        begin = understood.asks_from  # "it is no matter how I move": what is told asks for nothing
    pauses = read(understood.heard).pauses
    asked, second = _asked_for(understood.tokens[begin:], pauses[begin:], language)
    free = question is None or question.kind == OFFER
    whoever = free or understood.spotted.about == YOU  # in a check-up another may be named aside
    lost = intent == FALLBACK and not asked.facts
    if lost and whoever and _tells_who(understood.spotted, language):
        intent, spotted = SYMPTOM, understood.spotted
    reasons, _ = finder(language, "reasons").find(understood.tokens)
    mentions, _ = finder(language, "mentions").find(understood.tokens)
    return Heard(
        intent=intent,
        slots={
            name: value for name, value in understood.slots.items() if name not in _NOT_MEANINGS
        },
        words=words,
        present=spotted.present,
        about=who,
        absent=spotted.absent,
        unsure=spotted.unsure,
        told=tuple((told.finding, told.state, told.words) for told in spotted.heard),
        age=spotted.age,
        asks=understood.asks,
        asked=asked,
        second=second,
        follow_ups=next_finder(language).find(tokens(words[:LONGEST])),
        partly=understood.partly,
        reason=reasons[0] if reasons else "",
        mentions=mentions,
        score=understood.score,
        why=understood.why,
        others=tuple((other.name, other.score, other.why) for other in understood.alternatives),
    )


def _tells_who(spotted: Spotted, language: str) -> bool:
    """Whether it tells of a person what one should know, and nothing else: "she is pregnant"."""
    told = {*spotted.present, *spotted.unsure}
    named = spotted.age is not None or spotted.about not in ("", YOU)
    return named and bool(told) and told <= spotter(language).meaning.background


def asked_for(tokens: Sequence[str], language: str) -> AskedFor:
    """What the words of one question ask for."""
    facts, then = fact_finder(language).find(tokens)
    leaning, _ = finder(language, "leaning").find(tokens)
    return AskedFor(facts, then, leaning)


def words_of(language: str) -> AskingWords:
    """The words of asking of a language."""
    return spotter(language).asking


def _asked_for(
    tokens: Sequence[str], pauses: Sequence[int], language: str
) -> tuple[AskedFor, AskedFor]:
    """What words ask for, and what a second question in it asks for.

    What is told beside a question asks for nothing: "he had a stone. What makes them grow?"
    """
    whole, words = asked_for(tokens, language), words_of(language)
    found = [(part, asked_for(part, language)) for part in parts(tokens, pauses, words)]
    questions = [asked for part, asked in found if asked and opens(part, words)]
    if len(questions) > 1 and questions[0].facts[:1] != questions[1].facts[:1]:
        return questions[0], questions[1]
    told = {name for part, asked in found if not opens(part, words) for name in asked.facts}
    if not questions or len(found) < 2:
        return whole, AskedFor()
    return replace(whole, facts=tuple(name for name in whole.facts if name not in told)), AskedFor()


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
def next_finder(language: str) -> NextFinder:
    """What finds the kinds of questions that are asked after the advice."""
    return NextFinder(**asking_next(language))


@lru_cache(maxsize=12)
def finder(language: str, name: str) -> FactFinder:
    """What finds the labels of leaning, mentions or reasons."""
    return FactFinder(**asking_by(language, name))


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

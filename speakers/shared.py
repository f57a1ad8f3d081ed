"""A conversation on a speaker that several people may use, one after the other."""

from __future__ import annotations

from content import Content
from listening.heard import FALLBACK, LAUNCH, Heard
from speakers.said import Said, told
from speakers.text import Conversation
from talking.converse import converse
from talking.talk import Preferences, Question, Reply, Talk

MOST_MISSES = 3
"""So often in a row not understood, it stops listening until it is spoken to again."""

OPENINGS = frozenset({LAUNCH, "TellApartIntent", "CheckupIntent"})
"""What begins a conversation, and is no answer to anything."""


class Shared(Conversation):
    """A conversation that is closed by its verdict: another person begins it anew.

    Offers and commands after the verdict, and further signs, still belong to it. A new question,
    or a trouble that was told already, does not: the same person would not begin again. An
    emergency stays until it is silent; to be told of it twice is the smaller mistake.
    """

    silences = 0
    misses = 0

    def _answer(self, heard: Heard) -> Reply:
        if settled(self.content, self.talk) and begins_anew(self.talk, heard):
            self.talk = Talk(preferences=self.talk.preferences)
        before = self.talk.misses
        reply = super()._answer(heard)
        missed = (reply.acted or heard.intent) == FALLBACK or reply.talk.misses > before
        self.misses = self.misses + 1 if missed else 0
        return reply

    def hear(self, words: str) -> Said:
        """What is said to words. To none at all: the open question once more, then nothing."""
        if any(character.isalnum() for character in words):
            self.silences = 0
            reply = self.say(words)
            return told(self.content, reply, self._listens_for(reply))
        question, self.silences = self.talk.question, self.silences + 1
        if question is None or self.silences > 1:
            return Said("", "information", "", self.content.place.emergency_number, None, ())
        return Said(
            text=question.reprompt or question.text,
            urgency="emergency" if self.talk.emergency_told else "information",
            action="",
            number=self.content.place.emergency_number,
            question=question,
            sources=(),
        )

    def _listens_for(self, reply: Reply) -> Question | None:
        return reply.question if self.misses < MOST_MISSES else None


def settled(content: Content, talk: Talk) -> bool:
    """Whether all that was told has been judged, and is no emergency."""
    asking = talk.checkup or talk.in_checkup
    return bool(talk.findings.troubles(content.meaning)) and not asking and not talk.emergency_told


def begins_anew(talk: Talk, heard: Heard) -> bool:
    """Whether these words open a conversation, after one that is settled."""
    if heard.intent in OPENINGS:
        return True
    told_before = set(heard.present) <= talk.findings.present
    return heard.intent == "SymptomIntent" and bool(heard.present) and told_before


class Once(Conversation):
    """One sentence of somebody who cannot be known again: answered, and nothing is asked."""

    def __init__(self, locale: str) -> None:
        super().__init__(locale)
        self.talk = Talk(preferences=Preferences(information_mode=True))

    def hear(self, words: str) -> Said:
        """What is said to words, without any question."""
        reply = self.say(words)
        found = told(self.content, reply)
        if found.text:
            return found
        return told(self.content, converse(self.content, Talk(), Heard("AboutIntent")))

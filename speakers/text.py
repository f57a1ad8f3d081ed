"""The plainest front: words in, words out. What a new front needs stands here, and no more."""

from __future__ import annotations

from content import load
from listening.heard import LAUNCH, Heard
from listening.listen import listen
from talking.converse import converse
from talking.talk import Reply, Talk


class Conversation:
    """One person's conversation in the words of a place; nothing of it is kept anywhere else."""

    def __init__(self, locale: str = "en-US") -> None:
        self.content = load(locale)
        self.talk = Talk()

    def open(self) -> Reply:
        """What is said to somebody who has not asked anything yet."""
        return self._answer(Heard(LAUNCH))

    def say(self, words: str) -> Reply:
        """What is said to these words."""
        return self._answer(listen(words, self.content.locale, self.talk.question))

    def _answer(self, heard: Heard) -> Reply:
        reply = converse(self.content, self.talk, heard)
        self.talk = Talk(preferences=reply.talk.preferences) if reply.ends else reply.talk
        return reply


def words_of(reply: Reply) -> str:
    """All that a reply says, the question last, as one text."""
    return " ".join(" ".join(reply.spoken).split())

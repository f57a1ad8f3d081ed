"""What a player's words mean in a conversation: wait, go on, next, loop, shuffle."""

from __future__ import annotations

from content import Content
from talking import answers, ask, commands, safety
from talking.talk import Reply, Talk


def wait(content: Content, talk: Talk) -> Reply:
    """ "Wait": all the time that is needed, and the open question once more. Help does not wait."""
    if talk.emergency_told:
        return commands.keep(
            content, talk, content.say("emergency.once_more", now=safety.now(content, talk))
        )
    return commands.keep(content, talk, content.say("commands.wait"))


def go_on(content: Content, talk: Talk) -> Reply:
    """ "Go on", "next": a yes to what is on offer; a safety question still wants its answer."""
    question = talk.question
    if question is None or question.kind != "offer" or question.id in ask.OPEN:
        return commands.keep(content, talk, content.say("commands.nothing_playing"))
    return answers.yes(content, talk)


def nothing_playing(content: Content, talk: Talk) -> Reply:
    """A player's word with nothing to play."""
    return commands.keep(content, talk, content.say("commands.nothing_playing"))


def no_shuffle(content: Content, talk: Talk) -> Reply:
    """Why there is no shuffling."""
    return commands.keep(content, talk, content.say("commands.shuffle"))

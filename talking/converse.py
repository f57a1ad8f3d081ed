"""`converse()`: what was heard goes in, what is said next comes out. Pure: no SDK, no I/O.

Every front calls this and nothing else of the conversation. All that is remembered from one turn
to the next is in the Talk that the Reply carries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from content import Content
from listening.heard import FALLBACK, LAUNCH, Heard
from talking import (
    after,
    answers,
    asked,
    commands,
    curious,
    facts,
    leaning,
    lost,
    player,
    report,
    safety,
    summary,
    welcome,
)
from talking.talk import Reply, Talk
from talking.turn import Turn, take

REPEAT = "AMAZON.RepeatIntent"
FORGET_ME = "ForgetMeIntent"

ON_THE_TALK: Mapping[str, Callable[[Content, Talk], Reply]] = {
    LAUNCH: welcome.launch,
    "AMAZON.YesIntent": answers.yes,
    "AMAZON.NoIntent": answers.no,
    "SkipIntent": answers.skip,
    "MoreIntent": commands.longer,
    REPEAT: commands.repeat,
    "SlowerIntent": commands.slower,
    "FasterIntent": commands.faster,
    "ShorterIntent": commands.shorter,
    "LongerIntent": commands.more_each_time,
    "PlainIntent": commands.plainer,
    "WhereAmIIntent": commands.where_am_i,
    "WhyIntent": commands.why,
    "SourceIntent": commands.who_says_so,
    "AMAZON.StartOverIntent": welcome.start_again,
    "AMAZON.HelpIntent": welcome.help_,
    "ThanksIntent": welcome.thanks,
    "HumanIntent": welcome.human,
    "AboutIntent": welcome.about,
    "AMAZON.StopIntent": welcome.goodbye,
    "AMAZON.CancelIntent": welcome.goodbye,
    "AMAZON.NavigateHomeIntent": welcome.goodbye,
    "AMAZON.PauseIntent": player.wait,
    "AMAZON.ResumeIntent": player.go_on,
    "AMAZON.NextIntent": player.go_on,
    "AMAZON.LoopOnIntent": player.nothing_playing,
    "AMAZON.LoopOffIntent": player.nothing_playing,
    "AMAZON.ShuffleOnIntent": player.no_shuffle,
    "AMAZON.ShuffleOffIntent": player.no_shuffle,
}
"""Intents that need no more than the talk so far."""

ON_WHAT_WAS_SAID: Mapping[str, Callable[[Turn], Reply]] = {
    "TellApartIntent": asked.tell_apart,
    "DifferenceIntent": curious.in_general,
    "TopicIntent": asked.about_topic,
    "SymptomIntent": report.symptoms,
    "CheckupIntent": lambda turn: safety.start(turn.content, turn.step),
    "AnswerIntent": answers.in_own_words,
    "AMAZON.PreviousIntent": report.back,
    FALLBACK: lost.unheard,
    "PlaySummaryIntent": lambda turn: summary.tell(
        turn.content, turn.step, turn.slots.get("topic", turn.talk.topic)
    ),
    "InformationModeIntent": lambda turn: commands.information_mode(
        turn.content, turn.talk, switched_on(turn)
    ),
    "CaptionsIntent": lambda turn: commands.captions(turn.content, turn.talk, switched_on(turn)),
    FORGET_ME: lambda turn: commands.forget(turn.content, turn.talk, done=switched_on(turn)),
}
"""Intents whose words, slots or findings count too."""


def converse(content: Content, talk: Talk, heard: Heard) -> Reply:
    """The reply to what was heard; its Talk is the one to bring to the next turn."""
    if heard.intent != REPEAT:
        talk = replace(talk, repeats=0)
    turn = curious.settled(take(content, replace(talk, fact=""), heard))
    following = after.reply_to(turn) or curious.closing(turn)
    if following is not None:
        return remembered(content, following)
    fact = None if safety.must_answer_now(content, turn.talk) else facts.asked_for(turn)
    if fact is None:
        leans = leaning.asked_on(turn) or leaning.spoken_of(turn)
        if leans is not None:
            return remembered(content, leans)
    if fact is not None and not answers_too(turn):
        return remembered(content, facts.answer(turn, fact))
    reply = acted_on(turn)
    reply = leaning.beside(turn, reply) if fact is None else facts.beside(reply, fact)
    return remembered(content, reply)


def answers_too(turn: Turn) -> bool:
    """Whether the words also tell something, or answer the question of the check-up."""
    answered = turn.heard.intent in facts.ANSWERING and bool(
        turn.heard.intent != "AnswerIntent" or turn.slots.get("answer")
    )
    return turn.told_something or (turn.talk.in_checkup and answered)


def acted_on(turn: Turn) -> Reply:
    """The reply to the intent."""
    intent = turn.heard.intent
    if intent == "TopicIntent" and turn.told_something and facts.asked_for(turn) is not None:
        intent = "SymptomIntent"  # the question is answered by a fact: what was told is heard
    by_words = ON_WHAT_WAS_SAID.get(intent)
    if by_words is not None:
        return by_words(turn)
    return ON_THE_TALK.get(intent, lost.misunderstood)(turn.content, turn.talk)


def remembered(content: Content, reply: Reply) -> Reply:
    """The reply with what "repeat", "shorter" and "in plain words" will be about in its Talk."""
    if reply.private:
        return reply
    reply = replace(reply, action=action_of(content, reply))
    repeatable = reply.ideas if reply.repeatable is None else reply.repeatable
    told = reply.talk.told if reply.command else repeatable
    return replace(
        reply, talk=replace(reply.talk, said=repeatable, told=told, question=reply.question)
    )


def action_of(content: Content, reply: Reply) -> str:
    """Who is to see the person, as the row says that decides the reply's urgency."""
    verdict = safety.verdict_of(content, reply.talk)
    return verdict.row.rung if verdict.row and verdict.urgency == reply.urgency else "none"


def switched_on(turn: Turn) -> bool:
    """Whether a switch was turned on; on where nothing was said of it."""
    return turn.slots.get("state", "on") != "off"

"""Commands that work from anywhere. None of them loses the question that was open."""

from __future__ import annotations

from dataclasses import replace

from content import Content
from talking import ask, knowledge, safety
from talking.talk import PACES, Preferences, Reply, Talk

# How a second "repeat" is spoken, by the person's own pace.
_SLOWER = {"fast": "normal", "normal": "slow", "slow": "slowest"}


def repeat(content: Content, talk: Talk) -> Reply:
    """Says the last words again, word for word; from the second time on, more slowly."""
    repeats = talk.repeats + 1
    if not talk.said and talk.question is None:
        return keep(content, talk, content.say("commands.nothing_to_repeat"))
    slower = _SLOWER[talk.preferences.pace] if repeats > 1 else ""
    talk = replace(talk, repeats=repeats)
    return Reply(
        talk=talk, ideas=talk.said, urgency=_urgency(content, talk), pace=slower, command=True
    )


def slower(content: Content, talk: Talk) -> Reply:
    """One pace slower."""
    return change_pace(content, talk, -1)


def faster(content: Content, talk: Talk) -> Reply:
    """One pace faster."""
    return change_pace(content, talk, +1)


def change_pace(content: Content, talk: Talk, step: int) -> Reply:
    """One pace slower (-1) or faster (+1); says the last words again at the new pace."""
    now = PACES.index(talk.preferences.pace)
    wanted = min(max(now + step, 0), len(PACES) - 1)
    talk = replace(talk, preferences=replace(talk.preferences, pace=PACES[wanted]))
    if wanted == now:
        said = content.say("commands.slowest" if step < 0 else "commands.fastest")
    else:
        said = content.say("commands.slower" if step < 0 else "commands.faster")
    return replace(keep(content, talk, said, *talk.said), repeatable=talk.said)


def shorter(content: Content, talk: Talk) -> Reply:
    """Short answers from now on; the last one is said again: its first sentence, and the net."""
    talk = replace(talk, preferences=replace(talk.preferences, length="short"), more_told=False)
    short = _first_sentence_and_net(content, talk)
    reply = keep(content, talk, content.say("commands.shorter"), *short)
    return replace(reply, repeatable=short)


def more_each_time(content: Content, talk: Talk) -> Reply:
    """Full answers from now on; what the last one left out is told at once."""
    talk = replace(talk, preferences=replace(talk.preferences, length="full"))
    said = [content.say("commands.longer")]
    if talk.topic in content.topics and not (talk.in_checkup or talk.emergency_told):
        if not talk.more_told:
            said.append(content.answer(talk.topic, talk.aspect).more)
        talk = replace(talk, more_told=True)
        if talk.question is not None and talk.question.id == "offer.more":
            talk = replace(talk, question=knowledge.following(content, talk, talk.aspect))
    return keep(content, talk, *said)


def plainer(content: Content, talk: Talk) -> Reply:
    """Simpler wording from now on, the open question included."""
    talk = replace(talk, preferences=replace(talk.preferences, plain=True))
    question = ask.find(content, talk.question.id) if talk.question else None
    if question is not None:
        talk = replace(talk, question=ask.safety(content, question, plain=True, about=talk.about))
        return keep(content, talk, content.say("commands.plain"))
    ideas = [content.say("commands.plain")]
    if talk.topic in content.topics and not talk.emergency_told:
        ideas.append(content.answer(talk.topic, talk.aspect).spoken)
    else:
        ideas += talk.told
    return keep(content, talk, *ideas)


def longer(content: Content, talk: Talk) -> Reply:
    """ "Tell me more": the longer part of the last answer, or why the open question is asked."""
    if safety.must_hold_on(content, talk):
        return safety.emergency(content, talk)
    if talk.in_checkup:
        return why(content, talk)
    if talk.topic not in content.topics and not ask.is_open(talk.question):
        return keep(content, talk, content.say("commands.nothing_more"))
    return knowledge.more(content, talk.with_undo())


def where_am_i(content: Content, talk: Talk) -> Reply:
    """Where the conversation stands."""
    if talk.emergency_told:
        said = content.say("commands.where_emergency")
    elif talk.in_checkup:
        said = content.say("commands.where_question")
    elif talk.topic in content.topics:
        said = content.say("commands.where_topic", topic=content.topics[talk.topic].name)
    else:
        said = content.say("commands.where_fresh")
    return keep(content, talk, said)


def why(content: Content, talk: Talk) -> Reply:
    """Why the open question is asked, or why the advice is what it is."""
    question = ask.find(content, talk.question.id) if talk.question else None
    row = safety.verdict_of(content, talk).row
    told = row is not None and row.id == talk.row and question is None
    if row is not None and (told or safety.must_hold_on(content, talk)):
        return keep(content, talk, row.because)
    return keep(content, talk, question.why if question else content.say("commands.why_none"))


def who_says_so(content: Content, talk: Talk) -> Reply:
    """The source of what was said last, in one phrase."""
    source = content.sources.get(talk.source)
    if source is None:
        return keep(content, talk, content.say("commands.source_none"))
    said = content.say("commands.source", name=source.name, title=source.title)
    return replace(keep(content, talk, said), sources=(source,))


def go_back(content: Content, talk: Talk) -> Reply:
    """Undoes the last answer, or goes back to the answer before this one."""
    before = talk.undone()
    if before is not None and before.in_checkup:
        return keep(content, before, content.say("checkup.undone"))
    if talk.emergency_told:  # only an answer that was given by mistake takes an emergency back
        return keep(
            content, talk, content.say("emergency.once_more", now=safety.now(content, talk))
        )
    if before is None:
        return keep(content, talk, content.say("commands.nothing_back"))
    reply = keep(content, before, content.say("commands.back"), *before.said)
    return replace(reply, repeatable=before.said, command=False)


def information_mode(content: Content, talk: Talk, on: bool) -> Reply:
    """Information only, and no personal question, or back to asking."""
    talk = replace(talk, preferences=replace(talk.preferences, information_mode=on))
    if on and talk.in_checkup:
        talk = replace(talk, question=ask.offer(content, "offer.other"), checkup=False)
    said = content.say("commands.information_on" if on else "commands.information_off")
    return keep(content, talk, said)


def captions(content: Content, talk: Talk, on: bool) -> Reply:
    """Whether the words are shown on a screen while they are spoken."""
    talk = replace(talk, preferences=replace(talk.preferences, captions=on))
    return keep(content, talk, content.say(f"commands.captions_{'on' if on else 'off'}"))


def forget(content: Content, talk: Talk, *, done: bool) -> Reply:
    """Says that every kept choice is gone, or that the store could not be reached."""
    talk = replace(talk, preferences=Preferences(visits=1)) if done else talk
    said = content.say("commands.forgotten" if done else "commands.forget_failed")
    return keep(content, talk, said)


def _urgency(content: Content, talk: Talk) -> str:
    return safety.verdict_of(content, talk).urgency


def keep(content: Content, talk: Talk, *ideas: str) -> Reply:
    """Says the ideas and puts the open question again; opens one where none was."""
    if talk.question is None:
        talk = replace(talk, question=ask.offer(content, "offer.other"))
    talk = replace(talk, misses=0)
    said = help_first(content, talk, tuple(idea for idea in ideas if idea))
    return Reply(talk=talk, ideas=said, urgency=_urgency(content, talk), command=True)


def help_first(content: Content, talk: Talk, ideas: tuple[str, ...]) -> tuple[str, ...]:
    """The ideas, after an emergency with what to do first in front, unless it is among them."""
    now = safety.now(content, talk)
    if not talk.emergency_told or any(now in idea for idea in ideas):
        return ideas
    return (now, *ideas)


def _first_sentence_and_net(content: Content, talk: Talk) -> tuple[str, ...]:
    """The start of what was last told, and when to get help where that was part of it."""
    if not talk.told:
        return ()
    first = talk.told[0]
    if talk.emergency_told or talk.topic not in content.topics:
        return (first,)
    answer = content.answer(talk.topic, talk.aspect)
    if not any(idea in talk.told for idea in (answer.short, answer.more)):
        return (first,)
    return tuple(
        idea for idea in (answer.short.split(". ")[0].rstrip(".") + ".", answer.net) if idea
    )

"""Hello, help, about, starting again and goodbye."""

from __future__ import annotations

from dataclasses import replace

from content import Content
from talking import ask, commands, safety
from talking.talk import Reply, Talk


def launch(content: Content, talk: Talk) -> Reply:
    """The first use explains itself in two sentences and the disclaimer; later ones are short."""
    first = talk.preferences.visits == 0
    preferences = replace(talk.preferences, visits=talk.preferences.visits + 1)
    talk = replace(talk, preferences=preferences, question=ask.offer(content, "launch.ask"))
    hello = content.say("launch.first" if first else "launch.again")
    return Reply(talk=talk, ideas=(hello,), topic="help")


def help_(content: Content, talk: Talk) -> Reply:
    """What can be said here and now; an open question is put again after it."""
    if talk.emergency_told:
        return _with_open_question(content, talk, content.say("help.after_emergency"))
    if talk.in_checkup:
        return _with_open_question(content, talk, _next_help(content, talk, "help.in_question"))
    if talk.question is not None and talk.topic in content.topics:
        return _with_open_question(content, talk, _next_help(content, talk, "help.in_answer"))
    talk = replace(talk, question=ask.offer(content, "help.ask"))
    return Reply(talk=talk, ideas=(content.say("help.fresh"),), topic="help")


def about(content: Content, talk: Talk) -> Reply:
    """Who speaks, what it is not, and that nothing is kept."""
    if talk.question is not None and (talk.in_checkup or talk.emergency_told):
        return _with_open_question(content, talk, content.say("about.who"), topic="about")
    talk = replace(talk, question=ask.offer(content, "about.ask"))
    return Reply(talk=talk, ideas=(content.say("about.who"),), topic="about")


def human(content: Content, talk: Talk) -> Reply:
    """Whom to call, and the emergency number."""
    talk = talk if talk.question else replace(talk, question=ask.offer(content, "offer.other"))
    return _with_open_question(content, talk, content.say("human.who"))


def thanks(content: Content, talk: Talk) -> Reply:
    """You are welcome; an open question is put again."""
    talk = talk if talk.question else replace(talk, question=ask.offer(content, "offer.other"))
    return _with_open_question(content, talk, content.say("leaving.welcome"))


def start_again(content: Content, talk: Talk) -> Reply:
    """Forgets the conversation, keeps the person's choices, and asks anew."""
    fresh = Talk(preferences=talk.preferences, question=ask.offer(content, "launch.ask"))
    ideas: tuple[str, ...] = (content.say("commands.start_again"),)
    if safety.must_hold_on(content, talk):
        said = content.say("leaving.stop_emergency", now=safety.now(content, talk))
        ideas = (said, *ideas)
    return Reply(talk=fresh, ideas=ideas, topic="help")


def goodbye(content: Content, talk: Talk, *, declined: bool = False) -> Reply:
    """The last words. What is urgent is said once more before they are gone."""
    verdict = safety.verdict_of(content, talk)
    if verdict.urgency == "emergency":
        said = content.say("leaving.stop_emergency", now=safety.now(content, talk))
        ideas: tuple[str, ...] = (said,)
    else:
        ideas = (content.say("leaving.declined" if declined else "leaving.stop"),)
        unsaid = talk.in_checkup or not talk.said
        if verdict.row is not None and verdict.urgency in ("same_day", "within_days"):
            last = content.say(f"leaving.{verdict.urgency}")
            ideas = (verdict.row.action, *ideas) if unsaid else (last,)
    return Reply(talk=replace(talk, question=None), ideas=ideas, urgency=verdict.urgency, ends=True)


def _next_help(content: Content, talk: Talk, key: str) -> str:
    """Three things to say at once; three others when help is asked for right after."""
    first = content.say(key)
    return content.say(f"{key}_more") if talk.said == (first,) else first


def _with_open_question(content: Content, talk: Talk, text: str, topic: str = "") -> Reply:
    urgency = safety.verdict_of(content, talk).urgency
    talk = replace(talk, misses=0)
    ideas = commands.help_first(content, talk, (text,))
    return Reply(talk=talk, ideas=ideas, urgency=urgency, topic=topic, command=True)

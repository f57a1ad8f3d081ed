"""The questions the skill can leave open: safety questions and offers."""

from __future__ import annotations

from dataclasses import replace

from content import Content, SafetyQuestion
from talking.talk import Question

# Stands between the id of a question and the sign that one of its parts asks about.
PART = "."
# Offers that want words of one's own; yes and no are no answer to them.
OPEN = frozenset(
    {
        "launch.ask",
        "curious.ask",
        "curious.about_ask",
        "help.ask",
        "about.ask",
        "offer.other",
        "lost.first_ask",
        "knowledge.no_topic",
        "checkup.what_hurts",
    }
)


def safety(
    content: Content, question: SafetyQuestion, *, plain: bool = False, about: str = ""
) -> Question:
    """A safety question as it is put; `plain` uses its easier wording, `about` is whom it is about.

    The reprompt is what is heard after silence, so on a life question it names the number too.
    """
    question = question.about(about)
    lead = "checkup.in_words" if question.kind == "fact" else "checkup.yes_or_no"
    easier = f"{content.say(lead)} {question.easier}"
    if question.life:
        easier = f"{content.say('checkup.if_silent')} {easier}"
    return Question(
        id=question.id,
        kind=question.kind,
        text=question.easier if plain else question.text,
        reprompt=easier,
        asks=question.asks,
    )


def offer(content: Content, name: str, **values: str) -> Question:
    """An offer from the phrases, {values} filled in: yes hears more, no declines."""
    section, key = name.split(".")
    return Question(
        id=name,
        kind="offer",
        text=content.say(f"{section}.{key}"),
        reprompt=content.say(
            f"{section}.{key.removesuffix('_ask')}_reprompt"
            if key != "ask"
            else f"{section}.reprompt",
            **values,
        ),
    )


def about(content: Content, topic: str) -> Question:
    """What somebody who only wants to know would like to know of a topic."""
    name = content.topics[topic].name
    return Question(
        id="curious.about_ask",
        kind="offer",
        text=content.say("curious.about_ask", topic=name),
        reprompt=content.say("curious.about_reprompt", topic=name),
    )


def next_aspect(content: Content, topic: str, aspect: str) -> Question:
    """The offer to go on with another aspect of the same topic."""
    text = content.say(f"offer.next_aspect.{aspect}", topic=content.topics[topic].name)
    return Question(
        id=f"next.{aspect}",
        kind="offer",
        text=text,
        reprompt=f"{content.say('checkup.yes_or_no')} {text}",
    )


def find(content: Content, question_id: str) -> SafetyQuestion | None:
    """The safety question of that id, or the part of one; None where there is none."""
    whole_id, _, sign = question_id.partition(PART)
    whole = next((item for item in content.questions if item.id == whole_id), None)
    if whole is None or not sign:
        return whole
    return part(content, whole, sign) if sign in whole.asks else None


def part(content: Content, whole: SafetyQuestion, sign: str) -> SafetyQuestion:
    """The question about one sign of those that a safety question asks about together."""
    name = content.finding_name(sign)
    text = content.say("checkup.part", finding=name)
    return replace(
        whole,
        id=f"{whole.id}{PART}{sign}",
        asks=(sign,),
        text=text,
        easier=text,
        heard=name,
        no_means=(),
        yes_means=(),
    )


def is_open(question: Question | None) -> bool:
    """Whether any words may come next: an open question, or none at all."""
    return question is None or question.id in OPEN

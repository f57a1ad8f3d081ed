"""What an assistant can call: `ask`, `safety_check`, `topics`, `sources`. Pure but for sessions.

An assistant may word answers anew. So every result carries the exact sentence, and what must not
be lost if it is not said: urgency, action and number. Nothing a caller sends is said back.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from content import Content, Source, load
from listening.heard import Heard
from speakers.places import place
from speakers.said import Said, said
from speakers.sessions import Sessions
from speakers.text import Conversation
from talking import ask as asking
from talking import triage
from talking.converse import converse
from talking.talk import Question, Talk

SILENCE = 900.0
"""Seconds after which a conversation is forgotten: people type slower than they talk."""
MOST_WORDS = 500
"""Characters of one sentence."""
WORD_FOR_WORD = (
    "Say the text in `say` word for word, all of it and nothing before it. Do not shorten, soften "
    "or add to it. It is general information; no doctor has checked anybody."
)


class Refused(Exception):
    """A call that cannot be answered; the message says what to send instead."""


@dataclass(frozen=True)
class NextQuestion:
    """The question that `say` ends with. answers: what settles it; any words will do if empty."""

    id: str
    kind: str
    text: str
    answers: Sequence[str]


@dataclass(frozen=True)
class Named:
    """A source: who says so, on which page, and when that was reviewed."""

    name: str
    title: str
    url: str
    reviewed: str


@dataclass(frozen=True)
class Advice:
    """One answer of the guide."""

    say: str
    urgency: str
    action: str
    number: str
    question: NextQuestion | None
    sources: Sequence[Named]
    session: str = ""
    new_session: bool = False
    how: str = WORD_FOR_WORD


@dataclass(frozen=True)
class TopicLine:
    """A topic that can be asked about, and the resource that holds all of it."""

    id: str
    name: str
    aspects: Sequence[str]
    resource: str


@dataclass
class Assistant:
    """The guide for one server. `locale` fixes the place; without it each call names its own."""

    locale: str = ""
    sessions: Sessions[Conversation] = field(default_factory=lambda: Sessions(SILENCE))

    def ask(self, words: str, session: str = "", locale: str = "", caller: str = "") -> Advice:
        """The answer to a sentence. Raises Refused where it is empty or too long.

        A session is an id that an earlier answer gave to the same `caller`; any other begins a
        new one, so that no two callers can ever share theirs.
        """
        if not words.strip() or len(words) > MOST_WORDS:
            raise Refused(
                f"`words` must hold 1 to {MOST_WORDS} characters of what the person said."
            )
        conversation = self.sessions.get((caller, session)) if session else None
        new = conversation is None
        if conversation is None:
            session = secrets.token_urlsafe(16)
            conversation = Conversation(self._place(locale))
            self.sessions.keep((caller, session), conversation)
        reply = conversation.say(words)
        return advice(said(conversation.content, reply), session, new)

    def safety_check(
        self,
        present: Iterable[str],
        unsure: Iterable[str] = (),
        absent: Iterable[str] = (),
        locale: str = "",
    ) -> Advice:
        """How urgent findings are: the same for the same findings, and never less for more.

        Raises Refused for a name that is not known, so that no sign can be lost on the way.
        """
        content = load(self._place(locale))
        yes, no, maybe = tuple(present), tuple(absent), tuple(unsure)
        strange = sorted({*yes, *no, *maybe} - set(findings(content)))
        if strange:
            raise Refused(
                f"Unknown findings: {', '.join(repr(name[:40]) for name in strange[:5])}. Nothing "
                "was decided. Use the names of the resource back-pain-guide://findings."
            )
        if not yes and not maybe:
            raise Refused("Name at least one finding in `present` or `unsure`.")
        reply = converse(content, Talk(), Heard("SymptomIntent", {}, "", yes, no, maybe))
        verdict = triage.decide(content.triage, reply.talk.findings)
        found = said(content, reply)
        urgency = max(verdict.urgency, found.urgency, key=triage.level)
        return advice(Said(**{**vars(found), "urgency": urgency}))

    def topics(self, locale: str = "") -> list[TopicLine]:
        """All topics, in alphabetical order."""
        content = load(self._place(locale))
        return [
            TopicLine(name, topic.name, sorted(topic.aspects), resource(name))
            for name, topic in sorted(content.topics.items())
        ]

    def sources(self, topic: str = "") -> list[Named]:
        """The sources of a topic, or all. Raises Refused for a topic that is not known."""
        content = load(self._place(""))
        if not topic:
            return [named(source) for _, source in sorted(content.sources.items())]
        if topic not in content.topics:
            raise Refused(f"Unknown topic. Known topics: {', '.join(sorted(content.topics))}.")
        answers = content.topics[topic].aspects.values()
        found = {source.id: source for answer in answers for source in answer.sources}
        return [named(source) for _, source in sorted(found.items())]

    def topic_text(self, topic: str) -> str:
        """All that is said on a topic, with its sources, as Markdown."""
        found = load(self._place("")).topics[topic]
        lines = [f"# {found.name}", "", WORD_FOR_WORD.split(". ")[-1]]
        for aspect, answer in found.aspects.items():
            names = "; ".join(f"{one.name}, {one.title}: {one.url}" for one in answer.sources)
            lines += ["", f"## {aspect}", "", f"{answer.spoken} {answer.more}", "", names]
        return "\n".join(lines)

    def findings_text(self) -> str:
        """The names that `safety_check` knows, and what each one means."""
        content = load(self._place(""))
        return "\n".join(f"{name}: {content.finding_name(name)}" for name in findings(content))

    def _place(self, locale: str) -> str:
        return place(self.locale) if self.locale else place(locale)


def findings(content: Content) -> list[str]:
    """The names of all findings."""
    return list(content.findings["findings"])


def resource(topic: str) -> str:
    """The address of a topic's resource."""
    return f"back-pain-guide://topics/{topic}"


def named(source: Source) -> Named:
    """A source as a caller sees it."""
    return Named(source.name, source.title, source.url, source.reviewed)


def advice(found: Said, session: str = "", new_session: bool = False) -> Advice:
    """An answer as a caller sees it."""
    return Advice(
        say=found.text,
        urgency=found.urgency,
        action=found.action,
        number=found.number,
        question=_next(found.question),
        sources=[named(source) for source in found.sources],
        session=session,
        new_session=new_session,
    )


def _next(question: Question | None) -> NextQuestion | None:
    if question is None:
        return None
    answers = {"safety": ["yes", "no", "not sure"], "offer": ["yes", "no"]}.get(question.kind, [])
    if asking.is_open(question):
        answers = []
    return NextQuestion(question.id, question.kind, question.text, answers)

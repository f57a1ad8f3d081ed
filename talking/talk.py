"""What is remembered of a conversation, and what is said next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from content import Source
from talking import attributes as read
from talking.findings import Findings

PACES = ("slow", "normal", "fast")
MOST_UNDO = 8


@dataclass(frozen=True)
class Preferences:
    """A person's choices; the only thing that may outlive a session."""

    pace: str = "normal"
    length: str = "short"
    plain: bool = False
    captions: bool = True
    information_mode: bool = False
    visits: int = 0

    @classmethod
    def from_json(cls, saved: object) -> Preferences:
        """Preferences from a store or a session; unknown keys and wrong types are left out."""
        defaults = cls()
        raw = read.mapping(saved)
        kept = {
            name: raw[name]
            for name in cls.__dataclass_fields__
            if name in raw and type(raw[name]) is type(getattr(defaults, name))
        }
        found = cls(**kept)
        return found if found.pace in PACES else replace(found, pace="normal")

    def as_json(self) -> dict[str, Any]:
        """Preferences as a store or a session keeps them."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True)
class Question:
    """The question left open.

    `kind` is safety (yes or no settles `asks`), fact (an open answer) or offer (yes hears more).
    """

    id: str
    kind: str
    text: str
    reprompt: str
    asks: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, saved: object) -> Question | None:
        """The question as session attributes carry it, None where none is open."""
        raw = read.mapping(saved)
        identity, text = read.text(raw.get("id")), read.text(raw.get("text"))
        if not identity or not text:
            return None
        return cls(
            id=identity,
            kind=read.text(raw.get("kind"), "offer"),
            text=text,
            reprompt=read.text(raw.get("reprompt"), text),
            asks=read.texts(raw.get("asks")),
        )

    def as_json(self) -> dict[str, Any]:
        """The question as session attributes carry it."""
        return {
            "id": self.id,
            "kind": self.kind,
            "asks": list(self.asks),
            "text": self.text,
            "reprompt": self.reprompt,
        }


@dataclass(frozen=True)
class Talk:
    """One conversation, as the session attributes carry it from turn to turn.

    `about` is whom it is about: you, he, she or they; "" as long as nobody was named.
    `said` is what was last said, whatever it was; `told` the last answer, which commands such as
    "where am I" leave as it is. `nets` are the topics whose line on when to get help was said.
    `row` is the triage row whose advice was told, `steps_told` how many steps of its plan.
    `curious` is who only wants to know: answered, asked nothing, named no number.
    `unknown` counts the questions that had no answer. `later` is the fact that a second question
    asked for and that is on offer. `head` is the fact that was last spoken of, or the one that it
    goes on from.
    `parts` are the parts of a question that are asked one by one, the open one first; with
    `one_of_parts` one of them is there, else none of them is sure.
    """

    topic: str = "none"
    aspect: str = "overview"
    findings: Findings = field(default_factory=Findings)
    question: Question | None = None
    said: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    one_of_parts: bool = False
    checkup: bool = False
    misses: int = 0
    repeats: int = 0
    more_told: bool = False
    nets: tuple[str, ...] = ()
    emergency_told: bool = False
    source: str = ""
    fact: str = ""
    about: str = ""
    row: str = ""
    steps_told: int = 0
    curious: bool = False
    unknown: int = 0
    later: str = ""
    head: str = ""
    preferences: Preferences = field(default_factory=Preferences)
    undo: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def from_json(cls, attributes: object) -> Talk:
        """The Talk in a request's session attributes; whatever cannot be read is as if new."""
        answer, raw = read.opened(attributes)
        return cls(
            topic=read.text(raw.get("topic"), "none"),
            aspect=read.text(raw.get("aspect"), "overview"),
            findings=Findings.from_json(answer.get("findings")).without(_doubts(raw)),
            question=Question.from_json(answer.get("question")),
            said=read.texts(raw.get("said")),
            told=read.texts(raw.get("told")),
            asked=read.texts(raw.get("asked")),
            skipped=read.texts(raw.get("skipped")),
            parts=read.texts(raw.get("parts")),
            one_of_parts=raw.get("one_of_parts") is True,
            checkup=raw.get("checkup") is True,
            misses=read.count(raw.get("misses")),
            repeats=read.count(raw.get("repeats")),
            more_told=raw.get("more_told") is True,
            nets=read.texts(raw.get("nets")),
            emergency_told=raw.get("emergency_told") is True,
            source=read.text(raw.get("source")),
            about=read.text(raw.get("about")),
            row=read.text(raw.get("row")),
            steps_told=read.count(raw.get("steps_told")),
            curious=raw.get("curious") is True,
            unknown=read.count(raw.get("unknown")),
            later=read.text(raw.get("later")),
            head=read.text(raw.get("head")),
            preferences=Preferences.from_json(raw.get("preferences")),
            undo=read.mappings(raw.get("undo"))[-MOST_UNDO:],
        )

    def as_json(self) -> dict[str, Any]:
        """What session attributes carry besides `answer`."""
        return {
            "version": read.VERSION,
            "topic": self.topic,
            "aspect": self.aspect,
            "said": list(self.said),
            "told": list(self.told),
            "asked": list(self.asked),
            "skipped": list(self.skipped),
            "parts": list(self.parts),
            "one_of_parts": self.one_of_parts,
            "checkup": self.checkup,
            "misses": self.misses,
            "repeats": self.repeats,
            "more_told": self.more_told,
            "nets": list(self.nets),
            "emergency_told": self.emergency_told,
            "source": self.source,
            "about": self.about,
            "row": self.row,
            "steps_told": self.steps_told,
            "curious": self.curious,
            "unknown": self.unknown,
            "later": self.later,
            "head": self.head,
            "preferences": self.preferences.as_json(),
            "undo": [dict(step) for step in self.undo],
        }

    @property
    def in_checkup(self) -> bool:
        """Whether a question of the check-up is open."""
        return self.question is not None and self.question.kind in ("safety", "fact")

    @property
    def shown_findings(self) -> Findings:
        """The findings, with the signs that are not sure and are being asked about one by one."""
        if self.one_of_parts:
            return self.findings
        signs = {part.partition(".")[2] for part in self.parts}
        return self.findings.add(unsure=signs - self.findings.known)

    def with_undo(self, before: Findings | None = None) -> Talk:
        """This Talk with a step to come back to; `before` is what was known there, if not this."""
        step = {
            "version": read.VERSION,
            "topic": self.topic,
            "aspect": self.aspect,
            "findings": (self.findings if before is None else before).as_json(),
            "question": self.question.as_json() if self.question else None,
            "said": list(self.said),
            "asked": list(self.asked),
            "skipped": list(self.skipped),
            "parts": list(self.parts),
            "one_of_parts": self.one_of_parts,
            "checkup": self.checkup,
            "emergency_told": self.emergency_told,
            "more_told": self.more_told,
            "source": self.source,
            "row": self.row,
        }
        return replace(self, undo=(*self.undo, step)[-MOST_UNDO:])

    def undone(self) -> Talk | None:
        """The Talk one step back, None where there is no step."""
        if not self.undo:
            return None
        step = self.undo[-1]
        before = Talk.from_json({"answer": step, "talk": step})
        return replace(
            before,
            told=before.said,
            nets=self.nets,
            fact=self.fact,
            curious=self.curious,
            preferences=self.preferences,
            repeats=self.repeats,
            misses=0,
            undo=self.undo[:-1],
        )


def _doubts(raw: Mapping[str, Any]) -> set[str]:
    """The signs that are shown as not sure while they are asked about one by one."""
    if raw.get("one_of_parts") is True:
        return set()
    return {part.partition(".")[2] for part in read.texts(raw.get("parts"))}


@dataclass(frozen=True)
class Reply:
    """What is said next. Each of `ideas` is a thought of its own, with a pause after it.

    `topic` is what this reply is about where that is not the Talk's own topic: help, about, none.
    `pace` is a pace for this reply alone. `play` names a summary to play from the start.
    `repeatable` is what "repeat" says again, where that is not all of `ideas`. With `command` it
    is no new answer: what was last told stays what "shorter" and "in plain words" are about.
    `action` is the rung of the row that decides. `private` is for somebody who may be overheard:
    a front shows none of its ideas, and "repeat" says none of them again. `acted` is the intent
    that was acted on, where what was heard alone names none.
    """

    talk: Talk
    ideas: tuple[str, ...]
    urgency: str = "information"
    ends: bool = False
    row: str = ""
    sources: tuple[Source, ...] = ()
    pace: str = ""
    topic: str = ""
    play: str = ""
    repeatable: tuple[str, ...] | None = None
    command: bool = False
    action: str = "none"
    private: bool = False
    acted: str = ""

    @property
    def question(self) -> Question | None:
        """The question left open, None when the conversation ends here."""
        return None if self.ends else self.talk.question

    @property
    def spoken(self) -> tuple[str, ...]:
        """All ideas in the order they are said, the question last."""
        return (*self.ideas, self.question.text) if self.question else self.ideas

"""What content is made of: small frozen records, no behaviour beyond looking things up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from content.meaning import Meaning, meaning_of
from content.plan import FollowUp, Plan

URGENCIES = ("information", "self_care", "routine", "within_days", "same_day", "emergency")
RUNGS = (
    "none",
    "home",
    "pharmacy",
    "doctor",
    "urgent_care",
    "emergency_department",
    "ambulance",
)
"""Who is to see the person: the action of an answer, lowest to highest."""
ASPECTS = (
    "overview",
    "symptoms",
    "causes",
    "treatment",
    "tests",
    "outlook",
    "prevention",
    "urgency",
)
FINDING_GROUPS = (
    "danger",
    "life",
    "nerves",
    "pain",
    "infection",
    "urine",
    "cause",
    "person",
    "other",
)
"""The files of findings, in the order in which their findings are said back."""


@dataclass(frozen=True)
class Source:
    """Where a fact comes from; `verified` is found, found-copy or known (see sources.yaml)."""

    id: str
    name: str
    title: str
    url: str
    reviewed: str
    verified: str

    def as_json(self) -> dict[str, str]:
        """The source as a Turn shows it."""
        return {
            "name": self.name,
            "title": self.title,
            "url": self.url,
            "reviewed": self.reviewed,
            "verified": self.verified,
        }


@dataclass(frozen=True)
class Place:
    """A locale's numbers and words; `words` maps the authors' US words to the place's own.

    `lines` says of each number where it stands, when it was looked up, and its hours.
    """

    locale: str
    emergency_number: str
    emergency: str
    emergency_now: str
    emergency_place: str
    urgent: str
    words: Mapping[str, str]
    closed: str = ""
    crisis: str = ""
    abuse: str = ""
    poison: str = ""
    no_speech: str = ""
    lines: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def spoken(self) -> tuple[str, ...]:
        """All that is said of the place and may hold a number to call."""
        help_lines = (self.closed, self.crisis, self.abuse, self.poison, self.no_speech)
        return (self.emergency, self.emergency_now, self.urgent, *help_lines)


@dataclass(frozen=True)
class Answer:
    """One cell of topic x aspect. `net` says when to get help fast ("" where `short` does)."""

    topic: str
    aspect: str
    short: str
    more: str
    net: str
    sources: tuple[Source, ...]

    @property
    def spoken(self) -> str:
        """The one-breath answer as it is said."""
        return f"{self.short} {self.net}".strip()


@dataclass(frozen=True)
class Fact:
    """One to three sentences on a narrow question, beneath topic x aspect.

    Those on the skill itself have the topic `about` and no source. `after` is the fact that it goes
    on from: what leans on that one ("does it hurt?", after a camera test) finds this one.
    """

    id: str
    topic: str
    aspect: str
    says: str
    source: Source | None
    after: str = ""


@dataclass(frozen=True)
class Topic:
    """A subject people ask about; `worry` means a person who fears it is led to the check-up.

    `depth` says which aspects it must answer: full, danger or short. `stands_for` is the pain
    meant where the topic is named in answer to "what hurts?". `pills` marks medicines.
    """

    id: str
    name: str
    dangerous: bool
    worry: bool
    net: str
    aspects: Mapping[str, Answer]
    depth: str = "short"
    stands_for: str = ""
    pills: bool = False


@dataclass(frozen=True)
class TriageRow:
    """One row of the triage table.

    It fires when every finding of `all` and, for each group of `any`, at least one of the group
    is present. Where `unsure_counts`, one that the person is not sure of counts as present; on
    which urgencies that is so stands in triage.yaml. `rung` is who is to see the person;
    `kind` is said
    before anything else, `now` in place of the rung's first words.
    """

    id: str
    urgency: str
    all: tuple[str, ...]
    any: tuple[tuple[str, ...], ...]
    topic: str
    action: str
    because: str
    avoid: str
    source: str
    unsure_counts: bool
    rung: str = "none"
    kind: str = ""
    now: str = ""


@dataclass(frozen=True)
class SafetyQuestion:
    """A question of the check-up; yes, no or not sure settles every finding of `asks`.

    A `fact` question takes an open answer: `asks` names the fact, and `tells` the findings that an
    answer may tell. `said_of` holds text and easier wording by whom it is about: he, she, they.
    `skip_if` names findings that make the question pointless once present, `all_of` findings
    that must all be present before it may be asked, `only_if` and `and_if` some of which one
    must be. It is
    asked when a yes would raise the urgency; `opens` marks one that is asked in any case, because
    a yes leads to further questions. `no_means` are findings that a plain no implies; `yes_means`
    is all that a yes tells, where that is not every one of `asks`. `heard` reflects a yes back.
    """

    id: str
    asks: tuple[str, ...]
    text: str
    easier: str
    why: str
    heard: str
    life: bool = False
    opens: bool = False
    all_of: tuple[str, ...] = ()
    only_if: tuple[str, ...] = ()
    and_if: tuple[str, ...] = ()
    skip_if: tuple[str, ...] = ()
    no_means: tuple[str, ...] = ()
    yes_means: tuple[str, ...] = ()
    kind: str = "safety"
    tells: tuple[str, ...] = ()
    said_of: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def about(self, whom: str) -> SafetyQuestion:
        """The question as it is put about somebody; "you" where `whom` is nobody known."""
        text, easier = self.said_of.get(whom, (self.text, self.easier))
        return replace(self, text=text, easier=easier)


@dataclass(frozen=True)
class Content:
    """Everything that can be said in one locale, its place's words filled in.

    `core` is the topic of the question that the skill is named for.
    """

    locale: str
    language: str
    place: Place
    topics: Mapping[str, Topic]
    findings: Mapping[str, Any]
    questions: tuple[SafetyQuestion, ...]
    triage: tuple[TriageRow, ...]
    unsure_counts_on: tuple[str, ...]
    """The urgencies on whose triage rows "not sure" counts as yes."""
    phrases: Mapping[str, Any]
    sources: Mapping[str, Source] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    plans: Mapping[str, Plan] = field(default_factory=dict)
    """Triage row → what to do until somebody is seen."""
    follow_ups: Mapping[str, FollowUp] = field(default_factory=dict)
    core: str = ""
    glossary: Mapping[str, Any] = field(default_factory=dict)
    checks: Mapping[str, Any] = field(default_factory=dict)
    """What the language is held to (checks.yaml)."""

    @cached_property
    def meaning(self) -> Meaning:
        """What the findings mean: background, pains, the topics they lead to."""
        return meaning_of(self.findings["findings"])

    def answer(self, topic: str, aspect: str) -> Answer:
        """The answer to topic x aspect, or the nearest aspect's where that cell is empty.

        Raises KeyError for a topic that does not exist. The aspect of what comes back tells
        whether it is the one that was asked.
        """
        aspects = self.topics[topic].aspects
        return aspects.get(aspect) or aspects[nearest(aspect, aspects)]

    def finding_name(self, finding: str) -> str:
        """A finding as it is reflected back to the person: "a fever"."""
        return str(self.findings["findings"][finding]["name"])

    def say(self, key: str, **values: str) -> str:
        """The phrase under a dotted key ("launch.first"), with {values} filled in."""
        found: Any = self.phrases
        for part in key.split("."):
            found = found[part]
        return str(found).format(**values) if values else str(found)


_NEIGHBOURS: Mapping[str, tuple[str, ...]] = {
    "symptoms": ("overview", "urgency"),
    "causes": ("overview", "symptoms"),
    "treatment": ("urgency", "overview"),
    "tests": ("treatment", "overview"),
    "outlook": ("treatment", "overview"),
    "prevention": ("causes", "overview"),
    "urgency": ("symptoms", "overview"),
    "overview": ("symptoms", "urgency"),
}


def nearest(aspect: str, aspects: Mapping[str, Answer]) -> str:
    """The aspect that comes closest to what was asked, among those that exist."""
    for neighbour in _NEIGHBOURS.get(aspect, ()):
        if neighbour in aspects:
            return neighbour
    return next(iter(aspects))

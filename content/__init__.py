"""What is said, as data: topics, places, findings, triage rows, questions and phrases."""

from content.errors import ContentError
from content.loader import (
    asking,
    asking_next,
    compile_to,
    hearing,
    language_of,
    load,
    locales,
    openings,
    spotting,
)
from content.model import (
    ASPECTS,
    RUNGS,
    URGENCIES,
    Answer,
    Content,
    Fact,
    Place,
    SafetyQuestion,
    Source,
    Topic,
    TriageRow,
)
from content.plan import DEEDS, HINDRANCES, PARTS, FollowUp, Plan, Way

__all__ = [
    "ASPECTS",
    "DEEDS",
    "HINDRANCES",
    "PARTS",
    "RUNGS",
    "URGENCIES",
    "Answer",
    "Content",
    "ContentError",
    "Fact",
    "FollowUp",
    "Place",
    "Plan",
    "SafetyQuestion",
    "Source",
    "Topic",
    "TriageRow",
    "Way",
    "asking",
    "asking_next",
    "compile_to",
    "hearing",
    "language_of",
    "load",
    "locales",
    "openings",
    "spotting",
]

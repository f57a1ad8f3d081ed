"""What is said, as data: topics, places, findings, triage rows, questions and phrases."""

from content.errors import ContentError
from content.loader import (
    asking,
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

__all__ = [
    "ASPECTS",
    "RUNGS",
    "URGENCIES",
    "Answer",
    "Content",
    "ContentError",
    "Fact",
    "Place",
    "SafetyQuestion",
    "Source",
    "Topic",
    "TriageRow",
    "asking",
    "compile_to",
    "hearing",
    "language_of",
    "load",
    "locales",
    "openings",
    "spotting",
]

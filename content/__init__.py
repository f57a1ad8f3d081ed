"""What is said, as data: topics, places, findings, triage rows, questions and phrases."""

from content.loader import compile_to, language_of, load, spotting
from content.model import (
    ASPECTS,
    URGENCIES,
    Answer,
    Content,
    Place,
    SafetyQuestion,
    Source,
    Topic,
    TriageRow,
)

__all__ = [
    "ASPECTS",
    "URGENCIES",
    "Answer",
    "Content",
    "Place",
    "SafetyQuestion",
    "Source",
    "Topic",
    "TriageRow",
    "compile_to",
    "language_of",
    "load",
    "spotting",
]

"""Copies of the project's own content with a fault planted, and the kinds of file there are."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from content import ContentError, document, schema
from content.files import Folder
from interaction_model.build import source_faults

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class File:
    """A file of one kind, and a key that every file of that kind must have ("" if none)."""

    path: str
    kind: str
    key: str = ""


FILES: Mapping[str, File] = {
    file.kind: file
    for file in (
        File("content/en/said/topics/sepsis.yaml", "topic", "name"),
        File("content/en/said/facts/kidney_stones.yaml", "facts", "says"),
        File("content/en/heard/fillers.yaml", "fillers"),
        File("content/en/heard/numbers.yaml", "numbers", "oh"),
        File("content/en/said/questions.yaml", "questions", "easier"),
        File("content/en/said/triage.yaml", "triage", "because"),
        File("content/en/said/plans.yaml", "plans", "until"),
        File("content/en/said/follow_ups/how_bad.yaml", "follow_ups", "asked"),
        File("content/en/said/phrases.yaml", "phrases", "intro_one"),
        File("content/en/said/glossary.yaml", "glossary", "plain"),
        File("content/en/said/checks.yaml", "checks", "letters"),
        File("content/en/heard/findings/urine.yaml", "findings", "name"),
        File("content/en/heard/grammar.yaml", "grammar", "claims"),
        File("content/en/heard/groups.yaml", "groups"),
        File("content/en/heard/asking.yaml", "asking", "fillers"),
        File("content/en/heard/asked_next.yaml", "asked_next", "openings"),
        File("content/en/heard/openings.yaml", "openings", "samples"),
        File("content/en/heard/reasons.yaml", "reasons", "only_asking"),
        File("content/en/heard/leaning.yaml", "leaning", "symptoms"),
        File("content/en/heard/mentions.yaml", "mentions"),
        File("content/places.yaml", "places", "emergency_place"),
        File("content/sources.yaml", "sources", "verified"),
        File("interaction_model/source/topics.yaml", "asking_values", "value"),
        File("interaction_model/source/slots.yaml", "asking_slots", "value"),
        File("interaction_model/source/intents.yaml", "asking_intents", "samples"),
        File("interaction_model/source/open.yaml", "asking_open", "frames"),
        File("interaction_model/source/places.yaml", "asking_places", "invocation"),
    )
}
FIXED = [kind for kind, file in FILES.items() if file.key]
"""The kinds whose keys are given."""


def copy_to(folder: Path) -> Path:
    """A copy of all that authors write; returns `folder`."""
    for part in ("content", "interaction_model/source"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("*.py", "__pyc*"))
    return folder


def faults(folder: Path) -> list[ContentError]:
    """Everything that is wrong with a copy."""
    content = Folder(folder / "content")
    return [
        *content.shared.faults,
        *(fault for name in content.languages for fault in content.language(name).faults),
        *source_faults(folder / "interaction_model" / "source"),
    ]


def edit(folder: Path, file: File, pattern: str, new: str) -> int:
    """Replaces the first match of a pattern in a file; returns the line that it began on."""
    path = folder / file.path
    text = path.read_text(encoding="utf-8")
    match = re.search(pattern, text, re.M)
    assert match, pattern
    path.write_text(text[: match.start()] + match.expand(new) + text[match.end() :], "utf-8")
    return text.count("\n", 0, match.start(1) if match.groups() else match.start()) + 1


def own_faults(folder: Path, file: File) -> list[ContentError]:
    """What is wrong with the shape of one file."""
    try:
        return schema.faults(document.read(folder / file.path), file.kind)
    except ContentError as fault:
        return [fault]

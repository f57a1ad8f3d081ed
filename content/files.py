"""Which files content is made of, their reading, and what is wrong with them.

`Folder` is a folder of content: `content/` itself, or another one that is laid out like it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from content import document, references, schema
from content.document import Document
from content.errors import ContentError

SHARED: Mapping[str, str] = {"places.yaml": "places", "sources.yaml": "sources"}
"""File of a folder of content → the kind of file it is: the name of its schema."""

OF_LANGUAGE: Mapping[str, str] = {
    "said/topics/*.yaml": "topic",
    "said/facts/*.yaml": "facts",
    "said/questions.yaml": "questions",
    "said/triage.yaml": "triage",
    "said/plans.yaml": "plans",
    "said/follow_ups/*.yaml": "follow_ups",
    "said/phrases.yaml": "phrases",
    "said/glossary.yaml": "glossary",
    "said/checks.yaml": "checks",
    "heard/findings/*.yaml": "findings",
    "heard/grammar.yaml": "grammar",
    "heard/groups.yaml": "groups",
    "heard/asking.yaml": "asking",
    "heard/asked_next.yaml": "asked_next",
    "heard/fillers.yaml": "fillers",
    "heard/reasons.yaml": "reasons",
    "heard/leaning.yaml": "leaning",
    "heard/mentions.yaml": "mentions",
    "heard/answers.yaml": "answers",
    "heard/steering.yaml": "steering",
    "heard/numbers.yaml": "numbers",
    "heard/openings.yaml": "openings",
}
"""The same for the folder of a language."""


@dataclass
class Files:
    """The documents that were read, by their path from the folder on, and all that is wrong."""

    documents: dict[str, Document] = field(default_factory=dict)
    faults: list[ContentError] = field(default_factory=list)

    def named(self, pattern: str) -> dict[str, Document]:
        """The documents that fit a pattern, by name without suffix."""
        fitting = {path: one for path, one in self.documents.items() if Path(path).match(pattern)}
        return {Path(path).stem: one for path, one in fitting.items()}

    def data(self, path: str) -> Any:
        """What is in one file."""
        return self.documents[path].data


class Folder:
    """A folder of content."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a folder, in alphabetical order."""
        return tuple(sorted(found.parent.name for found in self.path.glob("*/said")))

    @cached_property
    def shared(self) -> Files:
        """Places and sources, which serve every language."""
        return _read(self.path, SHARED)

    def language(self, name: str) -> Files:
        """The files of a language, held to their schemas and, if sound, to what they refer to."""
        folder = self.path / name
        files = _read(folder, OF_LANGUAGE)
        files.faults += _unread(folder)
        if not (files.faults or self.shared.faults):
            files.faults += references.faults(files, self.shared.data("sources.yaml"))
        return files


def _read(folder: Path, kinds: Mapping[str, str]) -> Files:
    files = Files()
    for pattern, kind in kinds.items():
        paths = sorted(folder.glob(pattern)) if "*" in pattern else [folder / pattern]
        if not paths:
            missing = document.name_of(folder / pattern)
            files.faults.append(ContentError(missing, 0, "", "is missing: there is no such file"))
        for path in paths:
            try:
                read = document.read(path)
            except ContentError as fault:
                files.faults.append(fault)
                continue
            files.documents[path.relative_to(folder).as_posix()] = read
            files.faults += schema.faults(read, kind)
    return files


def _unread(folder: Path) -> Iterator[ContentError]:
    """Files that an author may take for content and nothing reads."""
    for path in sorted(folder.rglob("*.y*ml")):
        own = path.relative_to(folder)
        if not any(own.match(pattern) for pattern in OF_LANGUAGE):
            yield ContentError(document.name_of(path), 0, "", "no part of the project reads this")

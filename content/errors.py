"""What is wrong with a file of content, as one sentence."""

from __future__ import annotations

from dataclasses import dataclass

ROOM_FOR_A_VALUE = 60


@dataclass(eq=False)
class ContentError(Exception):
    """A file of content that cannot be used."""

    file: str
    """The file, from the project's folder on where it lies there."""
    line: int
    """Its line, counted from 1; 0 where the fault is the whole file's."""
    key: str
    """Where in the file: keys and ids joined by dots ("nerves.skip_if"); "" for the whole file."""
    what: str
    """What is wrong, and what would be right."""

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        key = f", {self.key}" if self.key else ""
        return f"{self.file}{line}{key}: {self.what}."


def shown(value: object) -> str:
    """A value as a message shows it: never longer than a line."""
    text = repr(value)
    return text if len(text) <= ROOM_FOR_A_VALUE else f"{text[:ROOM_FOR_A_VALUE]}…"

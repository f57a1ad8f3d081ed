"""What a check reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong with the content."""

    rule: str
    """Which rule was broken: "length", "grade" and so on."""
    where: str
    """The cell it was found in: "en-GB kidney_stones/symptoms more"."""
    what: str
    """What is wrong and what would be right."""

    def __str__(self) -> str:
        return f"{self.where}: {self.what} [{self.rule}]"

"""Triage: which urgency a person's findings add up to. A pure reading of the table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from content import URGENCIES, TriageRow
from talking.findings import Findings

_LEVELS = {urgency: position for position, urgency in enumerate(URGENCIES)}


def level(urgency: str) -> int:
    """Position of an urgency on the scale, 0 (information) to 5 (emergency)."""
    return _LEVELS[urgency]


@dataclass(frozen=True)
class Verdict:
    """The row that decides; `row` is None where no row fires (then urgency is information)."""

    row: TriageRow | None

    @property
    def urgency(self) -> str:
        """The urgency of the deciding row."""
        return self.row.urgency if self.row else URGENCIES[0]

    @property
    def level(self) -> int:
        """The urgency as a number, 0 to 5."""
        return level(self.urgency)


def fires(row: TriageRow, present: frozenset[str]) -> bool:
    """Whether a row fires on these findings."""
    for finding in row.all:
        if finding not in present:
            return False
    return not any(map(present.isdisjoint, row.any))


def decide(rows: Iterable[TriageRow], findings: Findings) -> Verdict:
    """The verdict on these findings: the highest row wins, the first one among equals."""
    if not (findings.present or findings.unsure):
        return Verdict(None)
    best: TriageRow | None = None
    reached = -1
    present, perhaps = findings.present, findings.present | findings.unsure
    for row in rows:
        if _LEVELS[row.urgency] > reached and fires(row, perhaps if row.unsure_counts else present):
            best, reached = row, _LEVELS[row.urgency]
    return Verdict(best)

"""A row of the triage table in words, for the page and for the review."""

from __future__ import annotations

from content import TriageRow


def fires_when(row: TriageRow) -> str:
    """A triage row's condition in words: "injury and (flank pain or back pain)"."""
    parts = [name.replace("_", " ") for name in row.all]
    for group in row.any:
        names = " or ".join(name.replace("_", " ") for name in group)
        parts.append(f"({names})" if len(group) > 1 else names)
    return " and ".join(parts) or "nothing else fits"

"""What the inspector shows besides the turn: who told what, what would change it, what it did.

Read from the turns and the content alone; the table is read by the function that decides.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from content import load
from harness.web.talks import Step
from talking import triage
from talking.findings import Findings
from talking.triage import Verdict

STATES = ("present", "absent", "unsure")
LEFT_OUT = ("talk.undo", "talk.told")
"""Parts of a session that only hold again what was there before."""


@dataclass(frozen=True)
class Told:
    """A finding, in which turn it came to be known, and by which words ("" for none)."""

    finding: str
    state: str
    number: int
    words: str


@dataclass(frozen=True)
class Change:
    """A row that would decide instead, and the findings any one of which would do it."""

    row: str
    urgency: str
    findings: tuple[str, ...]


def told(steps: Sequence[Step]) -> list[Told]:
    """Everything known after the last of these steps, in the order in which it was told."""
    known: dict[str, Told] = {}
    for step in steps:
        found = step.turn["answer"]["findings"]
        now = {name: state for state in STATES for name in found[state]}
        known = {name: entry for name, entry in known.items() if now.get(name) == entry.state}
        said = {one["finding"]: one["words"] for one in step.turn["intent"].get("findings", ())}
        for name, state in now.items():
            if name not in known:
                known[name] = Told(name, state, step.number, said.get(name, ""))
    return list(known.values())


def would_raise(turn: Mapping[str, Any]) -> tuple[Change, ...]:
    """The rows of a higher urgency that one more finding would make decide, highest first."""
    return _raised(turn["locale"], Findings.from_json(turn["answer"]["findings"]))


def would_lower(turn: Mapping[str, Any]) -> tuple[Change, ...]:
    """The rows that would decide if one of the present findings were not there."""
    rows, known = load(turn["locale"]).triage, Findings.from_json(turn["answer"]["findings"])
    now = triage.decide(rows, known)
    without = {name: triage.decide(rows, known.add(absent=[name])) for name in known.present}
    return _changes({name: then for name, then in without.items() if then.row is not now.row})


@lru_cache(maxsize=256)
def _raised(locale: str, known: Findings) -> tuple[Change, ...]:
    content = load(locale)
    now = triage.decide(content.triage, known)
    names = [name for name in content.findings["findings"] if name not in known.present]
    more = {name: triage.decide(content.triage, known.add(present=[name])) for name in names}
    return _changes({name: then for name, then in more.items() if then.level > now.level})


def session_changes(turn: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What the turn changed in the session: (place, before, after), "" for what is not there."""
    if not turn["request"]:
        return []
    before = dict(_flat(turn["request"]["session"]["attributes"]))
    after = dict(_flat(turn["response"].get("sessionAttributes") or {}))
    return [
        (place, before.get(place, ""), after.get(place, ""))
        for place in sorted(before | after)
        if before.get(place) != after.get(place) and not place.startswith(LEFT_OUT)
    ]


def _changes(found: Mapping[str, Verdict]) -> tuple[Change, ...]:
    """Findings and what each would make of it, by row, the highest urgency first."""
    by_row: dict[str, list[str]] = {}
    urgencies = {}
    for name, verdict in sorted(found.items()):
        row = verdict.row.id if verdict.row else ""
        by_row.setdefault(row, []).append(name)
        urgencies[row] = verdict.urgency
    changes = [Change(row, urgencies[row], tuple(names)) for row, names in by_row.items()]
    return tuple(sorted(changes, key=lambda change: -triage.level(change.urgency)))


def _flat(value: Mapping[str, Any], place: str = "") -> Iterator[tuple[str, str]]:
    for key, inner in value.items():
        if isinstance(inner, Mapping):
            yield from _flat(inner, f"{place}{key}.")
        else:
            yield f"{place}{key}", json.dumps(inner, ensure_ascii=False)

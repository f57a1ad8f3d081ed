"""What is said after the advice: plans until somebody is seen, ways there, what people ask next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

PARTS = ("eat", "drive", "pain", "rest", "watch", "worse")
"""What a plan says besides its steps, each a short text of its own."""

HINDRANCES = (
    "how_long", "closed", "no_car", "no_money", "alone", "no_answer", "refused", "cannot_phone",
)  # fmt: skip
"""What may stand between a person and help; every way has an answer to each."""

DEEDS = ("steps", "handover", "told", "reopen", "because")
"""What a follow-up may lead to instead of a written answer."""


@dataclass(frozen=True)
class Way:
    """Who is to see a person, and what to do where that cannot be had."""

    id: str
    who: str
    hindrances: Mapping[str, str]


@dataclass(frozen=True)
class Plan:
    """What to do until somebody is seen, for the triage rows that it names.

    `steps` are said in this order, `parts` when they are asked for. `at_stake` is what the advice
    must not harm: kidneys, bones.
    """

    id: str
    way: Way
    steps: tuple[str, ...]
    parts: Mapping[str, str]
    at_stake: frozenset[str]
    source: str


@dataclass(frozen=True)
class FollowUp:
    """A kind of question people ask after the advice, and its answers.

    One of these tells how it is answered: `part` of the plan, `hindrance` of its way, `does` (one
    of DEEDS), or `says`: the answer by plan, way, urgency or "any", the narrowest first.
    `tells` are findings that are present then. `first` marks what is heard before all else.
    """

    id: str
    says: Mapping[str, str] = field(default_factory=dict)
    part: str = ""
    hindrance: str = ""
    does: str = ""
    tells: tuple[str, ...] = ()
    first: bool = False

    def answer(self, plan: Plan, urgency: str) -> str:
        """The answer in a row's context, "" where there is none."""
        if self.part:
            return plan.parts[self.part]
        if self.hindrance:
            return plan.way.hindrances[self.hindrance]
        keys = (plan.id, plan.way.id, urgency, "any")
        return next((self.says[key] for key in keys if key in self.says), "")


def plans_by_row(raw: Mapping[str, Any], fill: Callable[[str], str]) -> dict[str, Plan]:
    """The plans of a plans.yaml under the triage rows that they are for."""
    ways = {
        name: Way(name, fill(way["who"]), {key: fill(way[key]) for key in HINDRANCES})
        for name, way in raw["ways"].items()
    }
    rows = {}
    for name, entry in raw["plans"].items():
        plan = Plan(
            id=name,
            way=ways[entry["way"]],
            steps=tuple(map(fill, entry["until"])),
            parts={key: fill(entry[key]) for key in PARTS},
            at_stake=frozenset(entry.get("at_stake", ())),
            source=entry["source"],
        )
        rows.update(dict.fromkeys(entry["rows"], plan))
    return rows


def follow_ups(raw: Mapping[str, Any], fill: Callable[[str], str]) -> dict[str, FollowUp]:
    """The entries of follow_ups/*.yaml under their ids."""
    return {
        name: FollowUp(
            id=name,
            says={key: fill(text) for key, text in entry.get("says", {}).items()},
            part=entry.get("part", ""),
            hindrance=entry.get("hindrance", ""),
            does=entry.get("does", ""),
            tells=tuple(entry.get("tells", ())),
            first=bool(entry.get("first", False)),
        )
        for name, entry in raw.items()
    }

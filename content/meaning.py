"""What findings mean, gathered from their own entries: no list of ids stands in code.

`content/<language>/heard/README.md` says what each key of an entry is for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

_LAST = 1_000
"""The rank of a topic that a finding leads to where the entry gives none."""


@dataclass(frozen=True)
class Meaning:
    """The findings of a language by what they mean.

    background: about the person or the past, no trouble felt now. pains: what a finding of
    `ends_pain` takes back. not_said_back: heard, but not reflected. not_denied: a no to it has
    no plain wording. alone, felt, more: how far a finding makes a sentence ours (README).
    default_pain: what hurts where nothing else is named. temperature: what a measured fever is.
    ages: finding → the years that tell it. leads: findings → the topic they speak of, in order.
    """

    background: frozenset[str]
    pains: frozenset[str]
    ends_pain: frozenset[str]
    not_said_back: frozenset[str]
    not_denied: frozenset[str]
    alone: frozenset[str]
    felt: frozenset[str]
    more: frozenset[str]
    default_pain: str
    temperature: str
    ages: Mapping[str, Mapping[str, float]]
    leads: tuple[tuple[frozenset[str], str], ...]

    @property
    def young(self) -> frozenset[str]:
        """Findings that mean a child."""
        return frozenset(finding for finding, age in self.ages.items() if "under" in age)

    def topic_of(self, present: Collection[str]) -> str | None:
        """The topic that findings speak of, most telling first; None where they speak of none.

        Never a diagnosis: it only chooses which answer lies nearest to what was said.
        """
        have = set(present)
        return next((topic for needed, topic in self.leads if needed <= have), None)


def meaning_of(entries: Mapping[str, Mapping[str, Any]]) -> Meaning:
    """What the entries of a language's findings mean, finding → entry."""

    def those(key: str, value: Any = True) -> frozenset[str]:
        return frozenset(finding for finding, entry in entries.items() if entry.get(key) == value)

    def the(key: str, value: Any = True) -> str:
        return next(iter(sorted(those(key, value))), "")

    leads = [
        (lead.get("rank", _LAST), frozenset({finding, lead.get("with", finding)}), lead["topic"])
        for finding, entry in entries.items()
        for lead in entry.get("leads_to", ())
    ]
    leads.sort(key=lambda lead: lead[0])
    return Meaning(
        background=those("background"),
        pains=those("pain"),
        ends_pain=those("ends_pain"),
        not_said_back=those("said_back", False),
        not_denied=those("denied_aloud", False),
        alone=those("ours", "alone"),
        felt=those("ours", "felt"),
        more=those("ours", "more"),
        default_pain=the("default_pain"),
        temperature=the("measured", "temperature"),
        ages={finding: entry["age"] for finding, entry in entries.items() if "age" in entry},
        leads=tuple((needed, topic) for _, needed, topic in leads),
    )

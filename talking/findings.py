"""What a person is known to have, not to have, and not to be sure of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

# Facts about the person or the past. They shape the urgency but are no trouble felt now, so they
# do not start the safety questions by themselves.
BACKGROUND = frozenset(
    {
        "over_60",
        "pregnant",
        "maybe_pregnant",
        "baby",
        "child",
        "man",
        "one_kidney",
        "transplant",
        "kidney_disease",
        "known_stone",
        "known_aneurysm",
        "diabetes",
        "cancer",
        "weak_immunity",
        "recent_operation",
        "catheter",
        "blood_thinners",
        "steroids",
        "injects_drugs",
        "daily_painkillers",
        "repeats",
        "stone_passed",
        "pain_gone",
        "lasting_weeks",
        "getting_worse",
        "after_effort",
        "steady_pain",
        "movement_related",
    }
)
PAINS = frozenset(
    {
        "back_pain",
        "flank_pain",
        "belly_pain",
        "groin_pain",
        "testicle_pain",
        "shoulder_tip_pain",
        "severe_pain",
        "sudden_onset",
        "wave_pain",
        "night_pain",
    }
)


@dataclass(frozen=True)
class Findings:
    """Three disjoint sets of finding names; newer words win over older ones."""

    present: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()

    @classmethod
    def from_json(cls, raw: Mapping[str, Iterable[str]] | None) -> Findings:
        """Findings as session attributes carry them; anything missing is empty."""
        raw = raw or {}
        return cls(*(frozenset(raw.get(key) or ()) for key in ("present", "absent", "unsure")))

    def as_json(self) -> dict[str, list[str]]:
        """Findings as session attributes carry them, in alphabetical order."""
        return {
            "present": sorted(self.present),
            "absent": sorted(self.absent),
            "unsure": sorted(self.unsure),
        }

    @property
    def known(self) -> frozenset[str]:
        """Every finding that was settled, one way or another."""
        return self.present | self.absent | self.unsure

    def add(
        self,
        present: Iterable[str] = (),
        absent: Iterable[str] = (),
        unsure: Iterable[str] = (),
    ) -> Findings:
        """These findings with newer ones laid over them."""
        yes, maybe = frozenset(present), frozenset(unsure) - frozenset(present)
        no = frozenset(absent) - yes - maybe
        new = yes | no | maybe
        return replace(
            self,
            present=(self.present - new) | yes,
            absent=(self.absent - new) | no,
            unsure=(self.unsure - new) | maybe,
        )

    @property
    def troubles(self) -> frozenset[str]:
        """What is felt now and gives reason to ask the safety questions."""
        felt = (self.present | self.unsure) - BACKGROUND
        if self.present & {"pain_gone", "stone_passed"}:
            felt -= PAINS
        return felt

"""What a person is known to have, not to have, and not to be sure of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from content.meaning import Meaning
from talking.attributes import mapping, texts


@dataclass(frozen=True)
class Findings:
    """Three disjoint sets of finding names; newer words win over older ones."""

    present: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()

    @classmethod
    def from_json(cls, saved: object) -> Findings:
        """Findings as session attributes carry them; what is missing or unreadable is empty."""
        raw = mapping(saved)
        present, absent, unsure = (texts(raw.get(key)) for key in ("present", "absent", "unsure"))
        return cls().add(present, absent, unsure)

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

    def without(self, unsure: Iterable[str]) -> Findings:
        """These findings without some of those that are not sure."""
        return replace(self, unsure=self.unsure - frozenset(unsure))

    def apart_from(self, names: Iterable[str]) -> Findings:
        """These findings with nothing known of some of them."""
        gone = frozenset(names)
        return Findings(self.present - gone, self.absent - gone, self.unsure - gone)

    def troubles(self, meaning: Meaning) -> frozenset[str]:
        """What is felt now and gives reason to ask the safety questions."""
        felt = (self.present | self.unsure) - meaning.background
        if self.present & meaning.ends_pain:
            felt -= meaning.pains
        return felt

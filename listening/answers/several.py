"""An answer that tells several signs apart: "the first one", "both", "fever yes, chills no"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from listening.answers.marks import NO, YES, Mark, Marker
from listening.answers.others import BESIDE_A_CHOICE, beside
from listening.findings import FindingSpotter, Spotted
from listening.tokeniser import COMMA, Reading

_LONGEST_PART = 5
"""Words of the longest part of "fever yes, chills no"."""


class Several:
    """Reads such answers. choices: the choices of answers.yaml; tellers: words that open a tale."""

    def __init__(self, choices: Mapping[str, Any], spotter: FindingSpotter) -> None:
        self._spotter = spotter
        self._tellers = frozenset(choices["tellers"])
        self._choices = Marker(
            {kind: choices[kind] for kind in ("first", "second", "third", "all")}
        )

    def chosen(
        self, reading: Reading, small: Sequence[Mark], asks: Sequence[str]
    ) -> Spotted | None:
        """ "The first one", "both": which of the signs that were asked about."""
        marks = self._choices.find(reading)
        if len(beside(reading, [*marks, *small])) > BESIDE_A_CHOICE:
            return None
        for mark in marks:
            if mark.kind == "all" and len(asks) > 1:
                negated = any(word in ("not", "no", "neither") for word in reading.words)
                return None if negated else Spotted(present=tuple(asks))
            at = {"first": 0, "second": 1, "third": 2}.get(mark.kind)
            if at is not None and at < len(asks):
                sign = asks[at]
                rest = tuple(name for name in asks if name != sign)
                return Spotted(present=(sign,), absent=rest)
        return None

    def by_parts(
        self, reading: Reading, marks: Sequence[Mark], asks: Sequence[str]
    ) -> Spotted | None:
        """ "Fever yes, chills no": short parts that each end in their own yes or no."""
        ends = [m for m in marks if m.says in (YES, NO) and m.kind != "short_yes"]
        if not ends or ends[0].start == 0 or reading.words[0] in self._tellers:
            return None
        present: set[str] = set()
        absent: set[str] = set()
        start = 0
        for mark in ends:
            part = reading.words[start : mark.start]
            if not part or len(part) > _LONGEST_PART:
                return None
            if self._tellers & set(part):
                return None
            told = self._spotter.spot(" ".join(part), asks)
            named = set(told.present) & set(asks)
            if not named and not present | absent:
                return None
            (present if mark.says == YES else absent).update(named)
            start = mark.end
        if start < len(reading) and not all(
            mark.kind == "neutral" for mark in marks if mark.start >= start
        ):
            return None
        rest = reading.words[start:]
        if rest and reading.pauses[start] < COMMA:
            return None
        later = self._spotter.spot(" ".join(rest), asks) if rest else Spotted()
        present |= set(later.present) - absent
        return told_besides(Spotted(), present, absent - present)


def told_besides(spotted: Spotted, present: set[str], absent: set[str]) -> Spotted:
    """What was spotted, with the findings that were told besides."""
    now = (*spotted.present, *sorted(present - set(spotted.present)))
    known = {*now}
    return Spotted(
        present=now,
        absent=tuple(sorted(({*spotted.absent} | absent) - known)),
        unsure=tuple(name for name in spotted.unsure if name not in known | absent),
        subject=spotted.subject,
        age=spotted.age,
        heard=spotted.heard,
    )

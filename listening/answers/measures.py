"""Facts told as a number or in words: an age, how bad, since when, how hot → findings.

Which numbers mean which finding is data (`facts` and `hours` of answers.yaml).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from listening.findings.phrase_binder import PhraseBinder
from listening.numbers import Number, NumberReader
from listening.tokeniser import Reading

_MONTHS, _WEEKS, _DAYS = 12.0, 52.18, 365.25
_PER_YEAR = {"month": _MONTHS, "months": _MONTHS, "mos": _MONTHS, "week": _WEEKS, "weeks": _WEEKS,
             "day": _DAYS, "days": _DAYS}  # fmt: skip
_OLDEST = 120
_CELSIUS, _FAHRENHEIT = (34.0, 43.0), (94.0, 110.0)
_SURELY_OLD = 1959
"""Who was born up to this year is over sixty, whichever year it is."""


class Measures:
    """Reads the facts of a language. facts, hours: as in answers.yaml. numbers: finds numbers."""

    def __init__(
        self, facts: Mapping[str, Any], hours: Mapping[str, Any], numbers: NumberReader
    ) -> None:
        self._numbers = numbers
        self._facts = facts
        self._units: Mapping[str, float] = hours["units"]
        self._few: Mapping[str, float] = hours["few"]
        times = PhraseBinder()
        self._lengths = tuple(float(length) for length in hours["words"])
        for number, phrases in enumerate(hours["words"].values()):
            for phrase in phrases:
                times.add(number, phrase)
        self._times = times.bind()
        words = PhraseBinder()
        self._told: list[tuple[str, str]] = []
        for fact, entry in facts.items():
            for finding, phrases in entry.get("words", {}).items():
                self._told.append((fact, finding))
                for phrase in phrases:
                    words.add(len(self._told) - 1, phrase)
        self._words = words.bind()

    def findings(self, fact: str) -> tuple[str, ...]:
        """All findings that an answer about a fact may settle; none for a fact not known here."""
        entry = self._facts.get(fact)
        return () if entry is None else (*entry["findings"], *entry.get("also", ()))

    def of_signs(self, asks: Collection[str]) -> str | None:
        """The fact that tells a sign that is asked about: a temperature for a fever."""
        for fact, entry in self._facts.items():
            if entry.get("also_of_signs") and set(entry["findings"]) & set(asks):
                return fact
        return None

    def read(
        self, fact: str, reading: Reading, *, sure: bool = True
    ) -> tuple[set[str], set[str]] | None:
        """The findings present and absent by what was told; None where no measure was told.

        Beside "I don't know" only a number counts: "dunno, couple of days".
        """
        entry = self._facts[fact]
        ranges: Mapping[str, Mapping[str, float]] = entry["findings"]
        place = range(len(reading))
        for match in self._words.find(reading.words, place):
            named, finding = self._told[match.label]
            if named == fact:
                return {finding}, set(ranges) - {finding}
        told = self._measure(str(entry["measure"]), reading, sure)
        if told is None:
            return None
        present = {
            name
            for name, limits in ranges.items()
            if limits.get("from", float("-inf")) <= told < limits.get("below", float("inf"))
        }
        return present, set(ranges) - present

    def _measure(self, measure: str, reading: Reading, sure: bool) -> float | None:
        words, numbers = reading.words, self._numbers.numbers(reading.words)
        if measure == "years":
            return _years(words, numbers, self._numbers.decades)
        if measure == "scale":
            return _scale(words, numbers)
        if measure == "heat":
            return _heat(words, numbers)
        return self._hours(words, numbers, sure)

    def _hours(self, words: Sequence[str], numbers: Sequence[Number], sure: bool) -> float | None:
        """The longest time told, in hours."""
        counted = {number.end: number.value for number in numbers}
        told = []
        for at, word in enumerate(words):
            if word not in self._units:
                continue
            back = at - 1 if at and words[at - 1] == "of" else at
            before = words[back - 1] if back else ""
            count = counted.get(back, self._few.get(before))
            if count is not None:
                told.append(count * self._units[word])
        named = [self._lengths[match.label] for match in self._times.find(words, range(len(words)))]
        return max(told) if told else max(named, default=None) if sure else None


def _years(
    words: Sequence[str], numbers: Sequence[Number], decades: Mapping[str, int]
) -> float | None:
    if "born" in words:
        return _years_since_birth([number.value for number in numbers])
    for number in numbers:
        unit = words[number.end] if number.end < len(words) else ""
        if 0 < number.value <= _OLDEST:
            return number.value / _PER_YEAR.get(unit, 1.0)
    return next((float(decades[word]) for word in words if word in decades), None)


def _years_since_birth(values: Sequence[float]) -> float | None:
    """An age that is on the right side of sixty; the year it is now is not needed for that."""
    if not values:
        return None
    year = values[0]
    if year in (19, 20) and len(values) > 1:
        year = year * 100 + values[1]
    elif year < 100:
        year += 1900
    return 61.0 if year <= _SURELY_OLD else 30.0


def _scale(words: Sequence[str], numbers: Sequence[Number]) -> float | None:
    """How bad of ten: what it is now where that is said, else the most that is said."""
    told = []
    for number in numbers:
        before = words[max(0, number.start - 2) : number.start]
        if tuple(before) == ("out", "of") or before[-1:] == ("of",):
            continue
        unit = words[number.end : number.end + 1]
        if 0 <= number.value <= 1000 and not set(unit) & {"kids", "hours", "days", "times"}:
            told.append((number, "now" in before or "like" in before))
    if not told:
        return None
    if "was" in words and "now" in words:
        return told[-1][0].value
    return max(number.value for number, _ in told)


def _heat(words: Sequence[str], numbers: Sequence[Number]) -> float | None:
    """The highest body temperature told, in degrees Celsius."""
    told = []
    for at, number in enumerate(numbers):
        value, after = number.value, words[number.end : number.end + 3]
        following = numbers[at + 1] if at + 1 < len(numbers) else None
        if following and following.start == number.end and following.value < 10:
            value += following.value / 10
        elif tuple(after) == ("and", "a", "half"):
            value += 0.5
        if _CELSIUS[0] <= value <= _CELSIUS[1]:
            told.append(value)
        elif _FAHRENHEIT[0] <= value <= _FAHRENHEIT[1]:
            told.append(round((value - 32) / 1.8, 2))
    return max(told, default=None)

"""Numbers in speech: "thirty eight point five", "one oh two", "seventy five", "six weeks old".

Finds numbers among tokens, tells a temperature from an age, and turns ages into years.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

FEVER_C, FEVER_F = 38.0, 100.4
"""A temperature from here up is a fever (NHS: 38 °C and above; CDC: 100.4 °F and above)."""
NORMAL_C, NORMAL_F = (35.9, 37.5), (96.5, 99.6)
"""A temperature between these is normal; between normal and fever nothing is concluded."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number said in tokens `start` up to, not including, `end`."""

    start: int
    end: int
    value: float


@dataclass(frozen=True, slots=True)
class Age:
    """An age in years, said in tokens `start` up to `end`."""

    start: int
    end: int
    years: float


@dataclass(frozen=True, slots=True)
class Temperature:
    """A body temperature, said in tokens `start` up to `end`; `fever` or normal."""

    start: int
    end: int
    fever: bool


def _digits(word: str) -> float | None:
    """A token written in digits, or None; other alphabets' digits are read too."""
    if not word[0].isdigit():
        return None
    try:
        return float(word)
    except ValueError:
        return None


@dataclass(frozen=True)
class NumberWords:
    """The word lists of numbers.yaml, which says what each is for."""

    hundred: frozenset[str]
    oh: frozenset[str]
    point: frozenset[str]
    and_words: frozenset[str]
    heat_words: frozenset[str]
    heat_units: frozenset[str]
    heat_lead: frozenset[str]
    heat_rising: frozenset[str]
    not_heat: frozenset[str]
    not_heat_before: frozenset[str]
    whose_decade: frozenset[str]
    the: frozenset[str]
    in_words: frozenset[str]
    old: frozenset[str]
    aged: frozenset[str]
    years_old: frozenset[str]
    years: frozenset[str]
    people_after: frozenset[str]
    sexes: frozenset[str]
    be: frozenset[str]
    be_loosely: frozenset[str]
    be_surely: frozenset[str]
    over: frozenset[str]
    is_over: frozenset[str]
    not_people: frozenset[str]
    is_or_was: frozenset[str]
    clock: frozenset[str]
    before_clock: frozenset[str]
    persons: frozenset[str]
    after_age: frozenset[str]
    not_age: frozenset[str]


class NumberReader:
    """Finds numbers, temperatures and ages among the tokens of a language.

    raw: the parsed numbers.yaml. Raises ValueError naming a list that is missing or unknown.
    """

    def __init__(self, raw: Mapping[str, Any]) -> None:
        tables = {"units", "tens", "one", "decades", "per_year"}
        lists = {field.name for field in fields(NumberWords)}
        wrong = (tables | lists) ^ set(raw)
        if wrong:
            raise ValueError(f"numbers.yaml: missing or unknown: {', '.join(sorted(wrong))}")
        self._units: Mapping[str, int] = raw["units"]
        self._tens: Mapping[str, int] = raw["tens"]
        self.decades: Mapping[str, int] = raw["decades"]
        self._one = frozenset(raw["one"])
        self._per_year = [(frozenset(u["names"]), float(u["in_a_year"])) for u in raw["per_year"]]
        self._lists = NumberWords(**{name: frozenset(raw[name]) for name in lists})
        self._not_age = self._lists.not_age | self._lists.not_heat

    def _whole(self, words: Sequence[str], at: int) -> tuple[int, float] | None:
        """A whole number from `at`: (end, value)."""
        size = len(words)
        value = _digits(words[at])
        if value is not None:
            return at + 1, value
        word = words[at]
        if word in self._one and not (at + 1 < size and words[at + 1] in self._lists.hundred):
            return None
        if word in self._tens:
            total, at = self._tens[word], at + 1
            if at < size and 0 < self._units.get(words[at], 0) < 10:
                return at + 1, total + self._units[words[at]]
            return at, total
        if word not in self._units and word not in self._one:
            return None
        total, at = self._units.get(word, 1), at + 1
        if at < size and words[at] in self._lists.hundred:
            total, at = total * 100, at + 1
            after = at + 1 if at < size and words[at] in self._lists.and_words else at
            rest = (
                self._whole(words, after)
                if after < size and words[after] not in self._one
                else None
            )
            if rest and rest[1] < 100:
                return rest[0], total + rest[1]
            return at, total
        if total == 1 and at + 1 < size and words[at] in self._lists.oh:
            rest_unit = self._units.get(words[at + 1])  # "one oh two"
            if rest_unit is not None and rest_unit < 10:
                return at + 2, 100 + rest_unit
        return at, total

    def numbers(self, words: Sequence[str]) -> list[Number]:
        """All numbers among the tokens, in order, longest reading first."""
        found: list[Number] = []
        at = 0
        while at < len(words):
            got = self._whole(words, at)
            if got is None:
                at += 1
                continue
            end, value = got
            if end + 1 < len(words) and words[end] in self._lists.point:
                after = self._whole(words, end + 1)
                if after and 0 <= after[1] < 10 and value == int(value):
                    end, value = after[0], value + after[1] / 10
            found.append(Number(at, end, value))
            at = end
        return found

    def temperature(self, words: Sequence[str], numbers: Sequence[Number]) -> Temperature | None:
        """The body temperature said, if any: fever wins over normal where several are given."""
        best: Temperature | None = None
        for index, number in enumerate(numbers):
            value, end = number.value, number.end
            if value in (38, 39, 40, 37) and index + 1 < len(numbers):
                half = numbers[index + 1]  # "thirty nine five", as people read a thermometer
                if half.start == end and half.value < 10 and half.value == int(half.value):
                    value, end = value + half.value / 10, half.end
            fever = FEVER_C <= value <= 43 or FEVER_F <= value <= 109 or 100 < value < FEVER_F
            normal = NORMAL_C[0] <= value < NORMAL_C[1] or NORMAL_F[0] <= value < NORMAL_F[1]
            if 100 < value < FEVER_F or not (fever or normal):
                continue
            if not self._is_temperature(words, number.start, end, value):
                continue
            if best is None or (fever and not best.fever):
                best = Temperature(number.start, end, fever)
        return best

    def _is_temperature(self, words: Sequence[str], start: int, end: int, value: float) -> bool:
        before = words[max(0, start - 10) : start]
        after = words[end : end + 1]
        if (after and after[0] in self._lists.not_heat) or any(
            word in self._lists.not_heat_before for word in before
        ):
            return False
        if any(word in self._lists.heat_words for word in before) or (
            after and after[0] in self._lists.heat_units
        ):
            return True
        if any(word in self._lists.heat_words for word in words[end : end + 3]):
            return True
        exact = value != int(value) and (value >= 35.5)
        if exact and value >= FEVER_C:
            return True
        lead = not before or before[-1] in self._lists.heat_lead
        if len(words) <= 5 and lead and not self._lists.clock.intersection(before[-2:-1]):
            return exact or value >= FEVER_F
        return bool(before) and before[-1] in self._lists.heat_rising and value >= FEVER_C

    def ages(self, words: Sequence[str], numbers: Sequence[Number]) -> list[Age]:
        """All ages said: "he's 75", "six year old", "aged 3", "18 months old", "in her 80s"."""
        found = [age for number in numbers if (age := self._age(words, number))]
        for at, word in enumerate(words):
            if word in self.decades and at and words[at - 1] in self._lists.whose_decade:
                if words[at - 1] in self._lists.the and self._lists.in_words.intersection(
                    words[max(0, at - 2) : at]
                ):
                    continue  # the eighties, a decade
                found.append(Age(at, at + 1, float(self.decades[word])))
        return sorted(found, key=lambda age: age.start)

    def _age(self, words: Sequence[str], number: Number) -> Age | None:
        start, end, value = number.start, number.end, number.value
        if value > 120:
            return None
        after, size = words[end : end + 2], len(words)
        before = words[start - 1] if start else ""
        for names, per_year in self._per_year:
            if not after or after[0] not in names:
                continue
            old = len(after) > 1 and after[1] in self._lists.old
            person = per_year <= 12 and len(after) > 1 and after[1] in self._lists.people_after
            if old or after[0] in self._lists.years_old or person or before in self._lists.aged:
                return Age(start, end + 1 + old, value / per_year)
            return None
        if value != int(value) or value == 0:
            return None
        if before in self._lists.aged or (after and after[0] in self._lists.years):
            return Age(start, end, value)
        if (
            before in self._lists.clock
            and start > 1
            and words[start - 2] in self._lists.before_clock
        ):
            return None
        if before in self._lists.be and value < 100:
            said = words[max(0, start - 4) : start]
            if (
                before in self._lists.over
                and start > 1
                and words[start - 2] not in self._lists.is_over
            ):
                return None  # "one twenty over eighty"
            if before in self._lists.be_loosely and not (self._lists.be_surely & set(said)):
                return None
            if (
                before in self._lists.is_or_was
                and said[-2:-1]
                and said[-2] in self._lists.not_people
            ):
                return None
            if end == size or words[end] in self._lists.after_age:
                return Age(start, end, value)
            told = value >= 3 and self._lists.persons & set(said[-3:])
            return Age(start, end, value) if told and words[end] not in self._not_age else None
        if end < size and words[end] in self._lists.sexes and value >= 1:
            return Age(start, end, value)
        return None

"""Numbers in speech: "thirty eight point five", "one oh two", "seventy five", "six weeks old".

Finds numbers among tokens, tells a temperature from an age, and turns ages into years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_UNITS = dict(zip(_words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"), range(20), strict=True))  # fmt: skip
_TENS = dict(zip(_words(
    "twenty thirty forty fifty sixty seventy eighty ninety"), range(20, 100, 10),
    strict=True)) | {"fourty": 40}  # fmt: skip
_DECADES = dict(zip(_words(
    "twenties thirties forties fifties sixties seventies eighties nineties"), range(20, 100, 10),
    strict=True)) | {"teens": 13}  # fmt: skip
_ONE = {"a": 1, "an": 1}

FEVER_C, FEVER_F = 38.0, 100.4
"""A temperature from here up is a fever (NHS: 38 °C and above; CDC: 100.4 °F and above)."""
NORMAL_C, NORMAL_F = (35.9, 37.5), (96.5, 99.6)
"""A temperature between these is normal; between normal and fever nothing is concluded."""

_HEAT_WORDS = frozenset(_words(
    "temperature temp temps fever feverish thermometer degrees degree celsius centigrade "
    "fahrenheit celcius temprature tempature"
))  # fmt: skip
_HEAT_UNITS = frozenset(_words("degrees degree celsius centigrade fahrenheit c f"))
_HEAT_LEAD = frozenset(_words(
    "running hit reached reads reading spiked spiking of at is was to says said about around "
    "over nearly almost above up temperature"
))  # fmt: skip
_NOT_HEAT = frozenset(_words(
    "weeks week months month days day years year hours hour minutes mg ml kg kilos kilo pounds "
    "pound lbs stone miles mile km kilometers kilometres percent dollars bucks euros rupees "
    "times beats bpm over people songs calories grams liters litres points channel cm inches "
    "feet mmol litre liter fm pm am oclock old"
))  # fmt: skip
_NOT_HEAT_BEFORE = frozenset(_words(
    "pulse pressure rate bp sugar sugars glucose route room channel weigh weighs number bus "
    "highway page size oven outside weather gate flight version egfr oxygen sats saturation"
))  # fmt: skip

_YEAR = frozenset(_words("year years yr yrs yo y"))
_MONTH = frozenset(_words("month months mo mos mth mths"))
_WEEK = frozenset(_words("week weeks wk wks"))
_DAY = frozenset(_words("day days"))
_PER_YEAR = ((_YEAR, 1.0), (_MONTH, 12.0), (_WEEK, 52.18), (_DAY, 365.25))
_BE = frozenset(_words(
    "am is was turned turning nearly almost about only aged age ages over just be are"
))  # fmt: skip
_AFTER_AGE = frozenset(_words(
    "and but with has had have he she i who so now today my his her pregnant male female m f "
    "man woman which the since because next this should can could what is if or sudden suddenly "
    "in it there years going get got complaining they feeling"
))  # fmt: skip
_NOT_AGE = _NOT_HEAT | frozenset(_words(
    "foot ft degrees out of point pints glasses doors times celsius tablets pills wks mths st "
    "hundred percent drinks stones kids infections utis in to per a an more less different and "
    "f c"
))  # fmt: skip
_NOT_PEOPLE = frozenset(_words(
    "it that this there temperature temp pain what pressure which rate pulse fever number "
    "thermometer level sugar weight dog cat horse car house bike phone"
))  # fmt: skip
_WHOSE_DECADE = frozenset(_words("my his her their early mid late the"))
_PEOPLE_AFTER = frozenset(_words("man woman male female lady guy bloke boy girl"))


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


def _whole(words: Sequence[str], at: int) -> tuple[int, float] | None:
    """A whole number from `at`: (end, value)."""
    size = len(words)
    value = _digits(words[at])
    if value is not None:
        return at + 1, value
    word = words[at]
    if word in _ONE and not (at + 1 < size and words[at + 1] == "hundred"):
        return None
    if word in _TENS:
        total, at = _TENS[word], at + 1
        if at < size and 0 < _UNITS.get(words[at], 0) < 10:
            return at + 1, total + _UNITS[words[at]]
        return at, total
    if word not in _UNITS and word not in _ONE:
        return None
    total, at = _UNITS.get(word, 1), at + 1
    if at < size and words[at] == "hundred":
        total, at = total * 100, at + 1
        after = at + 1 if at < size and words[at] == "and" else at
        rest = _whole(words, after) if after < size and words[after] not in _ONE else None
        if rest and rest[1] < 100:
            return rest[0], total + rest[1]
        return at, total
    if total == 1 and at + 1 < size and words[at] in ("oh", "o", "zero", "hundred"):
        rest_unit = _UNITS.get(words[at + 1])  # "one oh two"
        if rest_unit is not None and rest_unit < 10:
            return at + 2, 100 + rest_unit
    return at, total


def find_numbers(words: Sequence[str]) -> list[Number]:
    """All numbers among the tokens, in order, longest reading first."""
    found: list[Number] = []
    at = 0
    while at < len(words):
        got = _whole(words, at)
        if got is None:
            at += 1
            continue
        end, value = got
        if end + 1 < len(words) and words[end] == "point":
            after = _whole(words, end + 1)
            if after and 0 <= after[1] < 10 and value == int(value):
                end, value = after[0], value + after[1] / 10
        found.append(Number(at, end, value))
        at = end
    return found


def find_temperature(words: Sequence[str], numbers: Sequence[Number]) -> Temperature | None:
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
        if not _is_temperature(words, number.start, end, value):
            continue
        if best is None or (fever and not best.fever):
            best = Temperature(number.start, end, fever)
    return best


def _is_temperature(words: Sequence[str], start: int, end: int, value: float) -> bool:
    before = words[max(0, start - 10) : start]
    after = words[end : end + 1]
    if (after and after[0] in _NOT_HEAT) or any(word in _NOT_HEAT_BEFORE for word in before):
        return False
    if any(word in _HEAT_WORDS for word in before) or (after and after[0] in _HEAT_UNITS):
        return True
    if any(word in _HEAT_WORDS for word in words[end : end + 3]):
        return True
    exact = value != int(value) and (value >= 35.5)
    if exact and value >= FEVER_C:
        return True
    lead = not before or before[-1] in _HEAT_LEAD
    if len(words) <= 5 and lead and before[-2:-1] != ["am"]:
        return exact or value >= FEVER_F
    return bool(before) and before[-1] in ("running", "spiked", "spiking") and value >= FEVER_C


def find_ages(words: Sequence[str], numbers: Sequence[Number]) -> list[Age]:
    """All ages said: "he's 75", "six year old", "aged 3", "18 months old", "in her eighties"."""
    found = [age for number in numbers if (age := _age(words, number))]
    for at, word in enumerate(words):
        if word in _DECADES and at and words[at - 1] in _WHOSE_DECADE:
            if words[at - 1] == "the" and "in" in words[max(0, at - 2) : at]:
                continue  # the eighties, a decade
            found.append(Age(at, at + 1, float(_DECADES[word])))
    return sorted(found, key=lambda age: age.start)


def _age(words: Sequence[str], number: Number) -> Age | None:
    start, end, value = number.start, number.end, number.value
    if value > 120:
        return None
    after, size = words[end : end + 2], len(words)
    before = words[start - 1] if start else ""
    for names, per_year in _PER_YEAR:
        if not after or after[0] not in names:
            continue
        old = len(after) > 1 and after[1] in ("old", "olds")
        person = per_year <= 12 and len(after) > 1 and after[1] in _PEOPLE_AFTER
        if old or after[0] == "yo" or person or (before in ("aged", "age")):
            return Age(start, end + 1 + old, value / per_year)
        return None
    if value != int(value) or value == 0:
        return None
    if before in ("aged", "age") or (after and after[0] in ("yo", "yrs")):
        return Age(start, end, value)
    if before == "am" and start > 1 and words[start - 2] == "at":
        return None
    if before in _BE and value < 100:
        said = words[max(0, start - 4) : start]
        if before == "over" and start > 1 and words[start - 2] not in ("is", "am", "are", "was"):
            return None  # "one twenty over eighty"
        if before in ("over", "about", "just", "only", "nearly", "almost", "be") and not (
            {"am", "is", "are", "was", "age", "aged"} & set(said)
        ):
            return None
        if before in ("is", "was") and said[-2:-1] and said[-2] in _NOT_PEOPLE:
            return None
        if end == size or words[end] in _AFTER_AGE:
            return Age(start, end, value)
        told = value >= 3 and {"i", "he", "she", "who"} & set(said[-3:])
        return Age(start, end, value) if told and words[end] not in _NOT_AGE else None
    if end < size and words[end] in ("male", "female", "m", "f") and value >= 1:
        return Age(start, end, value)
    return None

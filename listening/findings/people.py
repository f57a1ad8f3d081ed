"""Who a sentence is about: the speaker or someone else, how old, and what kind of person."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from listening.findings.signal_words import Signals
from listening.numbers import Age, Number
from listening.tokeniser import SENTENCE, Reading

ME, OTHER, ASIDE = "me", "other", "aside"
"""Whom a word is about; aside: a person named in passing ("lifting my 3 year old son")."""

Trait = tuple[str, bool]
"""A finding about a person, and whether it is sure."""


@dataclass(frozen=True, slots=True)
class Owners:
    """Who each word is about (None where nobody was named yet), and whom it names.

    names_kin: somebody else is named by a word that always means one person: dad, wife.
    """

    of: list[str | None]
    traits: list[tuple[int, Trait]]
    speaks_of_self: bool
    names_other: bool
    names_kin: bool


class People:
    """The words for people of a language.

    words: someone: words for any other person; traits: finding → the words that tell it;
    maybe: finding → the words that leave it open. ages: finding → the years that tell it.
    """

    def __init__(self, words: Mapping[str, Any], ages: Mapping[str, Mapping[str, float]]) -> None:
        self._ages = ages
        self._me = frozenset(words["me"])
        self._my = frozenset(words["my"])
        self._whose = frozenset(words["whose"])
        self._they = frozenset(words["they"])
        self._generic = frozenset(words["generic"])
        self._describing = frozenset(words["describing"])
        self._not_subject = frozenset(words["not_subject"])
        self._still_subject = frozenset(words["still_subject"])
        self._staff = frozenset(words["staff"])
        self._not_years = frozenset(words["not_years"])
        self._age_units = frozenset(words["age_units"])
        self._aimed = frozenset(words["aimed_at"])
        self._he = frozenset(words["he"])
        self._she = frozenset(words["she"])
        self._traits = {trait: frozenset(told) for trait, told in words["traits"].items()}
        self._maybe = {trait: frozenset(told) for trait, told in words["maybe"].items()}
        self._people = frozenset(words["someone"]).union(
            *self._traits.values(), *self._maybe.values()
        )
        self._people |= self._generic

    @property
    def words(self) -> set[str]:
        """All words for people."""
        return set(self._people | self._describing | self._staff)

    @property
    def specific(self) -> frozenset[str]:
        """Words that always mean one particular person: dad, mum, wife."""
        return self._people - self._generic

    def follow(self, reading: Reading, words: Sequence[str], signals: Signals) -> Owners:
        """Walk the words and note, for each, who it is about."""
        of: list[str | None] = []
        traits: list[tuple[int, Trait]] = []
        now: str | None = None
        speaks, names = False, False
        named_aside: list[int] = []
        until = aside = -1
        for at, word in enumerate(words):
            neutral = signals.kind[at] in ("neutral", "everyday")
            if at <= until or neutral:
                pass
            elif word in self._my:
                person = self._person_after(words, at + 1)
                if person is None:
                    now, speaks = (ME, True) if word == "my" else (now, speaks)
                elif self._is_subject(words, at):
                    now, names, until = OTHER, True, person - 1
                else:
                    until, aside = person, person
            elif word in self._people and at != until:
                generic = word in self._generic and not self._owned(words, at)
                if not self._is_subject(words, at):
                    aside = at
                elif not generic:
                    now, names = OTHER, True
            elif word in self._me:
                now, speaks = ME, True
            elif word in self._they and not self._means_staff(words, at, names):
                now, names = OTHER, True
            if now == OTHER and at > aside and not neutral:
                traits += [(at, trait) for trait in self._tells(word)]
            if at <= aside:
                named_aside.append(at)
            of.append(now)
        of = self._backfill(of, reading)
        for at in named_aside:  # "holding my baby, he is burning up": the baby after all
            of[at] = OTHER if names else ASIDE
        kin = names and any(word in self.specific for word in words)
        return Owners(of, traits, speaks, names, kin)

    def _tells(self, word: str) -> Iterable[Trait]:
        for told, sure in ((self._traits, True), (self._maybe, False)):
            for trait, words in told.items():
                if word in words:
                    yield trait, sure

    def _person_after(self, words: Sequence[str], at: int) -> int | None:
        """Where the person stands that "my" speaks of, past "elderly", "75 year old"."""
        for ahead in range(at, min(len(words), at + 7)):
            if words[ahead] in self._people:
                return ahead
            if words[ahead] in ("old", "olds") and words[ahead - 1] in self._age_units:
                following = words[ahead + 1 : ahead + 2]
                if not following or following[0] not in self._people | self._describing:
                    return ahead  # "my 8 year old has"
            if not (words[ahead] in self._describing or words[ahead][0].isdigit()):
                return None
        return None

    def owns(self, words: Sequence[str], at: int) -> bool:
        """Whether "my" or "her" stands before a word, with at most one describing word between."""
        before = words[max(0, at - 2) : at]
        if before and before[-1] in self._whose:
            return True
        return len(before) == 2 and before[0] in self._whose and before[1] in self._describing

    def speaks(self, words: Sequence[str], at: int) -> bool:
        """Whether the word at a place is the speaker: "i"."""
        return at < len(words) and words[at] in self._me

    def aimed_at(self, words: Sequence[str]) -> bool:
        """Whether something in these words is done to the speaker: "hits me"."""
        return not self._aimed.isdisjoint(words)

    def _owned(self, words: Sequence[str], at: int) -> bool:
        """Whether "child", "baby", "patient" is somebody's own: "my little boy", "the patient"."""
        while at > 0 and words[at - 1] in self._describing:
            at -= 1
        return at > 0 and (words[at - 1] in self._my or words[at - 1] in ("our", "the", "this"))

    def _is_subject(self, words: Sequence[str], at: int) -> bool:
        """Whether the person here is spoken about, not just lifted, told or kicked by."""
        while at > 0 and (words[at - 1] in self._describing or words[at - 1] in ("a", "the")):
            at -= 1
        if at > 1 and words[at - 1] == "and" and words[at - 2] in self._me | {"me"}:
            return False  # "me and the wife moved a piano"
        if at == 0 or words[at - 1] not in self._not_subject:
            return True
        return at > 1 and words[at - 2] in self._still_subject

    def _means_staff(self, words: Sequence[str], at: int, names: bool) -> bool:
        return not names and any(word in self._staff for word in words[max(0, at - 9) : at])

    @staticmethod
    def _backfill(of: list[str | None], reading: Reading) -> list[str | None]:
        """Words before the first named person belong to the one named in the same sentence."""
        filled = list(of)
        for at in range(len(of) - 2, -1, -1):
            if filled[at + 1] == ASIDE:
                continue
            if filled[at] is None and reading.pauses[at + 1] != SENTENCE:
                filled[at] = filled[at + 1]
        return filled

    def ages(
        self, words: Sequence[str], numbers: Sequence[Number], ages: Sequence[Age]
    ) -> list[Age]:
        """The ages said, with "dad 75" and "husband seventy" among them."""
        taken = {age.start for age in ages}
        more = [
            Age(number.start, number.end, number.value)
            for number in numbers
            if number.start not in taken
            and 16 <= number.value <= 110
            and number.value == int(number.value)
            and number.start
            and words[number.start - 1] in self._people
            and not (
                number.end < len(words)
                and words[number.end] in self._not_years
            )
        ]  # fmt: skip
        return sorted([*ages, *more], key=lambda age: age.start)

    def pronoun(self, words: Sequence[str], subject: str, owners: Owners) -> str:
        """Whom questions are about: you, he, she, they; "" where nobody was named."""
        if subject != OTHER:
            return "you" if owners.speaks_of_self else ""
        told = {word for word, of in zip(words, owners.of, strict=True) if of == OTHER}
        if not told.isdisjoint(self._she):
            return "she"
        return "they" if told.isdisjoint(self._he) else "he"

    def findings_of(self, traits: set[Trait], years: float | None) -> tuple[list[str], list[str]]:
        """The findings that follow from who it is: (present, unsure). A known age decides."""
        sure = {trait for trait, certain in traits if certain}
        if years is None:
            open_ones = {trait for trait, certain in traits if not certain}
            return sorted(sure), sorted(open_ones - sure)
        present = [trait for trait in sure if trait not in self._ages]
        for finding, age in self._ages.items():
            under = age.get("called_under" if finding in sure else "under", age.get("under", 0.0))
            if years < under or years >= age.get("from", math.inf):
                present.append(finding)
        return present, []

"""An answer to an open question: yes, no or not sure in anybody's words, and the signs it names.

>>> reader.read("no fever, just the shaking", question)
Answer(says='no', present=('chills',), absent=('fever',), ...)

Words are data (content/<language>/heard/answers.yaml). A sign that is named wins over the yes
or no beside it; what only begins like a no ("no, I said my side") is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from listening.answers.marks import NO, NOT_SURE, YES, Mark, Marker, Weighed, weigh
from listening.answers.measures import Measures
from listening.answers.others import OtherMatters
from listening.answers.several import Several, told_besides
from listening.findings import FindingSpotter, Spotted
from listening.findings.phrase_binder import PhraseBinder
from listening.tokeniser import COMMA, SENTENCE, Reading, read

SAFETY, FACT, OFFER = "safety", "fact", "offer"
_FALSE_START = re.compile(r"(?<![\w'’])([b-df-hj-np-tv-xz]{1,2})\s+(?=\1\w)", re.I)
"""The consonants of a word that is begun twice: "th thirty", "n n no"."""
_OF_SIGNS = frozenset({"fine", "some", "short_yes"})
"""Marks that tell how somebody is, and neither take nor decline an offer."""
_AS_IT_IS: Mapping[str, str] = {}
_NOT = "not"
_SHORT_PART = 5
"""Words of the longest part of "fever yes, chills no"."""
_LONGEST_BACK = 12
"""Words of the longest question about a question; who says more tells something, too."""


class Asked(Protocol):
    """The question that is open: what is asked, and which findings an answer settles."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def asks(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer says (yes, no, not_sure or nothing), and the findings heard in it.

    plain: nothing but the small words of an answer was said.
    """

    says: str
    spotted: Spotted
    plain: bool


class AnswerReader:
    """Reads answers in one language. data: the parsed answers.yaml."""

    def __init__(self, data: Mapping[str, Any], spotter: FindingSpotter) -> None:
        self._spotter = spotter
        self._facts = Measures(data["facts"], data["hours"], spotter.numbers)
        marks: Mapping[str, Sequence[str]] = data["marks"]
        self._marker = Marker(marks)
        offers = {f"offer_{says}": phrases for says, phrases in data["offers"].items()}
        self._offer_marker = Marker({**offers, **marks})
        asking = PhraseBinder()
        for phrase in data["asking"]:
            asking.add(0, phrase)
        self._asking = asking.bind()
        back = PhraseBinder()
        for phrase in data["asking_back"]:
            back.add(0, phrase)
        self._back = back.bind()
        self._back_last = frozenset(data["asking_back_last"])
        self._back_telling = frozenset(data["asking_back_telling"])
        self._beside: Mapping[str, Sequence[str]] = data["beside"]
        self._several = Several(data["choices"], spotter)
        corrections = dict(data["corrections"])
        self._places: tuple[str, ...] = tuple(corrections.pop("places"))
        self._corrections = Marker(corrections)
        self._elsewhere: Mapping[str, str] = data["elsewhere"]
        self._foreign = _any_of(self._elsewhere)
        self._listing: Mapping[str, str] = data["listing"]
        self._others = OtherMatters(data, spotter.vocabulary())
        self._only = frozenset(data["choices"]["only"])
        self._it_is = tuple(data["choices"]["it_is"])

    def read(self, text: str, question: Asked) -> Answer | None:
        """The answer in a text, None where it is none. Never raises, whatever the text."""
        text = self._in_this_english(_FALSE_START.sub("", text))
        reading = read(text)
        if not reading.words:
            return None
        corrected = self._corrected(reading)
        if corrected is not None:
            return corrected
        if question.kind == OFFER:
            return self._to_an_offer(reading)
        if question.kind == FACT:
            return self._fact(text, reading, question)
        return self._safety(reading, question)

    def asks_back(self, text: str) -> bool:
        """Whether a text only asks about the question: "did you say wet myself", "throw up where".

        What it names is then the question's own word, and tells no sign.
        """
        reading = read(self._in_this_english(text))
        words = reading.words
        paused = any(pause >= COMMA for pause in reading.pauses[1:])
        if not words or len(words) > _LONGEST_BACK or paused or self._back_telling & set(words):
            return False
        if not self._back.find(words, range(len(words))) and not (
            1 < len(words) <= _SHORT_PART and words[-1] in self._back_last
        ):
            return False
        return not any(mark.says and not mark.weak for mark in self._marker.find(reading))

    def _wanted(self, question: Asked) -> tuple[str, ...]:
        """The signs whose own words count: those asked about, and what is told beside them."""
        beside = (name for sign in question.asks for name in self._beside.get(sign, ()))
        return tuple(dict.fromkeys((*question.asks, *beside)))

    def _in_this_english(self, text: str) -> str:
        """The text with words of other Englishes put as they are said here."""
        return self._foreign.sub(lambda found: self._elsewhere[found[0].lower()], text)

    def _spot(self, reading: Reading, marks: Sequence[Mark], question: Asked) -> Spotted:
        """What is named, where a no that answers denies nothing that follows.

        "No fever" denies; in "no had my tea", "not red, just pink" a new thought begins.
        """
        ends = [mark.end for mark in marks if mark.kind == "bare" and mark.end < len(reading)]
        paused = {end for end in ends if reading.pauses[end] >= COMMA}
        wanted = self._wanted(question)
        as_said = self._spotter.spot(self._clauses(reading, paused), wanted)
        if not set(as_said.unsure) & set(question.asks):
            return as_said
        after_no = set(ends)
        apart = self._spotter.spot(self._clauses(reading, after_no), wanted)
        cleared = set(as_said.unsure) & set(apart.absent)
        if after_no:
            listed = self._clauses(reading, set(), self._listing)
            cleared |= set(self._spotter.spot(listed, wanted).absent) & set(as_said.unsure)
        return told_besides(as_said, set(), cleared)

    def _clauses(
        self, reading: Reading, starts: Collection[int], instead: Mapping[str, str] = _AS_IT_IS
    ) -> str:
        """The words with their pauses, and one before each place where a new thought starts."""
        ahead = {self._ahead_of_only(reading, at) for at in range(2, len(reading))}
        pieces: list[str] = []
        for at, word in enumerate(reading.words):
            pause = reading.pauses[at]
            if at in starts or at in ahead:
                pause = max(pause, SENTENCE)
            word = instead.get(word, word)
            pieces.append(("", ",", ".")[pause] + " " + word if at else word)
        return "".join(pieces)

    def _ahead_of_only(self, reading: Reading, at: int) -> int:
        """Where a new thought starts that "just" opens: at the word, or at its "it is"; else 0."""
        words = reading.words
        if words[at] not in self._only:
            return 0
        if words[at - 2 : at] == self._it_is:
            return at - 2
        return at if _may_stop(words[at - 1]) else 0

    def _corrected(self, reading: Reading) -> Answer | None:
        """ "I meant yes to the fever", "not my back, it's my belly": an earlier word taken back."""
        meant = self._corrections.find(reading)
        if meant:
            named = self._spotter.spot(" ".join(reading.words[meant[0].end :]))
            signs = {*named.present, *named.absent, *named.unsure}
            yes = meant[0].kind == YES
            told = told_besides(Spotted(), signs if yes else set(), set() if yes else signs)
            return Answer("", told, False) if signs else None
        if any(mark.kind == "not_one" for mark in self._marker.find(reading)):
            told = self._spotter.spot(self._clauses(reading, set()), self._places)
            return Answer("", told, False) if set(told.present) & set(self._places) else None
        return None

    def _to_an_offer(self, reading: Reading) -> Answer | None:
        marks = [m for m in self._offer_marker.find(reading) if m.kind not in _OF_SIGNS]
        weighed = weigh(reading, marks)
        if self._asks(reading, marks):
            return None
        if not weighed.says or weighed.none or weighed.held:
            return None
        return Answer(weighed.says, Spotted(), weighed.all_of_it)

    def _fact(self, text: str, reading: Reading, question: Asked) -> Answer | None:
        fact = next((name for name in question.asks if self._facts.findings(name)), None)
        if fact is None:
            return None
        wanted = self._facts.findings(fact)
        spotted = self._spotter.spot(text, wanted)
        marks = self._marker.find(reading)
        weighed = weigh(reading, marks)
        told = self._facts.read(fact, reading, sure=weighed.says != NOT_SURE)
        named = {*spotted.present, *spotted.absent, *spotted.unsure} & set(wanted)
        if told is not None:
            present, absent = told
            kept = set(spotted.present) & set(wanted)
            return Answer("", told_besides(spotted, present, absent - kept - present), False)
        if named and weighed.says != NOT_SURE:
            doubt = not {*spotted.present, *spotted.absent} & set(wanted)
            return Answer(NOT_SURE if doubt else "", spotted, False)
        if weighed.says == NOT_SURE and not self._asks(reading, marks):
            return Answer(NOT_SURE, spotted, False)
        return None

    def _safety(self, reading: Reading, question: Asked) -> Answer | None:
        marks = self._marker.find(reading)
        parts = self._several.by_parts(reading, marks, question.asks)
        if parts is not None:
            return Answer("" if parts.present else NO, parts, False)
        spotted = self._measured(reading, self._spot(reading, marks, question), question)
        weighed = weigh(reading, marks)
        named = bool({*spotted.present, *spotted.absent, *spotted.unsure} & set(question.asks))
        chosen = self._several.chosen(reading, marks, question.asks)
        if chosen is not None and not named and weighed.says != NOT_SURE:
            return Answer("", chosen, False)
        if weighed.none and not set(spotted.present) & set(question.asks):
            return None
        if self._asks(reading, marks) and not (named and weighed.says):
            return None
        if weighed.held and not spotted.present:
            return None
        told = set(self._wanted(question)) & {*spotted.present, *spotted.unsure}
        if not named and not told and not self._bare_answer(weighed, reading, marks):
            return None
        return Answer(self._said(weighed, spotted, question), spotted, weighed.all_of_it)

    def _bare_answer(self, weighed: Weighed, reading: Reading, marks: Sequence[Mark]) -> bool:
        """Whether words that name no sign answer all the same; doubt only asks more."""
        if weighed.says in (YES, NO):
            return not self._others.heard(weighed.says, reading, marks)
        return bool(weighed.says)

    def _measured(self, reading: Reading, spotted: Spotted, question: Asked) -> Spotted:
        """What was spotted, with what a number tells of a sign that was asked about."""
        fact = self._facts.of_signs(question.asks)
        told = None if fact is None else self._facts.read(fact, reading, sure=False)
        if told is None:
            return spotted
        present, absent = told
        return told_besides(spotted, present, absent - set(spotted.present))

    def _said(self, weighed: Weighed, spotted: Spotted, question: Asked) -> str:
        """The yes or no that goes with the signs: with a sign there, it speaks of the others."""
        asked = set(question.asks)
        if weighed.says == YES and asked <= set(spotted.absent):
            return ""
        wanted = set(self._wanted(question))
        if weighed.says == NOT_SURE and asked & set(spotted.present):
            return ""
        if weighed.says == NO and asked & set(spotted.unsure):
            return ""
        if not weighed.says and asked & set(spotted.absent) and not wanted & set(spotted.present):
            return NO if not asked & set(spotted.unsure) else ""
        return weighed.says

    def _asks(self, reading: Reading, marks: Sequence[Mark]) -> bool:
        """Whether it asks something back: "why you think it's cancer", "what is muddled"."""
        opening = 0
        for mark in marks:
            if mark.start != opening or mark.kind != "neutral":
                break
            opening = mark.end
        found = self._asking.find(reading.words, range(len(reading)))
        starts = {match.used[0] for match in found}
        if not starts:
            return False
        return min(starts) <= opening


def _any_of(words: Mapping[str, str]) -> re.Pattern[str]:
    """Finds any of the words or runs of words, the longest first."""
    longest = sorted(map(re.escape, words), key=len, reverse=True)
    return re.compile(r"(?<![\w'’])(?:" + "|".join(longest) + r")(?![\w'’])", re.I)


def _may_stop(word: str) -> bool:
    """Whether a thought may end before "just": not after "I", "not"."""
    return len(word) > 2 and word != _NOT

"""Hears findings in anything a person says: which are present, denied or unsure, and whose.

>>> spotter.spot("no fever but my back is killing me").present
('back_pain',)

What is heard is data: `content/<language>/heard/` holds the phrases and says
how they are written. Pure and deterministic; nothing a person says is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from content.meaning import meaning_of
from listening.asking.topics import TopicTraits
from listening.asking.words import asking_words
from listening.findings.book import AIMED, BESIDE, BUT_NOT, EXACT, OWNED, WEAK, bind, check
from listening.findings.negation import ABSENT, PRESENT, UNSAID, UNSURE, Judge, Span
from listening.findings.people import ME, OTHER, Owners, People
from listening.findings.phrase_binder import PhraseBinder
from listening.findings.phrase_book import Match
from listening.findings.signal_words import Grammar
from listening.numbers import NumberReader
from listening.restarts import joined
from listening.spelling import Speller
from listening.tokeniser import COMMA, SENTENCE, Reading, read, word_tokens

LONGEST = 12_000
"""Characters read of a text; the skill takes far shorter ones."""
_TRAILS = 2
"""How far behind a finding an opinion may begin: "a pulled muscle I reckon"."""
_FAR, _TURN = 40, 2
"""The distance that the end of a sentence stands for, which no phrase reaches over, and a "but"."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One finding as heard: its state and the words that told it."""

    finding: str
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Spotted:
    """All that was heard: findings in the order of the content, about whom, and their age."""

    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    subject: str = ME
    age: int | None = None
    heard: tuple[Heard, ...] = ()
    about: str = ""

    def __bool__(self) -> bool:
        return bool(self.present or self.absent or self.unsure)


class FindingSpotter:
    """Reads findings out of free text.

    findings: what `content.spotting` gives. asked: finding → further phrases, which tell it only
    while it is asked about. Raises PatternError naming the fault if either is unsound.
    """

    def __init__(
        self, findings: Mapping[str, Any], asked: Mapping[str, Mapping[str, Any]] | None = None
    ) -> None:
        check(findings)
        self._entries: Mapping[str, Mapping[str, Any]] = findings["findings"]
        self._order = {name: at for at, name in enumerate(self._entries)}
        self._skip = frozenset(findings["skip"])
        groups = findings["groups"]
        self._book, self._labels = bind(
            PhraseBinder(groups, self._light), self._entries, "findings"
        )
        self._exact, self._exact_labels = bind(
            PhraseBinder(groups), self._entries, "findings", EXACT
        )
        self._asked_book, self._asked_labels = bind(
            PhraseBinder(groups, self._light), asked or {}, "answers"
        )
        self.meaning = meaning_of(self._entries)
        self._alarms = frozenset(n for n, entry in self._entries.items() if entry.get("alarm"))
        self._signs = frozenset(
            name
            for name, entry in self._entries.items()
            if not (entry.get("person") or entry.get("background"))
        )
        self.asking = asking_words(findings["asking"])
        self.topics = TopicTraits(findings["topics"], findings["core"], self.asking)
        self._restarts = {name: frozenset(said) for name, said in findings["restarts"].items()}
        self.numbers = NumberReader(findings["numbers"])
        self._people = People(findings["people"], self.meaning.ages)
        opinions = PhraseBinder(groups)
        for phrase in findings["opinions"]:
            opinions.add(0, phrase)
        self._opinions = opinions.bind()
        claims = set(findings["claims"]) | self._people.specific
        self._grammar = Grammar(
            findings["signals"],
            findings["bridge"],
            claims,
            findings["answers"],
            findings["after_gone"],
            findings["gone_on"],
            findings["verbs"],
            findings["small"],
            PhraseBinder(groups),
        )
        known = self._skip | self._grammar.words | self._people.words | self._asked_book.words()
        known |= self._exact.words()
        self.speller = Speller(self._book.words(), findings["slips"], known)

    def dangers(self, spotted: Spotted) -> tuple[str, ...]:
        """Of what was heard, what comes ahead of any topic: alone, or beside another finding."""
        heard = (*spotted.present, *spotted.unsure)
        return tuple(name for name in heard if self._is_danger(name, heard))

    def _is_danger(self, name: str, heard: Sequence[str]) -> bool:
        danger = self._entries[name].get("danger", False)
        return danger is True or (danger is not False and not set(danger).isdisjoint(heard))

    def names(self) -> dict[str, str]:
        """Finding → how it is reflected back to the person."""
        return {name: str(entry["name"]) for name, entry in self._entries.items()}

    def vocabulary(self) -> frozenset[str]:
        """All words of the phrases, for spelling."""
        return self._book.words()

    def spot(self, text: str, asked: Collection[str] = ()) -> Spotted:
        """Everything heard in a text; of `asked`, also what only answers. Never raises."""
        reading = joined(read(text[:LONGEST]), **self._restarts, small=self._skip)
        if not reading.words:
            return Spotted()
        words = self.speller.correct_all(reading.words)
        near = _places(words, reading.pauses, [""] * len(words))
        numbers = self.numbers.numbers(words)
        said = [(number.start, number.end, number.value) for number in numbers]
        signals = self._grammar.mark(reading, words, near, said)
        guessed = {
            at for at, (said, meant) in enumerate(zip(reading.words, words, strict=True))
            if said != meant and not self.speller.is_slip(said)
        }  # fmt: skip
        spans = [
            span
            for span in self._matches(reading, words, signals.kind, numbers, asked)
            if not (span.finding in self._alarms and guessed.issuperset(span.used))
        ]
        heat = self.numbers.temperature(words, numbers)
        if heat and self.meaning.temperature:
            state = PRESENT if heat.fever else ABSENT
            measured = self.meaning.temperature
            if not heat.fever:  # the number answers "do I have a fever"
                spans = [span for span in spans if span.finding != measured]
            spans.append(Span(measured, state, state, tuple(range(heat.start, heat.end))))
        owners = self._people.follow(reading, words, signals)
        judge = Judge(self._grammar, reading, words, signals)
        for span in sorted(spans, key=lambda s: (s.first, -len(s.used))):
            span.owner = owners.of[span.first]
            span.state = _settle(span.written, judge.judge(span))
        opinions = self._opinions.find(words, near, said)
        spans = [
            span
            for span in spans
            if span.state != UNSAID
            and not self._is_opinion(span, opinions, reading, words, signals.kind)
        ]
        bygone = self._bygone(spans, owners, words)
        spans = [span for span in spans if span not in bygone]
        said_ages = [
            age
            for age in self.numbers.ages(words, numbers)
            if not (heat and heat.start <= age.start < heat.end)
        ]
        ages = self._people.ages(words, numbers, said_ages)
        aside = bool(bygone) and all(span.owner != OTHER for span in spans)
        subject = ME if aside else self._subject(spans, owners)
        owned = [age for age in ages if owners.of[age.start] in (subject, None)]
        years = owned[0].years if owned else None
        return self._gather(spans, subject, years, owners, words, asked)

    def _is_opinion(
        self,
        span: Span,
        opinions: Sequence[Match],
        reading: Reading,
        words: Sequence[str],
        kinds: Sequence[str],
    ) -> bool:
        """Whether a finding that only the person can tell stands in what somebody thinks it is."""
        if not self._entries[span.finding].get("own_words"):
            return False
        for opinion in opinions:
            first, last = opinion.used[0], opinion.used[-1]
            if self._people.speaks(words, first) and self._people.speaks(words, last + 1):
                continue  # "I think I slept funny" is told, not guessed
            between = range(last + 1, span.first + 1)
            if any(kinds[at] in ("end", "not_a_denial") for at in between):
                continue
            if last < span.first:
                if not any(reading.pauses[at] for at in between):
                    return True
            elif first <= span.last + _TRAILS and not any(
                reading.pauses[at] for at in range(span.last + 1, first + 1)
            ):
                return True
        return False

    def _light(self, text: str) -> Sequence[str]:
        return [word for word in word_tokens(text) if word not in self._skip]

    def _matches(
        self,
        reading: Reading,
        words: Sequence[str],
        kinds: Sequence[str],
        numbers: Sequence[Any],
        asked: Collection[str],
    ) -> list[Span]:
        """The phrases found, as spans over all words of the text."""
        kept = [at for at, word in enumerate(words) if word not in self._skip]
        position = {at: spot for spot, at in enumerate(kept)}
        weights = _places(words, reading.pauses, kinds)
        place, before = [], 0
        for spot, at in enumerate(kept):
            skipped = weights[at] - weights[kept[spot - 1]] - (at - kept[spot - 1]) if spot else 0
            before += 1 + skipped
            place.append(before)
        said = [
            (min(spots), max(spots) + 1, n.value)
            for n in numbers
            if (spots := [position[at] for at in range(n.start, n.end) if at in position])
        ]
        light = [words[at] for at in kept]
        taught = [(self._labels, self._book.find(light, place, said))]
        if asked:
            taught.append((self._asked_labels, self._asked_book.find(light, place, said)))
        found = [
            (*labels[match.label], tuple(kept[spot] for spot in match.used))
            for labels, matches in taught
            for match in matches
            if labels is self._labels or labels[match.label][0] in asked
        ]
        all_said = [(number.start, number.end, number.value) for number in numbers]
        found += [
            (*self._exact_labels[match.label], match.used)
            for match in self._exact.find(words, weights, all_said)
        ]
        spans = []
        for name, state, used in found:
            if state == OWNED:
                if not self._people.owns(words, used[0]):
                    continue
                state = PRESENT
            elif state == AIMED:
                if not self._people.aimed_at(words[used[0] : used[-1] + 2]):
                    continue
                state = PRESENT
            history = bool(self._entries[name].get("history"))
            spans.append(Span(name, state, state, used, history=history))
        return _without_sayings(spans)

    def _bygone(self, spans: Sequence[Span], owners: Owners, words: Sequence[str]) -> list[Span]:
        """What somebody else once had ("my dad had stones"), where nothing ails them now."""
        told = [span for span in spans if span.owner == OTHER and span.state == PRESENT]
        past = self._grammar.small.past
        bygone = [s for s in told if past.intersection(words[max(0, s.first - 3) : s.last + 1])]
        ails = [span for span in told if span not in bygone and span.finding in self._signs]
        if ails or not owners.names_kin:
            return []
        mine = any(span.owner == ME and span.state == PRESENT for span in spans)
        over = self.meaning.ends_pain
        return [span for span in bygone if mine or span.history or span.finding in over]

    def _subject(self, spans: Sequence[Span], owners: Owners) -> str:
        """Whom it is about: whoever has the symptoms; else whoever is spoken of."""
        if not owners.names_other:
            return ME
        votes = {ME: 0, OTHER: 0}
        for person in (False, True):
            for span in spans:
                about_person = bool(self._entries[span.finding].get("person"))
                if span.owner and span.state != ABSENT and about_person == person:
                    votes[span.owner] += 1
            if votes[ME] != votes[OTHER]:
                return ME if votes[ME] > votes[OTHER] else OTHER
            if not person and votes[ME]:
                return next(span.owner for span in spans if span.owner and span.state != ABSENT)
        return ME if owners.speaks_of_self else OTHER

    def _has_company(
        self, span: Span, kept: Sequence[Span], owners: Owners, asked: Collection[str]
    ) -> bool:
        """Whether a general word stands: asked about, denied or doubted, of a named person, or
        beside a sign."""
        if span.finding in asked or span.state != PRESENT:
            return True
        if span.owner == OTHER and owners.names_kin:
            return True
        return any(
            other.finding != span.finding
            and other.state == other.written == PRESENT
            and other.finding in self._signs
            for other in kept
        )

    def _gather(
        self,
        spans: Iterable[Span],
        subject: str,
        years: float | None,
        owners: Owners,
        words: Sequence[str],
        asked: Collection[str],
    ) -> Spotted:
        spans = list(spans)
        kept = [span for span in spans if span.owner in (subject, None)]
        kept = [span for span in kept if span.written != BESIDE or self._has_company(
            span, kept, owners, asked)]  # fmt: skip
        heard: dict[tuple[str, str], str] = {}
        for span in _strongest(kept):
            heard.setdefault((span.finding, span.state), _said(words, span))
        for (name, state), said in list(heard.items()):
            if state == PRESENT:
                for other in self._entries[name].get("implies", ()):
                    heard.setdefault((other, PRESENT), said)
        for span in kept:
            if span.over and (left := self._entries[span.finding].get("gone")):
                heard.setdefault((left, PRESENT), _said(words, span))
        traits = {trait for at, trait in owners.traits if owners.of[at] == subject == OTHER}
        ages = self.meaning.ages
        if not heard and years is None:  # "he came back yesterday" is no patient
            traits = {(trait, sure) for trait, sure in traits if sure and trait in ages}
        if years is not None:  # "a thirty year old woman": the age decides, not "old woman"
            heard = {key: said for key, said in heard.items() if key[0] not in ages}
        person, maybe = self._people.findings_of(traits, years)
        for state, names in ((PRESENT, person), (UNSURE, maybe)):
            for name in names:
                heard.setdefault((name, state), "who it is about")
        about = self._people.pronoun(words, subject, owners)
        return replace(_spotted(heard, self._order, subject, years), about=about)


def _without_sayings(spans: Sequence[Span]) -> list[Span]:
    """The spans that no saying of their finding lies over ("confused about the bill")."""
    sayings = [span for span in spans if span.written == BUT_NOT]
    return [
        span
        for span in spans
        if span.written != BUT_NOT
        and not any(
            saying.finding == span.finding
            and saying.first <= span.last
            and span.first <= saying.last
            for saying in sayings
        )
    ]


def _said(words: Sequence[str], span: Span) -> str:
    return " ".join(words[span.first : span.last + 1])


def _fullness(span: Span) -> tuple[bool, bool, int, bool, int]:
    """Sorts full phrases first; a denial between a phrase's words may belong to another phrase."""
    doubtful = span.written == UNSURE
    shaky = span.inner or (doubtful and span.state == ABSENT)
    return (span.written == WEAK, shaky, -len(span.used), doubtful,
            span.last - span.first)  # fmt: skip


def _strongest(spans: Iterable[Span]) -> list[Span]:
    """Of phrases of one finding over the same words, the fullest, then the closest together."""
    kept: dict[str, list[Span]] = {}
    full_first = sorted(spans, key=_fullness)
    for span in full_first:
        same = kept.setdefault(span.finding, [])
        if all(span.first > other.last or span.last < other.first for other in same):
            same.append(span)
    return sorted((s for same in kept.values() for s in same), key=lambda s: s.first)


def _settle(written: str, judged: str) -> str:
    """A phrase's own state with what surrounds it: a denied denial is unsure, not present."""
    if judged == UNSAID or written in (PRESENT, BESIDE):
        return judged
    if written == WEAK:
        return UNSAID if judged == PRESENT else judged
    if written == ABSENT:
        return ABSENT if judged == PRESENT else UNSURE
    return ABSENT if judged == ABSENT else UNSURE


def _spotted(
    heard: Mapping[tuple[str, str], str],
    order: Mapping[str, int],
    subject: str,
    years: float | None,
) -> Spotted:
    """One state for each finding: present outweighs unsure, unsure outweighs absent."""
    states: dict[str, str] = {}
    for state in (ABSENT, UNSURE, PRESENT):
        for name, said in heard:
            if said == state:
                states[name] = state
    names = sorted(states, key=lambda name: order[name])
    by = {s: tuple(n for n in names if states[n] == s) for s in (PRESENT, ABSENT, UNSURE)}
    told = tuple(Heard(n, states[n], heard[n, states[n]]) for n in names)
    age = None if years is None else int(years)
    return Spotted(by[PRESENT], by[ABSENT], by[UNSURE], subject, age, told)


def _places(words: Sequence[str], pauses: Sequence[int], kinds: Sequence[str]) -> list[int]:
    """How far along each word stands; pauses and "but" put distance between words."""
    places, now = [], 0
    for at in range(len(words)):
        if at:
            now += 1
            if pauses[at] == SENTENCE:
                now += _FAR
            elif kinds[at - 1] == "end" and kinds[at] != "end":
                now += _TURN
            elif pauses[at] == COMMA:
                now += 1
        places.append(now)
    return places

"""Which samples of a model fit a sentence word for word, and what then stands in their slots.

All samples are one tree of words and slots. A slot of a listed type takes a value or synonym of
its type, AMAZON.NUMBER takes a number, an open slot takes any words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

OPEN_TYPES = frozenset({"AMAZON.SearchQuery", "AMAZON.Person", "ANYTHING"})
"""Slot types that take any words. A type of our own that is meant to is named ANYTHING."""
NUMBER = "AMAZON.NUMBER"

Numbers = Callable[[Sequence[str]], Iterable[tuple[int, int, str]]]

_SLOT = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*'?")
_OWNER = "'s"
_APOSTROPHES = str.maketrans("’‘`´", "''''")


@dataclass(frozen=True, slots=True)
class Listed:
    """A value of a slot type: its id (its name where it has none) and its name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A slot with the words in it, and the listed value that they are, if they are one."""

    name: str
    kind: str
    words: str
    value: Listed | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """A sample that fits a sentence. `literals` counts the words that the sample names itself."""

    intent: str
    sample: str
    literals: int
    slots: tuple[Filled, ...]

    @property
    def open(self) -> bool:
        """Whether a slot in it takes any words."""
        return any(slot.kind in OPEN_TYPES for slot in self.slots)

    @property
    def exactness(self) -> tuple[bool, int, int]:
        """Greater where Alexa is surer: no open slot, more words of its own, fewer slots."""
        return (not self.open, self.literals, -len(self.slots))


def heard(text: str) -> tuple[str, ...]:
    """A sentence as speech recognition writes it: lower-case words and numbers, no marks."""
    return tuple(_WORD.findall(text.lower().translate(_APOSTROPHES)))


@dataclass(slots=True)
class _Node:
    words: dict[str, _Node] = field(default_factory=dict)
    slots: dict[tuple[str, str], _Node] = field(default_factory=dict)
    ends: list[tuple[str, str]] = field(default_factory=list)


class Samples:
    """The samples of a language model, for looking sentences up."""

    def __init__(self, language: Mapping[str, Any], numbers: Numbers = lambda _: ()) -> None:
        """`numbers` finds the numbers among words: (start, end, in digits)."""
        self._numbers = numbers
        self._root = _Node()
        self._values: dict[str, dict[tuple[str, ...], Listed]] = {}
        for kind in language.get("types", ()):
            self._values[kind["name"]] = _listed(kind)
        self._longest = {
            kind: max(map(len, values), default=0) for kind, values in self._values.items()
        }
        for intent in language["intents"]:
            types = {slot["name"]: slot["type"] for slot in intent.get("slots", ())}
            for sample in intent.get("samples", ()):
                self._add(intent["name"], sample, types)

    def fits(self, words: Sequence[str]) -> list[Fit]:
        """Every sample that takes all the words, the exactest first; then in the model's order."""
        found = self._walk(self._root, _cut(words), 0, 0, ())
        return sorted(found, key=lambda fit: fit.exactness, reverse=True)

    def _add(self, intent: str, sample: str, types: Mapping[str, str]) -> None:
        node = self._root
        for at, part in enumerate(_SLOT.split(sample)):
            if at % 2:
                node = node.slots.setdefault((part, types[part]), _Node())
                continue
            owned = part.startswith(_OWNER)  # "{topic}'s fault"
            rest = part.removeprefix(_OWNER)
            for word in (*((_OWNER,) if owned else ()), *_cut(heard(rest))):
                node = node.words.setdefault(word, _Node())
        node.ends.append((intent, sample))

    def _walk(
        self, node: _Node, words: tuple[str, ...], at: int, literals: int, slots: tuple[Filled, ...]
    ) -> Iterator[Fit]:
        if at == len(words):
            for intent, sample in node.ends:
                yield Fit(intent, sample, literals, slots)
            return
        deeper = node.words.get(words[at])
        if deeper is not None:
            yield from self._walk(deeper, words, at + 1, literals + 1, slots)
        for (name, kind), beyond in node.slots.items():
            for end, filled in self._fillings(name, kind, words, at, beyond):
                yield from self._walk(beyond, words, end, literals, (*slots, filled))

    def _fillings(
        self, name: str, kind: str, words: tuple[str, ...], at: int, beyond: _Node
    ) -> Iterator[tuple[int, Filled]]:
        values = self._values.get(kind, {})
        if kind in OPEN_TYPES:
            last = not beyond.words and not beyond.slots
            for end in (len(words),) if last else range(at + 1, len(words) + 1):
                yield end, Filled(name, kind, _joined(words[at:end]), values.get(words[at:end]))
        elif kind == NUMBER:
            for start, end, digits in self._numbers(words):
                if start == at:
                    yield end, Filled(name, kind, digits)
        else:
            for end in range(at + 1, min(len(words), at + self._longest.get(kind, 0)) + 1):
                value = values.get(words[at:end])
                if value is not None:
                    yield end, Filled(name, kind, _joined(words[at:end]), value)


def _cut(words: Sequence[str]) -> tuple[str, ...]:
    """Words with "'s" as a word of its own, since a slot may stand before it."""
    return tuple(
        part
        for word in words
        for part in ((word[:-2], _OWNER) if word.endswith(_OWNER) else (word,))
    )


def _joined(words: Sequence[str]) -> str:
    return " ".join(words).replace(f" {_OWNER}", _OWNER)


def _listed(kind: Mapping[str, Any]) -> dict[tuple[str, ...], Listed]:
    listed: dict[tuple[str, ...], Listed] = {}
    for value in kind["values"]:
        name = value["name"]["value"]
        for phrase in (name, *value["name"].get("synonyms", ())):
            listed.setdefault(_cut(heard(phrase)), Listed(value.get("id", name), name))
    return listed

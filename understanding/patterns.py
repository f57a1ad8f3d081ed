"""The phrase language of `findings.yaml`, and the matcher that finds its phrases in tokens.

    back hurt+            plain words follow one another; small words between them are skipped
    hurt+                 any everyday ending: hurt, hurts, hurted, hurting
    <pee>                 any entry of the group `pee`
    (side|under ribs)     one of these
    [really] bad          may be missing
    pee ... red           up to four other words between
    <blood> & <pee>       both, in either order, within seven words of each other
    <4-42> weeks          a number within a range, in digits or in words

A comma widens the distance between two words; the end of a sentence, or "but", is never crossed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

GAP, NEAR = 4, 7
"""How many words `...` and `&` may step over."""
OFTEN = 6
"""How often one phrase is looked for in a text: keeps the time down for endless repetition."""

_PART = re.compile(r"<[^<>]+>|\([^()]*\)|\[[^\[\]]*\]|\.\.\.|&|[^\s<>()\[\]&]+")
_RANGE = re.compile(r"^<(\d+)-(\d+)>$")
_SPECIAL = frozenset("<>()[]&+.")
_VOWELS = "aeiou"

Phrase = tuple[str, ...]
Tokeniser = Callable[[str], Sequence[str]]


class PatternError(ValueError):
    """A phrase that cannot be read; the message names the phrase and what is wrong."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled phrase: atoms in order, each with how many words may stand before it."""

    label: int
    atoms: tuple[int, ...]
    gaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern was found: the places of its words, first to last."""

    label: int
    used: tuple[int, ...]


def forms(word: str) -> list[str]:
    """A word and its everyday endings, for `word+`: burn → burn, burns, burned, burning."""
    stem = word[:-1] if word.endswith("e") and not word.endswith("ee") else word
    if word.endswith("y") and len(word) > 2 and word[-2] not in _VOWELS:
        return [word, word[:-1] + "ies", word[:-1] + "ied", word + "ing"]
    made = [word, word + ("es" if word.endswith(("s", "sh", "ch", "x", "o")) else "s")]
    if word.endswith("ee"):
        return [*made, word + "d", word + "ing"]
    made += [stem + "ed", stem + "ing"]
    short = (
        len(word) > 2
        and word[-1] not in _VOWELS + "wxy"
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
    )
    if short:
        made += [word + word[-1] + "ed", word + word[-1] + "ing"]
    return made


class PhraseBook:
    """All phrases of a language, compiled once; finds them in any tokens.

    groups: name → entries, for `<name>`.
    tokenise: text → words with small words already left out, the same that `find` is given.
    """

    def __init__(self, groups: Mapping[str, Sequence[str]], tokenise: Tokeniser) -> None:
        self._groups = groups
        self._tokenise = tokenise
        self._resolved: dict[str, frozenset[Phrase]] = {}
        self._resolving: set[str] = set()
        self._atoms: dict[frozenset[Phrase], int] = {}
        self._ranges: dict[str, tuple[int, int]] = {}
        self._trie = _Node()
        self._first: dict[int, list[Pattern]] = {}
        self._cut: dict[str, Phrase] = {}
        self.words: set[str] = set()

    def add(self, label: int, phrase: str) -> None:
        """Compile one phrase; matches of it will carry `label`."""
        for variant in _variants(_PART.findall(phrase), phrase):
            parts = [list(part) for more, part in itertools.groupby(
                variant, lambda piece: piece == "&") if not more]  # fmt: skip
            compiled = [self._sequence(part, phrase) for part in parts]
            if not compiled or not all(compiled):
                raise PatternError(f"phrase {phrase!r} has an empty side or no words")
            if len(compiled) > 3:
                raise PatternError(f"phrase {phrase!r} joins more than three things with &")
            for order in itertools.permutations(compiled):
                atoms = tuple(atom for part in order for atom, _ in part)
                gaps = tuple(
                    NEAR if at == 0 and which else gap
                    for which, part in enumerate(order)
                    for at, (_, gap) in enumerate(part)
                )
                pattern = Pattern(label, atoms, gaps)
                self._first.setdefault(atoms[0], []).append(pattern)

    def _sequence(self, parts: Sequence[str], phrase: str) -> list[tuple[int, int]]:
        """Steps of one side of a phrase: (atom, words that may stand before it)."""
        steps: list[tuple[int, int]] = []
        plain: list[list[Phrase]] = []
        gap = 0

        def close() -> None:
            nonlocal gap
            if plain:
                joined = frozenset(
                    tuple(word for piece in choice for word in piece)
                    for choice in itertools.product(*plain)
                ) - {()}
                if joined:
                    steps.append((self._atom(joined), gap))
                    gap = 0
                plain.clear()

        for part in parts:
            if part == "...":
                close()
                if not steps:
                    raise PatternError(f"phrase {phrase!r} has nothing before its first ...")
                gap = GAP
            elif part[0] in "<(" and not _RANGE.match(part):
                close()
                steps.append((self._atom(self._entries(part, phrase)), gap))
                gap = 0
            else:
                plain.append(self._plain(part))
        close()
        if gap:
            raise PatternError(f"phrase {phrase!r} has nothing after its last ...")
        return steps

    def _plain(self, word: str) -> list[Phrase]:
        """The token sequences of a plain word, a `word+` or a number range."""
        if span := _RANGE.match(word):
            self._ranges[word] = (int(span[1]), int(span[2]))
            return [(word,)]
        if word.endswith("+"):
            return [(form,) for form in forms(word[:-1])]
        return [self._cut_of(word)]

    def _cut_of(self, word: str) -> Phrase:
        cut = self._cut.get(word)
        if cut is None:
            cut = self._cut[word] = tuple(self._tokenise(word))
        return cut

    def _entries(self, part: str, phrase: str) -> frozenset[Phrase]:
        """All token sequences a `<group>` or `(one|of these)` stands for."""
        if part[0] == "(":
            maybe = part.startswith("(?")  # from "[may|be missing]": skipped words do no harm
            made: set[Phrase] = set()
            for choice in part[2 if maybe else 1 : -1].split("|"):
                if maybe and choice.isalpha() and not self._cut_of(choice):
                    continue
                made |= self._choice(choice, phrase)
            return frozenset(made)
        name = part[1:-1]
        if name not in self._resolved:
            if name not in self._groups:
                raise PatternError(f"phrase {phrase!r} names a group {name!r} that is not there")
            if name in self._resolving:
                raise PatternError(f"group {name!r} contains itself")
            self._resolving.add(name)
            entries: set[Phrase] = set()
            for entry in self._groups[name]:
                for variant in _variants(_PART.findall(str(entry)), str(entry)):
                    entries |= self._choice(" ".join(variant), str(entry))
            self._resolving.discard(name)
            self._resolved[name] = frozenset(entries)
        return self._resolved[name]

    def _choice(self, text: str, phrase: str) -> set[Phrase]:
        if not _SPECIAL.intersection(text):
            words: list[str] = []
            for word in text.split():
                words += self._cut_of(word)
            if words:
                return {tuple(words)}
        pieces: list[Iterable[Phrase]] = []
        for part in _PART.findall(text):
            if part in ("...", "&"):
                raise PatternError(f"{phrase!r}: {part} cannot stand inside a group")
            inner = part[0] in "<(" and not _RANGE.match(part)
            pieces.append(self._entries(part, phrase) if inner else self._plain(part))
        made = {
            tuple(word for piece in choice for word in piece)
            for choice in itertools.product(*pieces)
        }
        made.discard(())
        if not made:
            raise PatternError(f"{phrase!r} holds only words that are skipped: {text!r}")
        return made

    def _atom(self, entries: frozenset[Phrase]) -> int:
        known = self._atoms.get(entries)
        if known is not None:
            return known
        number = self._atoms[entries] = len(self._atoms)
        root = self._trie
        for entry in entries:
            node = root
            for word in entry:
                try:
                    node = node.next[word]
                except KeyError:
                    before = node
                    before.next[word] = node = _Node()
                    if word in self._ranges:
                        before.ranges[word] = self._ranges[word]
                    self.words.add(word)
            node.atoms.append(number)
        return number

    def find(
        self,
        words: Sequence[str],
        place: Sequence[int],
        numbers: Iterable[tuple[int, int, float]] = (),
    ) -> list[Match]:
        """All phrases in the words, at most one a pattern and starting word.

        place: a rising number for each word; the difference tells how far two words are apart.
        numbers: (start, end, value) in word positions, for `<4-42>`.
        """
        seen = self._occurrences(words, place, numbers)
        found: list[Match] = []
        for first, starts in seen.items():
            for pattern in self._first.get(first, ()):
                atoms = pattern.atoms
                if len(atoms) == 1:
                    found += [Match(pattern.label, tuple(range(s, e))) for s, e in starts.items()]
                elif all(atom in seen for atom in atoms):
                    often = 0
                    for start, end in starts.items():
                        used = _follow(pattern, 1, end, seen, place)
                        if used is not None:
                            found.append(Match(pattern.label, (*range(start, end), *used)))
                            often += 1
                            if often == OFTEN:
                                break
        return found

    def _occurrences(
        self,
        words: Sequence[str],
        place: Sequence[int],
        numbers: Iterable[tuple[int, int, float]],
    ) -> dict[int, dict[int, int]]:
        """Atom → where it starts → where it ends, the longest there."""
        spoken = {start: (end, value) for start, end, value in numbers}
        seen: dict[int, dict[int, int]] = {}
        root, size = self._trie, len(words)
        for start in range(size):
            if words[start] not in root.next and start not in spoken:
                continue
            open_ends = [(root, start)]
            while open_ends:
                node, at = open_ends.pop()
                if at >= size or (at > start and place[at] - place[at - 1] > 2):
                    continue
                steps: list[tuple[_Node, int]] = []
                if words[at] in node.next:
                    steps.append((node.next[words[at]], at + 1))
                if node.ranges and at in spoken:
                    end, value = spoken[at]
                    steps += [(node.next[key], end) for key, (low, high) in node.ranges.items()
                              if low <= value <= high]  # fmt: skip
                for following, end in steps:
                    for atom in following.atoms:
                        ends = seen.setdefault(atom, {})
                        ends[start] = max(end, ends.get(start, 0))
                    open_ends.append((following, end))
        return seen


class _Node:
    """A word in the tree of all atoms' words: what may follow, and which atoms end here."""

    __slots__ = ("atoms", "next", "ranges")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.ranges: dict[str, tuple[int, int]] = {}
        self.atoms: list[int] = []


def _follow(
    pattern: Pattern,
    step: int,
    at: int,
    seen: Mapping[int, Mapping[int, int]],
    place: Sequence[int],
) -> tuple[int, ...] | None:
    """The words used by the steps from `step` on, the nearest ones, or None."""
    if step == len(pattern.atoms):
        return ()
    starts = seen[pattern.atoms[step]]
    reach = place[at - 1] + pattern.gaps[step] + 1
    start = at
    while start < len(place) and place[start] <= reach:
        end = starts.get(start)
        if end is not None:
            rest = _follow(pattern, step + 1, end, seen, place)
            if rest is not None:
                return (*range(start, end), *rest)
        start += 1
    return None


def _variants(parts: list[str], phrase: str) -> list[list[str]]:
    """A phrase without its `[maybe]` brackets: every way to have or leave them."""
    if "".join(parts).count("[") > 4:
        raise PatternError(f"phrase {phrase!r} has more than four optional parts")
    made: list[list[str]] = [[]]
    for part in parts:
        if part[0] == "[":
            inside = part[1:-1]
            if "|" in inside:
                inside = f"(?{inside})"
            kept = [variant + _PART.findall(inside) for variant in made]
            made = kept + made
        else:
            made = [[*variant, part] for variant in made]
    return made

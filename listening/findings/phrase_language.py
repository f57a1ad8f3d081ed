"""How phrases are written in `content/<language>/heard/`, and their reading into steps.

back hurt+            plain words follow one another; small words between them are skipped
hurt+                 any everyday ending: hurt, hurts, hurted, hurting
<pee>                 any entry of the group `pee`
(side|under ribs)     one of these
[really] bad          may be missing
pee ... red           up to four other words between
<blood> & <pee>       both, in either order, within seven words of each other
<4-42> weeks          a number within a range, in digits or in words
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Callable, Mapping, Sequence

GAP, NEAR = 4, 7
"""How many words `...` and `&` may step over."""

Entry = tuple[str, ...]
Step = tuple[frozenset[Entry], int]
"""The word sequences that fit, and how many other words may stand before them."""

_PART = re.compile(r"<[^<>]+>|\([^()]*\)|\[[^\[\]]*\]|\.\.\.|&|[^\s<>()\[\]&]+")
_RANGE = re.compile(r"^<(\d+)-(\d+)>$")
_SPECIAL = frozenset("<>()[]&+.")
_VOWELS = "aeiou"
_MOST_SIDES, _MOST_MAYBES = 3, 4


class PatternError(ValueError):
    """A phrase that cannot be read; the message names the phrase and what is wrong."""


def forms(word: str) -> list[str]:
    """A word and its everyday endings, for `word+`: burn → burn, burns, burned, burning."""
    if word.endswith("y") and len(word) > 2 and word[-2] not in _VOWELS:
        return [word, word[:-1] + "ies", word[:-1] + "ied", word + "ing"]
    made = [word, word + ("es" if word.endswith(("s", "sh", "ch", "x", "o")) else "s")]
    if word.endswith("ee"):
        return [*made, word + "d", word + "ing"]
    stem = word[:-1] if word.endswith("e") else word
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


class PhraseReader:
    """Reads phrases into steps, remembering groups and words already read.

    groups: name → entries, for `<name>`.
    tokenise: one word → its tokens, none for a word that is skipped.
    """

    def __init__(
        self, groups: Mapping[str, Sequence[str]], tokenise: Callable[[str], Sequence[str]]
    ) -> None:
        self._groups = groups
        self._tokenise = tokenise
        self._cut: dict[str, Entry] = {}
        self._known: dict[str, frozenset[Entry]] = {}
        self._reading: set[str] = set()
        self.ranges: dict[str, tuple[int, int]] = {}

    def orders(self, phrase: str) -> list[list[Step]]:
        """All ways to say a phrase, each as steps in order. Raises PatternError."""
        made: list[list[Step]] = []
        for parts in _variants(phrase):
            sides = [
                self._side(list(side), phrase)
                for joined, side in itertools.groupby(parts, lambda part: part == "&")
                if not joined
            ]
            if not sides or not all(sides) or len(sides) != parts.count("&") + 1:
                raise PatternError(f"phrase {phrase!r} has an empty side, or no words that count")
            if len(sides) > _MOST_SIDES:
                raise PatternError(f"phrase {phrase!r} joins more than three things with &")
            for order in itertools.permutations(sides):
                steps = list(order[0])
                for side in order[1:]:
                    steps += [(side[0][0], NEAR), *side[1:]]
                made.append(steps)
        return made

    def _side(self, parts: Sequence[str], phrase: str) -> list[Step]:
        """The steps of one side of a phrase; plain words that touch make one step."""
        steps: list[Step] = []
        plain: list[str] = []
        gap = 0
        for part in [*parts, ""]:
            is_plain = part not in ("", "...") and (part[0] not in "<(" or bool(_RANGE.match(part)))
            if is_plain:
                plain.append(part)
                continue
            if plain:
                joined = self._run(" ".join(plain))
                plain = []
                if joined:
                    steps.append((joined, gap))
                    gap = 0
            if part == "...":
                if not steps:
                    raise PatternError(f"phrase {phrase!r} has nothing before its first ...")
                gap = GAP
            elif part:
                steps.append((self._entries(part, phrase), gap))
                gap = 0
        if gap:
            raise PatternError(f"phrase {phrase!r} has nothing after its last ...")
        return steps

    def _run(self, words: str) -> frozenset[Entry]:
        """The token sequences of plain words that follow one another; empty if all are skipped."""
        known = self._known.get(words)
        if known is None:
            pieces = [self._plain(word) for word in words.split(" ")]
            known = self._known[words] = frozenset(_joined(pieces)) - {()}
        return known

    def _plain(self, word: str) -> list[Entry]:
        """The tokens of a plain word, a `word+` or a number range."""
        if span := _RANGE.match(word):
            self.ranges[word] = (int(span[1]), int(span[2]))
            return [(word,)]
        if word.endswith("+"):
            return [(sys.intern(form),) for form in forms(word[:-1])]
        return [self._tokens(word)]

    def _tokens(self, word: str) -> Entry:
        cut = self._cut.get(word)
        if cut is None:
            cut = self._cut[word] = tuple(map(sys.intern, self._tokenise(word)))
        return cut

    def _entries(self, part: str, phrase: str) -> frozenset[Entry]:
        """All token sequences a `<group>` or `(one|of these)` stands for."""
        known = self._known.get(part)
        if known is not None:
            return known
        made: set[Entry] = set()
        if part[0] == "(":
            maybe = part.startswith("(?")  # from "[may|be missing]": skipped words do no harm
            for choice in part[2 if maybe else 1 : -1].split("|"):
                self._choose(choice, phrase, made, maybe)
        else:
            name = part[1:-1]
            if name not in self._groups:
                raise PatternError(f"phrase {phrase!r} names a group {name!r} that is not there")
            if name in self._reading:
                raise PatternError(f"group {name!r} contains itself")
            self._reading.add(name)
            for entry in self._groups[name]:
                for parts in _variants(str(entry)):
                    self._choose(" ".join(parts), str(entry), made, False)
            self._reading.discard(name)
        self._known[part] = frozenset(made)
        return self._known[part]

    def _choose(self, text: str, phrase: str, made: set[Entry], maybe: bool) -> None:
        """Add what one choice stands for to `made`."""
        if _SPECIAL.isdisjoint(text):
            entry: Entry = ()
            for word in text.split():
                entry += self._tokens(word)
            entries = {entry} if entry else set()
        else:
            pieces: list[Sequence[Entry]] = []
            for part in _PART.findall(text):
                if part in ("...", "&"):
                    raise PatternError(f"{phrase!r}: {part} cannot stand inside a group")
                inner = part[0] in "<(" and not _RANGE.match(part)
                pieces.append(tuple(self._entries(part, phrase)) if inner else self._plain(part))
            entries = set(_joined(pieces)) - {()}
        if not entries and not maybe:
            raise PatternError(f"{phrase!r} holds only words that are skipped: {text!r}")
        made |= entries


def _joined(pieces: Sequence[Sequence[Entry]]) -> list[Entry]:
    """Every way to take one entry of each piece, end to end."""
    if len(pieces) == 1:
        return list(pieces[0])
    return [
        tuple(word for entry in choice for word in entry) for choice in itertools.product(*pieces)
    ]


def _variants(phrase: str) -> list[list[str]]:
    """The parts of a phrase without its `[maybe]` brackets: every way to have or leave them."""
    parts = _PART.findall(phrase)
    if phrase.count("[") > _MOST_MAYBES:
        raise PatternError(f"phrase {phrase!r} has more than four parts that may be missing")
    made: list[list[str]] = [[]]
    for part in parts:
        if part[0] == "[":
            inside = part[1:-1]
            inner = [f"(?{inside})"] if "|" in inside else _PART.findall(inside)
            made = [[*variant, *inner] for variant in made] + made
        else:
            for variant in made:
                variant.append(part)
    return made

"""What a person said, cut once: words put right, folded keys, and which parts ask something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from listening.phrases import keys_of, word_set
from listening.text import COMMA, SENTENCE, read

_ASKS = word_set("what how why")
_ASKS_FIRST = word_set("when where which who whose whether if")
_AUXILIARY = word_set(
    "is are am was were do does did can could should will would may might must has have had"
)
_TELLS_FIRST = word_set("have has had was were did")
"""They open a question only before its subject: "did it burn", not "did my back in"."""
_MAYBE = word_set("could may might must would")
_SUBJECT = word_set("i it this that there he she you they we these those anyone")
_GOES_ON = word_set("and but since from for now in on when also only today")
_BEFORE_EMBEDDED = word_set("know wonder wondering ask asking tell sure see understand")
_FILLERS = word_set("um uh er erm so ok okay hey hi hello alexa like now and but well oh please")
_REQUESTS = (
    ("want", "to", "know"),
    ("like", "to", "know"),
    ("need", "to", "know"),
    ("tell", "me"),
    ("information",),
    ("info",),
    ("advice",),
    ("advise",),
    ("suggestion",),
    ("suggest",),
    ("explain",),
    ("looking", "for"),
    ("question", "is"),
    ("wonder",),
    ("wondering",),
    ("wanted", "to", "ask"),
    ("please", "help"),
)


@dataclass(frozen=True, slots=True)
class Utterance:
    """One utterance.

    words: tokens, spelling put right.
    keys: folded words that count; places[i] is where in `words` keys[i] begins.
    breaks: the pause before each key (text.NONE, COMMA or SENTENCE).
    asked: for each key, whether it stands in a question or a request.
    """

    words: tuple[str, ...]
    keys: tuple[str, ...]
    places: tuple[int, ...]
    breaks: tuple[int, ...]
    asked: tuple[bool, ...]

    @property
    def question(self) -> bool:
        """Whether any part of it asks something."""
        return any(self.asked)

    def sentence_of(self, key: int) -> tuple[int, int]:
        """The first and one past the last key of the sentence that a key stands in."""
        start = key
        while start > 0 and self.breaks[start] < SENTENCE:
            start -= 1
        end = key + 1
        while end < len(self.keys) and self.breaks[end] < SENTENCE:
            end += 1
        return start, end


def hear(text: str, correct: Callable[[str], str]) -> Utterance:
    """Cut a text. correct: puts one word's spelling right."""
    reading = read(text)
    words = tuple(correct(word) for word in reading.words)
    keys, places = keys_of(words)
    breaks = []
    since = 0
    for place in places:
        breaks.append(max(reading.pauses[since : place + 1], default=0))
        since = place + 1
    return Utterance(words, keys, places, tuple(breaks), _asked(keys, breaks))


def _ends(keys: tuple[str, ...], breaks: list[int], at: int) -> bool:
    """Whether a statement is over before a key: at the end, at a pause, or "since morning"."""
    return at >= len(keys) or breaks[at] >= COMMA or keys[at] in _GOES_ON


def _tells(key: str, after: str) -> bool:
    """Whether a helping verb begins a statement: "had my spine done", "could be pregnant"."""
    return key in _TELLS_FIRST or after == "not" or (key in _MAYBE and after in ("be", "have"))


def _asked(keys: tuple[str, ...], breaks: list[int]) -> tuple[bool, ...]:
    asked: list[bool] = []
    inside = False
    opening = True
    for at, key in enumerate(keys):
        if breaks[at] >= SENTENCE:
            inside = False
        first = opening or breaks[at] >= COMMA
        opening = (opening and key in _FILLERS) or (first and key in _FILLERS)
        before = keys[at - 1] if at else ""
        after = keys[at + 1] if at + 1 < len(keys) else ""
        if after == "not" and keys[at + 2 : at + 3] and keys[at + 2] in _SUBJECT:
            after = keys[at + 2]  # "isn't it" asks, "can't breathe" does not
        if after == "there" and not first and _ends(keys, breaks, at + 2):
            after = ""  # "bleeding is there" tells, "is there bleeding" asks
        if (
            key in _ASKS
            or (key in _ASKS_FIRST and (first or before in _BEFORE_EMBEDDED) and key != "if")
            or (key in ("when", "where", "which") and after in _AUXILIARY)
            or (key in _AUXILIARY and after in _SUBJECT and (first or before not in _SUBJECT))
            or (key in _AUXILIARY and first and not _tells(key, after))
            or any(keys[at : at + len(request)] == request for request in _REQUESTS)
        ):
            inside = True
        asked.append(inside)
    return tuple(asked)

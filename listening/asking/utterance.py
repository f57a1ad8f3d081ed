"""What a person said, cut once: words put right, folded keys, and which parts ask something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from listening.asking.phrase_index import Folding
from listening.asking.words import AskingWords
from listening.tokeniser import COMMA, SENTENCE, read

"""They open a question only before its subject: "did it burn", not "did my back in"."""


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

    @property
    def asks_from(self) -> int:
        """The word that the first question in it begins at, 0 where it asks nothing."""
        return self.places[self.asked.index(True)] if self.question else 0

    def begins_asking(self, asking: AskingWords) -> bool:
        """Whether it opens as a question does: "what makes them grow", not "when I bend"."""
        return bool(self.asked) and self.asked[0] and self.keys[0] not in asking.asks_first

    def sentence_of(self, key: int) -> tuple[int, int]:
        """The first and one past the last key of the sentence that a key stands in."""
        start = key
        while start > 0 and self.breaks[start] < SENTENCE:
            start -= 1
        end = key + 1
        while end < len(self.keys) and self.breaks[end] < SENTENCE:
            end += 1
        return start, end


def hear(
    text: str, correct: Callable[[str], str], words_of: AskingWords, folding: Folding
) -> Utterance:
    """Cut a text. correct: puts one word's spelling right."""
    reading = read(text)
    words = tuple(correct(word) for word in reading.words)
    keys, places = folding.keys_of(words)
    breaks = []
    since = 0
    for place in places:
        breaks.append(max(reading.pauses[since : place + 1], default=0))
        since = place + 1
    return Utterance(words, keys, places, tuple(breaks), _asked(keys, breaks, words_of))


def _ends(asking: AskingWords, keys: tuple[str, ...], breaks: list[int], at: int) -> bool:
    """Whether a statement is over before a key: at the end, at a pause, or "since morning"."""
    return at >= len(keys) or breaks[at] >= COMMA or keys[at] in asking.goes_on


def _tells(asking: AskingWords, key: str, after: str) -> bool:
    """Whether a helping verb begins a statement: "had my spine done", "could be pregnant".

    asking.tells_first open a question only before its subject: "did it burn".
    """
    if key in asking.tells_first or after == "not":
        return True
    return key in asking.maybe and after in ("be", "have")


def _asked(keys: tuple[str, ...], breaks: list[int], asking: AskingWords) -> tuple[bool, ...]:
    asked: list[bool] = []
    inside = False
    opening = True
    for at, key in enumerate(keys):
        if breaks[at] >= SENTENCE:
            inside = False
        first = opening or breaks[at] >= COMMA
        opening = (opening and key in asking.fillers) or (first and key in asking.fillers)
        before = keys[at - 1] if at else ""
        after = keys[at + 1] if at + 1 < len(keys) else ""
        if after == "not" and keys[at + 2 : at + 3] and keys[at + 2] in asking.subject:
            after = keys[at + 2]  # "isn't it" asks, "can't breathe" does not
        if after == "there" and not first and _ends(asking, keys, breaks, at + 2):
            after = ""  # "bleeding is there" tells, "is there bleeding" asks
        if (
            key in asking.asks
            or (
                key in asking.asks_first
                and (first or before in asking.before_embedded)
                and key != "if"
            )
            or (key in ("when", "where", "which") and after in asking.auxiliary)
            or (
                key in asking.auxiliary
                and after in asking.subject
                and (first or before not in asking.subject)
            )
            or (key in asking.auxiliary and first and not _tells(asking, key, after))
            or any(keys[at : at + len(request)] == request for request in asking.requests)
        ):
            inside = True
        asked.append(inside)
    return tuple(asked)

"""How people steer a conversation, whichever way they put it: "run that by me again, love".

A sentence steers when it is made of a core ("again") and of words that say nothing beside it
(politeness, "you", "that"). Which words these are is data (steering.yaml).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from listening.findings.phrase_binder import PhraseBinder
from listening.tokeniser import SENTENCE, read, word_tokens


class Steering:
    """Hears steering in one language. data: the parsed steering.yaml."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        around = frozenset(token for word in data["around"] for token in word_tokens(str(word)))
        self._intents: tuple[str, ...] = tuple(data["intents"])
        self._around = {
            name: around | frozenset(data["also_around"].get(name, ())) for name in self._intents
        }
        self._loose = frozenset(data["loose"])
        binder = PhraseBinder()
        for number, name in enumerate(self._intents):
            for phrase in data["intents"][name]:
                binder.add(number, str(phrase))
        self._book = binder.bind()

    def read(self, text: str, *, loosely: bool = False) -> tuple[str, bool] | None:
        """The intent that a text steers by, None where it says anything else besides.

        Beside it, whether that rests on less than half of the words.

        loosely: a core of those that lose nothing ("what is numb, I don't understand") is enough.
        """
        reading = read(text)
        words, place, far = reading.words, [], 0
        for at in range(len(reading)):
            far += len(reading) if at and reading.pauses[at] == SENTENCE else 0
            place.append(at + far)
        covered: dict[int, set[int]] = {}
        for match in self._book.find(words, place):
            covered.setdefault(match.label, set()).update(match.used)
        cores = set().union(*covered.values())
        for label in sorted(covered):
            around = self._around[self._intents[label]]
            if loosely and self._intents[label] in self._loose:
                return self._intents[label], True
            if all(at in cores or word in around for at, word in enumerate(words)):
                return self._intents[label], 2 * len(covered[label]) < len(words)
        return None

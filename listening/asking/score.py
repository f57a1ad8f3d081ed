"""How sure the reading is: from what was recognised, never from what was hoped for.

0.98–1.00  a sample sentence of the interaction model, word for word (less for fillers around it)
0.60–0.97  a named topic, or findings; more with an aspect and with more of the words accounted for
0.45–0.60  a general word ("kidney") or a follow-up without a topic
below THRESHOLD: not understood
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from listening.asking.phrase_index import Span
from listening.asking.utterance import Utterance

THRESHOLD = 0.45
"""Below this the utterance is not taken as ours."""


def coverage(utterance: Utterance, spans: Iterable[Span], common: Collection[str]) -> float:
    """The share of telling words that were recognised, in the sentence with the best share.

    common: words that say nothing of the matter, so that not recognising one costs nothing.
    """
    known = {at for span in spans for at in range(span.start, span.end)}
    best = 0.0
    at = 0
    while at < len(utterance.keys):
        _, end = utterance.sentence_of(at)
        telling = [i for i in range(at, end) if i in known or utterance.keys[i] not in common]
        if telling:
            best = max(best, sum(i in known for i in telling) / len(telling))
        at = end
    return best


def sample_score(whole: bool) -> float:
    """For a sample sentence; `whole` when nothing had to be left off around it."""
    return 1.0 if whole else 0.98


def free_score(base: float, covered: float, has_aspect: bool) -> float:
    """For a reading pieced together. base: how telling the best evidence is (0..1)."""
    return round(min(0.97, base + 0.12 * has_aspect + 0.25 * covered), 3)


def quote(phrases: Sequence[str]) -> str:
    """Phrases as they are shown in a reason."""
    return ", ".join(f'"{phrase}"' for phrase in phrases)

"""Sentences as a trigram model: words in an order that was not foreseen can be heard too.

Written in the ARPA format, smoothed after Witten and Bell (1991).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from audio.sentences import Sentence

ORDER = 3
BEGIN, END = "<s>", "</s>"
FLOOR = 0.1
"""Added to the count of every single word."""

Gram = tuple[str, ...]


def arpa(spoken: Sequence[Sentence]) -> str:
    """The model as the text of an ARPA file."""
    counts: list[Counter[Gram]] = [Counter() for _ in range(ORDER)]
    for sentence in spoken:
        words = (BEGIN, *sentence.words, END)
        for order in range(ORDER):
            for at in range(len(words) - order):
                counts[order][words[at : at + order + 1]] += sentence.weight
    totals: Counter[Gram] = Counter()
    following: dict[Gram, int] = defaultdict(int)
    for order in range(1, ORDER):
        for gram, count in counts[order].items():
            totals[gram[:-1]] += count
            following[gram[:-1]] += 1

    shares: list[dict[Gram, float]] = [_single(counts[0])]
    for order in range(1, ORDER):
        lower = shares[-1]
        shares.append(
            {
                gram: (count + following[gram[:-1]] * lower[gram[1:]])
                / (totals[gram[:-1]] + following[gram[:-1]])
                for gram, count in counts[order].items()
            }
        )
    lines = ["\\data\\", *(f"ngram {n + 1}={len(shares[n])}" for n in range(ORDER))]
    for order in range(ORDER):
        lines += ["", f"\\{order + 1}-grams:"]
        for gram, share in sorted(shares[order].items()):
            chance = -99.0 if gram == (BEGIN,) else math.log10(share)
            line = f"{chance:.4f}\t{' '.join(gram)}"
            if order + 1 < ORDER:
                rest = following[gram] / (totals[gram] + following[gram]) if totals[gram] else 1.0
                line += f"\t{math.log10(rest):.4f}"
            lines.append(line)
    return "\n".join([*lines, "", "\\end\\", ""])


def _single(counts: Counter[Gram]) -> dict[Gram, float]:
    total = sum(count + FLOOR for gram, count in counts.items() if gram != (BEGIN,))
    return {gram: (count + FLOOR) / total for gram, count in counts.items()}

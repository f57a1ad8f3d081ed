"""`python -m benchmarks.understanding`: accuracy and time of four ways to understand a sentence.

All four know the same interaction model and hear the same utterances (tests/listening).
Prints one Markdown table; docs/decisions holds the last one. Time is the processor's own, so a
busy machine does not change it.
"""

from __future__ import annotations

import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.utterances import Case, Meaning, cases, findings, model

Understand = Callable[[str], tuple[Meaning, float]]
"""Text → what it means, and how sure the method is (0..1)."""


@dataclass(frozen=True)
class Row:
    """One method, measured. Shares in percent, times in milliseconds."""

    name: str
    right: float
    taken: float
    load: float
    median: float
    late: float


def main() -> int:
    """Measure every method and print the table. Returns the exit code."""
    print(table())
    return 0


def table() -> str:
    """Every method measured, as a Markdown table under a line on what was measured."""
    model(), findings()  # files read once, for all methods
    rows = [
        measure("ours", _ours, tuned=False),
        measure("hassil, the bare model", _hassil, tuned=False),
        measure("rapidfuzz over the samples", _rapidfuzz, tuned=True),
        measure("TF-IDF and logistic regression", _tfidf, tuned=True),
    ]
    foreign = sum(case.foreign for case in cases())
    return "\n".join(
        [
            f"{len(cases()) - foreign} utterances of ours, {foreign} foreign; Python "
            f"{platform.python_version()}, {platform.machine()}, processor time",
            "",
            "| method | right | foreign taken | load | median | 99th percentile |",
            "|---|---|---|---|---|---|",
            *(
                f"| {row.name} | {row.right:.1f} % | {row.taken:.1f} % | {row.load:.0f} ms "
                f"| {row.median:.2f} ms | {row.late:.2f} ms |"
                for row in rows
            ),
        ]
    )


def measure(name: str, make: Callable[[], Understand], tuned: bool) -> Row:
    """Load one method and put every utterance to it.

    tuned: whether the method needs a threshold for "foreign"; it gets the one that suits these
    very utterances best, which flatters it.
    """
    start = time.process_time()
    understand = make()
    load = 1000 * (time.process_time() - start)
    heard: list[tuple[Case, Meaning, float]] = []
    times = []
    for case in cases():
        start = time.process_time()
        meaning, score = understand(case.text)
        times.append(1000 * (time.process_time() - start))
        heard.append((case, meaning, score))
    threshold = _best_threshold(heard) if tuned else 0.0
    right, taken = _shares(heard, threshold)
    times.sort()
    print(f"{name}: threshold {threshold:.2f}", file=sys.stderr)
    late = times[int(0.99 * (len(times) - 1))]
    return Row(name, right, taken, load, statistics.median(times), late)


def _shares(heard: list[tuple[Case, Meaning, float]], threshold: float) -> tuple[float, float]:
    """Percent of our utterances understood rightly, and of foreign ones taken for ours."""
    ours = [case.fits(m) and s >= threshold for case, m, s in heard if not case.foreign]
    taken = [not case.fits(m) and s >= threshold for case, m, s in heard if case.foreign]
    return 100 * sum(ours) / len(ours), 100 * sum(taken) / len(taken)


def _best_threshold(heard: list[tuple[Case, Meaning, float]]) -> float:
    """The threshold with most utterances right, ours and foreign together."""

    def total(threshold: float) -> int:
        return sum(
            (s < threshold or case.fits(m)) if case.foreign else (s >= threshold and case.fits(m))
            for case, m, s in heard
        )

    return max((step / 100 for step in range(101)), key=total)


def _ours() -> Understand:
    from listening import FindingSpotter, Resolver

    resolver = Resolver(model(), FindingSpotter(findings()))

    def understand(text: str) -> tuple[Meaning, float]:
        heard = resolver.resolve(text)
        return Meaning(heard.intent, heard.slots), heard.score

    return understand


def _hassil() -> Understand:
    from benchmarks.others import hassil_method

    return hassil_method()


def _rapidfuzz() -> Understand:
    from benchmarks.others import rapidfuzz_method

    return rapidfuzz_method()


def _tfidf() -> Understand:
    from benchmarks.others import tfidf_method

    return tfidf_method()


if __name__ == "__main__":
    sys.exit(main())

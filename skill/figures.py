"""Figures of a running process, as Prometheus reads them: how many, how urgent, how fast.

Counts alone: no word, no name, no finding of anybody's.
https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from typing import Any

from skill.logs import URGENCIES

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000)
"""Milliseconds."""
_PREFIX = "back_pain_guide"


class Figures:
    """Counts turns; may be used from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._urgencies: Counter[str] = Counter()
        self._buckets: Counter[int] = Counter()
        self._turns = self._misses = self._refused = 0
        self._milliseconds = 0.0

    def turn(self, response: Mapping[str, Any], milliseconds: float) -> None:
        """Count a turn that was answered with `response` in `milliseconds`."""
        answer = response.get("sessionAttributes")
        answer = answer.get("answer") if isinstance(answer, Mapping) else None
        answer = answer if isinstance(answer, Mapping) else {}
        urgency = answer.get("urgency")
        with self._lock:
            self._turns += 1
            self._milliseconds += milliseconds
            self._buckets.update(bound for bound in BUCKETS if milliseconds <= bound)
            self._misses += answer.get("topic") == "none"
            if urgency in URGENCIES:
                self._urgencies[urgency] += 1

    def refused(self) -> None:
        """Count a request that was not Alexa's."""
        with self._lock:
            self._refused += 1

    def text(self) -> str:
        """Return all figures in Prometheus's text format."""
        with self._lock:
            lines = [
                *_counter("turns_total", "Turns answered.", {"": self._turns}),
                *_counter("misses_total", "Turns that were not understood.", {"": self._misses}),
                *_counter("refused_total", "Requests not Alexa's.", {"": self._refused}),
                *_counter(
                    "urgencies_total",
                    "Turns by the urgency of their answer.",
                    {f'{{urgency="{one}"}}': self._urgencies[one] for one in URGENCIES},
                ),
                f"# HELP {_PREFIX}_milliseconds Time to answer a turn.",
                f"# TYPE {_PREFIX}_milliseconds histogram",
                *(
                    f'{_PREFIX}_milliseconds_bucket{{le="{bound}"}} {self._buckets[bound]}'
                    for bound in BUCKETS
                ),
                f'{_PREFIX}_milliseconds_bucket{{le="+Inf"}} {self._turns}',
                f"{_PREFIX}_milliseconds_sum {self._milliseconds:.3f}",
                f"{_PREFIX}_milliseconds_count {self._turns}",
            ]
        return "\n".join(lines) + "\n"


def _counter(name: str, about: str, values: Mapping[str, int]) -> list[str]:
    return [
        f"# HELP {_PREFIX}_{name} {about}",
        f"# TYPE {_PREFIX}_{name} counter",
        *(f"{_PREFIX}_{name}{labels} {value}" for labels, value in values.items()),
    ]

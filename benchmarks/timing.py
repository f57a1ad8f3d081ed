"""Timing two things side by side, so that a busy moment of the machine hits both."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

Thing = Callable[[], object]


def paired(things: Sequence[Thing], rounds: int, calls: int) -> list[float]:
    """Return the median seconds of one call of each of `things`.

    In each of `rounds`, each thing is called `calls` times in turn; the median is taken over the
    rounds, of which each counts with its own median.
    """
    for thing in things:
        for _ in range(calls):
            thing()
    medians: list[list[float]] = [[] for _ in things]
    gc.disable()
    try:
        for _ in range(rounds):
            for thing, kept in zip(things, medians, strict=True):
                kept.append(median(_seconds(thing) for _ in range(calls)))
            gc.collect()
    finally:
        gc.enable()
    return [median(kept) for kept in medians]


def _seconds(thing: Thing) -> float:
    started = perf_counter()
    thing()
    return perf_counter() - started

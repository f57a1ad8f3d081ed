"""Conversations by foreign ids, forgotten when they fall silent. Nothing is kept elsewhere."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Kept = TypeVar("Kept")

MOST = 1000
"""Conversations held at once; the one that was silent for longest gives way."""


class Sessions(Generic[Kept]):
    """What is kept for each id until it was not asked for during `silence` seconds."""

    def __init__(
        self, silence: float, most: int = MOST, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._silence = silence
        self._most = most
        self._clock = clock
        self._kept: OrderedDict[Hashable, tuple[float, Kept]] = OrderedDict()

    def get(self, key: Hashable) -> Kept | None:
        """What is kept for an id, None where it is unknown or was silent for too long."""
        self._forget()
        if key not in self._kept:
            return None
        _, kept = self._kept[key]
        self.keep(key, kept)
        return kept

    def keep(self, key: Hashable, kept: Kept) -> Kept:
        """Keep something for an id from now on; return it."""
        self._kept[key] = (self._clock(), kept)
        self._kept.move_to_end(key)
        self._forget()
        return kept

    def __len__(self) -> int:
        return len(self._kept)

    def _forget(self) -> None:
        too_old = self._clock() - self._silence
        while self._kept:
            heard_at, _ = next(iter(self._kept.values()))
            if heard_at >= too_old and len(self._kept) <= self._most:
                return
            self._kept.popitem(last=False)

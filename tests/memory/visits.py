"""Counting visits: the change that shows whether an update was lost."""

from __future__ import annotations

from typing import Any

from skill.memory import Memory, StoreUnavailable, update

PATIENCE = 20.0
"""Seconds to wait for a store: a busy computer is no fault of the store's."""


def one_more_visit(preferences: dict[str, Any]) -> dict[str, Any]:
    return {**preferences, "visits": preferences.get("visits", 0) + 1}


def visit(store: Memory, user: str) -> None:
    """Count one visit, and start over where so many count at once that it was refused."""
    for _ in range(20):
        try:
            update(store, user, one_more_visit)
        except StoreUnavailable as refusal:
            if "too often" not in str(refusal):
                raise
        else:
            return
    raise AssertionError("refused twenty times")

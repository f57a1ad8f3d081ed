"""A memory that keeps nothing, for places without a store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from skill.memory.base import NOTHING_STORED, Remembered, written


class NoMemory:
    """Every visit is the first."""

    def load(self, user_id: str) -> Remembered:  # noqa: ARG002
        """Return that nothing is stored."""
        return Remembered()

    def save(self, user_id: str, preferences: Mapping[str, Any], version: int) -> int:  # noqa: ARG002
        """Check the preferences as a real store does, then let go of them."""
        written(preferences)
        return NOTHING_STORED

    def forget(self, user_id: str) -> None:
        """Do nothing: nothing is stored."""

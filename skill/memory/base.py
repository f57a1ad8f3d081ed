"""The one small interface every store has, and the rules all stores keep.

MemoryFault
  Conflict            somebody else saved since it was loaded: load again, decide again
  StoreUnavailable    the store does not answer, in time or at all: speak on without it
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

PREFERENCES: Mapping[str, type] = {
    "pace": str,
    "length": str,
    "plain": bool,
    "captions": bool,
    "information_mode": bool,
    "visits": int,
}
"""All that may outlive a session. What a person said, or has, has no place here."""

NOTHING_STORED = 0
"""The version of a person of whom nothing is stored."""

_LONGEST_VALUE = 20
_PATIENCE = 2.0
"""Seconds of trying to save among others who save the same person."""
_FIRST_PAUSE = 0.002
_LONGEST_PAUSE = 0.1


class MemoryFault(Exception):
    """Something went wrong between the skill and its store."""


class Conflict(MemoryFault):
    """Somebody else saved this person's preferences since they were loaded."""


class StoreUnavailable(MemoryFault):
    """The store cannot be reached, is too slow, is full or holds something unreadable."""


@dataclass(frozen=True)
class Remembered:
    """What is stored of one person."""

    preferences: dict[str, Any] = field(default_factory=dict)
    """Some of `PREFERENCES`, by name."""
    version: int = NOTHING_STORED
    """Which save this is; to be handed back when saving."""


class Memory(Protocol):
    """A store of preferences. Every method raises `StoreUnavailable` where the store fails."""

    def load(self, user_id: str) -> Remembered:
        """Return what is stored of this person; nothing is no fault."""
        ...

    def save(self, user_id: str, preferences: Mapping[str, Any], version: int) -> int:
        """Store `preferences` in place of those loaded as `version`; return the new version.

        Raises `Conflict` where the store holds another version by now, and `ValueError` for
        anything that is not one of `PREFERENCES`.
        """
        ...

    def forget(self, user_id: str) -> None:
        """Delete all that is stored of this person."""
        ...


def update(
    memory: Memory, user_id: str, change: Callable[[dict[str, Any]], Mapping[str, Any]]
) -> Remembered:
    """Load, let `change` make the new preferences out of the old, save; return what is now stored.

    `change` runs again where somebody else saved in between, so it must not do anything else.
    Raises `StoreUnavailable` where the store fails, or is still contended after two seconds.
    """
    pause = _FIRST_PAUSE
    until = time.monotonic() + _PATIENCE
    while True:
        remembered = memory.load(user_id)
        preferences = dict(change(dict(remembered.preferences)))
        if preferences == remembered.preferences:
            return remembered
        try:
            version = memory.save(user_id, preferences, remembered.version)
        except Conflict as conflict:
            if time.monotonic() > until:
                raise StoreUnavailable("Others changed the preferences too often.") from conflict
            time.sleep(pause * os.urandom(1)[0] / 255)  # two who collided now part ways
            pause = min(2 * pause, _LONGEST_PAUSE)
        else:
            return Remembered(preferences, version)


def new_version() -> int:
    """Return a version nobody had before, so that a forgotten person's old one never fits again."""
    return 1 + int.from_bytes(os.urandom(6), "big")


def stored_name(user_id: str) -> str:
    """Return the name a person is stored under, from which the user id cannot be read back."""
    import hashlib  # costs a start, and only a store needs it

    return hashlib.sha256(user_id.encode()).hexdigest()


def written(preferences: Mapping[str, Any]) -> str:
    """Return `preferences` as the JSON text to store; raises `ValueError` for anything else."""
    for name, value in preferences.items():
        if name not in PREFERENCES:
            raise ValueError(f"{name!r} is no preference; known are {', '.join(PREFERENCES)}.")
        if type(value) is not PREFERENCES[name] or len(str(value)) > _LONGEST_VALUE:
            raise ValueError(
                f"The preference {name!r} must be a {PREFERENCES[name].__name__} of at most "
                f"{_LONGEST_VALUE} characters."
            )
    return json.dumps(dict(preferences), sort_keys=True)


def read(text: str) -> dict[str, Any]:
    """Return the preferences in a stored text, without any that are not (or no longer) known.

    Raises `StoreUnavailable` where the text was not written by `written`.
    """
    try:
        stored = dict(json.loads(text))
    except (ValueError, TypeError, RecursionError) as fault:
        raise StoreUnavailable("The stored preferences cannot be read.") from fault
    return {name: value for name, value in stored.items() if type(value) is PREFERENCES.get(name)}

"""Which engine speaks: the one asked for, or the best that is there."""

from __future__ import annotations

import os
from functools import lru_cache

from audio.engines.base import Engine
from audio.errors import InputError

ENGINES = ("espeak", "gtts", "piper")
SETTING = "BACK_PAIN_GUIDE_ENGINE"
"""Environment variable with the engine that `auto` tries first; espeak if unset."""


def preferred() -> str:
    """The engine that `auto` tries first."""
    name = os.environ.get(SETTING, "").strip().lower() or "espeak"
    if name == "auto":
        return "espeak"
    return _known(name)


def candidates(engine: str) -> tuple[str, ...]:
    """Engines to try in turn: `auto` has a fallback, an engine asked for by name has none."""
    if engine != "auto":
        return (_known(engine),)
    first = preferred()
    return (first,) if first == "espeak" else (first, "espeak")


@lru_cache(maxsize=len(ENGINES))
def create(name: str) -> Engine:
    """The engine of that name, one a process. Its packages are imported only now."""
    if name == "gtts":
        from audio.engines.gtts import Gtts

        return Gtts()
    if name == "piper":
        from audio.engines.piper import Piper

        return Piper()
    from audio.engines.espeak import Espeak

    return Espeak()


def _known(name: str) -> str:
    if name not in ENGINES:
        raise InputError(f"There is no engine called {name!r}. Choose auto, {', '.join(ENGINES)}.")
    return name

"""What every engine offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from audio.script import Pace, Script

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Voice:
    """Who speaks."""

    name: str
    language: str
    """As in "en" or "en-GB"."""


@dataclass(frozen=True)
class Take:
    """One piece as the engine spoke it."""

    samples: NDArray[np.float32]
    """Mono, full scale is 1."""
    rate: int
    """Samples a second."""
    words: Sequence[float | None] | None = None
    """Second at which each word of the piece begins (None where the engine did not say);
    None if the engine has no word events at all."""


class Engine(Protocol):
    """Turns a script into sound. Safe to call from several threads."""

    name: str
    online: bool
    """Whether what is spoken leaves this machine."""

    def version(self) -> str:
        """Program and version, as it goes into a clip's name. Cheap."""
        ...

    def voice(self, locale: str) -> Voice:
        """The voice for a locale. Raises LanguageError if there is none. Cheap."""
        ...

    def speak(self, script: Script, voice: Voice, pace: Pace) -> list[Take]:
        """One take per piece. Raises EngineError; returns within a bounded time."""
        ...

    def close(self) -> None:
        """Ends what the engine keeps running."""
        ...

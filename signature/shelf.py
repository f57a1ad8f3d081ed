"""Chains that proved to be Alexa's, kept in a file for the next process.

A process that starts in the middle of a flood of forged requests would have to stand in line for
the certificate. What lies here is checked again before it is used, so the file need not be trusted.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

LARGEST = 2_000_000
"""Bytes. Sixteen chains are about a tenth of it."""


class Nowhere:
    """A shelf that keeps nothing."""

    def load(self) -> dict[str, bytes]:
        """Return nothing."""
        return {}

    def store(self, chains: Mapping[str, bytes]) -> None:
        """Let go of the chains."""


class Shelf:
    """A file of chains by address. A disk that fails costs what is kept, never a request."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> dict[str, bytes]:
        """Return what was stored, nothing where it cannot be read."""
        try:
            if self._path.stat().st_size > LARGEST:
                return {}
            kept = json.loads(self._path.read_text("ascii"))
            return {str(url): str(pem).encode("ascii") for url, pem in kept.items()}
        except (OSError, ValueError, AttributeError, RecursionError):
            return {}

    def store(self, chains: Mapping[str, bytes]) -> None:
        """Put `chains` in place of what was stored, whole or not at all."""
        text = json.dumps({url: pem.decode("ascii", "replace") for url, pem in chains.items()})
        with suppress(OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, unfinished = mkstemp(dir=self._path.parent, prefix=self._path.name)
            try:
                with os.fdopen(handle, "w") as file:
                    file.write(text)
                Path(unfinished).replace(self._path)
            except OSError:
                Path(unfinished).unlink(missing_ok=True)

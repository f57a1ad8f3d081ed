"""How far a build is: a line that redraws itself on a terminal, plain words everywhere else."""

from __future__ import annotations

import os
import shutil
from types import TracebackType
from typing import TextIO

STEPS = 10
"""How often plain words are said."""


class Progress:
    """Progress of one locale's library, written to `stream`."""

    def __init__(self, locale: str, stream: TextIO) -> None:
        self._locale = locale
        self._stream = stream
        self._plain = not redraws(stream)
        self._said = -1
        self._drawn = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._drawn:
            self._stream.write("\n")
            self._stream.flush()

    def show(self, done: int, total: int, title: str) -> None:
        """Called after each clip."""
        if self._plain:
            step = done * STEPS // total
            if step > self._said:
                self._said = step
                self._stream.write(f"{self._locale}: {done} of {total} clips done.\n")
        else:
            width = shutil.get_terminal_size().columns - 1
            line = f"{self._locale}: {done} of {total}  {title}"[:width]
            self._stream.write(f"\r{line:<{width}}")
            self._drawn = True
        self._stream.flush()


def redraws(stream: TextIO) -> bool:
    """Whether a line may be drawn over: a capable terminal, and nobody asked for plain words."""
    asked = os.environ.get("ACCESSIBLE", "") not in {"", "0"}
    return stream.isatty() and os.environ.get("TERM", "dumb") != "dumb" and not asked

"""What is logged of a turn: which request, which kind, how long. Never what a person said.

One JSON object a line on stderr, where AWS Lambda and systemd both collect it. The setting
BACK_PAIN_GUIDE_LOG is off (nothing), faults (what broke; the default), turns, or urgency (turns
with the urgency of the answer: that is health information, so think about who reads the log
before choosing it).
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

VARIABLE = "BACK_PAIN_GUIDE_LOG"
LEVELS = ("off", "faults", "turns", "urgency")
URGENCIES = ("information", "self_care", "routine", "within_days", "same_day", "emergency")

_ID = re.compile(r"[A-Za-z0-9._-]{1,80}")
_INTENT = ("intent", "name")
_NAME = re.compile(r"[A-Za-z][A-Za-z.]{0,79}")


class TurnLog:
    """Writes one line a turn to `stream` (stderr where None), as much as `level` allows."""

    def __init__(self, level: str = "off", stream: TextIO | None = None) -> None:
        if level not in LEVELS:
            raise ValueError(f"{VARIABLE} must be one of {', '.join(LEVELS)}, not {level!r}.")
        self._level = level
        self._stream = stream

    def turn(self, event: object, response: object, milliseconds: float) -> None:
        """Log that the request `event` was answered with `response` in `milliseconds`."""
        if self._level in ("off", "faults"):
            return
        line = {**_request(event), "ms": round(milliseconds, 1)}
        if self._level == "urgency":
            urgency = _inside(response, "sessionAttributes", "answer", "urgency")
            line["urgency"] = urgency if urgency in URGENCIES else None
        self._write(line)

    def fault(self, event: object, error: BaseException) -> None:
        """Log that `error` stopped a turn: its kind and place, not its text, which may quote."""
        if self._level == "off":
            return
        self._write({**_request(event), "fault": type(error).__name__, "at": _place(error)})

    def refused(self, why: str) -> None:
        """Log that a request was not Alexa's; `why` is a sentence of ours and quotes nothing."""
        if self._level != "off":
            self._write({"refused": why})

    def _write(self, line: Mapping[str, Any]) -> None:
        try:
            print(json.dumps(line, allow_nan=False), file=self._stream or sys.stderr, flush=True)
        except (OSError, ValueError):  # a full disk or a closed stream must not cost a turn
            return


def log_from_environment(environ: Mapping[str, str] = os.environ) -> TurnLog:
    """Return the log that BACK_PAIN_GUIDE_LOG asks for; raises `ValueError` for another word."""
    return TurnLog(environ.get(VARIABLE) or "faults")


LOG = log_from_environment()


def turn(event: object, response: object, milliseconds: float) -> None:
    """Log a turn as the environment asks; see `TurnLog.turn`."""
    LOG.turn(event, response, milliseconds)


def fault(event: object, error: BaseException) -> None:
    """Log a fault as the environment asks; see `TurnLog.fault`."""
    LOG.fault(event, error)


def refused(why: str) -> None:
    """Log a refusal as the environment asks; see `TurnLog.refused`."""
    LOG.refused(why)


def _request(event: object) -> dict[str, str]:
    """Return a request's id and kind, and its intent's name; whatever is odd becomes "other".

    `event` is the JSON of the request, or the SDK's object for it.
    """
    if isinstance(event, Mapping):
        request, kind, intent = (
            _inside(event, "request", *path) for path in (["requestId"], ["type"], _INTENT)
        )
    else:
        request, kind = getattr(event, "request_id", None), getattr(event, "object_type", None)
        intent = getattr(getattr(event, "intent", None), "name", None)
    line = {"request": _known(_ID, request), "type": _known(_NAME, kind)}
    if intent is not None:
        line["intent"] = _known(_NAME, intent)
    return line


def _known(pattern: re.Pattern[str], value: object) -> str:
    return value if isinstance(value, str) and pattern.fullmatch(value) else "other"


def _inside(value: Any, *path: str) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _place(error: BaseException) -> str:
    """Return file and line of the innermost frame of `error`."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "unknown"
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"

"""Which store to use, by setting rather than by change of code."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from skill.memory.base import Memory, StoreUnavailable
from skill.memory.nothing import NoMemory

VARIABLE = "BACK_PAIN_GUIDE_MEMORY"


def memory_from_environment(
    environ: Mapping[str, str] = os.environ, default: str = "none"
) -> Memory:
    """Return the store that BACK_PAIN_GUIDE_MEMORY names: none, sqlite:PATH or dynamodb:TABLE.

    Raises `ValueError` for any other setting. A store that is down is no fault here: it says so,
    with `StoreUnavailable`, when it is used.
    """
    setting = environ.get(VARIABLE) or default
    kind, _, name = setting.partition(":")
    if setting == "none":
        return NoMemory()
    if kind == "sqlite" and name:
        from skill.memory.sqlite import SQLiteMemory

        return SQLiteMemory(Path(name).expanduser())
    if kind == "dynamodb" and name:
        from skill.memory.dynamodb import DynamoDBMemory

        memory = DynamoDBMemory(name)
        with suppress(StoreUnavailable):
            memory.connect()
        return memory
    raise ValueError(f"{VARIABLE} must be none, sqlite:PATH or dynamodb:TABLE, not {setting!r}.")


def home_setting(environ: Mapping[str, str] = os.environ) -> str:
    """Return the setting for a computer at home: an SQLite file in the user's data folder."""
    return f"sqlite:{home_file('memory.sqlite3', environ)}"


def home_file(name: str, environ: Mapping[str, str] = os.environ) -> str:
    """Return where a file of ours is in the user's data folder."""
    data = environ.get("XDG_DATA_HOME") or "~/.local/share"
    return f"{data}/back-pain-guide/{name}"

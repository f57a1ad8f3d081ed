"""Preferences in one SQLite file: the default at home, shared by any number of processes."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from skill.memory.base import (
    NOTHING_STORED,
    Conflict,
    Remembered,
    StoreUnavailable,
    new_version,
    read,
    stored_name,
    written,
)

BUSY_SECONDS = 2.0
"""How long to wait for another process that is writing; Alexa itself waits 8 seconds."""

_PAUSE = 0.005

_SCHEMA = """
CREATE TABLE IF NOT EXISTS preferences (
    user TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    data TEXT NOT NULL
) WITHOUT ROWID
"""


class SQLiteMemory:
    """A `Memory` in the file at `path`, made where it is missing.

    Each call opens the file anew: it costs a tenth of a millisecond, and threads and forked
    processes then have nothing to share.
    """

    def __init__(self, path: str | Path, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = Path(path)
        self._busy_seconds = busy_seconds
        self._ready = False

    def load(self, user_id: str) -> Remembered:
        """Return what is stored of this person."""
        with self._connection() as connection:
            row = connection.execute(
                "SELECT data, version FROM preferences WHERE user = ?", (stored_name(user_id),)
            ).fetchone()
        return Remembered(read(row[0]), row[1]) if row else Remembered()

    def save(self, user_id: str, preferences: Mapping[str, Any], version: int) -> int:
        """Store `preferences` if the stored version is still `version`; return the new one."""
        text, user, fresh = written(preferences), stored_name(user_id), new_version()
        with self._connection() as connection:
            if version == NOTHING_STORED:
                change = connection.execute(
                    "INSERT INTO preferences (user, version, data) VALUES (?, ?, ?)"
                    " ON CONFLICT DO NOTHING",
                    (user, fresh, text),
                )
            else:
                change = connection.execute(
                    "UPDATE preferences SET version = ?, data = ? WHERE user = ? AND version = ?",
                    (fresh, text, user, version),
                )
        if change.rowcount == 0:
            raise Conflict("Somebody else saved these preferences in between.")
        return fresh

    def forget(self, user_id: str) -> None:
        """Delete this person's row, and every trace of it in the file and its log."""
        with self._connection() as connection:
            connection.execute("DELETE FROM preferences WHERE user = ?", (stored_name(user_id),))
            (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise StoreUnavailable(f"SQLite keeps a log beside {self.path}: others read it.")

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(self._open()) as connection:
                yield connection
        except (sqlite3.Error, OSError) as fault:
            raise StoreUnavailable(f"SQLite cannot use {self.path}: {fault}.") from fault

    def _make_private(self) -> None:
        """Let nobody else read the file; SQLite gives its log the same rights."""
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        with suppress(PermissionError):  # somebody else's file, shared with us on purpose
            self.path.chmod(0o600)

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Make the table; wait for others who are making it, which SQLite itself does not."""
        until = time.monotonic() + self._busy_seconds
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute(_SCHEMA)
            except sqlite3.OperationalError as fault:
                locked = fault.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
                if not locked or time.monotonic() > until:
                    raise
                time.sleep(_PAUSE)
            else:
                return

    def _open(self) -> sqlite3.Connection:
        if not self._ready:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._make_private()
        # isolation_level None: each statement is its own transaction, done when it returns.
        connection = sqlite3.connect(self.path, timeout=self._busy_seconds, isolation_level=None)
        try:
            if not self._ready:
                self._prepare(connection)
                self._ready = True
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA secure_delete = ON")
        except BaseException:
            connection.close()
            raise
        return connection

"""The page's conversations in one SQLite file of this machine, so that a restart loses nothing.

A conversation in which something was told that nobody near may see is not kept, nor what was kept
of it before.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path

from harness.errors import InputError
from harness.web.talks import Step, Talk
from skill.memory import home_file

VARIABLE = "BACK_PAIN_GUIDE_TALKS"
NONE = "none"

_SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS talks (
    place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL,
    locale TEXT NOT NULL, device TEXT NOT NULL, user TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS steps (
    talk TEXT NOT NULL, number INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (talk, number)
) WITHOUT ROWID;
"""


class Store:
    """Conversations in the file at `path`, made where it is missing, for its owner alone.

    Every method raises InputError where the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> list[Talk]:
        """Every conversation, oldest first; makes no file."""
        if not self.path.exists():
            return []
        with self._connection() as connection:
            talks = [
                Talk(id=talk_id, locale=locale, device=device, user=user)
                for talk_id, locale, device, user in connection.execute(
                    "SELECT id, locale, device, user FROM talks ORDER BY place"
                )
            ]
            for talk in talks:
                rows = connection.execute(
                    "SELECT data FROM steps WHERE talk = ? ORDER BY number", (talk.id,)
                )
                talk.steps = [_step(data) for (data,) in rows]
        return talks

    def save(self, talk: Talk) -> None:
        """Writes what is new of a conversation, and makes it the newest one."""
        if any(step.private for step in talk.steps):
            self.forget([talk.id])
            return
        with self._connection() as connection, connection:
            connection.execute("DELETE FROM talks WHERE id = ?", (talk.id,))
            connection.execute(
                "INSERT INTO talks (id, locale, device, user) VALUES (?, ?, ?, ?)",
                (talk.id, talk.locale, talk.device, talk.user),
            )
            (kept,) = connection.execute(
                "SELECT COALESCE(MAX(number), 0) FROM steps WHERE talk = ?", (talk.id,)
            ).fetchone()
            connection.executemany(
                "INSERT OR REPLACE INTO steps (talk, number, data) VALUES (?, ?, ?)",
                [
                    (talk.id, step.number, json.dumps(asdict(step)))
                    for step in list(talk.steps)[kept:]
                ],
            )

    def forget(self, ids: list[str] | None = None) -> None:
        """Deletes these conversations, or all of them, and every trace in the file and its log."""
        with self._connection() as connection:
            with connection:
                if ids is None:
                    connection.execute("DELETE FROM talks")
                    connection.execute("DELETE FROM steps")
                else:
                    for one in ids:
                        connection.execute("DELETE FROM talks WHERE id = ?", (one,))
                        connection.execute("DELETE FROM steps WHERE talk = ?", (one,))
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            with closing(sqlite3.connect(self.path)) as connection:
                connection.executescript(_SCHEMA)
                yield connection
        except (sqlite3.Error, OSError, ValueError, TypeError) as fault:
            raise InputError(
                "store",
                f"{self.path} cannot be used for conversations: {fault}. Mend or remove it, or "
                f"set {VARIABLE}={NONE} to keep none.",
            ) from fault


def store_from_environment(environ: Mapping[str, str] = os.environ) -> Store | None:
    """The store that the setting names, None where none is wanted."""
    setting = environ.get(VARIABLE) or home_file("conversations.sqlite3", environ)
    return None if setting == NONE else Store(Path(setting).expanduser())


def _step(data: str) -> Step:
    raw = json.loads(data)
    return Step(**{**raw, "faults": tuple(raw["faults"])})

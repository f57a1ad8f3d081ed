"""Both stores keep the same promises."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from skill.memory import Conflict, Memory, NoMemory, Remembered, StoreUnavailable, update
from skill.memory.base import stored_name
from skill.memory.dynamodb import KEPT_SECONDS
from skill.memory.sqlite import SQLiteMemory
from tests.memory.visits import one_more_visit, visit

USER = "amzn1.ask.account.somebody"


def test_nothing_is_known_of_a_new_person(store: Memory) -> None:
    assert store.load(USER).preferences == {}


def test_what_was_saved_is_loaded_by_the_next_process(open_store: Callable[[], Memory]) -> None:
    preferences = {"pace": "slow", "plain": True, "visits": 3}

    version = open_store().save(USER, preferences, open_store().load(USER).version)

    remembered = open_store().load(USER)
    assert (remembered.preferences, remembered.version) == (preferences, version)


def test_people_are_kept_apart(store: Memory) -> None:
    update(store, USER, lambda _: {"pace": "slow"})
    update(store, "another", lambda _: {"pace": "fast"})

    assert store.load(USER).preferences == {"pace": "slow"}


def test_a_save_on_top_of_an_old_version_is_a_conflict(store: Memory) -> None:
    before = store.load(USER)
    version = store.save(USER, {"pace": "slow"}, before.version)
    store.save(USER, {"pace": "fast"}, version)

    for old in (before.version, version):
        with pytest.raises(Conflict):
            store.save(USER, {"pace": "normal"}, old)
    assert store.load(USER).preferences == {"pace": "fast"}


def test_forgetting_leaves_nothing(store: Memory) -> None:
    update(store, USER, lambda _: {"pace": "slow"})

    store.forget(USER)
    store.forget(USER)

    assert store.load(USER).preferences == {}


def test_a_save_that_was_under_way_does_not_bring_back_a_forgotten_person(store: Memory) -> None:
    version = store.save(USER, {"pace": "slow"}, 0)
    store.forget(USER)
    store.save(USER, {"visits": 1}, 0)

    with pytest.raises(Conflict):
        store.save(USER, {"pace": "slow", "plain": True}, version)
    assert store.load(USER).preferences == {"visits": 1}


@pytest.mark.parametrize(
    "preferences",
    [
        {"fever": True},
        {"pace": "my back has hurt since Tuesday"},
        {"visits": True},
        {"plain": "yes"},
        {"visits": 10**30},
    ],
)
@pytest.mark.parametrize("remembers", [True, False])
def test_only_preferences_can_be_stored(
    tmp_path: Path, preferences: dict[str, Any], remembers: bool
) -> None:
    store = SQLiteMemory(tmp_path / "memory.sqlite3") if remembers else NoMemory()

    with pytest.raises(ValueError, match="preference"):
        store.save(USER, preferences, 0)


def test_the_user_id_is_not_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite3"
    update(SQLiteMemory(path), USER, lambda _: {"pace": "slow"})

    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert stored_name(USER).encode() in kept
    assert USER.encode() not in kept


def test_a_preference_of_an_older_version_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite3"
    store = SQLiteMemory(path)
    update(store, USER, lambda _: {"pace": "slow"})
    with sqlite3.connect(path) as connection:
        connection.execute("""UPDATE preferences SET data = '{"pace": "slow", "mood": "low"}'""")
    connection.close()

    assert store.load(USER).preferences == {"pace": "slow"}


def test_no_memory_remembers_nothing() -> None:
    store = NoMemory()

    assert update(store, USER, one_more_visit).preferences == {"visits": 1}
    store.forget(USER)
    assert store.load(USER).preferences == {}


def test_eight_threads_lose_no_update(open_store: Callable[[], Memory]) -> None:
    store = open_store()
    threads, each = 8, 5

    def visits(_: int) -> None:
        for _ in range(each):
            visit(store, USER)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(visits, range(threads)))

    assert store.load(USER).preferences == {"visits": threads * each}


class LosesUpdates:
    """A store that saves whatever the version: what the test above must be able to see."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}
        self.inside = 0

    def load(self, _user_id: str) -> Remembered:
        return Remembered(dict(self.kept), 1)

    def save(self, _user_id: str, preferences: Any, version: int) -> int:
        self.kept = dict(preferences)
        return version

    def forget(self, _user_id: str) -> None:
        self.kept = {}


def test_a_store_without_conflicts_would_lose_updates() -> None:
    store = LosesUpdates()

    def change(preferences: dict[str, Any]) -> dict[str, Any]:
        if store.inside == 0:
            store.inside = 1
            update(store, USER, one_more_visit)
        return one_more_visit(preferences)

    update(store, USER, change)

    assert store.kept == {"visits": 1}


@pytest.mark.parametrize("attempts", [1, 11])
def test_a_change_that_meets_another_is_made_again(store: Memory, attempts: int) -> None:
    seen: list[int] = []

    def change(preferences: dict[str, Any]) -> dict[str, Any]:
        seen.append(preferences.get("visits", 0))
        if len(seen) <= attempts:
            update(store, USER, one_more_visit)
        return one_more_visit(preferences)

    update(store, USER, change)

    assert seen == list(range(attempts + 1))
    assert store.load(USER).preferences == {"visits": attempts + 1}


def test_endless_conflicts_end_as_a_store_that_is_unavailable(store: Memory) -> None:
    def change(preferences: dict[str, Any]) -> dict[str, Any]:
        update(store, USER, one_more_visit)
        return {**preferences, "plain": True}

    with pytest.raises(StoreUnavailable, match="too often"):
        update(store, USER, change)


def test_a_change_that_changes_nothing_is_not_saved(store: Memory) -> None:
    before = update(store, USER, lambda _: {"pace": "slow"})

    assert update(store, USER, lambda preferences: preferences).version == before.version


def test_forgetting_leaves_no_trace_in_any_file(tmp_path: Path) -> None:
    """Not in the database, its log, or anything else beside it, while others have it open."""
    store = SQLiteMemory(tmp_path / "memory.sqlite3")
    for number in range(20):
        update(store, f"another {number}", lambda _: {"pace": "fast"})
    open_elsewhere = sqlite3.connect(tmp_path / "memory.sqlite3")
    for visits in range(5):
        update(store, USER, lambda _, visits=visits: {"visits": 7_654_321 + visits})
    assert traces(tmp_path)

    store.forget(USER)

    assert traces(tmp_path) == []
    open_elsewhere.close()
    assert store.load("another 3").preferences == {"pace": "fast"}


def traces(folder: Path) -> list[str]:
    needles = (stored_name(USER).encode(), b"765432")
    return [path.name for path in folder.iterdir() for one in needles if one in path.read_bytes()]


def test_the_files_are_private_to_the_user(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "memory.sqlite3"
    path.parent.mkdir()
    path.touch(0o644)
    store = SQLiteMemory(path)
    with closing(sqlite3.connect(path)):
        update(store, USER, lambda _: {"pace": "slow"})
        open_elsewhere = sqlite3.connect(path)
        open_elsewhere.execute("SELECT count(*) FROM preferences").fetchone()
        found = {one.name: one.stat().st_mode & 0o077 for one in path.parent.iterdir()}
        open_elsewhere.close()

    assert found == {"memory.sqlite3": 0, "memory.sqlite3-wal": 0, "memory.sqlite3-shm": 0}


def test_contention_gives_up_on_nobody(tmp_path: Path) -> None:
    """Eight hundred updates of one person from eight threads; none is refused or lost."""
    path = tmp_path / "memory.sqlite3"

    def count(_: int) -> None:
        update(SQLiteMemory(path), USER, one_more_visit)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count, range(800)))

    assert SQLiteMemory(path).load(USER).preferences == {"visits": 800}


def test_dynamodb_lets_go_of_who_does_not_come_back(dynamodb_store: Any) -> None:
    store = dynamodb_store()
    update(store, USER, lambda _: {"pace": "slow"})

    item = store._call("get_item", Key={"user": {"S": stored_name(USER)}})["Item"]

    assert abs(int(item["expires"]["N"]) - time.time() - KEPT_SECONDS) < 60

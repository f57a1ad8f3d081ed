"""A store that is down, slow, full, broken or wrongly set up says so, soon, in one way."""

from __future__ import annotations

import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from skill.memory import (
    Memory,
    NoMemory,
    StoreUnavailable,
    home_setting,
    memory_from_environment,
    update,
)
from skill.memory import dynamodb as dynamodb_module
from skill.memory.dynamodb import DynamoDBMemory
from skill.memory.sqlite import SQLiteMemory

USER = "somebody"
USES: list[Callable[[Memory], Any]] = [
    lambda store: store.load(USER),
    lambda store: store.save(USER, {"visits": 1}, 0),
    lambda store: store.forget(USER),
    lambda store: update(store, USER, lambda _: {"visits": 1}),
]


def fails_soon(store: Memory, seconds: float = 3.0) -> None:
    """Every use of `store` raises `StoreUnavailable` within `seconds`."""
    for use in USES:
        started = time.monotonic()
        with pytest.raises(StoreUnavailable):
            use(store)
        assert time.monotonic() - started < seconds


@pytest.fixture(autouse=True)
def aws(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_REGION", "us-east-1")


@pytest.fixture
def silent_server() -> Iterator[str]:
    """A server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


class Answers(BaseHTTPRequestHandler):
    status = 200
    body = b""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def answering_server() -> Iterator[Callable[[int, bytes], str]]:
    """A function that starts a server which always answers with one status and body."""
    servers: list[ThreadingHTTPServer] = []

    def start(status: int, body: bytes) -> str:
        handler = type("Handler", (Answers,), {"status": status, "body": body})
        servers.append(ThreadingHTTPServer(("127.0.0.1", 0), handler))
        threading.Thread(target=servers[-1].serve_forever, args=[0.01], daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_dynamodb_down() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    fails_soon(DynamoDBMemory("table", f"http://127.0.0.1:{port}"))


def test_dynamodb_slow(silent_server: str) -> None:
    fails_soon(DynamoDBMemory("table", silent_server, seconds=0.05))


def test_the_time_outs_of_a_turn_fit_in_the_time_alexa_waits() -> None:
    calls_in_a_turn = 3
    longest = dynamodb_module.CONNECT_SECONDS + dynamodb_module.ANSWER_SECONDS

    assert calls_in_a_turn * dynamodb_module.ATTEMPTS * longest < 8 - 1.5


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, b'{"__type": "com.amazonaws.dynamodb#ResourceNotFoundException"}'),
        (400, b'{"__type": "com.amazonaws.dynamodb#AccessDeniedException"}'),
        (500, b"oops"),
    ],
)
def test_dynamodb_answers_badly(
    answering_server: Callable[[int, bytes], str], status: int, body: bytes
) -> None:
    store = DynamoDBMemory("table", answering_server(status, body))

    with pytest.raises(StoreUnavailable):
        store.load(USER)


@pytest.mark.parametrize(
    "item",
    [b"{}", b'{"data": {"S": "{"}, "version": {"N": "1"}}', b'{"data": {"S": "{}"}}'],
)
def test_dynamodb_holds_something_unreadable(
    answering_server: Callable[[int, bytes], str], item: bytes
) -> None:
    body = b'{"ConsumedCapacity": {"CapacityUnits": 1}, "Item": ' + item + b"}"
    store = DynamoDBMemory("table", answering_server(200, body))

    if item == b"{}":
        assert store.load(USER).preferences == {}
    else:
        with pytest.raises(StoreUnavailable):
            store.load(USER)


@pytest.mark.parametrize("use", range(3), ids=["load", "save", "forget"])
@pytest.mark.parametrize("body", [b"{}", b"[]", b'"fine"', b"null", b"", b"<html>Welcome</html>"])
def test_an_answer_that_is_nonsense_is_no_success(
    answering_server: Callable[[int, bytes], str], body: bytes, use: int
) -> None:
    with pytest.raises(StoreUnavailable):
        USES[use](DynamoDBMemory("table", answering_server(200, body)))


@pytest.mark.parametrize(
    "item", [b"[]", b'"x"', b'{"data": [], "version": 7}', b'{"data": {"S": 1}}']
)
def test_an_item_that_is_nonsense_is_no_success(
    answering_server: Callable[[int, bytes], str], item: bytes
) -> None:
    body = b'{"ConsumedCapacity": {"CapacityUnits": 1}, "Item": ' + item + b"}"
    store = DynamoDBMemory("table", answering_server(200, body))

    with pytest.raises(StoreUnavailable):
        store.load(USER)


def test_a_store_that_is_down_keeps_one_turn_waiting_and_not_the_next(silent_server: str) -> None:
    store = DynamoDBMemory("table", silent_server, seconds=0.2)
    with pytest.raises(StoreUnavailable, match="did not answer get_item"):
        store.load(USER)

    started = time.monotonic()
    for _ in range(100):
        with pytest.raises(StoreUnavailable, match="a moment ago"):
            store.load(USER)

    assert time.monotonic() - started < 0.2


def test_dynamodb_without_a_region(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nonexistent")

    fails_soon(memory_from_environment({"BACK_PAIN_GUIDE_MEMORY": "dynamodb:table"}))


def test_a_save_whose_answer_was_lost_is_not_made_twice(dynamodb_store: Any) -> None:
    """The server stores the first attempt, its answer is lost, and the client tries again."""
    store = dynamodb_store()
    store.connect()
    client, lost = store._client, []

    class LosesTheFirstAnswer:
        def __getattr__(self, operation: str) -> Any:
            def call(**arguments: Any) -> Any:
                answer = getattr(client, operation)(**arguments)
                if operation == "put_item" and not lost:
                    lost.append(answer)
                    return getattr(client, operation)(**arguments)
                return answer

            return call

    store._client = LosesTheFirstAnswer()
    for _ in range(2):
        update(store, USER, lambda kept: {"visits": kept.get("visits", 0) + 1})

    assert lost
    assert store.load(USER).preferences == {"visits": 2}


def test_sqlite_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = SQLiteMemory(tmp_path / "memory.sqlite3")
    update(store, USER, lambda _: {"pace": "slow"})
    open_file = store._open

    def open_on_a_full_disk() -> sqlite3.Connection:
        connection = open_file()
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr(store, "_open", open_on_a_full_disk)

    def fill() -> None:
        for number in range(1000):
            store.save(f"user {number}", {"pace": "slow"}, 0)

    with pytest.raises(StoreUnavailable, match="full"):
        fill()
    assert store.load(USER).preferences == {"pace": "slow"}


def test_sqlite_kept_busy_by_another(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite3"
    store = SQLiteMemory(path, busy_seconds=0.05)
    update(store, USER, lambda _: {"pace": "slow"})
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(StoreUnavailable, match="locked"):
        store.save(USER, {"pace": "fast"}, store.load(USER).version)

    other.execute("ROLLBACK")
    other.close()
    assert store.load(USER).preferences == {"pace": "slow"}


def test_sqlite_on_a_file_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite3"
    path.write_bytes(b"this is not a database, whatever its name says " * 50)

    fails_soon(SQLiteMemory(path))


def test_sqlite_where_no_file_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    fails_soon(SQLiteMemory(tmp_path / "file" / "memory.sqlite3"))
    fails_soon(SQLiteMemory(tmp_path))


def test_sqlite_holds_something_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite3"
    store = SQLiteMemory(path)
    update(store, USER, lambda _: {"pace": "slow"})
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE preferences SET data = 'torn'")
    connection.close()

    with pytest.raises(StoreUnavailable):
        store.load(USER)
    store.forget(USER)
    assert store.load(USER).preferences == {}


def test_the_setting_chooses_the_store(tmp_path: Path) -> None:
    def chosen(setting: str) -> Memory:
        return memory_from_environment({"BACK_PAIN_GUIDE_MEMORY": setting})

    assert isinstance(memory_from_environment({}), NoMemory)
    assert isinstance(chosen("none"), NoMemory)
    assert isinstance(chosen(f"sqlite:{tmp_path}/m.sqlite3"), SQLiteMemory)
    assert isinstance(chosen("dynamodb:table"), DynamoDBMemory)
    home = home_setting({"XDG_DATA_HOME": str(tmp_path)})
    assert isinstance(memory_from_environment({}, default=home), SQLiteMemory)


@pytest.mark.parametrize("setting", ["sqlite", "sqlite:", "dynamodb:", "redis:x", "SQLITE:x"])
def test_a_wrong_setting_is_named(setting: str) -> None:
    with pytest.raises(ValueError, match="must be none, sqlite:PATH or dynamodb:TABLE"):
        memory_from_environment({"BACK_PAIN_GUIDE_MEMORY": setting})

"""People who talk without a pause, and what happens to the servers meanwhile."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPSConnection
from time import perf_counter
from typing import Any

from tests.endpoint.authority import Authority
from tests.endpoint.post import intent, post
from tests.endpoint.units import Unit

Turn = Callable[[int, int], None]
"""A turn of a talker's, by the talker's number and the turn's; raises for a failed one."""


class Crowd:
    """People who talk without a pause while something happens to the servers."""

    def __init__(self, turn: Turn, people: int = 4) -> None:
        self._turn, self._people = turn, people
        self._over = threading.Event()
        self._heard = threading.Condition()
        self.turns = 0
        self.failed: list[str] = []
        self.longest = 0.0
        """Seconds that one turn took at most."""

    def _talk(self, person: int) -> None:
        number = 0
        while not self._over.is_set():
            started = perf_counter()
            try:
                self._turn(person, number)
            except Exception as fault:  # every failed turn counts, whatever failed
                self.failed.append(f"turn {number} of {person}: {fault!r}")
            number += 1
            with self._heard:
                self.turns += 1
                self.longest = max(self.longest, perf_counter() - started)
                self._heard.notify_all()

    def wait(self, turns: int, seconds: float = 15) -> None:
        """Let that many more turns happen."""
        with self._heard:
            until = self.turns + turns
            assert self._heard.wait_for(lambda: self.turns >= until, seconds), self.failed[:3]

    def pause(self, seconds: float) -> None:
        """Let the talk go on for that long."""
        self._over.wait(seconds)

    @contextmanager
    def talking(self) -> Iterator[Crowd]:
        with ThreadPoolExecutor(self._people) as pool:
            talks = [pool.submit(self._talk, person) for person in range(self._people)]
            try:
                yield self
            finally:
                self._over.set()
        for talk in talks:
            talk.result()


class People:
    """A check-up of each person's own, over and over, over HTTPS and nginx."""

    def __init__(self, authority: Authority, port: int) -> None:
        self._authority, self._port = authority, port
        self._attributes: dict[int, Any] = {}
        self._trust = ssl.create_default_context()
        self._trust.check_hostname = False
        self._trust.verify_mode = ssl.CERT_NONE
        self.heard: set[str] = set()

    def turn(self, person: int, number: int) -> None:
        if number % 5 == 0:
            event = intent("SymptomIntent", f"person {person}", {}, words="my back hurts")
        else:
            event = intent("AMAZON.NoIntent", f"person {person}", self._attributes[person])
        connection = HTTPSConnection("127.0.0.1", self._port, timeout=8, context=self._trust)
        with closing(connection):
            status, answer = post(connection, self._authority, event)
        assert status == 200
        known = answer["sessionAttributes"]["answer"]["findings"]
        assert "back_pain" in known["present"]
        assert bool(known["absent"]) == (number % 5 > 0)
        self._attributes[person] = answer["sessionAttributes"]
        self.heard.add(answer["response"]["outputSpeech"]["ssml"])


def restart_one_after_the_other(gap: float) -> Callable[[list[Unit], Crowd], None]:
    def happen(pair: list[Unit], crowd: Crowd) -> None:
        pair[0].restart()
        crowd.pause(gap)
        pair[1].restart()

    return happen


def reload_both(pair: list[Unit], _: Crowd) -> None:
    for unit in pair:
        unit.reload()


def kill_often(pair: list[Unit], crowd: Crowd) -> None:
    """Kill the one and the other by turns, each time once the last has come back."""
    for number in range(6):
        pair[number % 2].kill()
        crowd.wait(60)

"""Forged requests that know the skill's id, many a second, each with an address of its own."""

from __future__ import annotations

import threading
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import count
from time import perf_counter

from tests.endpoint.authority import CHAIN_URL, as_body, launch

FORGERS = 12


class Flood:
    """What became of the forged requests."""

    def __init__(self, port: int, a_second: int) -> None:
        self._port, self._pause = port, FORGERS / a_second
        self._numbers = count()
        self._over = threading.Event()
        self.statuses: list[int] = []
        self.seconds = 0.0

    def _forge(self, _: int) -> None:
        body, signature = as_body(launch()), b64encode(bytes(256)).decode()
        connection = HTTPConnection("127.0.0.1", self._port, timeout=10)
        due = perf_counter()
        while not self._over.is_set():
            url = CHAIN_URL.replace("14", str(next(self._numbers)))
            headers = {"Signature-256": signature, "SignatureCertChainUrl": url}
            connection.request("POST", "/alexa", body, headers)
            response = connection.getresponse()
            response.read()
            self.statuses.append(response.status)
            due += self._pause
            self._over.wait(max(due - perf_counter(), 0))
        connection.close()

    @contextmanager
    def running(self) -> Iterator[Flood]:
        started = perf_counter()
        with ThreadPoolExecutor(FORGERS) as pool:
            forgers = [pool.submit(self._forge, number) for number in range(FORGERS)]
            try:
                yield self
            finally:
                self._over.set()
        self.seconds = perf_counter() - started
        for one in forgers:
            one.result()

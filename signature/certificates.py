"""Alexa's signing keys by the address of their certificates: fetched once, kept, refreshed ahead.

Anybody can make up addresses that have to be asked for, so asking is rationed: an address that
failed rests, few unknown ones are asked at once, and those that once proved to be Alexa's have
places of their own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from signature.chain import Roots
from signature.refused import Refused
from signature.shelf import Nowhere, Shelf

KEPT = 16
"""Certificates kept at most. Alexa signs with one or two at a time."""
LONGEST_KEPT = timedelta(days=1)
REFRESHED_AFTER = timedelta(hours=12)
"""From then on a fresh one is fetched in the background, while the old one serves."""
RESTS = timedelta(seconds=10)
"""How long an address that failed is refused without being asked again."""
RESTING = 1024
"""Failed addresses remembered at most."""
UNKNOWN_AT_ONCE = 2
"""Unknown addresses fetched at once at most."""
UNKNOWN_WAITING = 8
"""Threads that wait for them at most; deploy/gunicorn.conf.py has enough for others besides."""
SEEN_AT_ONCE = 2
WAIT_SECONDS = 5.0

Start = Callable[[Callable[[], None]], None]


@dataclass(frozen=True)
class _Known:
    key: RSAPublicKey
    refreshed: datetime
    expires: datetime


@dataclass
class _Fetch:
    """A fetch under way."""

    seen: bool
    result: Future[_Known]
    waiting: int = 0


def _in_background(work: Callable[[], None]) -> None:
    threading.Thread(target=work, daemon=True).start()


class Certificates:
    """The public keys of certificate chains, by address.

    `fetch` returns the PEM text at an address; `roots` are the certificates to trust. `shelf`
    keeps chains from one process to the next, and `start` runs something in the background.
    """

    def __init__(
        self,
        fetch: Callable[[str], bytes],
        roots: Sequence[x509.Certificate],
        shelf: Shelf | Nowhere | None = None,
        start: Start = _in_background,
    ) -> None:
        self._fetch = fetch
        self._roots = Roots(roots)
        self._shelf = shelf or Nowhere()
        self._start = start
        self._chains = self._shelf.load()
        """The chains of addresses that proved to be Alexa's, the newest last."""
        self._known: dict[str, _Known] = {}
        self._resting: dict[str, datetime] = {}
        self._under_way: dict[str, _Fetch] = {}
        self._lock = threading.Lock()

    def key(self, url: str, now: datetime) -> RSAPublicKey:
        """Return the key that signs for the chain at `url`, trusted at the time `now`.

        Raises `Refused` where the chain cannot be had or cannot be trusted.
        """
        known = self._known.get(url)
        if known is None:
            known = self._from_shelf(url, now)
        if known is None or not known.expires > now:
            return self._fetched_once(url, now).key
        if now >= known.refreshed:
            self._refresh(url, now)
        return known.key

    def _from_shelf(self, url: str, now: datetime) -> _Known | None:
        """What another process left, to be refreshed at once."""
        pem = self._chains.get(url)
        if pem is None:
            return None
        try:
            signer = self._roots.signer(pem, now)
        except Refused:
            return None
        known = _Known(signer.key, now, min(signer.expires, now + LONGEST_KEPT))
        with self._lock:
            return self._known.setdefault(url, known)

    def _refresh(self, url: str, now: datetime) -> None:
        """Fetch in the background; the old key serves on, whatever comes of it."""
        with self._lock:
            if url in self._under_way or self._rests(url, now):
                return
            fetch = self._begun(url)
        if fetch is not None:
            self._start(lambda: self._carry_out(url, now, fetch))

    def _fetched_once(self, url: str, now: datetime) -> _Known:
        """Fetch and check, once for all threads that ask for the same address meanwhile."""
        with self._lock:
            if self._rests(url, now):
                raise Refused("The certificate could not be had a moment ago.")
            fetch = self._under_way.get(url)
            mine = fetch is None
            if fetch is None:
                fetch = self._begun(url)
                if fetch is None:
                    raise Refused("Too many certificates are being fetched already.")
            elif not fetch.seen and self._unknown_waiting() >= UNKNOWN_WAITING:
                raise Refused("Too many wait for certificates already.")
            else:
                fetch.waiting += 1
        if mine:
            self._carry_out(url, now, fetch)
        try:
            return fetch.result.result(WAIT_SECONDS)
        except TimeoutError as fault:
            raise Refused("The certificate comes too slowly.") from fault

    def _begun(self, url: str) -> _Fetch | None:
        """Take a place for a fetch, None where all of its kind are taken. Needs the lock."""
        seen = url in self._chains
        taken = sum(fetch.seen is seen for fetch in self._under_way.values())
        if taken >= (SEEN_AT_ONCE if seen else UNKNOWN_AT_ONCE):
            return None
        fetch = self._under_way[url] = _Fetch(seen, Future())
        return fetch

    def _unknown_waiting(self) -> int:
        return sum(fetch.waiting for fetch in self._under_way.values() if not fetch.seen)

    def _carry_out(self, url: str, now: datetime, fetch: _Fetch) -> None:
        """Fetch and check; the outcome is in `fetch.result`, and nothing is raised."""
        try:
            pem = self._fetch(url)
            signer = self._roots.signer(pem, now)
            expires = min(signer.expires, now + LONGEST_KEPT)
            known = _Known(signer.key, now + REFRESHED_AFTER, expires)
        except BaseException as fault:  # whoever waits is to hear of it, too
            with self._lock:
                self._let_rest(url, now)
                del self._under_way[url]
            fetch.result.set_exception(fault)
            return
        with self._lock:
            self._keep(url, pem, known)
            del self._under_way[url]
            chains = dict(self._chains)
        fetch.result.set_result(known)
        self._shelf.store(chains)

    def _keep(self, url: str, pem: bytes, known: _Known) -> None:
        for kept, value in ((self._known, known), (self._chains, pem)):
            kept.pop(url, None)
            while len(kept) >= KEPT:
                del kept[next(iter(kept))]
            kept[url] = value  # type: ignore[assignment]

    def _rests(self, url: str, now: datetime) -> bool:
        until = self._resting.get(url)
        return until is not None and now < until

    def _let_rest(self, url: str, now: datetime) -> None:
        self._resting.pop(url, None)
        while len(self._resting) >= RESTING:
            del self._resting[next(iter(self._resting))]
        self._resting[url] = now + RESTS

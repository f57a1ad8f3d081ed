"""The published audio library: which summaries can be played, and from where.

`BACK_PAIN_GUIDE_AUDIO_URL` is the public https address of the folder that `python -m audio build`
makes. Its index is read once for each locale, when a summary is first asked for; whatever is
wrong with it, the summary is spoken instead.
"""

from __future__ import annotations

import json
import os
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

ADDRESS = "BACK_PAIN_GUIDE_AUDIO_URL"
MOST_BYTES = 2_000_000
PATIENCE = 2.0
"""Seconds to wait for the index; Alexa waits eight for the whole answer."""

Fetch = Callable[[str], bytes]


class Library:
    """Summaries by topic, for each locale the library was built for."""

    def __init__(self, address: str = "", fetch: Fetch | None = None) -> None:
        """`address` is an https address, empty for no library. Raises ValueError for another."""
        if address and (urlsplit(address).scheme != "https" or not urlsplit(address).hostname):
            raise ValueError(f"{ADDRESS} must be an address that starts with https://.")
        self._address = address.rstrip("/")
        self._fetch = fetch or read_address
        self._known: dict[str, Mapping[str, str]] = {}

    def address_of(self, topic: str, locale: str) -> str | None:
        """Where the summary of a topic can be played from; None where it cannot."""
        return self.summaries(locale).get(topic)

    def summaries(self, locale: str) -> Mapping[str, str]:
        """Topic to address, in the library's order; empty where there is nothing to play."""
        if not self._address:
            return {}
        if locale not in self._known:
            self._known[locale] = self._read(locale)
        return self._known[locale]

    def _read(self, locale: str) -> Mapping[str, str]:
        folder = f"{self._address}/{quote(locale)}"
        try:
            index = json.loads(self._fetch(f"{folder}/index.json"))
            return {
                str(entry["topic"]): f"{folder}/{quote(str(entry['mp3']))}"
                for entry in index["summaries"]
            }
        except (OSError, ValueError, KeyError, TypeError):
            return {}


def library_from_environment(environ: Mapping[str, str] = os.environ) -> Library:
    """The library that BACK_PAIN_GUIDE_AUDIO_URL names; one without summaries where it is unset."""
    return Library(environ.get(ADDRESS, ""))


def read_address(address: str) -> bytes:
    """What is at an https address. Raises OSError where it does not come, whole and in time."""
    with _OPENER.open(address, timeout=PATIENCE) as answer:
        read: bytes = answer.read(MOST_BYTES + 1)
    if len(read) > MOST_BYTES:
        raise OSError(f"{address} is larger than {MOST_BYTES} bytes.")
    return read


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The address is the deployer's own: nothing may lead away from it."""

    def redirect_request(self, *_: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirect)

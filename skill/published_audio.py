"""The published audio library: which summaries can be played, and from where.

`BACK_PAIN_GUIDE_AUDIO_URL` is the public https address of the folder that `python -m audio build`
makes. Its index is read once for each locale, when a summary is first asked for. Whatever is wrong
with it, the summary is spoken instead.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
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
        """Topic to address, in the library's order; empty where there is nothing to play.

        An index that could not be read is asked for again the next time.
        """
        if not self._address:
            return {}
        found = self._known.get(locale) or self._read(locale)
        self._known[locale] = found
        return found

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
    """What is at an https address. Raises OSError where it does not come, whole and in time.

    The address is the deployer's own: no redirect is followed away from it.
    """
    from http.client import HTTPException, HTTPSConnection  # slow to import, and often not needed

    parts = urlsplit(address)
    connection = HTTPSConnection(parts.netloc, timeout=PATIENCE)
    try:
        connection.request("GET", parts.path)
        answer = connection.getresponse()
        read = answer.read(MOST_BYTES + 1)
    except HTTPException as fault:
        raise OSError(f"{address} does not answer as a web server does.") from fault
    finally:
        connection.close()
    if answer.status != 200:
        raise OSError(f"{address} answers {answer.status}.")
    if len(read) > MOST_BYTES:
        raise OSError(f"{address} is larger than {MOST_BYTES} bytes.")
    return read

"""gTTS: Google Translate's voice, online. Natural, but it needs a connection and may refuse.

It knows two paces (fast is spoken like normal) and no emphasis, and reports no word times. What
is spoken leaves this machine, so `audio.clips` gives it published sentences only.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from audio import timing
from audio.engines.base import Take, Voice
from audio.errors import EngineError, LanguageError
from audio.script import Pace, Piece, Script

CONNECT_TIMEOUT = 5.0
READ_TIMEOUT = 10.0
CLIP_TIMEOUT = 90.0
"""Seconds for all sentences of a clip together, however slowly the server sends."""

ACCENTS: Mapping[str, str] = {
    "en-US": "us", "en-GB": "co.uk", "en-AU": "com.au", "en-CA": "ca", "en-IN": "co.in",
}  # fmt: skip
"""Which of Google's domains speaks which English."""

LEAST_SHARE = 0.35
"""Less of the expected length than this was cut off on the way."""


class Gtts:
    """Asks for one sentence after the other and joins them here."""

    name = "gtts"
    online = True

    def __init__(
        self,
        connect: float = CONNECT_TIMEOUT,
        read: float = READ_TIMEOUT,
        clip: float = CLIP_TIMEOUT,
    ) -> None:
        self._timeouts = (connect, read)
        self._clip = clip

    def version(self) -> str:
        return _version()

    def voice(self, locale: str) -> Voice:
        _version()
        from gtts.lang import tts_langs

        for language in (locale, locale.split("-")[0].lower()):
            if language in tts_langs():
                return Voice(ACCENTS.get(locale, "com"), language)
        raise LanguageError(f"gTTS has no voice for {locale}. Choose another locale or engine.")

    def speak(self, script: Script, voice: Voice, pace: Pace) -> list[Take]:
        result: list[list[Take] | EngineError] = []

        def ask() -> None:
            try:
                result.append([self._one(piece, voice, pace) for piece in script])
            except EngineError as error:
                result.append(error)

        # requests' timeouts begin anew with every byte, so the clip as a whole is watched too.
        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(self._clip)
        if not result:
            raise EngineError(f"gTTS did not finish within {self._clip:g} seconds. Try later.")
        if isinstance(result[0], EngineError):
            raise result[0]
        return result[0]

    def close(self) -> None:
        """Nothing is kept running."""

    def _one(self, piece: Piece, voice: Voice, pace: Pace) -> Take:
        from gtts import gTTS, gTTSError

        from audio import mp3

        received = io.BytesIO()
        try:
            speech = gTTS(
                piece.spoken,
                tld=voice.name,
                lang=voice.language,
                slow=pace == "slow",
                lang_check=False,
                timeout=self._timeouts,
            )
            speech.write_to_fp(received)
        except gTTSError as error:
            raise EngineError(_explain(error)) from error
        except (AssertionError, TypeError, ValueError, OSError) as error:
            raise EngineError(f"gTTS could not speak {piece.text[:40]!r}.") from error
        if not received.tell():
            raise EngineError("gTTS sent no sound. Try later, or use --engine espeak.")
        samples, rate = mp3.decode(received.getvalue())
        if len(samples) / rate < LEAST_SHARE * timing.piece_seconds(piece, "fast"):
            raise EngineError("gTTS sent only part of the sound. Try later.")
        return Take(samples, rate)


def _explain(error: Exception) -> str:
    status = getattr(getattr(error, "rsp", None), "status_code", None)
    if status == 429:
        return "gTTS refused: too many requests (429). Wait an hour, or use --engine espeak."
    if status is not None:
        return f"gTTS refused (HTTP {status}). Try later, or use --engine espeak."
    return "gTTS cannot be reached. Check the connection, or use --engine espeak."


@lru_cache(maxsize=1)
def _version() -> str:
    try:
        return f"gTTS {version('gtts')}"
    except PackageNotFoundError:
        raise EngineError("gTTS is missing. Run: pip install gtts") from None

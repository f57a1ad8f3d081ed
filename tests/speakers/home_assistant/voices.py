"""The project's recogniser and voice as Wyoming services: `python -m … PORT FOLDER`.

So that Home Assistant's own pipeline can be tried with sound; `sound()` is what a person says.
"""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from wyoming.asr import Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.event import Event
from wyoming.info import AsrModel, AsrProgram, Attribution, Describe, Info, TtsProgram, TtsVoice
from wyoming.server import AsyncEventHandler, AsyncServer
from wyoming.tts import Synthesize

import audio
from audio import ears, mp3
from audio.cache import Store
from audio.sound import resample

RATE = 16_000
_COMMON: dict[str, Any] = {
    "attribution": Attribution(name="tests", url=""),
    "installed": True,
    "description": "",
    "version": "1",
}
_LANGUAGES = ["en-US"]
INFO = Info(
    asr=[
        AsrProgram(
            name="ears",
            models=[AsrModel(name="ears", languages=_LANGUAGES, **_COMMON)],
            **_COMMON,
        )
    ],
    tts=[
        TtsProgram(
            name="voice",
            voices=[TtsVoice(name="voice", languages=_LANGUAGES, **_COMMON)],
            **_COMMON,
        )
    ],
)


def sound(text: str, store: Store) -> bytes:
    """A text as it sounds: 16-bit mono samples, 16,000 a second."""
    clip = audio.render(text, "en-US", engine="espeak", store=store)
    samples, rate = mp3.decode(clip.mp3_path.read_bytes())
    heard = resample(samples, rate, RATE)
    return np.rint(np.clip(heard, -1, 1) * 32767).astype("<i2").tobytes()


class Voices(AsyncEventHandler):
    """One connection: sound in and words out, or words in and sound out."""

    def __init__(
        self, store: Store, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        super().__init__(reader, writer)
        self._store = store
        self._sound = b""

    async def handle_event(self, event: Event) -> bool:
        """Answer one event."""
        if Describe.is_type(event.type):
            await self.write_event(INFO.event())
        elif AudioStart.is_type(event.type):
            self._sound = b""
        elif AudioChunk.is_type(event.type):
            self._sound += AudioChunk.from_event(event).audio
        elif AudioStop.is_type(event.type):
            heard = ears.recognise(self._sound, RATE, "en-US")
            await self.write_event(Transcript(text=heard.text).event())
        elif Synthesize.is_type(event.type):
            said = sound(Synthesize.from_event(event).text, self._store)
            form = {"rate": RATE, "width": 2, "channels": 1}
            await self.write_event(AudioStart(**form).event())
            await self.write_event(AudioChunk(audio=said, **form).event())
            await self.write_event(AudioStop().event())
        return True


async def _serve(port: int, folder: Path) -> None:
    server = AsyncServer.from_uri(f"tcp://127.0.0.1:{port}")
    await server.start(partial(Voices, Store(folder)))
    ears.recognise(b"\0" * 2 * RATE, RATE, "en-US")  # whoever speaks first need not wait
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), Path(sys.argv[2])))

"""A process of its own that speaks with espeak-ng: `python -I -S espeak_worker.py LIBRARY DATA`.

Started by path, with nothing but the standard library, so that espeak-ng (GPL-3) stays in a
separate program. One JSON line a clip on stdin; for each clip one JSON line on stdout, then the
raw samples (16 bit, the machine's byte order) of all pieces, one behind the other.

espeak-ng keeps counters that no call resets, so the same text sounds slightly different the
second time. Every clip is therefore spoken by a fork of a process that never spoke; where the
system cannot fork, the process ends after one clip and is started afresh for the next.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys

SYNCHRONOUS = 2
DONT_EXIT = 0x8000
UTF8 = 1
SSML = 0x10
IPA = 0x02
RATE = 1
EVENT_WORD = 1


class _Identity(ctypes.Union):
    _fields_ = [
        ("number", ctypes.c_int),
        ("name", ctypes.c_char_p),
        ("string", ctypes.c_char * 8),
    ]


class _Event(ctypes.Structure):
    """espeak_EVENT of speak_lib.h."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Identity),
    ]


_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


class Speaker:
    """espeak-ng, ready to speak."""

    def __init__(self, library: str, data: str) -> None:
        self._pcm = bytearray()
        self._events: list[tuple[int, int]] = []
        self._espeak = ctypes.CDLL(library)
        self._espeak.espeak_Synth.argtypes = [
            ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int,
            ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p,
        ]  # fmt: skip
        self._espeak.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self.rate = self._espeak.espeak_Initialize(SYNCHRONOUS, 0, data.encode(), DONT_EXIT)
        if self.rate <= 0:
            raise RuntimeError(f"espeak-ng cannot read its data in {data}")
        self._callback = _CALLBACK(self._collect)
        self._espeak.espeak_SetSynthCallback(self._callback)

    def speak(self, request: dict[str, object]) -> tuple[dict[str, object], bytes]:
        """Answer line and samples for one request: voice, words a minute, pieces (SSML)."""
        voice = str(request["voice"])
        if self._espeak.espeak_SetVoiceByName(voice.encode()) != 0:
            return {"error": f"the voice {voice} is not there."}, b""
        if "phonemes" in request:
            return self._phonemes(request["phonemes"]), b""
        self._espeak.espeak_SetParameter(RATE, int(str(request["rate"])), 0)
        takes = []
        sound = bytearray()
        pieces = request["pieces"]
        assert isinstance(pieces, list)
        for piece in pieces:
            self._pcm.clear()
            self._events.clear()
            text = str(piece).encode()
            flags = UTF8 | SSML
            if self._espeak.espeak_Synth(text, len(text) + 1, 0, 1, 0, flags, None, None) != 0:
                return {"error": "the text could not be spoken."}, b""
            takes.append({"bytes": len(self._pcm), "events": list(self._events)})
            sound += self._pcm
        return {"rate": self.rate, "takes": takes}, bytes(sound)

    def _phonemes(self, words: object) -> dict[str, object]:
        """How words are pronounced, in the International Phonetic Alphabet."""
        assert isinstance(words, list)
        spoken = []
        for word in words:
            text = ctypes.c_char_p(str(word).encode())
            said = []
            while text.value:  # espeak-ng reads one clause a call and moves the pointer on
                said.append(self._espeak.espeak_TextToPhonemes(ctypes.byref(text), UTF8, IPA))
            spoken.append(b" ".join(filter(None, said)).decode())
        return {"phonemes": spoken}

    def _collect(self, wave: int | None, count: int, events: object) -> int:
        if wave and count > 0:
            self._pcm += ctypes.string_at(wave, count * 2)
        index = 0
        while events[index].type:  # type: ignore[index]
            event = events[index]  # type: ignore[index]
            if event.type == EVENT_WORD:
                self._events.append((event.text_position, event.sample))
            index += 1
        return 0


def _answer(speaker: Speaker, line: bytes) -> None:
    head, sound = speaker.speak(json.loads(line))
    out = sys.stdout.buffer
    out.write(json.dumps(head).encode() + b"\n")
    out.write(sound)
    out.flush()


def _in_fork(speaker: Speaker, line: bytes) -> int:
    """Answers in a child process; returns the child's exit code."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            _answer(speaker, line)
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def main(library: str, data: str) -> int:
    """Speaks until stdin ends. A clip that breaks ends the process, with the code of the break."""
    speaker = Speaker(library, data)
    for line in sys.stdin.buffer:
        if not hasattr(os, "fork"):
            _answer(speaker, line)
            return 0
        code = _in_fork(speaker, line)
        if code != 0:
            return abs(code)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))

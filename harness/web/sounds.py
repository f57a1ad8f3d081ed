"""The sounds that the page may ask for, each made when it is first asked for.

Only names that were announced here, or that the built library lists, are ever looked up: a name
from outside never becomes a path.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import audio
from audio import library

MOST = 2000
KINDS: Mapping[str, str] = {
    "mp3": "audio/mpeg",
    "vtt": "text/vtt; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}


@dataclass
class Announced:
    """Words that can be made into sound."""

    ssml: str
    locale: str
    lock: threading.Lock = field(default_factory=threading.Lock)


class Sounds:
    """Announced clips (bounded) and the clips of the library."""

    def __init__(self, folder: Path = library.DEFAULT, most: int = MOST) -> None:
        self.folder = folder
        self._most = most
        self._announced: OrderedDict[str, Announced] = OrderedDict()
        self._lock = threading.Lock()

    def announce(self, ssml: str, locale: str, mp3: str) -> None:
        """Remembers what the clip at an address such as /audio/<name>.mp3 says."""
        name = mp3.rpartition("/")[2].removesuffix(".mp3")
        with self._lock:
            self._announced.setdefault(name, Announced(ssml, locale))
            self._announced.move_to_end(name)
            while len(self._announced) > self._most:
                self._announced.popitem(last=False)

    def announce_turn(self, turn: Mapping[str, Any]) -> None:
        """Remembers the sound of a turn, if it has one."""
        if turn["audio"]:
            self.announce(turn["answer"]["ssml"], turn["locale"], turn["audio"]["mp3"])

    def find(self, file: str) -> tuple[Path, str] | None:
        """The file behind a name such as <name>.mp3 and its media type; None if unknown.

        Raises audio.AudioError where it cannot be made.
        """
        name, _, kind = file.rpartition(".")
        if kind not in KINDS:
            return None
        with self._lock:
            known = self._announced.get(name)
        if known is None:
            path = self._in_library(file)
            return (path, KINDS[kind]) if path else None
        with known.lock:
            clip = audio.render(known.ssml, known.locale)
        paths = {"mp3": clip.mp3_path, "vtt": clip.vtt_path, "txt": clip.txt_path}
        return paths[kind], KINDS[kind]

    def index(self, locale: str) -> dict[str, Any] | None:
        """The index of the built library of a locale; None where it was not built."""
        if locale not in self._built():
            return None
        try:
            text = (self.folder / locale / "index.json").read_text("utf-8")
            read: dict[str, Any] = json.loads(text)
        except (OSError, ValueError):
            return None
        return read

    def _built(self) -> list[str]:
        return sorted(path.parent.name for path in self.folder.glob("*/index.json"))

    def _in_library(self, file: str) -> Path | None:
        for locale in self._built():
            index = self.index(locale) or {}
            for entry in (*index.get("summaries", ()), *index.get("answers", ())):
                for key in ("mp3", "captions", "transcript"):
                    if entry[key].rpartition("/")[2] == file:
                        path = self.folder / locale / entry[key]
                        return path if path.is_file() else None
        return None

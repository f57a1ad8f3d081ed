"""Clips on disk, found by name. A name is a hash of all that a clip is made from.

A clip is whole as soon as its MP3 is there: captions and transcript are put in place before it,
and every file appears by one rename. What a killed process leaves are hidden `.part` files. The
captions hold the checksum of the MP3, so that one which a disk cut short or spoilt is made again.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audio import format as sound_format
from audio.errors import StoreError

SETTING = "BACK_PAIN_GUIDE_CACHE"
DEFAULT = Path(__file__).parent / "cache"
PART = ".part"
WEBVTT = b"WEBVTT"
SUFFIXES = (".vtt", ".txt", ".mp3")
"""In the order in which they are put in place."""


@dataclass(frozen=True)
class Files:
    """A clip's three files."""

    mp3: Path
    vtt: Path
    txt: Path

    @property
    def seconds(self) -> float:
        """Length of the MP3, whose bit rate is constant."""
        return sound_format.seconds(self.mp3.stat().st_size)


class Store:
    """A folder of clips."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or Path(os.environ.get(SETTING) or DEFAULT)

    def files(self, name: str) -> Files:
        """Where the clip of that name is, or would be."""
        return Files(*(self.folder / f"{name}{suffix}" for suffix in (".mp3", ".vtt", ".txt")))

    def find(self, name: str) -> Files | None:
        """The clip, if it is there and whole."""
        files = self.files(name)
        try:
            with files.vtt.open("rb") as captions:
                head = captions.read(len(_sealed(b"", b"")))
            whole = head == _sealed(b"", files.mp3.read_bytes()) and files.txt.exists()
        except OSError:
            return None
        return files if whole else None

    def put(self, name: str, mp3: bytes, vtt: str, txt: str) -> Files:
        """Stores a clip. Raises StoreError; then nothing of it is there."""
        contents = {".vtt": _sealed(vtt.encode(), mp3), ".txt": txt.encode(), ".mp3": mp3}
        for suffix in SUFFIXES:
            write_whole(self.folder / f"{name}{suffix}", contents[suffix])
        return self.files(name)

    def names(self) -> Iterator[str]:
        """Names of all whole clips."""
        for path in sorted(self.folder.glob("*.mp3")):
            if self.find(path.stem):
                yield path.stem

    def remove(self, name: str) -> None:
        files = self.files(name)
        for path in (files.mp3, files.vtt, files.txt):
            path.unlink(missing_ok=True)

    def tidy(self) -> None:
        """Removes what processes that are gone have left half-made."""
        for path in self.folder.glob(f".*{PART}"):
            if not _alive(path.name[1:].partition("-")[0]):
                path.unlink(missing_ok=True)


def _sealed(vtt: bytes, mp3: bytes) -> bytes:
    """The captions with a comment at their head that tells the MP3's checksum."""
    rest = vtt.removeprefix(WEBVTT)
    return WEBVTT + b"\n\nNOTE Checksum of the sound: %08x" % zlib.crc32(mp3) + rest


def write_whole(target: Path, data: bytes) -> None:
    """Writes a file so that it is there whole or not at all, whenever the process may end."""
    temporary = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(PART, f".{os.getpid()}-", target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink(missing_ok=True)
        raise StoreError(_explain(target, error)) from error


def _explain(target: Path, error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return f"The disk is full: {target} was not written. Make room and run it again."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"{target.parent} is not writable: {target.name} was not written. Choose another."
    return f"{target} was not written: {error.strerror or error}."


def _alive(process: str) -> bool:
    if not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
